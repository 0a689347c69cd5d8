# why: banned from doing
2011-09-07  "The court banned the party leader from leaving the country."
----
obligation prohibition pending  bearer "party leader"  action "leaving the country"
