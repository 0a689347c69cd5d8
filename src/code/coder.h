// From a read document to claims: the one door of this room.
//
// Reads:  everything the document holds.   Writes: nothing; claims are returned.
// Order:  as events/claims.h says for each list; stable across runs and threads.
// Threads: immutable after load; any number of threads may code at once.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "code/agenda_tables.h"
#include "code/events.h"
#include "code/lexicon.h"
#include "code/likelihood.h"
#include "code/obligation_tables.h"
#include "code/quotes.h"
#include "code/rules.h"
#include "code/tables.h"
#include "code/thread_tables.h"
#include "code/tolls.h"
#include "document/document.h"
#include "events/claims.h"
#include "knowledge/knowledge.h"
#include "ontology/ontology.h"

namespace casus::code {

class Coder {
 public:
  // Reads words/en, rules, agenda, obligations, threads, quotes and tolls below `data_folder`. `ontology`
  // must outlive the coder, and so must `known` where it is given: it checks the members of alliances.
  static base::Result<Coder> load(const std::string& data_folder, const ontology::Ontology& ontology,
                                  const knowledge::Knowledge* known = nullptr);

  events::Claims code(const document::Document& document, Trace* trace = nullptr) const;

  const RuleSet& rules() const { return parts_->rules; }
  const Lexicon& lexicon() const { return parts_->lexicon; }
  // What would have to be the same for the same events: rules and weights.
  const std::string& hash() const { return parts_->hash; }

 private:
  struct Parts {
    Lexicon lexicon;
    RuleSet rules;
    Tables tables;
    AgendaTables agenda;
    ObligationTables obligations;
    ThreadTables threads;
    Likelihood likelihood;
    std::string hash;
    const knowledge::Knowledge* known = nullptr;
    std::unique_ptr<EventCoder> events;
    std::unique_ptr<QuoteCoder> quotes;
    std::unique_ptr<TollCoder> tolls;
  };
  explicit Coder(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}

  std::unique_ptr<const Parts> parts_;
};

}  // namespace casus::code
