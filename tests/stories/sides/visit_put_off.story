# why: a visit put off is the visitor's, and the host's loss
2024-03-02  "The visit by the Chinese president to Pakistan was postponed."
----
SANCTION  at "postponed"  actor "the Chinese president" = CHNGOV  recipient "Pakistan" = PAK
