# why: by how much is not by whom
2024-03-02  "The ministry said aid to Chad would be cut by seven percentage points."
----
SANCTION future  at "cut"  recipient "Chad" = TCD
! SANCTION  actor "points"
