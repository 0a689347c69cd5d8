# why: what happened long ago takes no day from the dateline
2014-05-09  "KIGALI, Rwanda (May 9, 2014)\nGunmen burned a bus near the lake today. In 2003 rebels had burned another bus, killing six travellers."
----
toll killed exact 6  time "2003" = 2003
