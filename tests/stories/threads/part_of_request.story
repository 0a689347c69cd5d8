# why: what is itself asked for is no answer
2014-05-09  "Kenya asked Somalia to accept the border ruling."
----
thread open  asked "asked"
