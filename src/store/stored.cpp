#include "store/stored.h"

#include <algorithm>
#include <utility>

#include "store/migrations.h"
#include "store/packing.h"
#include "store/sqlite.h"

namespace casus::store {
namespace {

using base::Error;
using base::Result;

constexpr std::size_t piece = 64;  // documents that are held at a time

constexpr std::string_view next_stories =
    "SELECT s.id, s.published, s.source, s.sha256, i.raw, i.packed, i.size, d.reader, f.name, d.\"offset\", "
    "d.line, m.version, s.record, s.text, s.headline, s.url "
    "FROM stories s JOIN inputs i ON i.key = s.input JOIN makers m ON m.key = s.maker "
    "JOIN documents d ON d.input = s.input AND d.story = s.id AND d.outcome IN ('coded', 'no_event') "
    "JOIN files f ON f.key = d.file "
    "WHERE s.id > ?1 AND (?2 IS NULL OR m.version <> ?2 OR m.model <> ?3 OR m.lexicon <> ?4) "
    "ORDER BY s.id LIMIT ?5";
constexpr std::string_view count_stories =
    "SELECT count(*) FROM stories s JOIN makers m ON m.key = s.maker "
    "WHERE ?1 IS NULL OR m.version <> ?1 OR m.model <> ?2 OR m.lexicon <> ?3";

// Rejects are few beside stories: they are found by their key.
constexpr std::string_view next_rejects =
    "SELECT r.story, r.published, r.source, i.sha256, i.raw, i.packed, i.size, r.reader, r.file, "
    "r.\"offset\", r.line, r.version, r.code, r.reason, r.attempts, r.dropped, r.key "
    "FROM rejects r JOIN inputs i ON i.key = r.input WHERE r.key > ?1 AND (?2 = '' OR r.code = ?2) "
    "ORDER BY r.key LIMIT ?3";
constexpr std::string_view count_rejects = "SELECT count(*) FROM rejects r WHERE ?1 = '' OR r.code = ?1";

}  // namespace

struct StoredDocuments::Parts {
  std::unique_ptr<Connection> connection;
  Statement next, count;
  bool of_stories = true;
  std::optional<Maker> maker;
  std::vector<std::string> ids;  // sorted
  std::string code;
  std::string last_id;
  std::int64_t last_key = 0;
  bool end = false;
  std::deque<Result<Stored>> waiting;

  Result<Stored> row() {
    Stored out;
    out.article.id = next.text(0);
    out.article.published = next.text(1);
    out.article.source = next.text(2);
    out.article.sha256 = next.text(3);
    out.reader = next.text(7);
    out.file = next.text(8);
    out.article.file = out.file;
    out.offset = static_cast<std::uint64_t>(next.number(9));
    out.article.line = static_cast<std::uint64_t>(next.number(10));
    out.version = next.text(11);
    if (of_stories) {
      out.record = next.text(12);
      out.article.text = next.text(13);
      out.article.headline = next.text(14);
      out.article.url = next.text(15);
    } else {
      out.code = next.text(12);
      out.reason = next.text(13);
      out.attempts = next.number(14);
      out.dropped = next.number(15) != 0;
    }
    if (next.null(4)) return out;
    auto raw = unpack(next.bytes(4), next.number(5) != 0, static_cast<std::size_t>(next.number(6)));
    if (!raw) {
      Error error = raw.error();
      error.message += ": that of story " + out.article.id;
      error.file = connection->file();
      return error;
    }
    out.raw = *std::move(raw);
    return out;
  }

  Result<void> fill() {
    if (of_stories) {
      next.bind(last_id);
      if (maker) {
        next.bind(maker->version).bind(maker->model).bind(maker->lexicon);
      } else {
        next.bind_null().bind_null().bind_null();
      }
    } else {
      next.bind(last_key).bind(code);
    }
    next.bind(static_cast<std::int64_t>(piece));
    std::size_t rows = 0;
    for (;;) {
      const auto more = next.step();
      if (!more) return more.error();
      if (!*more) break;
      ++rows;
      last_id = next.text(0);
      if (of_stories) {
        waiting.push_back(row());
        continue;
      }
      last_key = next.number(16);
      const bool named = std::binary_search(ids.begin(), ids.end(), last_id);
      if (ids.empty() ? next.number(15) == 0 : named) waiting.push_back(row());
    }
    end = rows < piece;
    return {};
  }
};

StoredDocuments::StoredDocuments(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StoredDocuments::StoredDocuments(StoredDocuments&&) noexcept = default;
StoredDocuments& StoredDocuments::operator=(StoredDocuments&&) noexcept = default;
StoredDocuments::~StoredDocuments() = default;

Result<StoredDocuments> StoredDocuments::stories(const std::string& file, const std::optional<Maker>& maker) {
  auto connection = open_for_reading(file);
  if (!connection) return connection.error();
  auto parts = std::make_unique<Parts>();
  parts->connection = *std::move(connection);
  parts->maker = maker;
  for (auto [statement, sql] :
       {std::pair{&parts->next, next_stories}, std::pair{&parts->count, count_stories}}) {
    auto prepared = parts->connection->prepare(sql);
    if (!prepared) return prepared.error();
    *statement = *std::move(prepared);
  }
  return StoredDocuments(std::move(parts));
}

Result<StoredDocuments> StoredDocuments::rejects(const std::string& file, std::vector<std::string> ids,
                                                 const std::string& code) {
  auto connection = open_for_reading(file);
  if (!connection) return connection.error();
  auto parts = std::make_unique<Parts>();
  parts->connection = *std::move(connection);
  parts->of_stories = false;
  parts->ids = std::move(ids);
  std::sort(parts->ids.begin(), parts->ids.end());
  parts->code = code;
  for (auto [statement, sql] :
       {std::pair{&parts->next, next_rejects}, std::pair{&parts->count, count_rejects}}) {
    auto prepared = parts->connection->prepare(sql);
    if (!prepared) return prepared.error();
    *statement = *std::move(prepared);
  }
  return StoredDocuments(std::move(parts));
}

Result<std::optional<Stored>> StoredDocuments::next() {
  while (parts_->waiting.empty() && !parts_->end) {
    if (auto filled = parts_->fill(); !filled) return filled.error();
  }
  if (parts_->waiting.empty()) return std::optional<Stored>();
  Result<Stored> first = std::move(parts_->waiting.front());
  parts_->waiting.pop_front();
  if (!first) return first.error();
  return std::optional<Stored>(*std::move(first));
}

Result<std::int64_t> StoredDocuments::count() {
  Statement& count = parts_->count;
  if (!parts_->of_stories) {
    count.bind(parts_->code);
  } else if (parts_->maker) {
    count.bind(parts_->maker->version).bind(parts_->maker->model).bind(parts_->maker->lexicon);
  } else {
    count.bind_null().bind_null().bind_null();
  }
  const auto row = count.step();
  if (!row) return row.error();
  const std::int64_t out = *row ? count.number(0) : 0;
  count.reset();
  return out;
}

Result<std::int64_t> drop_rejects(const std::string& file, const std::vector<std::string>& ids,
                                  const std::string& code) {
  if (const auto readable = open_for_reading(file); !readable) return readable.error();
  auto opened = Connection::open(file, Connection::Access::read_write);
  if (!opened) return opened.error();
  Connection& connection = **opened;
  const auto drop = [&]() -> Result<std::int64_t> {
    if (auto begun = connection.execute("PRAGMA foreign_keys = ON; BEGIN IMMEDIATE"); !begun)
      return begun.error();
    auto mark = connection.prepare(
        "UPDATE rejects SET dropped = 1 WHERE dropped = 0 AND (?1 = '' OR story = ?1) AND "
        "(?2 = '' OR code = ?2)");
    if (!mark) return mark.error();
    std::int64_t count = 0;
    for (const std::string& id : ids.empty() ? std::vector<std::string>{""} : ids) {
      if (auto done = mark->bind(id).bind(code).run(); !done) return done.error();
      if (connection.changes() == 0 && !id.empty()) {
        return Error{.code = "no_such_reject",
                     .message = "there is no reject of story " + id,
                     .hint = "casus rejects list --db FILE names them",
                     .file = file};
      }
      count += connection.changes();
    }
    // The same bytes may be a story's too.
    auto done = connection.execute(
        "UPDATE inputs SET raw = NULL, packed = 0 WHERE raw IS NOT NULL AND key IN (SELECT input FROM "
        "rejects "
        "WHERE dropped = 1) AND key NOT IN (SELECT input FROM rejects WHERE dropped = 0) AND key NOT IN "
        "(SELECT input FROM documents WHERE outcome <> 'rejected'); COMMIT");
    if (!done) return done.error();
    return count;
  };
  auto dropped = drop();
  if (!dropped && connection.in_transaction()) (void)connection.execute("ROLLBACK");
  return dropped;
}

}  // namespace casus::store
