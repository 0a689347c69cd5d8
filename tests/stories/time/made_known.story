# why: what is confirmed today happened on the other day that the sentence names
2014-05-09  "The army confirmed today the capture of a rebel commander based near Goma during an operation on Tuesday."
----
COERCE/arrest 173  at "capture"  time "Tuesday" = 2014-05-06
