// Joins tellings of the same victims: who was spoken of before, the same figure again, a part and its whole,
// a figure that makes a vague one exact.
#pragma once

#include <vector>

#include "code/tolls_find.h"
#include "document/document.h"

namespace casus::code {

// One toll: the telling that counts and where else it is told.
struct JoinedToll {
  events::TollKind kind = events::TollKind::killed;
  Victims victims;  // of the telling that counts
  document::TokenIndex head = document::no_token;
  document::PredicateId predicate;
  bool cumulative = false;
  std::size_t telling = 0;  // by number, in the order told: parts of one telling share it
  bool part = false;        // not the first of its telling
  struct Told {
    document::TokenIndex head = document::no_token;
    document::TokenRange victims;
  };
  std::vector<Told> again;  // by position
};

// By position of the first telling. What was joined with what, and why, goes to `trace`, where given.
std::vector<JoinedToll> join_tellings(const document::Document& document, const TollTables& tables,
                                      const std::vector<Telling>& tellings, Choices* trace = nullptr);

}  // namespace casus::code
