# why: a commitment whose condition the story tells of as met is triggered
2014-05-09  "Egypt promised to send doctors to Gaza if Israel bombed Gaza. On Friday Israel bombed Gaza."
----
obligation conditional_commitment triggered  bearer "Egypt" = EGY
