# why: nobody is a count of none
2014-05-09  "Nobody was hurt when a shell hit the depot in Benghazi."
----
toll injured exact 0
