# why: who is asked is the recipient
2024-03-02  "Armenia asked Russia to send peacekeepers."
----
REQUEST/assist 0234  at "asked"  actor "Armenia" = ARM  recipient "Russia" = RUS
thread open  asked "asked"
! MOBILIZE
! AID
