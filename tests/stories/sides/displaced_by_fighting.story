# why: whom fighting drives out does not fight
2024-03-02  "More than 9,000 villagers were displaced by fighting in Mali."
----
! ASSAULT  actor "More than 9,000 villagers"
