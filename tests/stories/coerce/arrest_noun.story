# why: an event noun has the roles of its verb
2024-03-02  "The opposition condemned the arrest of two journalists by Belarusian police."
----
ACCUSE/disapprove 111  at "condemned"  actor "The opposition" = BLROPP
! COERCE/arrest  actor "two journalists"
