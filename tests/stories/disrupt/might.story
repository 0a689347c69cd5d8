# why: a service that could stop has not stopped
2011-09-07  "Gas deliveries could be disrupted this winter, the company warned."
----
! DISRUPT
