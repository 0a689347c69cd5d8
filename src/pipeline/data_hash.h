// Hashes of what a political scientist edits: what would have to be the same for the same records.
#pragma once

#include <string>

#include "base/result.h"
#include "pipeline/installation.h"

namespace casus::pipeline {

// By path and content, 64 hexadecimal digits: everything below the data folder that records are made with
// (all but formats/, which only exports read); the rules alone.
std::string data_hash(const std::string& data);
std::string rules_hash(const std::string& data);

// The `lexicon` of records that this installation makes: the data and the compiled knowledge. Errors: those
// of the knowledge.
base::Result<std::string> lexicon_hash(const Installation& installation);
// The same where the knowledge is loaded already.
std::string lexicon_hash(const std::string& data, const std::string& knowledge_hash);

}  // namespace casus::pipeline
