# why: a resolution obliges states that it does not name
2014-05-09  "The resolution obliges member states to inspect ships bound for Pyongyang."
----
obligation mandate pending  action "to inspect ships bound for Pyongyang"
