# why: who is taken to hospital after a meal is sick
2014-05-09  "Sixty pupils were hospitalized in Pune after they ate bad fish."
----
toll sick exact 60
! toll injured exact 60
