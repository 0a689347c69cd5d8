# why: who has been freed is not held
2014-05-09  "Many detainees were freed in Juba on Monday."
----
! toll detained vague 4-?
