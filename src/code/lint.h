// What is allowed but probably not meant: complaints about rules and word lists that load without error.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "code/lexicon.h"
#include "code/rules.h"

namespace casus::code {

struct Complaint {
  std::string file;
  std::uint64_t line = 0;
  std::string about;  // a rule's id, a class
  std::string message;
};

// Rules without a note, without an example of what they code or of what they must not; two rules that listen
// to the same words with the same guards, so that only their ids decide which one speaks; words that a rule
// lists twice. By file and line.
std::vector<Complaint> lint_rules(const RuleSet& rules);

// Word classes that no file below `data_folder` asks for and no coder looks up; words listed twice in a
// class.
std::vector<Complaint> lint_words(const Lexicon& lexicon, const std::string& data_folder);

}  // namespace casus::code
