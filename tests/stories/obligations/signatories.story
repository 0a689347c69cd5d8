# why: members that the sentence lists as signatories
2014-05-09  "The pact, signed by Russia, Armenia, Belarus and Kazakhstan, obliges its members to help if one of them is invaded by a foreign power, the CSTO said."
----
obligation treaty_trigger not_triggered  bearer "Collective Security Treaty Organization" = IGOCST  members RUS,ARM,BLR,KAZ
