# why: a call for elections proposes them
2011-09-07  "The opposition called for early elections."
----
agenda election proposed
