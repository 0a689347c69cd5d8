# why: a bare number counts what was counted before
2014-05-09  "We had three projects. One disappeared."
----
! toll missing exact 1
