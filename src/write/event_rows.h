// What the forms with a row an event share: which events, who with whom, when, where in the text.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/story.h"
#include "write/form.h"

namespace casus::write {

// The events of a story that a form writes, in the order of the record. `needs_cameo` leaves out those
// without a CAMEO code (DISRUPT).
std::vector<const record::Event*> wanted_events(const record::Story& story, const FormOptions& options,
                                                bool needs_cameo);

// One who took part, told by entity and code; `role` is null on a side where nobody is named.
struct Side {
  const record::Role* role = nullptr;
  const record::Entity* entity = nullptr;
  std::string code;
  std::string name;  // of the entity, else the words, else ""
};

// Each of one side once, in the order of the record.
std::vector<Side> sides_of(const record::Story& story, const record::Event& event, bool actors);

struct Dyad {
  Side actor;
  Side recipient;
};

// Every actor with every recipient, nobody with himself; an empty side where nobody is named; nothing where
// neither side is. Several actors of a meeting or an agreement (roots 03 to 06) without a recipient: each
// with each.
std::vector<Dyad> dyads_of(const record::Story& story, const record::Event& event);

// The first day of the event; where it is not known, the day of publication.
std::optional<base::Date> event_day(const record::Story& story, const record::Event& event);

// 53 bits of a hash over its words: a number for formats that want one, exact in every reader.
std::uint64_t number_of(std::string_view words);
// The same for an event with these two parties.
std::uint64_t number_of(const record::Story& story, const record::Event& event, const Dyad& dyad);

// "20100611", "201006".
std::string compact_day(base::Date date);

// A moment in UTC that a story's `published` says; the beginning of the day where it says only the day.
std::optional<std::chrono::sys_seconds> utc_of(std::string_view published);
// "20100611081500".
std::string compact_time(std::chrono::sys_seconds time);

// How many code points the lead takes: from the beginning of the text to the end of its first paragraph that
// is no bare dateline.
std::int64_t end_of_lead(const record::Story& story);

// The first place that stands in these words; null where none does.
const record::Place* place_in(const record::Story& story, const record::Words& words, bool in_headline);

}  // namespace casus::write
