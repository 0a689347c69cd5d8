# why: recognition of a state or council is support
2011-09-07  "France recognised the rebel council on Tuesday."
----
SUPPORT  at "recognised"  actor "France" = FRA
