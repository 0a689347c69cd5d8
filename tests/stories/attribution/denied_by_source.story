# why: who denies is not who acts
2024-03-02  "Iran's foreign ministry denied that Tehran had supplied missiles to the rebels."
----
quote indirect  by "Iran's foreign ministry" = IRNGOV
! AID  actor "Iran's foreign ministry"
