# why: power restored by nobody named
2014-05-09  "Power was restored to most of the island on Wednesday."
----
DISRUPT/energy-restored  at "restored"  time "Wednesday" = 2014-05-07
