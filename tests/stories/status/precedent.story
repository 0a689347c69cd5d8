# why: an attack of another year is background of its own date, and so is its toll
2014-05-09  "Police guarded the bridge on Friday. The bridge was last attacked in March 2009, when nine villagers died."
----
ASSAULT 190 historical background  at "attacked"  time "March 2009" = 2009-03
toll killed exact 9  time "March 2009" = 2009-03
