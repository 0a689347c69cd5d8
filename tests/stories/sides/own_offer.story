# why: an offer renewed is that of those who renew it
2024-03-02  "Japan and West Germany renewed their offer of aid to Mali."
----
AGREE  at "renewed"  actor "Japan" = JPN  actor "West Germany" = DEU  recipient "Mali" = MLI
