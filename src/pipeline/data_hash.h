// Hashes of what a political scientist edits: what would have to be the same for the same records.
#pragma once

#include <string>

#include "base/result.h"
#include "pipeline/installation.h"

namespace casus::pipeline {

// The rules by path and content: 64 hexadecimal digits.
std::string rules_hash(const std::string& data);

// The `lexicon` of records that this installation makes: everything below the data folder that
// they are made with (all but formats/, which only exports read) and the compiled knowledge. Errors: those
// of the knowledge.
base::Result<std::string> lexicon_hash(const Installation& installation);
// The same where the knowledge is loaded already.
std::string lexicon_hash(const std::string& data, const std::string& knowledge_hash);

}  // namespace casus::pipeline
