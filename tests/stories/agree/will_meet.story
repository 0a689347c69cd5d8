# why: a meeting to come is an agreement to meet
2011-09-07  "The presidents of Peru and Chile agreed to meet in Lima."
----
AGREE 036  at "agreed"
! CONSULT
