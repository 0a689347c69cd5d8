// The examples that stand in the rules, run through the whole pipeline: a rule is what its examples show.
#pragma once

#include <string>
#include <vector>

#include "pipeline/pipeline.h"

namespace casus::pipeline {

struct BrokenExample {
  std::string rule;
  std::string file;
  std::uint64_t line = 0;
  std::string text;
  std::string wanted;  // "ASSAULT/aerial 195" or "nothing by this rule"
  std::string got;     // every event with its rules; "nothing" where there is none
};

// Codes every example of every rule and returns those that do not hold, by file and line. A positive example
// holds where an event that this rule took part in has all that the example says; a negative one (`none`)
// where no such event is there. `limit` rules at most are tried, 0 is all. Cost: a sentence an example.
std::vector<BrokenExample> check_examples(const Pipeline& pipeline, Pipeline::Workspace& workspace,
                                          std::size_t limit = 0);

}  // namespace casus::pipeline
