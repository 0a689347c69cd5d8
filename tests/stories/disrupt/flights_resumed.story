# why: a service that comes back is told apart from one that stops
2014-05-09  "Two airlines resumed flights to Juba on Thursday."
----
DISRUPT/transport-restored  at "resumed"  actor "Two airlines"  time "Thursday" = 2014-05-08
! DISRUPT/transport
