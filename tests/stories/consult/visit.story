# why: the visitor acts, the host receives
2011-09-07  "Turkey's foreign minister visited Tehran on Monday."
----
CONSULT/visit 042  at "visited"  time "Monday" = 2011-09-05
