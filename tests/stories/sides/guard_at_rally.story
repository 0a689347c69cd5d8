# why: who guards a rally does not hold it
2024-03-02  "Thai soldiers stood guard during a protest in Bangkok."
----
! PROTEST/demo  actor "Thai soldiers"
