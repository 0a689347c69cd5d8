# why: a condition turned round with should
2014-05-09  "Japan stands ready to help evacuate civilians should the fighting spread."
----
obligation conditional_commitment pending  bearer "Japan" = JPN  if "the fighting spread"
