# why: more comes on top
2014-05-09  "He shot four neighbours dead and fled before killing two more at a garage."
----
toll killed exact 4
toll killed exact 2
