# why: who is killed in a strike is whom the strike befell
2024-03-02  "Four Kurdish fighters were killed in a Turkish air strike near Kobani."
----
ASSAULT/aerial  at "killed"  actor "Turkish" = TUR  recipient "Four Kurdish fighters"
