# why: what hangs on if has not happened
2011-09-07  "If the army attacks the town, the rebels will retreat."
----
! ASSAULT
! RETREAT
