# why: each side is the other's other side
2024-03-02  "Moscow and Tehran accused each other of bad faith."
----
ACCUSE  at "accused"  actor "Moscow" = RUSGOV  recipient "Tehran" = IRNGOV
ACCUSE  at "accused"  actor "Tehran" = IRNGOV  recipient "Moscow" = RUSGOV
