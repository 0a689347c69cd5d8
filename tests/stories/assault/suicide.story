# why: the bomber is the actor of a suicide attack
2011-09-07  "A suicide bomber killed 12 policemen in Kandahar on Wednesday."
----
ASSAULT/suicide-attack  at "bomber"  actor "A suicide bomber" = AFGUAF  recipient "12 policemen" = AFGCOP
toll killed exact 12  victims "12 policemen in Kandahar"
