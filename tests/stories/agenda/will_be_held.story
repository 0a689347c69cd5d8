# why: will be held on a day, in a place
2011-09-07  "A conference on Libya will be held in Paris on Thursday."
----
agenda talks scheduled  when "Thursday" = 2011-09-08
