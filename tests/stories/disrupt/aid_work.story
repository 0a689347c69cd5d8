# why: relief work suspended is a service cut
2011-09-07  "The Red Cross suspended its operations in the camp."
----
DISRUPT/services  at "suspended"
