# why: a promise of help is an agreement, not help given
2011-09-07  "Norway promised to send food to Niger next month."
----
AGREE  at "promised"  actor "Norway" = NOR  recipient "Niger" = NER
! AID
