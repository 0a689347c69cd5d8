# why: laying down work is a strike
2011-09-07  "Nigerian oil workers went on strike on Monday."
----
PROTEST/strike  actor "Nigerian oil workers"
