# why: a phone service cut by troops
2014-05-09  "The army cut mobile phone service across Kashmir on Monday."
----
DISRUPT/communications  at "cut"  actor "The army"
