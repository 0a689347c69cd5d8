# why: one of a group, though the group's name alone stands there
2014-05-09  "Soldiers arrested a Taliban forger in Khost."
----
toll detained exact 1
