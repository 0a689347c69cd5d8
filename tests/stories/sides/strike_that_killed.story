# why: the object of the relative clause is whom the strike befell
2024-03-02  "Turkey protested a Syrian air strike that killed four Turkish soldiers."
----
ASSAULT/aerial  at "strike"  actor "Syrian" = SYR  recipient "four Turkish soldiers" = TURMIL
! ASSAULT/aerial  actor "four Turkish soldiers"
