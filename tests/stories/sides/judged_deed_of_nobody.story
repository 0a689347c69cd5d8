# why: where nobody is told who did it, nobody is blamed, least of all the victim
2024-03-02  "Canada condemned the attack on Israel."
----
ACCUSE/disapprove 111  at "condemned"  actor "Canada" = CAN
! ACCUSE/disapprove  recipient "Israel"
