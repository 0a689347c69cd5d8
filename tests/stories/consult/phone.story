# why: a call is a consultation by telephone
2011-09-07  "British Prime Minister David Cameron telephoned French President Nicolas Sarkozy late on Tuesday."
----
CONSULT/phone 041  at "telephoned"  actor "British Prime Minister David Cameron" = GBRGOV  recipient "French President Nicolas Sarkozy" = FRAGOV
