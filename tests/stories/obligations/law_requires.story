# why: what a law requires
2011-09-07  "The accord requires the rebels to disarm."
----
obligation mandate pending  bearer "rebels"  action "to disarm"
