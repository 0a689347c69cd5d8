# why: what will not take place is called off
2014-05-09  "Talks that had been expected to resume this week will not take place."
----
agenda talks cancelled
