// From a read document to claims: the one door of this room.
//
// Reads:  everything the document holds.   Writes: nothing; claims are returned.
// Order:  as events/claims.h says for each list; stable across runs and threads.
// Threads: immutable after load; any number of threads may code at once.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "code/events.h"
#include "code/lexicon.h"
#include "code/rules.h"
#include "code/tables.h"
#include "document/document.h"
#include "events/claims.h"
#include "ontology/ontology.h"

namespace casus::code {

class Coder {
 public:
  // Reads `data_folder`/words/en and `data_folder`/rules. `ontology` must outlive the coder.
  static base::Result<Coder> load(const std::string& data_folder, const ontology::Ontology& ontology);

  events::Claims code(const document::Document& document, Trace* trace = nullptr) const;

  const RuleSet& rules() const { return parts_->rules; }
  const Lexicon& lexicon() const { return parts_->lexicon; }
  // What would have to be the same for the same claims: rules, tables, words.
  const std::string& hash() const { return parts_->rules.hash(); }

 private:
  struct Parts {
    Lexicon lexicon;
    RuleSet rules;
    Tables tables;
    std::unique_ptr<EventCoder> events;
  };
  explicit Coder(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}

  std::unique_ptr<const Parts> parts_;
};

}  // namespace casus::code
