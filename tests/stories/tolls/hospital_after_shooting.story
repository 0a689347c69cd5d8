# why: who is taken to hospital after a shooting is hurt, not sick
2014-05-09  "Gunmen fired at a wedding in Quetta. Nine guests were hospitalized."
----
toll injured exact 9
! toll sick exact 9
