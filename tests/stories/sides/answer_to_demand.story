# why: who demanded it is whom it is promised to
2024-03-02  "The ministry agreed to demands from the rebels for talks in Chad."
----
AGREE  at "agreed"  actor "The ministry"  recipient "the rebels"
! AGREE  recipient "Chad"
