# why: markets that close at a figure are prices
2011-09-07  "The market closed at a record high on Tuesday."
----
! DISRUPT
