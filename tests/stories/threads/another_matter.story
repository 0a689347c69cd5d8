# why: what those asked do in another matter is no answer
2014-05-09  "Norway urged Ethiopia to free two reporters. Ethiopia agreed to buy wheat from Canada."
----
thread open  asked "urged"
