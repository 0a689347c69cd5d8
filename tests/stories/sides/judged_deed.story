# why: whoever blames a deed blames who does it, not whom it is done to
2024-03-02  "France condemned Turkey's invasion of Cyprus."
----
ACCUSE/disapprove 111  at "condemned"  actor "France" = FRA  recipient "Turkey" = TUR
! ACCUSE/disapprove  recipient "Cyprus"
