# why: asking for a release is a request, no release
2011-09-07  "Amnesty International called for the release of the journalists."
----
REQUEST  at "called"
! RETREAT/release
