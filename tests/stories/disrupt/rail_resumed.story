# why: a service between two towns that runs again
2014-05-09  "Rail services between Delhi and Agra resumed on Wednesday after a week."
----
DISRUPT/transport-restored  at "resumed"  time "Wednesday" = 2014-05-07
