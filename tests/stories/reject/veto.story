# why: a veto is a rejection
2011-09-07  "China vetoed a resolution on Syria."
----
REJECT  at "vetoed"  actor "China" = CHN
