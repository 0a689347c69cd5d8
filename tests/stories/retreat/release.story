# why: prisoners set free are a retreat
2011-09-07  "The rebels freed two Turkish engineers on Sunday."
----
RETREAT/release 0841  at "freed"  actor "The rebels"  recipient "two Turkish engineers"
