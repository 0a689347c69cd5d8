# why: voting on a constitution is a referendum, what follows is ahead too
2011-09-07  "Tunisia is expected to vote on a new constitution in November, followed by a presidential election in March."
----
agenda referendum expected  when "November" = 2011-11  actor "Tunisia" = TUN
agenda election expected  when "March" = 2012-03
