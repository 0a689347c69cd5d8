# why: what need would make one do is no promise
2014-05-09  "If it did not exist, we would have to build it, the minister said."
----
! obligation conditional_commitment
