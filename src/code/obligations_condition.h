// The condition that a clause stands under ("if necessary", "unless it is attacked"), and whether the story
// tells of it as met.
#pragma once

#include <optional>

#include "code/obligation_tables.h"
#include "code/story_index.h"
#include "events/claims.h"

namespace casus::code {

struct Condition {
  document::TokenRange words;                        // its marker left out
  document::TokenIndex marker = document::no_token;  // where it begins
};

class ConditionReader {
 public:
  // Both must outlive this.
  ConditionReader(const StoryIndex& story, const ObligationTables& tables);

  // The condition of a predicate: its argument, else one that hangs on it, its light verb or its copula.
  // "Even if" sets none.
  std::optional<Condition> of(document::PredicateId id) const;

 private:
  document::TokenRange without_marker(document::TokenRange words) const;
  bool begins_condition(document::TokenIndex first) const;
  std::optional<Condition> condition_below(document::TokenIndex head) const;
  std::optional<Condition> inverted(document::TokenIndex head) const;

  const StoryIndex& story_;
  const document::Document& document_;
  const DocumentWords& words_;
  const ObligationTables& tables_;
};

// Whether an event of the story is what the condition speaks of: of the same type and code, done, and by or
// to one of the same. `triggered` or `pending`.
events::ObligationStatus status_under(base::Span condition, const events::Claims& claims);

}  // namespace casus::code
