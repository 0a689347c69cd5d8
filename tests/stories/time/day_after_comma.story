# why: a day that closes the sentence behind a comma dates all of it
2014-05-09  "Police raided two farms in the north leading to several poachers being arrested, yesterday."
----
COERCE/seize 1711  at "raided"  time "yesterday" = 2014-05-08
