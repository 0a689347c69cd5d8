# why: the victims may stand behind the verb
2014-05-09  "Also killed in the ambush were fourteen rebels."
----
toll killed exact 14
