# why: troops moved to a border are a show of force
2011-09-07  "Thailand sent 500 soldiers to the border with Cambodia."
----
MOBILIZE/troops  at "sent"  actor "Thailand" = THA
