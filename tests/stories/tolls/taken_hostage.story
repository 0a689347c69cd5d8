# why: the people are counted, not the word for what they became
2014-05-09  "A dozen sailors were taken hostage off Bayelsa."
----
toll abducted exact 12  victims "A dozen sailors"
