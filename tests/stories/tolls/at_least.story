# why: a bound is no exact figure
2024-03-02  "At least 40 people were killed and more than 100 wounded in the bombing, officials in Baghdad said."
----
ASSAULT/explosives  said by "officials in Baghdad"
quote indirect  by "officials in Baghdad" = IRQGOV  says "At least 40 people were killed and more than 100 wounded in the bombing"
