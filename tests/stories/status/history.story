# why: what was a generation ago is historical
2011-09-07  "Iraq invaded Kuwait in August 1990."
----
COERCE/seize historical background  at "invaded"  actor "Iraq" = IRQ  recipient "Kuwait" = KWT  time "August 1990" = 1990-08
