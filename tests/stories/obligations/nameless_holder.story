# why: who has a mandate need not have a name
2014-05-09  "The mission has a mandate to protect civilians."
----
obligation mandate pending  action "to protect civilians"
