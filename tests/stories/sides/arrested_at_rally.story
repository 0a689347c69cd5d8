# why: who arrests at a rally does not hold it
2024-03-02  "Russian police arrested a singer during a rally in Moscow."
----
COERCE/arrest  at "arrested"  actor "Russian police" = RUSCOP  recipient "a singer"
! PROTEST/demo  actor "Russian police"
