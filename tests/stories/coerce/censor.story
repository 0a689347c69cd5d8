# why: media silenced by those in power
2011-09-07  "Egypt's military shut down two television stations in Cairo."
----
COERCE  at "shut down"
