# why: whoever signed the law allows what it allows
2024-03-02  "A law signed by President Idriss Deby allows refugees to work in Chad."
----
! CONCEDE  actor "refugees"
