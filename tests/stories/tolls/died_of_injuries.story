# why: who died of injuries is dead, not hurt
2014-05-09  "The driver was hit by a stone and died of his injuries."
----
toll killed exact 1
! toll injured exact 1
