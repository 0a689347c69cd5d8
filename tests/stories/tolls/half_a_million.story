# why: a range that ends in words
2014-05-09  "Between 400,000 and half a million villagers fled their homes."
----
toll displaced range 400000-500000
