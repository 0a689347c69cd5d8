# why: what is only meant is not done
2024-03-02  "Kenya sent troops to the border to stop an attack by militants."
----
MOBILIZE/troops 154  at "sent"  actor "Kenya" = KEN
! ASSAULT  at "attack"
