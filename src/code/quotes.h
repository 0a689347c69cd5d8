// Who says so: quotes, direct and not, beliefs, plans, orders, fears and reports, each with its source.
//
// Reads:  tokens, syntax; mentions and entities for speakers, times.   Writes: nothing; quotes are returned.
// Order:  by position of the content, then of the cue; stable across runs and threads.
// Cost:   linear in tokens, besides quotations, which look at the attributions of the document.
// Immutable after load; shared by threads.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "code/quotes_cues.h"
#include "code/quotes_source.h"
#include "document/document.h"
#include "events/claims.h"

namespace casus::code {

class QuoteCoder {
 public:
  // Reads `data_folder`/quotes. Errors of CueTable::load and SourceTable::load.
  static base::Result<QuoteCoder> load(const std::string& data_folder);

  std::vector<events::Quote> code(const document::Document& document) const;

 private:
  QuoteCoder(CueTable cues, SourceTable sources) : cues_(std::move(cues)), sources_(std::move(sources)) {}
  CueTable cues_;
  SourceTable sources_;
};

// Finds the quotes that something in the text stands in.
class Attributions {
 public:
  // `quotes` must outlive this.
  explicit Attributions(const std::vector<events::Quote>& quotes);

  // The quotes in whose content `span` stands and which say that it is so, outermost first; empty where the
  // text speaks in its own voice. Quotes that only speak of a thing ("criticised the attack") are not among
  // them. Cost: the quotes around, after a binary search.
  std::vector<events::QuoteId> of(base::Span span) const;

 private:
  struct Piece {
    base::Span span;
    std::uint32_t furthest = 0;  // the largest end up to here
    events::QuoteId quote;
  };
  const std::vector<events::Quote>& quotes_;
  std::vector<Piece> pieces_;  // by start
};

}  // namespace casus::code
