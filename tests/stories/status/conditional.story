# why: a promise under a condition keeps the condition
2024-03-02  "Turkey will send aid to Syria if the ceasefire holds."
----
AGREE 033 conditional  actor "Turkey" = TUR  recipient "Syria" = SYR  if "the ceasefire holds"
! AID
! RETREAT/ceasefire
