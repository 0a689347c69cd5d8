// What Casus claims that a story says. One struct a kind of claim; the fields are those of the story record
// (docs/record.md), with byte spans instead of code points and ids instead of strings.
//
// Ids index the lists of one story: EventId into Claims::events, QuoteId into Claims::quotes, and the
// document's own EntityId, MentionId, TimeId, PlaceId into its layers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "base/span.h"
#include "document/layers.h"
#include "events/evidence.h"
#include "ontology/event_type.h"

namespace casus::events {

using EventId = base::Id<struct EventTag>;
using QuoteId = base::Id<struct QuoteTag>;
using document::EntityId;
using document::PlaceId;
using document::TimeId;

// An expression in the text, a bare TIMEX3 value inferred from elsewhere, or nothing.
struct When {
  TimeId expression;
  std::string value;  // used where `expression` points nowhere
  bool known() const { return expression.valid() || !value.empty(); }
};

// ---- events
// -------------------------------------------------------------------------------------------------

enum class Party : std::uint8_t { actor, recipient };

// Who took part, by the mention that says so.
struct Participant {
  Party party = Party::actor;
  EntityId entity;
  std::string code;  // CAMEO, as of the event's own date
  base::Span span;   // the mention; empty where inferred from elsewhere
  bool inferred = false;
  base::Span from;  // what an inference rests on
};

enum class Salience : std::uint8_t { main, background };

struct Event {
  explicit Event(Evidence words) : evidence(std::move(words)) {}

  Evidence evidence;                // evidence.span() is the trigger
  document::PredicateId predicate;  // the predicate behind the trigger, where there is one
  ontology::EventType type = ontology::EventType::consult;
  std::string mode;  // "" where the type has none or the text does not say
  std::vector<std::string> contexts;
  std::string cameo;  // "" for DISRUPT
  std::optional<double> goldstein;
  std::optional<double> score;  // PLOVER
  std::vector<Participant> participants;
  float confidence = 0;  // 0..1
  ontology::Status status = ontology::Status::actual;
  When time;
  PlaceId place;
  std::vector<QuoteId> attribution;  // outermost first
  base::Span condition;              // empty where unconditional
  Salience salience = Salience::main;
  std::vector<std::string> rules;  // ids of what fired, outermost first
  bool in_headline = false;
};

// ---- quotes
// -------------------------------------------------------------------------------------------------

enum class Directness : std::uint8_t { indirect, direct, mixed };

struct Quote {
  explicit Quote(Evidence words) : evidence(std::move(words)) {}

  Evidence evidence;         // spans() are the content, one or more pieces
  base::Span cue;            // "said", "according to"; empty where there is none
  EntityId speaker;          // nowhere where the text does not say
  base::Span speaker_words;  // verbatim; empty where there is none
  Directness directness = Directness::indirect;
  EntityId via;  // who carried it: an agency, a spokesman's ministry, television
  // What kind of source speaks where it has no name: "official", "military", "witness"
  // (data/quotes/sources.tsv); "" for one with a name, or where the text does not say.
  std::string speaker_type;
  EntityId addressee;          // who is told; nowhere where the text does not say
  base::Span addressee_words;  // verbatim; empty where there is none
  base::Span medium;           // "a televised address", "Twitter"; empty where there is none
  When time;
  QuoteId outer;  // the quote that this one stands in
  // What it holds is said to be so (or planned, feared, believed); false where a thing is only spoken of
  // ("criticised the plan").
  bool claim = true;
  bool in_headline = false;
};

// ---- tolls
// --------------------------------------------------------------------------------------------------

enum class TollKind : std::uint8_t {
  killed,
  injured,
  missing,
  detained,
  abducted,
  displaced,
  evacuated,
  sick
};
enum class Qualifier : std::uint8_t { exact, at_least, at_most, about, more_than, less_than, range, vague };

struct Toll {
  explicit Toll(Evidence words) : evidence(std::move(words)) {}

  Evidence evidence;
  TollKind kind = TollKind::killed;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  Qualifier qualifier = Qualifier::exact;
  bool cumulative = false;  // a running total
  base::Span victims;       // the words for whom; empty where not said
  EventId event;
  When time;
  PlaceId place;
  std::vector<QuoteId> attribution;
  bool in_headline = false;
};

// ---- threads, obligations, agenda
// ---------------------------------------------------------------------------

enum class ResponseKind : std::uint8_t { grant, conditional, partial, refusal, deferral };

struct Response {
  EventId event;
  ResponseKind kind = ResponseKind::grant;
};

// Where a request stands after all answers of the story: `open` without one, the answer's own name where all
// agree (`deferred` for deferral), `mixed` where they do not.
enum class ThreadStatus : std::uint8_t { open, granted, conditional, partial, refused, deferred, mixed };

// A request and the answers to it. Its evidence is that of the events it links.
struct Thread {
  explicit Thread(EventId of) : request(of) {}
  EventId request;
  std::vector<Response> responses;  // by position
  // What links it across stories: who asks, who is asked, and the content words of what is asked.
  std::vector<EntityId> asker, asked;
  std::vector<std::string> terms;  // lemmas
};

enum class ObligationKind : std::uint8_t { treaty_trigger, conditional_commitment, prohibition, mandate };
enum class ObligationStatus : std::uint8_t { pending, triggered, not_triggered };

struct Obligation {
  explicit Obligation(Evidence words) : evidence(std::move(words)) {}

  Evidence evidence;
  EntityId bearer;
  ObligationKind kind = ObligationKind::mandate;
  base::Span action;
  base::Span condition;
  std::vector<std::string> members;        // alpha-3 codes: as the text lists them, else as the table does
  std::vector<std::string> known_members;  // by the table on the story's date; empty where not known
  bool members_stated = false;             // the text lists them; else `members` are those of the table
  std::string basis;                       // treaty or organisation
  ObligationStatus status = ObligationStatus::pending;
  std::vector<QuoteId> attribution;
  bool in_headline = false;
};

// Closed list of the record's contract.
enum class AgendaKind : std::uint8_t {
  referendum,
  election,
  summit,
  talks,
  visit,
  session,
  vote,
  signing,
  ceasefire,
  deadline,
  deployment,
  withdrawal,
  observer_mission,
  exercise,
  trial,
  verdict,
  release,
  protest,
  strike,
  ceremony,
  transfer_of_power,
  sanctions,
  other,
};
enum class Certainty : std::uint8_t { scheduled, expected, proposed, postponed, cancelled };

struct AgendaItem {
  explicit AgendaItem(Evidence words) : evidence(std::move(words)) {}

  Evidence evidence;
  AgendaKind what = AgendaKind::other;
  EventId event;
  When value;
  Certainty certainty = Certainty::expected;
  std::vector<EntityId> actors;
  PlaceId place;
  std::vector<QuoteId> attribution;
  bool in_headline = false;
};

// ---- all of them
// --------------------------------------------------------------------------------------------

struct Claims {
  std::vector<Event> events;            // by position of the trigger, then by rule id
  std::vector<Quote> quotes;            // by position of the content
  std::vector<Toll> tolls;              // by position
  std::vector<Thread> threads;          // by position of the request
  std::vector<Obligation> obligations;  // by position
  std::vector<AgendaItem> agenda;       // by position
};

ThreadStatus status_of(const Thread& thread);

// The members that a text lists against those that the table knows on its date, each list by code.
struct MemberCheck {
  std::vector<std::string> agreed;
  std::vector<std::string> only_stated;
  std::vector<std::string> only_known;
};
// Nothing where the text lists none or no table says.
std::optional<MemberCheck> check_members(const Obligation& one);

// Names as the record writes them.
std::string_view name(Party);
std::string_view name(Salience);
std::string_view name(TollKind);
std::string_view name(Qualifier);
std::string_view name(ResponseKind);
std::string_view name(ThreadStatus);
std::string_view name(ObligationKind);
std::string_view name(ObligationStatus);
std::string_view name(AgendaKind);
std::string_view name(Certainty);
std::optional<AgendaKind> find_agenda_kind(std::string_view name);
std::optional<TollKind> find_toll_kind(std::string_view name);

}  // namespace casus::events
