# why: the new day goes before the old one
2014-05-09  "The vote, planned for Sunday, has been put off until June 3."
----
agenda vote postponed  when "June 3" = 2014-06-03
