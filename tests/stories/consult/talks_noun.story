# why: talks between two sides have both as actors
2011-09-07  "Talks between India and Pakistan began in Islamabad on Monday."
----
CONSULT  actor "India" = IND  actor "Pakistan" = PAK
