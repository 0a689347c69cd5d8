# why: a ban that is only asked for is not in force
2014-05-09  "His call for a ban on foreign workers angered Poland."
----
! obligation prohibition
