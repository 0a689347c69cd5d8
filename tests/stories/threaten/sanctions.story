# why: harm announced under a condition is a threat
2011-09-07  "The European Union threatened to impose sanctions on Syria if the killing went on."
----
THREATEN/restrict conditional  at "threatened"  actor "European Union" = IGOEEC  recipient "Syria" = SYR  if "the killing went on"
! SANCTION
