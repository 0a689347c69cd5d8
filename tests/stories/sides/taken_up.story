# why: a deed told again without its sides has those it had
2024-03-02  "Turkey shelled Kurdish fighters in Syria on Friday. The shelling went on all night."
----
ASSAULT/heavy-weapons  at "shelled"  actor "Turkey" = TUR  recipient "Kurdish fighters"
! ASSAULT/heavy-weapons  actor "Kurdish fighters"
