#include "store/store.h"

#include <array>
#include <set>
#include <utility>

#include "store/schema.h"
#include "store/sqlite.h"

namespace casus::store {
namespace {

using base::Result;
using base::Span;

enum Sql : std::size_t {
  forget_story,
  forget_reject,
  add_story,
  add_reject,
  add_entity,
  add_time,
  add_place,
  add_event,
  add_role,
  add_context,
  add_quote,
  add_attribution,
  add_toll,
  add_response,
  add_obligation,
  add_agenda,
  sql_count
};

constexpr std::array<std::string_view, sql_count> statements = {
    "DELETE FROM stories WHERE id = ?",
    "DELETE FROM rejects WHERE story = ?",
    "INSERT INTO stories VALUES (?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO rejects (story, sha256, file, line, code, reason, version, raw) VALUES (?,?,?,?,?,?,?,?) "
    "ON CONFLICT (story, sha256) DO UPDATE SET attempts = attempts + 1, file = excluded.file, "
    "line = excluded.line, code = excluded.code, reason = excluded.reason, version = excluded.version",
    "INSERT INTO entities VALUES (?,?,?,?,?,?,?)",
    "INSERT INTO times VALUES (?,?,?,?,?,?,?,?)",
    "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO event_roles VALUES (?,?,?,?,?,?,?,?,?)",
    "INSERT INTO event_contexts VALUES (?,?,?)",
    "INSERT INTO quotes VALUES (?,?,?,?,?,?,?,?,?)",
    "INSERT INTO attributions VALUES (?,?,?,?)",
    "INSERT INTO tolls VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "INSERT INTO responses VALUES (?,?,?,?,?,?)",
    "INSERT INTO obligations VALUES (?,?,?,?,?,?,?,?)",
    "INSERT INTO agenda VALUES (?,?,?,?,?,?,?,?,?,?)",
};

Result<void> prepare_file(Connection& connection) {
  if (auto done = connection.execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"); !done)
    return done;
  const auto application = connection.number("PRAGMA application_id");
  if (!application) return application.error();
  const auto version = connection.number("PRAGMA user_version");
  if (!version) return version.error();
  const auto tables = connection.number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();
  if (*application != application_id && (*tables > 0 || *application != 0)) {
    return base::Error{.code = "foreign_database",
                       .message = "this database belongs to another program",
                       .hint = "give another file to --db",
                       .file = connection.file()};
  }
  if (*version > schema_version) {
    return base::Error{
        .code = "newer_schema",
        .message = "a newer Casus wrote this database (schema " + std::to_string(*version) + ")",
        .hint = "use that version, or another file",
        .file = connection.file()};
  }
  if (auto done = connection.execute("PRAGMA journal_mode = WAL;"); !done) return done;
  if (*version == schema_version) return {};
  const std::string create = "BEGIN IMMEDIATE;" + std::string(schema_sql) +
                             "PRAGMA application_id = " + std::to_string(application_id) +
                             "; PRAGMA user_version = " + std::to_string(schema_version) + "; COMMIT;";
  auto done = connection.execute(create.c_str());
  if (!done) (void)connection.execute("ROLLBACK");
  return done;
}

}  // namespace

struct Store::Parts {
  std::unique_ptr<Connection> connection;
  std::array<Statement, sql_count> sql;
  Maker maker;
  bool open = false;  // a transaction

  Statement& operator[](Sql which) { return sql[which]; }
  Result<void> begin() {
    if (open) return {};
    auto begun = connection->execute("BEGIN IMMEDIATE");
    open = begun.ok();
    return begun;
  }
};

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() {
  if (parts_ && parts_->open) (void)parts_->connection->execute("ROLLBACK");
}

Result<Store> Store::open(const std::string& file, Maker maker) {
  auto connection = Connection::open(file, Connection::Access::read_write);
  if (!connection) return connection.error();
  auto parts = std::make_unique<Parts>();
  parts->connection = *std::move(connection);
  parts->maker = std::move(maker);
  if (auto ready = prepare_file(*parts->connection); !ready) return ready.error();
  for (std::size_t i = 0; i < sql_count; ++i) {
    auto statement = parts->connection->prepare(statements[i]);
    if (!statement) return statement.error();
    parts->sql[i] = *std::move(statement);
  }
  return Store(std::move(parts));
}

namespace {

// Writes the rows of one story. Stops at the first error and remembers it.
class Rows {
 public:
  Rows(std::array<Statement, sql_count>& sql, const Kept& story)
      : sql_(sql), story_(story), document_(story.document), id_(story.document.article().id) {}

  Result<void> write() {
    entities();
    times();
    places();
    events();
    quotes();
    tolls();
    threads();
    obligations();
    agenda();
    return std::move(result_);
  }

 private:
  Statement& row(Sql which) { return sql_[which].bind(id_); }
  void run(Statement& statement) {
    if (!result_) return statement.reset();
    result_ = statement.run();
  }
  Statement& span(Statement& statement, Span span) {
    if (span.empty()) return statement.bind_null().bind_null();
    const Span points = document_.code_points().of(span);
    return statement.bind(std::int64_t{points.start}).bind(std::int64_t{points.end});
  }
  static std::string day(const std::optional<base::Date>& date) {
    return date ? base::to_string(*date) : std::string();
  }
  // The id or value, and the day it begins.
  Statement& when(Statement& statement, const events::When& when, std::string& id, std::string& day_of) {
    if (when.expression.valid()) {
      id = story_.ids.of(when.expression);
      day_of = day(document_.times[when.expression.index()].begin);
    } else {
      id = when.value;
      const auto date = base::parse_date(when.value);
      day_of = date ? base::to_string(*date) : std::string();
    }
    return statement.bind_or_null(id).bind_or_null(day_of);
  }
  void attribution(const std::string& claim, const std::vector<events::QuoteId>& chain) {
    for (std::size_t n = 0; n < chain.size(); ++n) {
      run(row(add_attribution).bind(claim).bind(static_cast<std::int64_t>(n)).bind(story_.ids.of(chain[n])));
    }
  }

  void entities() {
    for (std::size_t i = 0; i < document_.entities.size(); ++i) {
      const document::Entity& one = document_.entities[i];
      run(row(add_entity)
              .bind(story_.ids.entities[i])
              .bind(one.name)
              .bind(name(one.type))
              .bind_or_null(one.code)
              .bind_or_null(one.country)
              .bind_or_null(one.role));
    }
  }

  void times() {
    for (std::size_t i = 0; i < document_.times.size(); ++i) {
      const document::TimeExpression& one = document_.times[i];
      const std::string begin = day(one.begin), until = day(one.end);
      run(span(row(add_time).bind(story_.ids.times[i]), one.span)
              .bind(name(one.type))
              .bind_or_null(one.value ? std::string_view(*one.value) : std::string_view())
              .bind_or_null(begin)
              .bind_or_null(until));
    }
  }

  void places() {
    for (std::size_t i = 0; i < document_.places.size(); ++i) {
      const document::PlaceMention& one = document_.places[i];
      Statement& statement = span(row(add_place).bind(story_.ids.places[i]), one.span)
                                 .bind(one.name)
                                 .bind_or_null(one.kind)
                                 .bind_or_null(one.country)
                                 .bind_or_null(one.admin1)
                                 .bind(one.latitude)
                                 .bind(one.longitude);
      one.geonames ? statement.bind(static_cast<std::int64_t>(*one.geonames)) : statement.bind_null();
      run(statement);
    }
  }

  void events() {
    for (std::size_t i = 0; i < story_.claims.events.size(); ++i) {
      const events::Event& one = story_.claims.events[i];
      const std::string& event = story_.ids.events[i];
      std::string time, day_of, rules;
      for (const std::string& rule : one.rules) rules += (rules.empty() ? "" : " ") + rule;
      Statement& statement = span(row(add_event).bind(event), one.evidence.span())
                                 .bind(name(one.type))
                                 .bind_or_null(one.mode)
                                 .bind_or_null(one.cameo)
                                 .bind(one.goldstein)
                                 .bind(one.score)
                                 .bind(name(one.status))
                                 .bind(name(one.salience));
      run(when(statement, one.time, time, day_of)
              .bind_or_null(story_.ids.of(one.place))
              .bind(static_cast<double>(one.confidence))
              .bind(rules)
              .bind(std::int64_t{one.in_headline}));
      for (std::size_t n = 0; n < one.participants.size(); ++n) {
        const events::Participant& party = one.participants[n];
        run(span(row(add_role)
                     .bind(event)
                     .bind(static_cast<std::int64_t>(n))
                     .bind(name(party.party))
                     .bind_or_null(story_.ids.of(party.entity))
                     .bind_or_null(party.code),
                 party.span)
                .bind(std::int64_t{party.inferred}));
      }
      for (const std::string& context : std::set<std::string>(one.contexts.begin(), one.contexts.end())) {
        run(row(add_context).bind(event).bind(context));
      }
      attribution(event, one.attribution);
    }
  }

  void quotes() {
    constexpr std::array<std::string_view, 3> direct = {"indirect", "direct", "mixed"};
    for (std::size_t i = 0; i < story_.claims.quotes.size(); ++i) {
      const events::Quote& one = story_.claims.quotes[i];
      const Span whole{one.evidence.span().start, one.evidence.spans().back().end};
      run(span(row(add_quote).bind(story_.ids.quotes[i]), whole)
              .bind_or_null(story_.ids.of(one.speaker))
              .bind_or_null(document_.text(one.speaker_words))
              .bind_or_null(story_.ids.of(one.via))
              .bind(direct[static_cast<std::size_t>(one.directness)])
              .bind_or_null(story_.ids.of(one.outer)));
    }
  }

  void tolls() {
    for (std::size_t i = 0; i < story_.claims.tolls.size(); ++i) {
      const events::Toll& one = story_.claims.tolls[i];
      std::string time, day_of;
      Statement& statement = span(row(add_toll).bind(story_.ids.tolls[i]), one.evidence.span())
                                 .bind(name(one.kind))
                                 .bind(one.low)
                                 .bind(one.high)
                                 .bind(name(one.qualifier))
                                 .bind(std::int64_t{one.cumulative})
                                 .bind_or_null(document_.text(one.victims))
                                 .bind_or_null(story_.ids.of(one.event));
      run(when(statement, one.time, time, day_of).bind_or_null(story_.ids.of(one.place)));
      attribution(story_.ids.tolls[i], one.attribution);
    }
  }

  void threads() {
    for (std::size_t i = 0; i < story_.claims.threads.size(); ++i) {
      const events::Thread& one = story_.claims.threads[i];
      const std::string& request = story_.ids.of(one.request);
      // A request without an answer is one row without an event.
      if (one.responses.empty()) {
        run(row(add_response)
                .bind(story_.ids.threads[i])
                .bind(std::int64_t{0})
                .bind(request)
                .bind_null()
                .bind_null());
      }
      for (std::size_t n = 0; n < one.responses.size(); ++n) {
        run(row(add_response)
                .bind(story_.ids.threads[i])
                .bind(static_cast<std::int64_t>(n))
                .bind(request)
                .bind(story_.ids.of(one.responses[n].event))
                .bind(name(one.responses[n].kind)));
      }
    }
  }

  void obligations() {
    for (std::size_t i = 0; i < story_.claims.obligations.size(); ++i) {
      const events::Obligation& one = story_.claims.obligations[i];
      run(span(row(add_obligation).bind(story_.ids.obligations[i]), one.evidence.span())
              .bind_or_null(story_.ids.of(one.bearer))
              .bind(name(one.kind))
              .bind_or_null(one.basis)
              .bind(name(one.status)));
      attribution(story_.ids.obligations[i], one.attribution);
    }
  }

  void agenda() {
    for (std::size_t i = 0; i < story_.claims.agenda.size(); ++i) {
      const events::AgendaItem& one = story_.claims.agenda[i];
      std::string time, day_of;
      Statement& statement = span(row(add_agenda).bind(story_.ids.agenda[i]), one.evidence.span())
                                 .bind(name(one.what))
                                 .bind(name(one.certainty))
                                 .bind_or_null(story_.ids.of(one.event));
      run(when(statement, one.value, time, day_of).bind_or_null(story_.ids.of(one.place)));
      attribution(story_.ids.agenda[i], one.attribution);
    }
  }

  std::array<Statement, sql_count>& sql_;
  const Kept& story_;
  const document::Document& document_;
  const std::string& id_;
  Result<void> result_;
};

}  // namespace

Result<void> Store::keep(const Kept& story) {
  Parts& parts = *parts_;
  if (auto begun = parts.begin(); !begun) return begun;
  const document::Article& article = story.document.article();
  if (auto done = parts[forget_story].bind(article.id).run(); !done) return done;
  if (auto done = parts[forget_reject].bind(article.id).run(); !done) return done;
  auto added = parts[add_story]
                   .bind(article.id)
                   .bind_or_null(article.source)
                   .bind_or_null(article.published)
                   .bind_or_null(article.headline)
                   .bind_or_null(article.url)
                   .bind(article.sha256)
                   .bind(article.text)
                   .bind(parts.maker.version)
                   .bind(parts.maker.model)
                   .bind(parts.maker.lexicon)
                   .bind(story.record)
                   .run();
  if (!added) return added;
  return Rows(parts.sql, story).write();
}

Result<void> Store::reject(const document::Article& article, std::string_view raw, const base::Error& why) {
  Parts& parts = *parts_;
  if (auto begun = parts.begin(); !begun) return begun;
  Statement& statement = parts[add_reject].bind(article.id).bind(article.sha256).bind(article.file);
  article.line == 0 ? statement.bind_null() : statement.bind(static_cast<std::int64_t>(article.line));
  return statement.bind(why.code).bind(why.message).bind(parts.maker.version).bind_blob(raw).run();
}

Result<void> Store::commit() {
  if (!parts_->open) return {};
  auto done = parts_->connection->execute("COMMIT");
  if (done) parts_->open = false;
  return done;
}

Result<std::int64_t> Store::stories() const {
  return parts_->connection->number("SELECT count(*) FROM stories");
}
Result<std::int64_t> Store::rejects() const {
  return parts_->connection->number("SELECT count(*) FROM rejects");
}

}  // namespace casus::store
