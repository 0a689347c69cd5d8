# why: refusing to negotiate is a rejection
2011-09-07  "Iran refused to resume nuclear talks with France."
----
REJECT  at "refused"  actor "Iran" = IRN
! CONSULT
