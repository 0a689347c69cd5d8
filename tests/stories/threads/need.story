# why: what is needed is asked of nobody
2014-05-09  "Mali needs the help of France, an analyst said."
----
! thread open
