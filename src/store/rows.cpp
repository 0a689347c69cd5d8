#include "store/rows.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "base/failpoint.h"

namespace casus::store {
namespace {

using base::Result;
using base::Span;

enum Sql : std::size_t {
  add_entity,
  add_time,
  find_point,
  add_point,
  add_place,
  add_event,
  add_role,
  add_context,
  add_quote,
  add_piece,
  add_attribution,
  add_telling,
  add_toll,
  add_thread,
  add_response,
  add_obligation,
  add_agenda,
  add_agenda_actor,
  first_remove,
  first_name = first_remove + 11,
  sql_count = first_name + 6
};

constexpr std::array<std::string_view, sql_count> statements = {
    "INSERT INTO entities VALUES (?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO times VALUES (?,?,?,?,?,?,?,?,?,?)",
    "SELECT key FROM points WHERE lat = ? AND lon = ?",
    "INSERT INTO points (lat, lon) VALUES (?,?) RETURNING key",
    "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO events VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO event_roles VALUES (?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO event_contexts VALUES (?,?)",
    "INSERT INTO quotes VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO quote_pieces VALUES (?,?,?,?,?)",
    "INSERT INTO attributions VALUES (?,?,?,?)",
    "INSERT INTO tellings VALUES (?,?,?,?,?)",
    "INSERT INTO tolls VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO threads VALUES (NULL,?,?,?,?,?)",
    "INSERT INTO responses VALUES (?,?,?,?)",
    "INSERT INTO obligations VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO agenda VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO agenda_actors VALUES (?,?,?)",
    // Rows that hang on these go with them.
    "DELETE FROM entities WHERE story = ?",
    "DELETE FROM times WHERE story = ?",
    "DELETE FROM places WHERE story = ?",
    "DELETE FROM events WHERE story = ?",
    "DELETE FROM quotes WHERE story = ?",
    "DELETE FROM attributions WHERE story = ?",
    "DELETE FROM tellings WHERE story = ?",
    "DELETE FROM tolls WHERE story = ?",
    "DELETE FROM threads WHERE story = ?",
    "DELETE FROM obligations WHERE story = ?",
    "DELETE FROM agenda WHERE story = ?",
    "SELECT id FROM events WHERE story = ?",
    "SELECT id FROM quotes WHERE story = ?",
    "SELECT id FROM tolls WHERE story = ?",
    "SELECT id FROM threads WHERE story = ?",
    "SELECT id FROM obligations WHERE story = ?",
    "SELECT id FROM agenda WHERE story = ?",
};

constexpr std::array<std::string_view, 6> resources = {"events",  "quotes",      "tolls",
                                                       "threads", "obligations", "agenda"};

std::string day(const std::optional<base::Date>& date) {
  return date ? base::to_string(*date) : std::string();
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& one : list) out += (out.empty() ? "" : " ") + one;
  return out;
}

// As the record says it.
double rounded(float confidence) { return std::round(static_cast<double>(confidence) * 1000) / 1000; }

}  // namespace

// Writes one reading. Stops at the first error and remembers it.
class Rows::Adder {
 public:
  Adder(Rows& rows, std::int64_t story, const Reading& reading)
      : rows_(rows), story_(story), reading_(reading), at_(day_of(reading.document)) {}

  Result<void> write() {
    entities();
    times();
    base::failpoint("rows.times");
    places();
    base::failpoint("rows.places");
    events();
    base::failpoint("rows.events");
    quotes();
    tolls();
    base::failpoint("rows.tolls");
    threads();
    obligations();
    agenda();
    base::failpoint("rows.agenda");
    return std::move(result_);
  }

 private:
  // The id or value of a time, its day, and the day to sort by.
  struct Moment {
    std::string time, day, at;
  };

  Statement& row(Sql which) { return rows_.sql_[which].bind(story_); }
  Statement& sub_row(Sql which, std::int64_t key) { return rows_.sql_[which].bind(key); }
  void run(Statement& statement) {
    if (!result_) return statement.reset();
    result_ = statement.run();
  }
  std::int64_t key() const { return rows_.connection_->last_key(); }

  // A span without words is three nulls.
  Statement& words(Statement& statement, Span span, bool with_text = true) {
    if (span.empty()) {
      statement.bind_null().bind_null();
      return with_text ? statement.bind_null() : statement;
    }
    const Span points = reading_.document.code_points().of(span);
    statement.bind(std::int64_t{points.start}).bind(std::int64_t{points.end});
    return with_text ? statement.bind(reading_.document.text(span)) : statement;
  }

  Moment moment(const events::When& when) const {
    Moment out;
    if (when.expression.valid()) {
      out.time = reading_.ids.of(when.expression);
      out.day = day(reading_.document.times[when.expression.index()].begin);
    } else {
      out.time = when.value;
      out.day = day(base::parse_date(when.value));
    }
    out.at = out.day.empty() ? at_ : out.day;
    return out;
  }
  static Statement& bind(Statement& statement, const Moment& moment) {
    return statement.bind_or_null(moment.time).bind_or_null(moment.day).bind(moment.at);
  }

  // id, point and country of where a claim is.
  Statement& where(Statement& statement, events::PlaceId place) {
    statement.bind_or_null(reading_.ids.of(place));
    if (!place.valid()) return statement.bind_null().bind_null();
    return statement.bind(points_[place.index()])
        .bind_or_null(reading_.document.places[place.index()].country);
  }

  void attribution(const std::string& claim, const std::vector<events::QuoteId>& chain) {
    std::int64_t n = 0;
    for (const events::QuoteId one : chain) {
      // As in the record: a quote that points nowhere is left out.
      if (const std::string& quote = reading_.ids.of(one); !quote.empty()) {
        run(row(add_attribution).bind(claim).bind(n++).bind(quote));
      }
    }
  }

  void further_tellings(const std::string& claim, const std::vector<Span>& spans) {
    for (std::size_t n = 1; n < spans.size(); ++n) {
      run(words(row(add_telling).bind(claim).bind(static_cast<std::int64_t>(n - 1)), spans[n], false));
    }
  }

  void entities() {
    for (std::size_t i = 0; i < reading_.document.entities.size(); ++i) {
      const document::Entity& one = reading_.document.entities[i];
      const std::string from = day(one.role_from), to = day(one.role_to);
      run(row(add_entity)
              .bind(reading_.ids.entities[i])
              .bind(one.name)
              .bind(name(one.type))
              .bind_or_null(one.code)
              .bind_or_null(one.country)
              .bind_or_null(one.role)
              .bind_or_null(from)
              .bind_or_null(to)
              .bind_or_null(one.key));
    }
  }

  void times() {
    for (std::size_t i = 0; i < reading_.document.times.size(); ++i) {
      const document::TimeExpression& one = reading_.document.times[i];
      const std::string begin = day(one.begin), until = day(one.end);
      run(words(row(add_time).bind(reading_.ids.times[i]), one.span)
              .bind(name(one.type))
              .bind_or_null(one.value ? std::string_view(*one.value) : std::string_view())
              .bind_or_null(one.mod)
              .bind_or_null(begin)
              .bind_or_null(until));
    }
  }

  std::optional<std::int64_t> point(const document::PlaceMention& place) {
    if (!place.latitude || !place.longitude || !result_) return std::nullopt;
    for (const Sql which : {find_point, add_point}) {
      Statement& statement = rows_.sql_[which].bind(*place.latitude).bind(*place.longitude);
      const auto found = statement.step();
      if (!found) {
        result_ = found.error();
        return std::nullopt;
      }
      if (!*found) continue;
      const std::int64_t out = statement.number(0);
      // To its end: an insertion that returns a row is done only then.
      const auto more = statement.step();
      if (!more) result_ = more.error();
      return out;
    }
    return std::nullopt;
  }

  void places() {
    for (std::size_t i = 0; i < reading_.document.places.size(); ++i) {
      const document::PlaceMention& one = reading_.document.places[i];
      points_.push_back(point(one));
      Statement& statement = words(row(add_place).bind(reading_.ids.places[i]), one.span)
                                 .bind(one.name)
                                 .bind_or_null(one.kind)
                                 .bind_or_null(one.country)
                                 .bind_or_null(one.admin1)
                                 .bind(one.latitude)
                                 .bind(one.longitude);
      one.geonames ? statement.bind(static_cast<std::int64_t>(*one.geonames)) : statement.bind_null();
      run(statement.bind(rounded(one.confidence)).bind(points_.back()));
    }
  }

  void events() {
    for (std::size_t i = 0; i < reading_.claims.events.size(); ++i) {
      const events::Event& one = reading_.claims.events[i];
      const std::string& id = reading_.ids.events[i];
      const std::string rules = joined(one.rules);
      const Moment when = moment(one.time);
      request_at_.push_back(when.at);
      Statement& statement = words(row(add_event).bind(id), one.evidence.span())
                                 .bind(name(one.type))
                                 .bind_or_null(one.mode)
                                 .bind_or_null(one.cameo)
                                 .bind(one.goldstein)
                                 .bind(one.score)
                                 .bind_or_null(name(ontology::quad_of(one.type)))
                                 .bind(name(one.status))
                                 .bind(name(one.salience));
      where(bind(statement, when), one.place).bind(rounded(one.confidence)).bind(rules);
      run(words(statement, one.condition).bind(std::int64_t{one.in_headline}));
      const std::int64_t event = key();
      for (std::size_t n = 0; n < one.participants.size(); ++n) {
        const events::Participant& party = one.participants[n];
        Statement& role =
            sub_row(add_role, event)
                .bind(static_cast<std::int64_t>(n))
                .bind(name(party.party))
                .bind_or_null(reading_.ids.of(party.entity))
                .bind_or_null(party.entity.valid()
                                  ? std::string_view(reading_.document.entities[party.entity.index()].name)
                                  : std::string_view())
                .bind_or_null(party.code);
        run(words(role, party.span).bind(std::int64_t{party.inferred}));
      }
      for (const std::string& context : std::set<std::string>(one.contexts.begin(), one.contexts.end())) {
        run(sub_row(add_context, event).bind(context));
      }
      attribution(id, one.attribution);
      further_tellings(id, one.evidence.spans());
    }
  }

  void quotes() {
    constexpr std::array<std::string_view, 3> direct = {"indirect", "direct", "mixed"};
    for (std::size_t i = 0; i < reading_.claims.quotes.size(); ++i) {
      const events::Quote& one = reading_.claims.quotes[i];
      const Span whole{one.evidence.span().start, one.evidence.spans().back().end};
      const Moment when = moment(one.time);
      Statement& statement = words(words(row(add_quote).bind(reading_.ids.quotes[i]), whole), one.cue)
                                 .bind_or_null(reading_.ids.of(one.speaker))
                                 .bind_or_null(reading_.document.text(one.speaker_words))
                                 .bind_or_null(reading_.ids.of(one.via))
                                 .bind(direct[static_cast<std::size_t>(one.directness)])
                                 .bind_or_null(reading_.ids.of(one.outer));
      run(bind(statement, when).bind(std::int64_t{one.in_headline}));
      const std::int64_t quote = key();
      std::int64_t n = 0;
      for (const Span piece : one.evidence.spans()) run(words(sub_row(add_piece, quote).bind(n++), piece));
    }
  }

  void tolls() {
    for (std::size_t i = 0; i < reading_.claims.tolls.size(); ++i) {
      const events::Toll& one = reading_.claims.tolls[i];
      const std::string& id = reading_.ids.tolls[i];
      const Moment when = moment(one.time);
      Statement& statement = words(row(add_toll).bind(id), one.evidence.span())
                                 .bind(name(one.kind))
                                 .bind(one.low)
                                 .bind(one.high)
                                 .bind(name(one.qualifier))
                                 .bind(std::int64_t{one.cumulative})
                                 .bind_or_null(reading_.document.text(one.victims))
                                 .bind_or_null(reading_.ids.of(one.event));
      run(where(bind(statement, when), one.place).bind(std::int64_t{one.in_headline}));
      attribution(id, one.attribution);
      further_tellings(id, one.evidence.spans());
    }
  }

  void threads() {
    for (std::size_t i = 0; i < reading_.claims.threads.size(); ++i) {
      const events::Thread& one = reading_.claims.threads[i];
      run(row(add_thread)
              .bind(reading_.ids.threads[i])
              .bind(reading_.ids.of(one.request))
              .bind(name(events::status_of(one)))
              .bind(one.request.valid() ? request_at_[one.request.index()] : at_));
      const std::int64_t thread = key();
      std::int64_t n = 0;
      for (const events::Response& response : one.responses) {
        run(sub_row(add_response, thread)
                .bind(n++)
                .bind(reading_.ids.of(response.event))
                .bind(name(response.kind)));
      }
    }
  }

  void obligations() {
    for (std::size_t i = 0; i < reading_.claims.obligations.size(); ++i) {
      const events::Obligation& one = reading_.claims.obligations[i];
      const std::string& id = reading_.ids.obligations[i];
      const std::string members = joined(one.members), known = joined(one.known_members);
      Statement& statement = words(row(add_obligation).bind(id), one.evidence.span())
                                 .bind_or_null(reading_.ids.of(one.bearer))
                                 .bind(name(one.kind));
      run(words(words(statement, one.action), one.condition)
              .bind(members)
              .bind(known)
              .bind_or_null(one.basis)
              .bind(name(one.status))
              .bind(at_)
              .bind(std::int64_t{one.in_headline}));
      attribution(id, one.attribution);
    }
  }

  void agenda() {
    for (std::size_t i = 0; i < reading_.claims.agenda.size(); ++i) {
      const events::AgendaItem& one = reading_.claims.agenda[i];
      const std::string& id = reading_.ids.agenda[i];
      const Moment when = moment(one.value);
      Statement& statement = words(row(add_agenda).bind(id), one.evidence.span())
                                 .bind(name(one.what))
                                 .bind(name(one.certainty))
                                 .bind_or_null(reading_.ids.of(one.event));
      run(bind(statement, when).bind_or_null(reading_.ids.of(one.place)).bind(std::int64_t{one.in_headline}));
      const std::int64_t item = key();
      std::int64_t n = 0;
      for (const events::EntityId actor : one.actors) {
        // As in the record: an actor that points nowhere is left out.
        if (const std::string& entity = reading_.ids.of(actor); !entity.empty()) {
          run(sub_row(add_agenda_actor, item).bind(n++).bind(entity));
        }
      }
      attribution(id, one.attribution);
    }
  }

  Rows& rows_;
  const std::int64_t story_;
  const Reading& reading_;
  const std::string at_;
  std::vector<std::optional<std::int64_t>> points_;  // of the places
  std::vector<std::string> request_at_;              // of the events
  Result<void> result_;
};

Result<Rows> Rows::open(Connection& connection) {
  static_assert(sql_count == statement_count);
  Rows out;
  out.connection_ = &connection;
  if (auto done = connection.prepare(statements, out.sql_); !done) return done.error();
  return out;
}

std::string Rows::day_of(const document::Document& document) {
  const std::string& published = document.article().published;
  if (!published.empty()) return published.substr(0, 10);
  return day(document.dateline.date);
}

std::string Rows::names_of(const document::Document& document) {
  std::set<std::string> names;
  for (const document::Entity& one : document.entities) names.insert(one.name);
  for (const document::PlaceMention& one : document.places) names.insert(one.name);
  std::string out;
  for (const std::string& one : names) out += (out.empty() ? "" : "\n") + one;
  return out;
}

std::vector<ClaimName> Rows::names_of(const Reading& reading) {
  const events::Ids& ids = reading.ids;
  std::vector<ClaimName> out;
  std::size_t resource = 0;
  for (const auto* list :
       {&ids.events, &ids.quotes, &ids.tolls, &ids.threads, &ids.obligations, &ids.agenda}) {
    for (const std::string& id : *list) out.push_back({resources[resource], id});
    ++resource;
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<void> Rows::add(std::int64_t story, const Reading& reading) {
  return Adder(*this, story, reading).write();
}

Result<void> Rows::remove(std::int64_t story) {
  for (std::size_t i = first_remove; i < first_name; ++i) {
    if (auto done = sql_[i].bind(story).run(); !done) return done;
  }
  return {};
}

Result<std::vector<ClaimName>> Rows::names_of(std::int64_t story) {
  std::vector<ClaimName> out;
  for (std::size_t i = 0; i < resources.size(); ++i) {
    Statement& statement = sql_[first_name + i].bind(story);
    for (;;) {
      const auto more = statement.step();
      if (!more) return more.error();
      if (!*more) break;
      out.push_back({resources[i], statement.text(0)});
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace casus::store
