# why: what a third state does is no answer
2011-09-07  "Chad asked Libya for help. Sudan sent food to Niger."
----
thread open  asked "asked"
