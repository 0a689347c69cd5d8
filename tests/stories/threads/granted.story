# why: what was asked for is promised
2011-09-07  "Jordan asked Kuwait for food. Kuwait promised to send food to Jordan."
----
thread granted  asked "asked"
