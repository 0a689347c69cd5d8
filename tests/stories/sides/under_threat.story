# why: who is under threat of a deed is whom it would be done to
2024-03-02  "A Honduran woman under threat of deportation hid in a church."
----
! COERCE/deport  actor "A Honduran woman"
