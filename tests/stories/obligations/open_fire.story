# why: to open fire is no openness to anything
2014-05-09  "Guards opened fire if anybody came near."
----
! obligation conditional_commitment
