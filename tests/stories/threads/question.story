# why: a question asks for nothing to be done
2014-05-09  "Reporters asked the minister whether Peru would sell copper. Peru agreed to sell copper."
----
! thread granted  asked "asked"  grant "agreed"
