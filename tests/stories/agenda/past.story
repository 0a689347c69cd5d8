# why: what was held is not ahead
2011-09-07  "The election was held in May."
----
! agenda election
