# why: each of two figures beside each other belongs to the word behind it
2014-05-09  "The blast left three dead and eleven wounded."
----
toll killed exact 3
toll injured exact 11
! toll injured exact 3
