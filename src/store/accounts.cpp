#include "store/accounts.h"

#include <utility>

#include "base/failpoint.h"
#include "store/packing.h"

namespace casus::store {
namespace {

using base::Result;

enum Sql : std::size_t {
  find_input,
  add_input,
  fill_input,
  find_file,
  add_file,
  find_maker,
  add_maker,
  find_documents,
  add_document,
  change_document,
  retire_documents,
  set_checkpoint,
  find_checkpoint,
  sql_count
};

constexpr std::array<std::string_view, sql_count> statements = {
    "SELECT key, raw IS NULL FROM inputs WHERE sha256 = ?",
    "INSERT INTO inputs (sha256, size, packed, raw) VALUES (?,?,?,?)",
    "UPDATE inputs SET size = ?, packed = ?, raw = ? WHERE key = ?",
    "SELECT key FROM files WHERE name = ?",
    "INSERT INTO files (name) VALUES (?)",
    "SELECT key FROM makers WHERE version = ? AND model = ? AND lexicon = ?",
    "INSERT INTO makers (version, model, lexicon) VALUES (?,?,?)",
    "SELECT file, \"offset\", outcome FROM documents WHERE input = ? AND story = ? ORDER BY file, \"offset\"",
    "INSERT INTO documents (file, \"offset\", story, input, line, reader, outcome) VALUES (?,?,?,?,?,?,?)",
    "UPDATE documents SET outcome = ? WHERE file = ? AND \"offset\" = ? AND story = ? AND input = ?",
    "UPDATE documents SET outcome = 'duplicate' WHERE input = ? AND story = ?",
    "INSERT INTO progress VALUES (?,?,?,?,?,?) ON CONFLICT (file) DO UPDATE SET \"offset\" = "
    "excluded.\"offset\", documents = excluded.documents, done = excluded.done, mark = excluded.mark, "
    "settings = "
    "excluded.settings",
    "SELECT \"offset\", documents, done, mark, settings FROM progress JOIN files ON key = file WHERE name = "
    "?",
};

static_assert(sql_count == Accounts::statement_count);

Became became(std::string_view said) {
  for (const Became one : {Became::coded, Became::no_event, Became::rejected}) {
    if (said == name(one)) return one;
  }
  return Became::duplicate;
}

}  // namespace

std::string_view name(Became became) {
  constexpr std::array<std::string_view, 4> names = {"coded", "no_event", "duplicate", "rejected"};
  return names[static_cast<std::size_t>(became)];
}

std::string_view file_name(const document::Article& article, const Seen& seen) {
  return seen.file.empty() ? std::string_view(article.file) : seen.file;
}

Result<Accounts> Accounts::open(Connection& connection, Maker maker) {
  Accounts out(connection, std::move(maker));
  if (auto done = connection.prepare(statements, out.sql_); !done) return done.error();
  return out;
}

// The first column of the only row; nothing where there is none.
Result<std::optional<std::int64_t>> Accounts::first(Statement& statement) {
  const auto row = statement.step();
  if (!row) return row.error();
  if (!*row) return std::optional<std::int64_t>();
  const std::int64_t out = statement.number(0);
  statement.reset();
  return std::optional(out);
}

// The key of a row that is found by its values, and added where it is new.
Result<std::int64_t> Accounts::find_or_add(std::size_t find, std::size_t add,
                                           std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) sql_[find].bind(value);
  const auto found = first(sql_[find]);
  if (!found) return found.error();
  if (*found) return **found;
  for (const std::string_view value : values) sql_[add].bind(value);
  if (auto added = sql_[add].run(); !added) return added.error();
  return connection_->last_key();
}

Result<std::int64_t> Accounts::maker_of() {
  if (maker_key_) return *maker_key_;
  const auto key = find_or_add(find_maker, add_maker, {maker_.version, maker_.model, maker_.lexicon});
  if (key) maker_key_ = *key;
  return key;
}

Result<std::int64_t> Accounts::file_of(std::string_view file) {
  if (const auto known = files_.find(std::string(file)); known != files_.end()) return known->second;
  const auto key = find_or_add(find_file, add_file, {file});
  if (!key) return key;
  if (files_.size() > 1000) files_.clear();
  files_.emplace(file, *key);
  return key;
}

Result<std::int64_t> Accounts::input_of(const std::string& sha256, std::string_view raw) {
  Statement& find = sql_[find_input].bind(sha256);
  const auto found = find.step();
  if (!found) return found.error();
  std::optional<std::int64_t> key;
  bool filled = false;
  if (*found) {
    key = find.number(0);
    filled = find.number(1) == 0;
    find.reset();
  }
  if (key && (filled || raw.empty())) return *key;
  const Packed packed = pack(raw);
  Statement& put = sql_[key ? fill_input : add_input];
  if (!key) put.bind(sha256);
  if (raw.empty()) {
    put.bind_null().bind(std::int64_t{0}).bind_null();
  } else {
    put.bind(static_cast<std::int64_t>(raw.size())).bind(std::int64_t{packed.packed});
    put.bind_blob(packed.bytes);
  }
  if (key) put.bind(*key);
  if (auto done = put.run(); !done) return done.error();
  return key ? *key : connection_->last_key();
}

// Of all places where one document stands, one says what became of it and the others are duplicates; all
// are where another version of the story stands in its place. Returns what this place says.
Result<Became> Accounts::account(const document::Article& article, const Seen& seen, std::int64_t input,
                                 std::optional<Became> wanted) {
  using Place = std::pair<std::int64_t, std::int64_t>;
  const auto file = file_of(file_name(article, seen));
  if (!file) return file.error();
  const Place here{*file, static_cast<std::int64_t>(seen.offset)};
  bool was_here = false;
  std::optional<Place> main, first;
  Became said = Became::duplicate;
  Statement& find = sql_[find_documents].bind(input).bind(article.id);
  for (;;) {
    const auto more = find.step();
    if (!more) return more.error();
    if (!*more) break;
    const Place place{find.number(0), find.number(1)};
    was_here = was_here || place == here;
    if (!first) first = place;
    if (const Became is = became(find.text(2)); is != Became::duplicate) {
      main = place;
      said = is;
    }
  }
  const Became outcome = wanted.value_or(said);
  if (!was_here) {
    Statement& add = sql_[add_document].bind(here.first).bind(here.second).bind(article.id).bind(input);
    article.line == 0 ? add.bind_null() : add.bind(static_cast<std::int64_t>(article.line));
    add.bind(seen.reader).bind(name(first ? Became::duplicate : outcome));
    if (auto done = add.run(); !done) return done.error();
    if (!first) return outcome;
  }
  base::failpoint("account.row");
  if (outcome == Became::duplicate) {
    if (main) {
      if (auto done = retire(input, article.id); !done) return done.error();
    }
    return outcome;
  }
  if (!main) main = first;
  if (said != outcome) {
    auto done = sql_[change_document]
                    .bind(name(outcome))
                    .bind(main->first)
                    .bind(main->second)
                    .bind(article.id)
                    .bind(input)
                    .run();
    if (!done) return done.error();
  }
  return *main == here ? outcome : Became::duplicate;
}

Result<void> Accounts::retire(std::int64_t input, const std::string& story) {
  return sql_[retire_documents].bind(input).bind(story).run();
}

Result<void> Accounts::set(const Checkpoint& at) {
  base::failpoint("checkpoint.before");
  const auto file = file_of(at.file);
  if (!file) return file.error();
  return sql_[set_checkpoint]
      .bind(*file)
      .bind(static_cast<std::int64_t>(at.offset))
      .bind(static_cast<std::int64_t>(at.documents))
      .bind(std::int64_t{at.done})
      .bind(at.mark)
      .bind(at.settings)
      .run();
}

Result<std::optional<Checkpoint>> Accounts::checkpoint_of(const std::string& file) {
  Statement& find = sql_[find_checkpoint].bind(file);
  const auto found = find.step();
  if (!found) return found.error();
  if (!*found) return std::optional<Checkpoint>();
  Checkpoint out{file,
                 static_cast<std::uint64_t>(find.number(0)),
                 static_cast<std::uint64_t>(find.number(1)),
                 find.number(2) != 0,
                 find.text(3),
                 find.text(4)};
  find.reset();
  return std::optional(std::move(out));
}

}  // namespace casus::store
