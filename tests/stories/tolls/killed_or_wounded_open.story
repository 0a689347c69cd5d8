# why: an open figure for two kinds gives neither a figure
2014-05-09  "Rebel fire killed or wounded over 900 soldiers."
----
toll injured vague ?
! toll injured more_than 900-?
