# why: a request and its refusal
2011-09-07  "Haiti asked France for more troops. France refused to send troops to Haiti."
----
thread refused  asked "asked"
