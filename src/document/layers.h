// Stand-off layers: what is sparse, may overlap, and can be debated. Each is a list of spans with what was
// read there. A layer's type lives here once two rooms use it.
//
// | layer      | written by       | read by               |
// |------------|------------------|-----------------------|
// | names      | annotate         | resolve               |
// | predicates | annotate (roles) | resolve, code         |
// | entities, mentions, places, times | resolve | code, write |
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "base/span.h"
#include "document/labels.h"
#include "document/tokens.h"

namespace casus::document {

using EntityId = base::Id<struct EntityTag>;
using MentionId = base::Id<struct MentionTag>;
using PredicateId = base::Id<struct PredicateTag>;
using TimeId = base::Id<struct TimeTag>;
using PlaceId = base::Id<struct PlaceTag>;

// ---- names: what the language model marked
// ------------------------------------------------------------------

struct Name {
  TokenRange tokens;
  NameLabel label = NameLabel::none;
};

// ---- predicates: who does what to whom, grammar already solved
// ----------------------------------------------

enum class Role : std::uint8_t {
  agent,
  patient,
  theme,
  recipient,
  beneficiary,
  goal,
  origin,
  instrument,
  attribute,
  content,
  purpose,
  condition,
  cause,
  topic,
  companion,
  time,
  place,
  manner,
};
std::string_view name(Role role);
std::optional<Role> find_role(std::string_view name);

// One argument of a predicate.
struct Argument {
  Role role = Role::theme;
  TokenIndex head = no_token;    // syntactic head of the filler ("troops" in "the Russian troops")
  TokenRange tokens;             // the filler's own words, its preposition left out
  TokenIndex marker = no_token;  // the preposition or complementiser that introduced it, if any
  PredicateId clause;            // where the filler is itself a predicate (content, purpose, condition, ...)
  bool shared = false;           // borrowed: control, raising, conjunction, relative clause, participle
  bool inferred = false;         // borrowed where grammar does not say so: who does what a gerund after a
                                 // preposition or a free infinitive says
};

enum class PredicateKind : std::uint8_t { verb, noun, adjective };
enum class Voice : std::uint8_t { active, passive };
// Tense as the verb group shows it; `future` covers will, shall, going to, be to, would in reported speech.
enum class Tense : std::uint8_t { none, past, present, future };
// What kind of clause it is; declarative unless the words say otherwise.
enum class Mood : std::uint8_t { declarative, interrogative, imperative, infinitive, gerund, participle };

// How a predicate hangs on the one above it.
enum class Embedding : std::uint8_t {
  none,          // main clause
  content,       // complement of the governing predicate: said that X, plans to X, call for X
  purpose,       // in order to X
  condition,     // if X, unless X, should X
  time_clause,   // after X, when X, following X
  cause_clause,  // because X
  concession,    // although X
  relative,      // who X
  participle,    // reduced relative or adverbial participle: troops stationed in ...
  conjunct,      // coordinated with the governing predicate
};

struct Predicate {
  PredicateKind kind = PredicateKind::verb;
  TokenIndex head = no_token;        // the word that carries the meaning; for light verbs the noun
  TokenIndex light_verb = no_token;  // "launched" in "launched an attack"
  TokenIndex particle = no_token;    // "over" in "take over"
  std::string key;                   // lemma, or lemma and particle: "attack", "take over", "call off"
  TokenRange clause;                 // the words of the clause, left edge to right edge of the head's subtree
  Voice voice = Voice::active;
  Tense tense = Tense::none;
  Mood mood = Mood::declarative;
  bool perfect = false;  // has / had / having + participle
  bool progressive = false;
  TokenIndex modal =
      no_token;  // will, would, may, might, can, could, must, should, shall; "ought", "have to"
  bool negated = false;
  TokenIndex negation = no_token;  // not, never, no, without, neither, nor, hardly
  TokenIndex hedge = no_token;     // allegedly, reportedly, perhaps, apparently, possibly
  PredicateId parent;              // the governing predicate, if any
  Embedding embedding = Embedding::none;
  TokenIndex embedding_marker = no_token;  // if, unless, after, to, that, because, who ...
  std::vector<Argument> arguments;         // by role, then by position
};

// ---- entities and their mentions
// ----------------------------------------------------------------------------

enum class EntityType : std::uint8_t {
  unknown,
  person,
  state,
  government,
  military,
  police,
  igo,
  ngo,
  armed_group,
  party,
  ethnic_group,
  religious_group,
  media,
  company,
  civilian,
  court,
  legislature,
  judiciary,
  place,
  other,
};
std::string_view name(EntityType type);

enum class MentionKind : std::uint8_t { named, nominal, pronoun };

struct Mention {
  TokenRange tokens;
  base::Span span;
  TokenIndex head = no_token;
  EntityId entity;
  MentionKind kind = MentionKind::named;
};

struct Entity {
  std::string name;  // canonical, as of the story's date
  EntityType type = EntityType::unknown;
  std::string code;         // CAMEO: "KGZGOV", "RUSMIL", "IGOCST"; "" where unknown
  std::string country;      // ISO 3166 alpha-3; "" where unknown
  base::Span country_from;  // the words that an inferred country rests on; empty where the country is stated
  std::string role;         // "President of Russia", "interim leader"; "" where unknown
  std::optional<base::Date> role_from;
  std::optional<base::Date> role_to;
  std::string
      key;  // stable key of the knowledge row it was resolved to; "" for an entity of this story alone
  bool plural = false;              // a group rather than one
  std::vector<MentionId> mentions;  // by position
};

// ---- times
// --------------------------------------------------------------------------------------------------

enum class TimeType : std::uint8_t { date, time, duration, set };
std::string_view name(TimeType type);  // "DATE", ...

// A TIMEX3. `value` is empty where a relative time has nothing to anchor to (a warning says so).
struct TimeExpression {
  base::Span span;
  TokenRange tokens;
  TimeType type = TimeType::date;
  std::optional<std::string> value;  // "2010-06-11TNI", "P3D", "PAST_REF"
  std::string mod;                   // APPROX, START, MID, END, BEFORE, AFTER, MORE_THAN, ... or ""
  std::optional<base::Date> begin;   // resolved interval, both days included
  std::optional<base::Date> end;
  base::Span from;  // what it was inferred from (a dateline, an earlier time); empty where stated

  // ---- clock times: whose clock it is
  base::Span zone_words;                // "GMT", "local time", "Kabul time"; empty where none stand there
  std::string zone;                     // "Asia/Kabul", "UTC", "UTC-05:00"; "" where not known
  std::optional<int> offset;            // seconds that it is ahead of UTC there and then
  std::optional<std::int64_t> instant;  // seconds since 1970-01-01T00:00Z
  base::Span zone_from;                 // what the zone was taken from: zone_words, a place, the dateline
};

// ---- places
// -------------------------------------------------------------------------------------------------

struct PlaceMention {
  base::Span span;
  TokenRange tokens;
  std::string name;     // as of the story's date
  std::string kind;     // country, admin1, city, base, airport, region, ...
  std::string country;  // alpha-3 or ""
  std::string admin1;
  std::string zone;                // its time zone, "Asia/Kabul"; "" where not known
  std::optional<double> latitude;  // degrees, WGS 84
  std::optional<double> longitude;
  std::optional<std::uint64_t> geonames;
  float confidence = 0;  // 0..1
};

// ---- the story's own line and what could not be read
// --------------------------------------------------------

struct Dateline {
  base::Span span;  // empty where the story has none
  std::string place;
  std::optional<base::Date> date;
  std::string zone;               // the place's time zone, "Asia/Kabul"; "" where not known
  std::optional<base::Date> day;  // of publication there, where the story says at what instant that was
};

struct Warning {
  std::string code;  // snake_case
  std::string message;
};

}  // namespace casus::document
