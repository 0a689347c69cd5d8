# why: power lost over a city
2011-09-07  "The storm knocked out power to half the city."
----
DISRUPT/energy  at "knocked out"
