# why: praise is support in words
2011-09-07  "Brazil's president praised Uruguay for its reforms."
----
SUPPORT  at "praised"  recipient "Uruguay" = URY
