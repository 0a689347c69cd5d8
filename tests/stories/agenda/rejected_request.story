# why: what a rejected request asks for is not ahead
2014-05-09  "Russia rejected a request from Kyrgyzstan to send troops."
----
! agenda deployment proposed
