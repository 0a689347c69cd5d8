# why: a term by its length
2014-05-09  "The president gave the generals three days to surrender."
----
agenda deadline scheduled  when "three days" = P3D
