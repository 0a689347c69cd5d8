# why: whoever offered did not reject
2024-03-02  "Turkey's offer of talks to Greece was rejected."
----
REJECT 125  at "rejected"  recipient "Turkey" = TUR
! REJECT  actor "Turkey"
