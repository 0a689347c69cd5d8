// How many were killed, injured, missing, detained, abducted, displaced, evacuated or fell sick.
//
// A toll told twice is one toll with several evidences: "two insurgents were killed ... the insurgents". A
// part is not added to its whole ("12 people, including three children"); a running total ("the toll has
// risen to 63") is marked as such and stands apart from one incident's figure. What is planned, feared or
// denied is no toll.
//
// Reads:  tokens, syntax, predicates, names, mentions, times, places.   Writes: nothing; tolls are returned.
// Order:  by position of the first telling; stable across runs and threads.
// Cost:   linear in tokens and predicates, besides joining, which compares tolls of one kind.
// Immutable after load; shared by threads.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "code/quotes.h"
#include "code/tolls_tables.h"
#include "code/trace.h"
#include "document/document.h"
#include "events/claims.h"

namespace casus::code {

class TollCoder {
 public:
  // Reads `data_folder`/tolls. Errors of TollTables::load.
  static base::Result<TollCoder> load(const std::string& data_folder);

  // `told` are the story's events, which tolls are linked with; `attributions` those of its quotes.
  // Why a figure was taken, joined with another or left goes to `trace`, where given.
  std::vector<events::Toll> code(const document::Document& document, const std::vector<events::Event>& told,
                                 const Attributions& attributions, Choices* trace = nullptr) const;

 private:
  explicit TollCoder(TollTables tables) : tables_(std::move(tables)) {}
  TollTables tables_;
};

}  // namespace casus::code
