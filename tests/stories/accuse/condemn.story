# why: condemning is disapproval
2011-09-07  "Japan condemned the attack."
----
ACCUSE/disapprove 111  at "condemned"  actor "Japan" = JPN
