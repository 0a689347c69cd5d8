# why: a town does nothing: it is where it was done
2024-03-02  "The rebels claimed the Mombasa attack."
----
! ASSAULT  actor "Mombasa"
