# why: a word for what a party is forbids nothing now
2014-05-09  "Police arrested members of the outlawed party."
----
! obligation prohibition
