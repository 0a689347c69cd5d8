# why: the sentence before counts where blanks alone lie between
2014-05-09  "Last night soldiers went to a village outside Gao.   During the search the soldiers arrested two gunmen."
----
COERCE/arrest 173  at "arrested"  time "Last night" = 2014-05-08TNI
toll detained exact 2  time "Last night" = 2014-05-08TNI
