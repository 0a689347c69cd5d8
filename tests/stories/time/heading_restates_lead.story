# why: a heading above the dateline tells of the day that the lead names
2014-05-09  "Troops Seize Smugglers in the Hills\nKAPAN, Armenia (May 9, 2014)\nArmenian soldiers arrested three smugglers near Goris on Wednesday."
----
COERCE/seize 192  at "Seize"  time "Wednesday" = 2014-05-07
COERCE/arrest 173  at "arrested"  time "Wednesday" = 2014-05-07
