# why: a strike announced for a day
2011-09-07  "Unions have called a general strike for Thursday."
----
agenda strike scheduled  when "Thursday" = 2011-09-08
