# why: a term given to the other side binds the other side
2011-09-07  "The rebels gave the army until Sunday to leave the town."
----
agenda deadline scheduled  when "Sunday" = 2011-09-11  actor "army"
