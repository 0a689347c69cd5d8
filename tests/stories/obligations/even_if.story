# why: even if sets no condition
2014-05-09  "Ghana promised to rebuild the bridge even if it costs more."
----
! obligation conditional_commitment
