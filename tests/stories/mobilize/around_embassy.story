# why: security raised around whom, by whom
2014-05-09  "Police stepped up security around the Turkish embassy in Nairobi on Monday."
----
MOBILIZE/police 153  at "stepped up"  actor "Police" = KENCOP  recipient "the Turkish embassy" = TURGOV  place "Nairobi" = KEN
