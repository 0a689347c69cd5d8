# why: who is restored to power is no power supply
2014-05-09  "The king was restored to power in 1975."
----
! DISRUPT
