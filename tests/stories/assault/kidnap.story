# why: a person carried off
2011-09-07  "Gunmen kidnapped a French aid worker in Darfur."
----
ASSAULT/abduct  at "kidnapped"  actor "Gunmen"  recipient "a French aid worker"
