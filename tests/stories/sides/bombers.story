# why: the word for the doers names the deed with them
2024-03-02  "Two female suicide bombers struck a church in Jos, Nigeria."
----
! ASSAULT  recipient "Two female suicide bombers"
