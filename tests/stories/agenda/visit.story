# why: a visit that is to come
2011-09-07  "Pope Benedict is to visit Cuba next March."
----
agenda visit scheduled  at "to visit Cuba next March"  when "next March" = 2012-03
