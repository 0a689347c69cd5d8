// One document goes through three steps: its raw input is kept, it is decided whether its reading stands (or
// is a repetition, or an older version), and a row says what became of it at this place (accounts.h).
#include "store/store.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/failpoint.h"
#include "store/accounts.h"
#include "store/migrations.h"
#include "store/rows.h"
#include "store/sqlite.h"
#include "store/versions.h"

namespace casus::store {
namespace {

using base::Error;
using base::Result;

enum Sql : std::size_t {
  find_story,
  add_story,
  change_story,
  change_maker,
  add_change,
  forget_change,
  find_reject,
  add_reject,
  repeat_reject,
  forget_reject,
  sql_count
};

constexpr std::array<std::string_view, sql_count> statements = {
    "SELECT key, input, maker, coalesce(published, ''), octet, sha256, record = ?2, seq FROM "
    "(SELECT *, length(CAST(text AS BLOB)) AS octet FROM stories WHERE id = ?1)",
    "INSERT INTO stories (id, seq, input, maker, source, published, day, headline, url, language, "
    "dateline_start, dateline_end, dateline_place, dateline_date, sha256, names, text, record) "
    "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "UPDATE stories SET seq = ?, input = ?, maker = ?, source = ?, published = ?, day = ?, headline = ?, "
    "url = ?, language = ?, dateline_start = ?, dateline_end = ?, dateline_place = ?, dateline_date = ?, "
    "sha256 = ?, names = ?, text = ?, record = ? WHERE key = ?",
    "UPDATE stories SET maker = ? WHERE key = ?",
    "INSERT INTO changes (op, resource, story, id) VALUES (?,?,?,?)",
    "DELETE FROM changes WHERE seq = ?",
    "SELECT key, seq, dropped FROM rejects WHERE input = ? AND story = ?",
    "INSERT INTO rejects (story, input, seq, file, \"offset\", line, reader, published, source, code, "
    "reason, "
    "version, attempts) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,1)",
    "UPDATE rejects SET attempts = attempts + 1, code = ?, reason = ?, version = ?, published = ?, source = "
    "? "
    "WHERE key = ?",
    "DELETE FROM rejects WHERE key = ?",
};

StoryVersion version_of(const document::Article& article) {
  return {article.published, article.text.size(), article.sha256};
}

Result<void> prepare_file(Connection& connection, Durability durability) {
  // Refuses what is not ours before anything is written.
  if (const auto version = schema_of(connection); !version) return version.error();
  if (connection.read_only()) {
    return Error{.code = "database_read_only",
                 .message = "the database may not be written to",
                 .hint = "check the rights of the file and of its folder",
                 .file = connection.file()};
  }
  const char* const settings = durability == Durability::full
                                   ? "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                                   : "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;";
  for (const char* const sql :
       {"PRAGMA journal_mode = WAL;", settings, "PRAGMA cache_size = -131072;",
        "PRAGMA wal_autocheckpoint = 8192;", "PRAGMA journal_size_limit = 67108864;"}) {
    if (auto done = connection.execute(sql); !done) return done;
  }
  return migrate(connection);
}

}  // namespace

struct Store::Parts {
  std::unique_ptr<Connection> connection;
  std::array<Statement, sql_count> sql;
  std::optional<Rows> rows;
  std::optional<Accounts> accounts;
  bool open = false;  // a transaction
  std::optional<Error> broken;

  Result<void> begin() {
    if (broken) return *broken;
    if (open) return {};
    auto begun = connection->execute("BEGIN IMMEDIATE");
    open = begun.ok();
    base::failpoint("transaction.begun");
    return begun;
  }

  // After an error nothing of this transaction stays, and nothing more is taken: whoever goes on in spite of
  // it must not commit a checkpoint that lies beyond what was lost.
  template <class T>
  Result<T> settle(Result<T> done) {
    if (done || !open) return done;
    if (connection->in_transaction()) (void)connection->execute("ROLLBACK");
    open = false;
    broken = done.error();
    return done;
  }

  // Change numbers are given in order and never again.
  Result<std::int64_t> change(std::string_view op, std::string_view resource, std::string_view story,
                              std::string_view id = {}) {
    auto done = sql[add_change].bind(op).bind(resource).bind(story).bind_or_null(id).run();
    if (!done) return done.error();
    return connection->last_key();
  }
  // The later change of the same thing says it all.
  Result<void> forget(std::int64_t seq) { return sql[forget_change].bind(seq).run(); }

  Result<void> no_reject(std::int64_t input, const std::string& story) {
    Statement& find = sql[find_reject].bind(input).bind(story);
    const auto found = find.step();
    if (!found) return found.error();
    if (!*found) return {};
    const std::int64_t key = find.number(0), seq = find.number(1);
    find.reset();
    if (auto done = sql[forget_reject].bind(key).run(); !done) return done;
    if (auto done = forget(seq); !done) return done;
    const auto told = change("delete", "rejects", story);
    return told ? Result<void>() : told.error();
  }

  // ---- stories

  struct Standing {
    std::int64_t key = 0, input = 0, maker = 0, seq = 0;
    StoryVersion version;
    bool same_record = false;
  };

  Result<std::optional<Standing>> standing(const std::string& story, std::string_view record) {
    Statement& find = sql[find_story].bind(story).bind(record);
    const auto found = find.step();
    if (!found) return found.error();
    if (!*found) return std::optional<Standing>();
    Standing out{find.number(0), find.number(1), find.number(2), find.number(7), {}, find.number(6) != 0};
    out.version = {find.text(3), static_cast<std::size_t>(find.number(4)), find.text(5)};
    find.reset();
    return std::optional(std::move(out));
  }

  Result<void> write_story(const Kept& story, std::int64_t input, std::int64_t maker_row,
                           const std::optional<Standing>& old) {
    const document::Article& article = story.document.article();
    const Reading reading{story.document, story.claims, story.ids};
    if (old) {
      if (auto done = forget(old->seq); !done) return done;
    }
    std::vector<ClaimName> before;
    if (old) {
      auto names = rows->names_of(old->key);
      if (!names) return names.error();
      before = *std::move(names);
      if (auto done = rows->remove(old->key); !done) return done;
      base::failpoint("story.removed");
    }
    const std::vector<ClaimName> after = Rows::names_of(reading);
    for (const ClaimName& one : before) {
      if (std::binary_search(after.begin(), after.end(), one)) continue;
      if (auto told = change("delete", one.resource, article.id, one.id); !told) return told.error();
    }
    const auto seq = change("put", "stories", article.id);
    if (!seq) return seq.error();

    base::failpoint("story.changes");
    const std::string day = Rows::day_of(story.document), names = Rows::names_of(story.document);
    const document::Dateline& dateline = story.document.dateline;
    const std::string date = dateline.date ? base::to_string(*dateline.date) : std::string();
    Statement& put = sql[old ? change_story : add_story];
    if (!old) put.bind(article.id);
    put.bind(*seq)
        .bind(input)
        .bind(maker_row)
        .bind_or_null(article.source)
        .bind_or_null(article.published)
        .bind(day)
        .bind_or_null(article.headline)
        .bind_or_null(article.url)
        .bind("en");
    if (dateline.span.empty()) {
      put.bind_null().bind_null().bind_null().bind_null();
    } else {
      const base::Span points = story.document.code_points().of(dateline.span);
      put.bind(std::int64_t{points.start}).bind(std::int64_t{points.end});
      put.bind_or_null(dateline.place).bind_or_null(date);
    }
    put.bind(article.sha256).bind(names).bind(article.text).bind(story.record);
    if (old) put.bind(old->key);
    if (auto done = put.run(); !done) return done;
    base::failpoint("story.row");
    return rows->add(old ? old->key : connection->last_key(), reading);
  }

  Result<Became> keep(const Kept& story) {
    base::failpoint("keep.begin");
    const document::Article& article = story.document.article();
    const auto input = accounts->input_of(article.sha256, story.seen.raw);
    if (!input) return input.error();
    base::failpoint("keep.input");
    const auto maker_row = accounts->maker_of();
    if (!maker_row) return maker_row.error();
    const auto old = standing(article.id, story.record);
    if (!old) return old.error();
    Became outcome = story.claims.events.empty() ? Became::no_event : Became::coded;
    if (*old && (*old)->input == *input) {
      if (!(*old)->same_record) {
        if (auto done = write_story(story, *input, *maker_row, *old); !done) return done.error();
      } else if ((*old)->maker != *maker_row) {
        if (auto done = sql[change_maker].bind(*maker_row).bind((*old)->key).run(); !done)
          return done.error();
      }
    } else if (*old && version_of(article) < (*old)->version) {
      outcome = Became::duplicate;
    } else {
      if (auto done = write_story(story, *input, *maker_row, *old); !done) return done.error();
      if (*old) {
        if (auto done = accounts->retire((*old)->input, article.id); !done) return done.error();
      }
    }
    base::failpoint("keep.written");
    if (auto done = no_reject(*input, article.id); !done) return done.error();
    base::failpoint("keep.account");
    auto out = accounts->account(article, story.seen, *input, outcome);
    base::failpoint("keep.end");
    return out;
  }

  Result<Became> pass(const document::Article& article, const Seen& seen) {
    base::failpoint("pass.begin");
    const auto input = accounts->input_of(article.sha256, seen.raw);
    if (!input) return input.error();
    // What some place of it says stays so.
    return accounts->account(article, seen, *input, std::nullopt);
  }

  Result<Became> reject(const document::Article& article, const Seen& seen, const Error& why) {
    base::failpoint("reject.begin");
    const auto input = accounts->input_of(article.sha256, seen.raw);
    if (!input) return input.error();
    base::failpoint("reject.input");
    const auto old = standing(article.id, {});
    if (!old) return old.error();
    // A reading of the same bytes is not taken away.
    if (*old && (*old)->input == *input) return pass(article, seen);
    Statement& find = sql[find_reject].bind(*input).bind(article.id);
    const auto found = find.step();
    if (!found) return found.error();
    if (*found) {
      const std::int64_t key = find.number(0);
      find.reset();
      auto done = sql[repeat_reject]
                      .bind(why.code)
                      .bind(why.message)
                      .bind(accounts->maker().version)
                      .bind_or_null(article.published)
                      .bind_or_null(article.source)
                      .bind(key)
                      .run();
      if (!done) return done.error();
    } else {
      const auto seq = change("put", "rejects", article.id);
      if (!seq) return seq.error();
      Statement& add = sql[add_reject]
                           .bind(article.id)
                           .bind(*input)
                           .bind(*seq)
                           .bind(file_name(article, seen))
                           .bind(static_cast<std::int64_t>(seen.offset));
      article.line == 0 ? add.bind_null() : add.bind(static_cast<std::int64_t>(article.line));
      auto done = add.bind(seen.reader)
                      .bind_or_null(article.published)
                      .bind_or_null(article.source)
                      .bind(why.code)
                      .bind(why.message)
                      .bind(accounts->maker().version)
                      .run();
      if (!done) return done.error();
    }
    base::failpoint("reject.row");
    return accounts->account(article, seen, *input, Became::rejected);
  }
};

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() {
  if (parts_ && parts_->open) (void)parts_->connection->execute("ROLLBACK");
}

Result<Store> Store::open(const std::string& file, Maker maker, const Options& options) {
  auto connection = Connection::open(file, Connection::Access::read_write, options.vfs);
  if (!connection) return connection.error();
  (*connection)->wait(options.wait_ms);
  auto parts = std::make_unique<Parts>();
  parts->connection = *std::move(connection);
  if (auto ready = prepare_file(*parts->connection, options.durability); !ready) return ready.error();
  if (auto done = parts->connection->prepare(statements, parts->sql); !done) return done.error();
  auto accounts = Accounts::open(*parts->connection, std::move(maker));
  if (!accounts) return accounts.error();
  parts->accounts.emplace(*std::move(accounts));
  auto rows = Rows::open(*parts->connection);
  if (!rows) return rows.error();
  parts->rows.emplace(*std::move(rows));
  return Store(std::move(parts));
}

Result<Became> Store::keep(const Kept& story) {
  if (auto begun = parts_->begin(); !begun) return begun.error();
  return parts_->settle(parts_->keep(story));
}

Result<Became> Store::reject(const document::Article& article, const Seen& seen, const Error& why) {
  if (auto begun = parts_->begin(); !begun) return begun.error();
  return parts_->settle(parts_->reject(article, seen, why));
}

Result<Became> Store::pass(const document::Article& article, const Seen& seen) {
  if (auto begun = parts_->begin(); !begun) return begun.error();
  return parts_->settle(parts_->pass(article, seen));
}

Result<void> Store::checkpoint(const Checkpoint& at) {
  if (auto begun = parts_->begin(); !begun) return begun;
  auto done = parts_->settle(parts_->accounts->set(at));
  base::failpoint("checkpoint.after");
  return done;
}

Result<void> Store::commit() {
  if (parts_->broken) return *parts_->broken;
  if (!parts_->open) return {};
  base::failpoint("commit.before");
  auto done = parts_->settle(parts_->connection->execute("COMMIT"));
  if (done) parts_->open = false;
  base::failpoint("commit.after");
  return done;
}

Result<std::optional<Checkpoint>> Store::checkpoint_of(const std::string& file) const {
  return parts_->accounts->checkpoint_of(file);
}

const Maker& Store::maker() const { return parts_->accounts->maker(); }

Result<std::int64_t> Store::stories() const {
  return parts_->connection->number("SELECT count(*) FROM stories");
}
Result<std::int64_t> Store::rejects() const {
  return parts_->connection->number("SELECT count(*) FROM rejects");
}

// ---- what needs no coding

struct Known::Parts {
  std::unique_ptr<Connection> connection;
  Maker maker;
  Statement find;
};

Known::Known(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Known::Known(Known&&) noexcept = default;
Known& Known::operator=(Known&&) noexcept = default;
Known::~Known() = default;

Result<Known> Known::open(const std::string& file, const Maker& maker, const std::string& vfs) {
  auto connection = Connection::open(file, Connection::Access::read_only, vfs);
  if (!connection) return connection.error();
  auto parts = std::make_unique<Parts>();
  parts->connection = *std::move(connection);
  parts->maker = maker;
  auto find = parts->connection->prepare(
      "SELECT coalesce(s.published, ''), length(CAST(s.text AS BLOB)), s.sha256, coalesce(s.source, '') "
      "FROM stories s JOIN makers m ON m.key = s.maker "
      "WHERE s.id = ? AND m.version = ? AND m.model = ? AND m.lexicon = ?");
  if (!find) return find.error();
  parts->find = *std::move(find);
  return Known(std::move(parts));
}

Result<bool> Known::knows(const document::Article& article) {
  Statement& find = parts_->find.bind(article.id)
                        .bind(parts_->maker.version)
                        .bind(parts_->maker.model)
                        .bind(parts_->maker.lexicon);
  const auto found = find.step();
  if (!found) return found.error();
  if (!*found) return false;
  const StoryVersion kept{find.text(0), static_cast<std::size_t>(find.number(1)), find.text(2)};
  const bool same_source = find.text(3) == article.source;
  find.reset();
  if (kept.sha256 == article.sha256) return kept.published == article.published && same_source;
  return version_of(article) < kept;
}

}  // namespace casus::store
