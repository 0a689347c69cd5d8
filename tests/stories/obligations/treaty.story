# why: an alliance acts where a member is attacked
2011-09-07  "Troops from NATO would not enter Ukraine, the general said. That could only happen if one of its members was attacked by a foreign state, he said."
----
obligation treaty_trigger not_triggered  if "one of its members was attacked by a foreign state"
