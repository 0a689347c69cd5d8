# why: where two sides fight, both act
2011-09-07  "Government troops clashed with Tuareg rebels near Timbuktu on Thursday."
----
ASSAULT  at "clashed"  actor "Government troops"
