# why: ready to help under a condition
2011-09-07  "Ghana's president said Ghana was ready to send doctors if necessary."
----
obligation conditional_commitment pending  bearer "Ghana" = GHA  if "necessary"
