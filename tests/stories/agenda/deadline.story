# why: a term under a demand
2011-09-07  "The court ordered the ministry to publish the list by Friday."
----
agenda deadline scheduled  when "Friday" = 2011-09-09
