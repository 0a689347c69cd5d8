# why: a toll that has risen is a running total
2011-09-07  "The death toll from the fighting has risen to 63."
----
toll killed exact 63 total
