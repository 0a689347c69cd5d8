# why: animals are no victims
2014-05-09  "The number of cattle slaughtered under the plan rose to 12,000."
----
! toll killed exact 12000 total
