# why: no casualties is no toll of one
2024-03-02  "A bomb exploded near the embassy in Tripoli, but nobody was hurt."
----
ASSAULT/explosives  at "exploded"
! toll killed exact 1
! toll injured exact 1
