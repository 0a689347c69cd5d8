# why: aid stopped is a sanction, not aid
2011-09-07  "Denmark suspended aid to Malawi."
----
SANCTION  at "suspended"  actor "Denmark" = DNK  recipient "Malawi" = MWI
! AID
