// What differs between two readings of the same stories: events gained, lost and changed, with the rules that
// made them. It is how an edit of the rules is judged before it is kept.
//
// Reads:  story records (docs/record.md), as written by any Casus of record schema 1.
// Events are paired by the characters they rest on: the same trigger with the same code first, then the same
// trigger, then triggers that overlap, then a telling of one that holds the other's trigger. Ids are not
// compared: they follow from the content.
// Actors, places and times are compared by what a person reads (name and code, name, value), not by id.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace casus::write {

// One event of a record, as far as readings are compared. Spans are code points of the story's text.
struct EventSummary {
  std::uint64_t start = 0, end = 0;  // the trigger
  std::string trigger;
  std::string in;  // "headline", or ""
  std::string event, mode, cameo, status, salience;
  std::string actors,
      recipients;  // "Roza Otunbayeva [KGZGOV], police [KGZCOP]"; inferred ones with "~" before
  std::string time, place;
  std::string contexts, attribution;
  std::string rules;                                              // ids, outermost first, " > " between
  std::string context;                                            // the words around the trigger
  std::vector<std::pair<std::uint64_t, std::uint64_t>> evidence;  // further tellings
};

struct StorySummary {
  std::string id;
  std::string sha256;
  std::vector<EventSummary> events;
};

// Errors: `bad_record`, with what is wrong with it.
base::Result<StorySummary> summarize_record(std::string_view json);

struct FieldChange {
  std::string_view field;  // "event", "cameo", "actors", ...
  std::string before, after;
};

struct EventDifference {
  enum class Kind { gained, lost, changed };
  Kind kind = Kind::changed;
  // Places in the summaries; only the one that exists where gained or lost.
  std::size_t before = 0, after = 0;
  std::vector<FieldChange> changes;  // never empty where changed
  // The rule to look at: the innermost of the event; of the later reading where there is one.
  std::string rule;
};

struct StoryDifference {
  std::vector<EventDifference> events;  // in the order of the text
  std::size_t same = 0;
};

// Two readings of one story.
StoryDifference compare(const StorySummary& before, const StorySummary& after);

}  // namespace casus::write
