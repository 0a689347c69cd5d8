# why: a state of emergency lifted is a concession
2011-09-07  "Bahrain lifted the state of emergency on Wednesday."
----
CONCEDE  at "lifted"  actor "Bahrain" = BHR
! COERCE/martial-law
