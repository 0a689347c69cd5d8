# why: monitors are somewhere for a purpose
2011-09-07  "Some 200 U.N. monitors are in Nepal to observe the truce."
----
obligation mandate pending  bearer "Some 200 U.N. monitors" = IGOUNO  action "to observe the truce"
