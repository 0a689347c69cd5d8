# why: a demand to leave names the one told to
2011-09-07  "Syria's opposition demanded that President Bashar al-Assad resign."
----
REQUEST  at "demanded"  actor "Syria's opposition" = SYROPP
! RETREAT/resign
