# why: a clause of time is background
2011-09-07  "After rebels seized the town, France sent troops to Mali."
----
MOBILIZE/troops  at "sent"  actor "France" = FRA
