# why: a refusal to act is no act
2011-09-07  "Poland would not send troops to Libya, its prime minister said."
----
! MOBILIZE/troops
