# why: more than is a lower bound
2011-09-07  "More than 90 people were killed in the shelling of Misrata."
----
toll killed more_than 90-?  victims "More than 90 people"
