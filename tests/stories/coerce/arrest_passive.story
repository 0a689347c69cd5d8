# why: the passive must not swap actor and recipient
2024-03-02  "Two activists were arrested by police in Minsk on Saturday."
----
COERCE/arrest 173  at "arrested"  actor "police" = BLRCOP  recipient "Two activists" = BLROPP  time "Saturday" = 2024-03-02  by coerce.arrest.detain
