# why: arrests of long ago say who somebody is
2014-05-09  "Police said he had three prior arrests."
----
! toll detained exact 3
