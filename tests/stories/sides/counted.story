# why: a number is so many people where only people are meant
2024-03-02  "Police in Cairo arrested two activists and wounded six."
----
ASSAULT  at "wounded"  actor "Police" = EGYCOP  recipient "six"
