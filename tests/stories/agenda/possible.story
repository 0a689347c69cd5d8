# why: what could resume is proposed
2011-09-07  "Peace talks could resume in October, the mediator said."
----
agenda talks proposed  when "October" = 2011-10
