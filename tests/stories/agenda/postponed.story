# why: put off until a month
2011-09-07  "The commission postponed the parliamentary election until December."
----
agenda election postponed  when "December" = 2011-12
