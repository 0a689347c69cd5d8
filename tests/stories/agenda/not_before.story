# why: what will not be held before a day is not called off
2014-05-09  "The talks will not be held before June."
----
! agenda talks cancelled
