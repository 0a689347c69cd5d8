# why: goods given are aid
2011-09-07  "Saudi Arabia gave Yemen 3 million barrels of oil."
----
AID  at "gave"  actor "Saudi Arabia" = SAU  recipient "Yemen" = YEM
