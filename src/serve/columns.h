// The columns of every claim that can be filtered, sorted or counted, in memory.
//
// A scan over a million rows takes a few milliseconds, so that any combination of filters is answered without
// an index made for it. Texts and records stay in the database; a page of results fetches its own.
// Memory: about 120 bytes an event.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "serve/words.h"

namespace casus::serve {

// The kinds of claims that are rows.
enum class Claim : std::uint8_t { event, toll, thread, obligation, agenda, quote };
inline constexpr std::size_t claim_count = 6;
// "events", ...
std::string_view plural(Claim claim);

using Day = std::int32_t;  // days since 1970-01-01
inline constexpr Day no_day = std::numeric_limits<Day>::min();
// "2010-06-12" or longer; no_day where the text is no day.
Day day_of(std::string_view text);
std::string day_text(Day day);

inline constexpr std::uint32_t nowhere = ~std::uint32_t{0};

struct StoryRow {
  std::int64_t key = 0;  // of the database
  std::int64_t seq = 0;  // of its last change
  Word id = 0;
  Word source = 0;
  Word situation = 0;
  Word incident = 0;
  Day published = no_day;
  std::array<std::uint32_t, claim_count> first{};  // its rows, one after the other
  std::array<std::uint32_t, claim_count> count{};
};

// Somebody as a claim names him: one row for each combination.
struct Actor {
  Word code = 0;
  Word name = 0;
  bool operator==(const Actor&) const = default;
};

struct Role {
  std::uint64_t entity = 0;  // hash of the entity's id
  std::uint32_t actor = 0;   // index into Columns::actors
  bool recipient = false;
};

struct Place {
  Word name = 0;
  Word country = 0;
  Word admin1 = 0;
  Word kind = 0;
  double lat = 0;
  double lon = 0;
  bool located = false;
  bool operator==(const Place&) const = default;
};

// One claim of any kind. What a kind does not have is zero.
struct Row {
  std::int64_t key = 0;  // of the database; rows ascend by it
  std::uint32_t story = 0;
  std::uint32_t id = 0;  // offset into Columns::ids
  Day day = no_day;      // of its own time, else of the story
  Day own_day = no_day;  // of its own time
  std::uint32_t place = nowhere;
  std::uint32_t event = nowhere;  // of a toll, thread, agenda item: the row of its event
  std::uint32_t first_role = 0;
  std::uint16_t roles = 0;
  std::uint8_t id_size = 0;
  std::uint8_t type = 0;  // index into Columns::types: PLOVER type of the event (of a toll: its event's)
  Word kind = 0;          // toll kind, agenda `what`, obligation kind, directness of a quote
  Word mode = 0;
  Word cameo = 0;
  std::uint8_t status = 0;  // index into Columns::statuses; of an agenda item its certainty
  bool background = false;
  bool cumulative = false;
  bool headline = false;
  float score = 0;
  float goldstein = 0;
  float confidence = 0;
  std::uint64_t contexts = 0;  // a bit for each of Columns::contexts
  std::int64_t low = no_figure;
  std::int64_t high = no_figure;

  static constexpr std::int64_t no_figure = std::numeric_limits<std::int64_t>::min();
};

struct Columns {
  std::int64_t seq = 0;  // of the last change in it
  Day latest = no_day;   // of the latest story

  Words words;
  std::string ids;
  // Small closed lists, in order of appearance; the first of types and statuses is "": none. Statuses begin
  // with all that a claim can come to have.
  std::vector<std::string> types{""}, statuses, contexts;
  std::vector<StoryRow> stories;  // by key
  std::vector<std::uint32_t> stories_by_id, stories_by_key;
  std::vector<Actor> actors;
  std::vector<Place> places;
  std::vector<Role> roles;
  std::array<std::vector<Row>, claim_count>
      rows;  // by key: those of a story stand together, as in the record
  // Rows by day, then in order; those without a day come last.
  std::array<std::vector<std::uint32_t>, claim_count> by_day;

  Columns();

  const std::vector<Row>& of(Claim claim) const { return rows[static_cast<std::size_t>(claim)]; }
  std::string_view id_of(const Row& row) const { return std::string_view(ids).substr(row.id, row.id_size); }
  std::string_view story_of(const Row& row) const { return words[stories[row.story].id]; }
  // As the claim's own story has it; an index into `statuses`. An agenda item whose day the latest story has
  // reached is due.
  std::uint8_t own_status(Claim claim, const Row& row) const {
    return claim == Claim::agenda ? agenda_status(row) : row.status;
  }
  // nowhere where there is none.
  std::uint32_t find_story(std::string_view id) const;
  std::uint32_t find_story(std::int64_t key) const;
  std::uint32_t find_row(Claim claim, std::uint32_t story, std::string_view id) const;

 private:
  std::uint8_t agenda_status(const Row& row) const;
};

}  // namespace casus::serve
