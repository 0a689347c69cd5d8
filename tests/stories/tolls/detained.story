# why: arrests are tolls of detained
2011-09-07  "Security forces arrested 17 suspects in a raid on Monday."
----
toll detained exact 17
