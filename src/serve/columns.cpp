#include "serve/columns.h"

#include <algorithm>

#include "base/calendar.h"

namespace casus::serve {
namespace {

constexpr std::array<std::string_view, 23> known_statuses = {
    "",
    // of events
    "actual", "negated", "future", "conditional", "hypothetical", "historical",
    // of threads
    "open", "granted", "partial", "refused", "deferred", "mixed",
    // of obligations
    "pending", "triggered", "not_triggered",
    // of agenda items, and how certain they are
    "due", "took_place", "postponed", "cancelled", "scheduled", "expected", "proposed"};

constexpr std::uint8_t number_of(std::string_view status) {
  std::uint8_t out = 0;
  while (known_statuses[out] != status) ++out;
  return out;
}

}  // namespace

std::string_view plural(Claim claim) {
  constexpr std::array<std::string_view, claim_count> names = {"events",      "tolls",  "threads",
                                                               "obligations", "agenda", "quotes"};
  return names[static_cast<std::size_t>(claim)];
}

Columns::Columns() : statuses(known_statuses.begin(), known_statuses.end()) {}

Day day_of(std::string_view text) {
  const auto date = base::parse_date(text);
  if (!date) return no_day;
  return base::day_number(*date);
}

std::string day_text(Day day) { return base::to_string(base::date_of(day)); }

std::uint8_t Columns::agenda_status(const Row& row) const {
  if (row.status == number_of("postponed") || row.status == number_of("cancelled")) return row.status;
  return row.own_day != no_day && row.own_day < latest ? number_of("due") : number_of("open");
}

std::uint32_t Columns::find_story(std::string_view id) const {
  const auto at = std::lower_bound(
      stories_by_id.begin(), stories_by_id.end(), id,
      [&](std::uint32_t story, std::string_view wanted) { return words[stories[story].id] < wanted; });
  return at != stories_by_id.end() && words[stories[*at].id] == id ? *at : nowhere;
}

std::uint32_t Columns::find_story(std::int64_t key) const {
  const auto at =
      std::lower_bound(stories_by_key.begin(), stories_by_key.end(), key,
                       [&](std::uint32_t story, std::int64_t wanted) { return stories[story].key < wanted; });
  return at != stories_by_key.end() && stories[*at].key == key ? *at : nowhere;
}

std::uint32_t Columns::find_row(Claim claim, std::uint32_t story, std::string_view id) const {
  const std::size_t kind = static_cast<std::size_t>(claim);
  const StoryRow& of_story = stories[story];
  for (std::uint32_t i = 0; i < of_story.count[kind]; ++i) {
    if (id_of(rows[kind][of_story.first[kind] + i]) == id) return of_story.first[kind] + i;
  }
  return nowhere;
}

}  // namespace casus::serve
