# why: a crowd that marches against something
2011-09-07  "Thousands of Yemenis marched in Sanaa on Friday to demand the president's resignation."
----
PROTEST/demo  at "marched"  time "Friday" = 2011-09-02  place "Sanaa"
! RETREAT/resign
