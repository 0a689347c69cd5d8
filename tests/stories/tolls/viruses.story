# why: germs are no victims
2014-05-09  "The soap kills a variety of germs."
----
! toll killed exact 1
