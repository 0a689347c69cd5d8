# why: instrument and target
2024-03-02  "Israeli warplanes bombed a weapons depot near Damascus on Friday, Syrian state television reported."
----
ASSAULT/aerial 195  at "bombed"  actor "Israeli warplanes" = ISRMIL  time "Friday" = 2024-03-01  said by "Syrian state television"
quote indirect  by "Syrian state television" = SYRMED
