# why: schools closed by nobody named
2011-09-07  "All schools in the province were closed on Monday."
----
DISRUPT/services  at "closed"  time "Monday" = 2011-09-05
