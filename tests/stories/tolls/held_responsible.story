# why: who is held responsible is no hostage
2014-05-09  "We hold the kidnappers responsible for the safety of their hostages."
----
! toll abducted vague 2-?
