# why: between two figures is a range
2011-09-07  "Between 20 and 30 villagers died in the flood."
----
toll killed range 20-30
