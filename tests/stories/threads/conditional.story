# why: an answer under a condition
2011-09-07  "Chad asked Libya for help. Libya said it was ready to help Chad if necessary."
----
thread conditional  asked "asked"
