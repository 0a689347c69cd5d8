# why: whose arrest of others it is makes it; whose arrest it is suffers it
2024-03-02  "Iran denounced Egypt's arrest of two Italian reporters."
----
ACCUSE  at "denounced"  actor "Iran" = IRN  recipient "Egypt" = EGY
! ACCUSE  recipient "two Italian reporters"
