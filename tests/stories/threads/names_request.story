# why: an answer that names the appeal answers it
2014-05-09  "France urged Chad on Monday to release the detained pilots. Chad turned down the appeal on Thursday."
----
thread refused  asked "urged"  refusal "turned down"
