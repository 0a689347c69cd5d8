# why: observers to be sent
2011-09-07  "The African Union said it would send observers to Zambia."
----
agenda observer_mission expected
