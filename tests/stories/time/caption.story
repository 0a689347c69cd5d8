# why: the day under a picture dates the picture alone
2014-05-09  "Rebels shelled a market in Aleppo on Tuesday. FILE - Soldiers patrol a road near Hama, May 3, 2013. The rebels killed nine shoppers."
----
ASSAULT 190  at "killed"  time "Tuesday" = 2014-05-06
