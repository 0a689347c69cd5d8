# why: exercises held together are cooperation
2011-09-07  "The navies of Japan and India held a joint exercise in the Bay of Bengal."
----
COOPERATE  at "held a joint exercise"
