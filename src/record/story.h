// A story record as it was written, read back: what exports are made of (docs/record.md says what each field
// means).
//
// Text that is null in the record is "" here; a span that is null has `start` -1. Spans count code points of
// the story's text, or of its headline where `in_headline` is set. Items refer to each other by id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/calendar.h"

namespace casus::record {

struct Words {
  std::int64_t start = -1;
  std::int64_t end = -1;
  std::string text;
  bool known() const { return start >= 0; }
};

// What would reproduce the record.
struct Maker {
  std::string version;
  std::string model;
  std::string lexicon;
  bool operator==(const Maker&) const = default;
};

struct Entity {
  std::string id;
  bool in_headline = false;
  std::string name;
  std::string type;
  std::string code;
  std::string country;
  std::string role;
  std::string role_from;
  std::string role_to;
  std::string key;
  std::vector<Words> mentions;
};

struct Time {
  std::string id;
  bool in_headline = false;
  Words words;
  std::string type;
  std::string value;
  std::string mod;
  std::string begin;
  std::string until;
  Words from;
  std::string zone;    // of a clock time: "Asia/Kabul"
  std::string offset;  // "+04:30"
  std::string utc;     // "2010-06-12T10:30:00Z"
  Words zone_from;
};

struct Place {
  std::string id;
  bool in_headline = false;
  Words words;
  std::string name;
  std::string kind;
  std::string country;
  std::string admin1;
  std::optional<double> lat;
  std::optional<double> lon;
  std::optional<std::uint64_t> geonames;
  double confidence = 0;
  bool has_point() const { return lat && lon; }
};

struct Role {
  bool is_actor = true;  // else a recipient
  std::string entity;
  std::string code;
  Words words;
  bool inferred = false;
  Words from;
};

struct Event {
  std::string id;
  bool in_headline = false;
  Words trigger;
  std::string event;
  std::string mode;
  std::vector<std::string> contexts;
  std::string cameo;
  std::optional<double> goldstein;
  std::optional<double> score;
  std::string quad;
  std::vector<Role> roles;
  double confidence = 0;
  std::string status;
  std::string time;
  std::string place;
  std::vector<std::string> attribution;
  Words condition;
  std::string salience;
  std::vector<std::string> rule;
  std::vector<Words> evidence;
};

struct Quote {
  std::string id;
  bool in_headline = false;
  std::vector<Words> content;
  Words cue;
  std::string speaker;
  std::string speaker_text;
  std::string direct;  // "true", "false", "mixed"
  std::string via;
  std::string time;
  std::string outer;
  std::string by;
};

struct Toll {
  std::string id;
  bool in_headline = false;
  Words words;
  std::string kind;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  std::string qualifier;
  bool cumulative = false;
  std::string victims;
  std::string event;
  std::string time;
  std::string place;
  std::vector<std::string> attribution;
  std::vector<Words> evidence;
  std::string by;
};

struct Response {
  std::string event;
  std::string kind;
};

struct Thread {
  std::string id;
  bool in_headline = false;
  std::string request;
  std::vector<Response> responses;
  std::string status;
};

struct Obligation {
  std::string id;
  bool in_headline = false;
  Words words;
  std::string bearer;
  std::string kind;
  Words action;
  Words condition;
  std::vector<std::string> members;
  std::vector<std::string> known_members;
  std::string basis;
  std::string status;
  std::vector<std::string> attribution;
  std::string by;
};

struct AgendaItem {
  std::string id;
  bool in_headline = false;
  Words words;
  std::string what;
  std::string event;
  std::string value;
  std::string certainty;
  std::vector<std::string> actors;
  std::string place;
  std::vector<std::string> attribution;
  std::string by;
};

struct Warning {
  std::string code;
  std::string message;
};

// The first and the last day of a time, where they are known, and its TIMEX3 value.
struct When {
  std::optional<base::Date> first;
  std::optional<base::Date> last;
  std::string value;
};

struct Story {
  Maker made;
  std::string id;
  std::string source;
  std::string published;
  std::string headline;
  std::string url;
  std::string language;
  Words dateline;  // without text
  std::string dateline_place;
  std::string dateline_date;
  std::string dateline_day;  // of publication, as the calendar stood at the dateline's place
  std::string text;
  std::string sha256;

  std::vector<Entity> entities;
  std::vector<Time> times;
  std::vector<Place> places;
  std::vector<Event> events;
  std::vector<Quote> quotes;
  std::vector<Toll> tolls;
  std::vector<Thread> threads;
  std::vector<Obligation> obligations;
  std::vector<AgendaItem> agenda;
  std::vector<Warning> warnings;

  // Null where no item has the id; "" has none.
  const Entity* entity(std::string_view key) const { return find(entities, entity_at, key); }
  const Time* time(std::string_view key) const { return find(times, time_at, key); }
  const Place* place(std::string_view key) const { return find(places, place_at, key); }
  const Event* event(std::string_view key) const { return find(events, event_at, key); }
  const Quote* quote(std::string_view key) const { return find(quotes, quote_at, key); }

  // What a field `time` or `value` says: the id of a time, or a value.
  When when(std::string_view time) const;
  // The day it was published; nothing where the story does not say.
  std::optional<base::Date> day() const {
    return base::parse_date(dateline_day.empty() ? published : dateline_day);
  }

  // Where each id stands; `read` fills them.
  using Index = std::unordered_map<std::string, std::size_t>;
  Index entity_at, time_at, place_at, event_at, quote_at;

 private:
  template <class Item>
  static const Item* find(const std::vector<Item>& items, const Index& index, std::string_view id) {
    const auto at = index.find(std::string(id));
    return at == index.end() ? nullptr : &items[at->second];
  }
};

// The days of a TIMEX3 value that names a day, a week, a month or a year; of others nothing.
When days_of(std::string_view value);

}  // namespace casus::record
