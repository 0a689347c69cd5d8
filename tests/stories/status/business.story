# why: what companies agree among themselves is no politics; with a government it is
1987-03-12  "Acme Steel Corp agreed to buy Zenith Wire Inc. The government of France agreed to help Acme Steel Corp."
----
AGREE 033  at "agreed"  actor "The government of France" = FRAGOV  recipient "Acme Steel Corp." = ?  place "France" = FRA  time = 1987-03-12  by op.intent.agree aid.help
quote indirect  by "Acme Steel Corp" = ?  says "to buy"
quote indirect  by "The government of France" = FRAGOV  says "to help Acme Steel Corp."
