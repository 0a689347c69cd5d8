// Finds who did what to whom in one document: readings turned into events of the record.
//
// Reads:  tokens, syntax, predicates, mentions, entities, times, places.   Writes: nothing; events are
// returned. Order:  by position of the trigger, then by rule id; stable across runs and threads. Cost: linear
// in predicates, each with one look-up of its word.
#pragma once

#include <string>
#include <vector>

#include "code/compose.h"
#include "code/lexicon.h"
#include "code/matcher.h"
#include "code/rules.h"
#include "code/status.h"
#include "code/tables.h"
#include "code/trace.h"
#include "document/document.h"
#include "events/claims.h"
#include "ontology/ontology.h"

namespace casus::code {

class EventCoder {
 public:
  EventCoder(const ontology::Ontology& ontology, const Lexicon& lexicon, const RuleSet& rules,
             const Tables& tables);

  std::vector<events::Event> code(const document::Document& document, Trace* trace = nullptr) const;

 private:
  const ontology::Ontology& ontology_;
  const Lexicon& lexicon_;
  const RuleSet& rules_;
  const Tables& tables_;
  StatusClasses classes_;
  std::vector<std::pair<std::string, ClassId>> contexts_;  // context name, its words
};

// One event told several times is one event with several evidences.
void merge_same(std::vector<events::Event>& found);

// An answer without an addressee goes to whoever asked: fills recipients of AGREE and REJECT from an earlier
// REQUEST to the same actor, as inferred.
void infer_recipients(const document::Document& document, std::vector<events::Event>& found);

}  // namespace casus::code
