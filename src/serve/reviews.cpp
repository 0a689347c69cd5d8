#include "serve/reviews.h"

#include <filesystem>
#include <simdjson.h>

#include "serve/problem.h"
#include "write/json.h"

namespace casus::serve {
namespace {

constexpr const char* schema =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
    "CREATE TABLE IF NOT EXISTS reviews ("
    "  n          INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  story      TEXT NOT NULL,"
    "  id         TEXT NOT NULL,"
    "  kind       TEXT NOT NULL,"
    "  verdict    TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'correct')),"
    "  correction TEXT,"
    "  note       TEXT,"
    "  reviewer   TEXT,"
    "  at         TEXT NOT NULL,"
    "  coded      TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX IF NOT EXISTS reviews_by_story ON reviews (story);"
    // What listeners are told, whichever server wrote it.
    "CREATE TABLE IF NOT EXISTS changes ("
    "  number INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  op     TEXT NOT NULL,"
    "  n      INTEGER NOT NULL,"
    "  story  TEXT NOT NULL,"
    "  id     TEXT NOT NULL"
    ") STRICT;"
    "CREATE TRIGGER IF NOT EXISTS review_given AFTER INSERT ON reviews BEGIN"
    "  INSERT INTO changes (op, n, story, id) VALUES ('put', new.n, new.story, new.id); END;"
    "CREATE TRIGGER IF NOT EXISTS review_taken_back AFTER DELETE ON reviews BEGIN"
    "  INSERT INTO changes (op, n, story, id) VALUES ('delete', old.n, old.story, old.id); END;";

Review from_row(const store::Statement& row) {
  return {.n = row.number(0),
          .story = row.text(1),
          .id = row.text(2),
          .kind = row.text(3),
          .verdict = row.text(4),
          .correction = row.text(5),
          .note = row.text(6),
          .reviewer = row.text(7),
          .at = row.text(8),
          .coded = row.text(9)};
}

constexpr std::string_view select =
    "SELECT n, story, id, kind, verdict, correction, note, reviewer, at, coded FROM reviews ";

base::Error bad_member(std::string_view name, std::string_view why) {
  return {.code = "bad_parameter", .message = std::string(name) + ": " + std::string(why)};
}

}  // namespace

base::Result<Review> read_review(std::string_view json) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  const simdjson::padded_string padded(json);
  if (parser.parse(padded).get(object) != simdjson::SUCCESS) {
    return bad_member("body", "it has to be a JSON object with story, id and verdict");
  }
  Review review;
  for (const auto& [name, value] : object) {
    std::string* const text = name == "story"      ? &review.story
                              : name == "id"       ? &review.id
                              : name == "verdict"  ? &review.verdict
                              : name == "note"     ? &review.note
                              : name == "reviewer" ? &review.reviewer
                                                   : nullptr;
    if (value.is_null() && (name == "note" || name == "reviewer" || name == "correction")) continue;
    if (name == "correction") {
      if (!value.is_object())
        return bad_member(name, "it has to be an object of fields with their right values");
      review.correction = simdjson::minify(value);
      continue;
    }
    std::string_view given;
    if (text == nullptr) {
      return bad_member(name.substr(0, 100),
                        "there is no such member; there are story, id, verdict, correction, note, reviewer");
    }
    if (value.get(given) != simdjson::SUCCESS) return bad_member(name, "it has to be a text");
    if (given.size() > 10'000) return bad_member(name, "it is longer than 10,000 bytes");
    *text = given;
  }
  if (review.story.empty()) return bad_member("story", "it is missing");
  if (review.id.empty()) return bad_member("id", "it is missing");
  if (review.verdict != "accept" && review.verdict != "reject" && review.verdict != "correct") {
    return bad_member("verdict", "it has to be accept, reject or correct");
  }
  if ((review.verdict == "correct") == review.correction.empty()) {
    return bad_member("correction", "it goes with the verdict correct, and only with it");
  }
  return review;
}

std::string write_review(const Review& review) {
  std::string out;
  write::JsonWriter json(out);
  json.begin_object();
  json.key("n");
  json.number(review.n);
  json.member("story", review.story);
  json.member("id", review.id);
  json.member("kind", review.kind);
  json.member("verdict", review.verdict);
  out += ",\"correction\":" + (review.correction.empty() ? std::string("null") : review.correction);
  json.text_or_null("note", review.note);
  json.text_or_null("reviewer", review.reviewer);
  json.member("at", review.at);
  out += ",\"coded\":" + review.coded + "}";
  return out;
}

base::Result<store::Connection*> Reviews::open(bool make) {
  if (connection_) return connection_.get();
  if (!make && !std::filesystem::exists(file_)) return static_cast<store::Connection*>(nullptr);
  auto opened = store::Connection::open(file_, store::Connection::Access::read_write);
  if (!opened) return opened.error();
  if (auto done = (*opened)->execute(schema); !done) return done.error();
  connection_ = *std::move(opened);
  return connection_.get();
}

base::Result<std::int64_t> Reviews::add(const Review& review) {
  const std::lock_guard lock(mutex_);
  auto connection = open(true);
  if (!connection) return connection.error();
  auto row = (*connection)
                 ->prepare(
                     "INSERT INTO reviews (story, id, kind, verdict, correction, note, reviewer, at, coded) "
                     "VALUES (?,?,?,?,?,?,?,?,?)");
  if (!row) return row.error();
  auto done = row->bind(review.story)
                  .bind(review.id)
                  .bind(review.kind)
                  .bind(review.verdict)
                  .bind_or_null(review.correction)
                  .bind_or_null(review.note)
                  .bind_or_null(review.reviewer)
                  .bind(review.at)
                  .bind(review.coded)
                  .run();
  if (!done) return done.error();
  return (*connection)->last_key();
}

base::Result<bool> Reviews::remove(std::int64_t n) {
  const std::lock_guard lock(mutex_);
  auto connection = open(false);
  if (!connection) return connection.error();
  if (*connection == nullptr) return false;
  auto row = (*connection)->prepare("DELETE FROM reviews WHERE n = ?");
  if (!row) return row.error();
  if (auto done = row->bind(n).run(); !done) return done.error();
  return (*connection)->changes() > 0;
}

base::Result<std::vector<Review>> Reviews::list(std::int64_t after, std::size_t limit,
                                                std::string_view story) {
  const std::lock_guard lock(mutex_);
  std::vector<Review> out;
  auto connection = open(false);
  if (!connection) return connection.error();
  if (*connection == nullptr) return out;
  auto row =
      (*connection)
          ->prepare(std::string(select) + "WHERE n > ?1 AND (?2 IS NULL OR story = ?2) ORDER BY n LIMIT ?3");
  if (!row) return row.error();
  row->bind(after).bind_or_null(story).bind(static_cast<std::int64_t>(limit));
  for (;;) {
    const auto more = row->step();
    if (!more) return more.error();
    if (!*more) return out;
    out.push_back(from_row(*row));
  }
}

base::Result<std::int64_t> Reviews::last_change() {
  const std::lock_guard lock(mutex_);
  auto connection = open(false);
  if (!connection) return connection.error();
  if (*connection == nullptr) return std::int64_t{0};
  return (*connection)->number("SELECT coalesce(max(number), 0) FROM changes");
}

base::Result<std::vector<ReviewChange>> Reviews::changes(std::int64_t after, std::size_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<ReviewChange> out;
  auto connection = open(false);
  if (!connection) return connection.error();
  if (*connection == nullptr) return out;
  auto row = (*connection)
                 ->prepare(
                     "SELECT number, op, n, story, id FROM changes WHERE number > ?1 ORDER BY number "
                     "LIMIT ?2");
  if (!row) return row.error();
  row->bind(after).bind(static_cast<std::int64_t>(limit));
  for (;;) {
    const auto more = row->step();
    if (!more) return more.error();
    if (!*more) return out;
    out.push_back({row->number(0), row->text(1), row->number(2), row->text(3), row->text(4)});
  }
}

base::Result<std::optional<Review>> Reviews::get(std::int64_t n) {
  const std::lock_guard lock(mutex_);
  auto connection = open(false);
  if (!connection) return connection.error();
  if (*connection == nullptr) return std::optional<Review>();
  auto row = (*connection)->prepare(std::string(select) + "WHERE n = ?1");
  if (!row) return row.error();
  row->bind(n);
  const auto there = row->step();
  if (!there) return there.error();
  return *there ? std::optional(from_row(*row)) : std::nullopt;
}

}  // namespace casus::serve
