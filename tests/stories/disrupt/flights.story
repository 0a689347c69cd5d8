# why: flights cancelled, whoever cancels
2011-09-07  "Two Kenyan airlines cancelled flights between Nairobi and Mogadishu on Monday."
----
DISRUPT/transport  at "cancelled"  actor "Two Kenyan airlines"  time "Monday" = 2011-09-05
