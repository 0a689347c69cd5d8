# why: a call with somebody asks for nothing
2014-05-09  "The president of Peru described the call with the president of Chile as friendly."
----
! thread open
