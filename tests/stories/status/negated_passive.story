# why: what did not happen is negated
2011-09-07  "No shots were fired and nobody was arrested, police said."
----
! COERCE/arrest
