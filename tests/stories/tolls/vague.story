# why: dozens are a vague figure
2011-09-07  "Dozens of students were injured in the clashes."
----
toll injured vague 24-99
