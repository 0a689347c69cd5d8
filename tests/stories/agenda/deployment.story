# why: troops to be sent
2011-09-07  "Kenya plans to deploy 800 troops to Somalia in October."
----
agenda deployment scheduled  when "October" = 2011-10  actor "Kenya" = KEN
