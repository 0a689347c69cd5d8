# why: a senate is of a state that has one
2024-03-02  "Russia has helped Serbia for years, an American diplomat said. A Senate committee criticised Russia on Friday."
----
ACCUSE/disapprove  at "criticised"  actor "A Senate committee" = USALEG  recipient "Russia" = RUS
