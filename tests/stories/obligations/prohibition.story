# why: what troops will not be used for
2011-09-07  "These troops will not be used against civilians, the general said."
----
obligation prohibition pending  action "will not be used against civilians"
