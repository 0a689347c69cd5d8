# why: a mission that troops have
2011-09-07  "The peacekeepers have a mandate to protect civilians in the camp."
----
obligation mandate pending  action "to protect civilians in the camp"
