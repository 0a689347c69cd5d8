# why: a forecast under a condition binds nobody
2011-09-07  "The minister said the economy would suffer if prices rose."
----
! obligation
