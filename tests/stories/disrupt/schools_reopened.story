# why: schools that reopen
2014-05-09  "Schools reopened in Mosul after eight months."
----
DISRUPT/services-restored  at "reopened"  place "Mosul" = IRQ
