# why: who is engaged in a fight fights it
2024-03-02  "Turkey is engaged in a war against the Islamic State."
----
ASSAULT  at "engaged"  actor "Turkey" = TUR  recipient "Islamic State" = IMGMUSISI
! ASSAULT  recipient "Turkey"
