# why: troops that leave are a withdrawal
2011-09-07  "Ethiopia withdrew its troops from Somalia on Monday."
----
RETREAT/withdraw  at "withdrew"  actor "Ethiopia" = ETH
! MOBILIZE
