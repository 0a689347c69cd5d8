# why: an agency carries, an official says
2024-03-02  "\"We will leave the city,\" a military spokesman said, as quoted by the Interfax news agency."
----
AGREE  at "leave"  said by "a military spokesman"
quote mixed  by "a military spokesman" = MIL  says "\"We will leave the city,\""
! RETREAT
