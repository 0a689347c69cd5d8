# why: a negated act is not an act
2024-03-02  "Ethiopian soldiers did not attack the village, the government said."
----
ASSAULT 190 negated  at "attack"  actor "Ethiopian soldiers" = ETHMIL  said by "the government"
! ASSAULT  at "attack"
