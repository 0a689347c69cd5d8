# why: a trial that begins on a day ahead
2011-09-07  "The trial of the former general begins on Monday in The Hague."
----
agenda trial scheduled  when "Monday" = 2011-09-12
