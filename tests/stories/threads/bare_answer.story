# why: an answer in one word stands beside its request
2014-05-09  "Chad asked France to send doctors, but France declined."
----
thread refused  asked "asked"  refusal "declined"
