# why: blame is an accusation
2011-09-07  "Kenya blamed Somali militants for the kidnapping."
----
ACCUSE  at "blamed"  actor "Kenya" = KEN  recipient "Somali militants"
