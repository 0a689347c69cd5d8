# why: a policy hurts nobody's body
2014-05-09  "High interest rates have hurt farmers and builders."
----
! toll injured vague 2-?
