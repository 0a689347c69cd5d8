# why: a rejected proposal puts nothing ahead
2011-09-07  "The king rejected a proposal for an early election."
----
! agenda election
