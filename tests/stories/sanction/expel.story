# why: diplomats sent home
2011-09-07  "Turkey expelled the Israeli ambassador on Friday."
----
SANCTION  at "expelled"  actor "Turkey" = TUR  recipient "the Israeli ambassador" = ISRGOV
