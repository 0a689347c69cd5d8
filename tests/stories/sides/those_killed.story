# why: those killed are whom it happened to
2024-03-02  "The king met the widows of those killed by Chadian rebels."
----
ASSAULT background  at "killed"  actor "Chadian rebels" = TCDREB  recipient "those"
