# why: one figure for two kinds is the most that either can be
2014-05-09  "About 500 villagers are dead or missing after the landslide."
----
toll killed at_most 500
