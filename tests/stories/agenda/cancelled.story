# why: what is called off was planned, and is not done
2011-09-07  "The summit between Egypt and Sudan planned for Thursday was called off."
----
agenda summit cancelled  when "Thursday" = 2011-09-08
! CONSULT
