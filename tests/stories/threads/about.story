# why: who asks about something asks for nothing
2014-05-09  "A reporter asked the mayor of Quito about the flood."
----
! thread open
