# why: a declared truce is a retreat
2011-09-07  "The separatists declared a ceasefire on Saturday."
----
RETREAT/ceasefire 0871  at "declared"  actor "The separatists"
