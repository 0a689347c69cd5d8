# why: one man since his arrest is no running total
2014-05-09  "He has said little since he was arrested."
----
toll detained exact 1
! toll detained exact 1 total
