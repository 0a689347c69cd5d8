# why: a request that nobody answers is open
2011-09-07  "Mali appealed to Algeria for help on Monday."
----
thread open  asked "appealed"
