// When and where something happened, and what that was taken from.
//
// A predicate's own words come first (its time and place arguments, then what stands directly in its clause),
// then the clause that governs it, then the sentences before it in the same paragraph, and for news of the
// day the story's own date. Whatever is not the predicate's own is inferred and says from where.
//
// Reads:  predicates, times, places, dateline.   Writes: nothing.
// Cost:   a few binary searches and the clauses above; no allocation besides a date's text.
#pragma once

#include <optional>

#include "base/calendar.h"
#include "base/span.h"
#include "document/document.h"
#include "events/claims.h"

namespace casus::code {

struct TimeSetting {
  events::When when;
  bool inferred = false;
  base::Span from;  // the words an inference rests on; empty where the story's published date was used
};

struct PlaceSetting {
  events::PlaceId place;
  bool inferred = false;
};

TimeSetting time_setting(const document::Document& document, document::PredicateId predicate);
PlaceSetting place_setting(const document::Document& document, document::PredicateId predicate);

inline events::When time_of(const document::Document& document, document::PredicateId predicate) {
  return time_setting(document, predicate).when;
}
inline events::PlaceId place_of(const document::Document& document, document::PredicateId predicate) {
  return place_setting(document, predicate).place;
}

// The day of a `When`: of its expression's resolved interval, or of its bare value. Nothing where unknown or
// wider than a day.
std::optional<base::Date> day_of(const document::Document& document, const events::When& when);

// The predicate whose words hold `token` most closely: the smallest clause around it. Nowhere where none
// does.
document::PredicateId predicate_at(const document::Document& document, document::TokenIndex token);

}  // namespace casus::code
