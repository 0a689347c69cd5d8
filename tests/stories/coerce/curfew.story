# why: a curfew is coercion
2011-09-07  "The government imposed a curfew in Karachi on Tuesday."
----
COERCE/curfew  at "imposed a curfew"
