# why: who is named by the last of a row of participles does all of them
2024-03-02  "The rebels, trained and armed by Chad, took the town."
----
AID background  at "trained"  actor "Chad" = TCD  recipient "The rebels"
! AID  actor "The rebels"
