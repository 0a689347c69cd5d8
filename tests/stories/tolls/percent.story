# why: a share is no count
2014-05-09  "The fever kills 30 per cent of its victims."
----
! toll killed exact 30
! toll killed exact 1
