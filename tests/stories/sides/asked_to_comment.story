# why: who is asked is not who asks
2024-03-02  "Asked to resign, Minister Ana Ruiz said nothing about it."
----
! REQUEST  actor "Minister Ana Ruiz"
