# why: an internet shutdown as a noun
2011-09-07  "An internet shutdown began in Cameroon on the eve of the vote."
----
DISRUPT/communications  place "Cameroon"
