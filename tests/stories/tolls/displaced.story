# why: people who fled are displaced
2011-09-07  "Some 40,000 people have fled their homes in Abyei."
----
toll displaced about 40000
