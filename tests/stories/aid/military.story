# why: arms given are aid
2011-09-07  "Russia supplied Syria with missiles last week."
----
AID 072  at "supplied"  actor "Russia" = RUS  recipient "Syria" = SYR
