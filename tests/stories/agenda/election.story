# why: what is scheduled is on the agenda, not done
2024-03-02  "Senegal will hold a presidential election on March 24."
----
agenda election scheduled  at "a presidential election"  when "March 24" = 2024-03-24
! PROTEST/demo
