// A hash over sorted rows, as described in upkeep.h.
#include <array>
#include <string_view>

#include "base/sha256.h"
#include "store/migrations.h"
#include "store/sqlite.h"
#include "store/upkeep.h"

namespace casus::store {
namespace {

using base::Result;

// The rows of one story, by its key; sorted by what does not depend on when they were written.
constexpr std::array<std::string_view, 18> of_a_story = {
    "SELECT s.id, sha256, version, model, lexicon, source, published, day, headline, url, language, "
    "dateline_start, dateline_end, dateline_place, dateline_date, names, text, record FROM stories s "
    "JOIN makers m ON m.key = s.maker WHERE s.key = ?",
    "SELECT id, name, type, code, country, role, role_from, role_to, known FROM entities WHERE story = ? "
    "ORDER BY id",
    "SELECT id, \"start\", \"end\", text, type, value, mod, \"begin\", until FROM times WHERE story = ? "
    "ORDER BY id",
    "SELECT id, \"start\", \"end\", text, name, kind, country, admin1, p.lat, p.lon, geonames, confidence, "
    "t.lat, t.lon FROM places p LEFT JOIN points t ON t.key = p.point WHERE story = ? ORDER BY id",
    "SELECT id, \"start\", \"end\", text, event, mode, cameo, goldstein, score, quad, status, salience, "
    "time, "
    "day, at, place, lat, lon, country, confidence, rule, condition_start, condition_end, condition, "
    "headline "
    "FROM events e LEFT JOIN points t ON t.key = e.point WHERE story = ? ORDER BY id",
    "SELECT e.id, n, role, entity, name, code, r.\"start\", r.\"end\", r.text, inferred FROM events e "
    "JOIN event_roles r ON r.event = e.key WHERE story = ? ORDER BY e.id, n",
    "SELECT e.id, context FROM events e JOIN event_contexts c ON c.event = e.key WHERE story = ? "
    "ORDER BY e.id, context",
    "SELECT id, \"start\", \"end\", text, cue_start, cue_end, cue, speaker, speaker_text, via, direct, "
    "outer, "
    "time, day, at, headline FROM quotes WHERE story = ? ORDER BY id",
    "SELECT q.id, n, p.\"start\", p.\"end\", p.text FROM quotes q JOIN quote_pieces p ON p.quote = q.key "
    "WHERE story = ? ORDER BY q.id, n",
    "SELECT claim, n, quote FROM attributions WHERE story = ? ORDER BY claim, n",
    "SELECT claim, n, \"start\", \"end\" FROM tellings WHERE story = ? ORDER BY claim, n",
    "SELECT id, \"start\", \"end\", text, kind, low, high, qualifier, cumulative, victims, event, time, day, "
    "at, "
    "place, lat, lon, country, headline FROM tolls l LEFT JOIN points t ON t.key = l.point WHERE story = ? "
    "ORDER BY id",
    "SELECT id, request, status, at FROM threads WHERE story = ? ORDER BY id",
    "SELECT t.id, n, event, kind FROM threads t JOIN responses r ON r.thread = t.key WHERE story = ? "
    "ORDER BY t.id, n",
    "SELECT id, \"start\", \"end\", text, bearer, kind, action_start, action_end, action, condition_start, "
    "condition_end, condition, members, known_members, basis, status, at, headline FROM obligations "
    "WHERE story = ? ORDER BY id",
    "SELECT id, \"start\", \"end\", text, what, certainty, event, time, day, at, place, headline FROM agenda "
    "WHERE story = ? ORDER BY id",
    "SELECT a.id, n, entity FROM agenda a JOIN agenda_actors x ON x.agenda = a.key WHERE story = ? "
    "ORDER BY a.id, n",
    "SELECT max(op), resource, story, id FROM changes WHERE resource = 'stories' AND seq = "
    "(SELECT seq FROM stories WHERE key = ?)",
};

// Of the whole database. One document may stand at several places: one row for all of them.
constexpr std::array<std::string_view, 3> of_all = {
    "SELECT d.story, i.sha256, min(CASE outcome WHEN 'duplicate' THEN 'z' ELSE outcome END) FROM documents d "
    "JOIN inputs i ON i.key = d.input GROUP BY i.sha256, d.story ORDER BY i.sha256, d.story",
    "SELECT sha256, size FROM inputs ORDER BY sha256",
    "SELECT r.story, i.sha256, code, reason, published, source, dropped FROM rejects r JOIN inputs i "
    "ON i.key = r.input ORDER BY i.sha256, r.story",
};

// Appends a row so that no two different ones look the same.
void append(const Statement& row, std::string& out) {
  for (int i = 0; i < row.columns(); ++i) {
    if (row.null(i)) {
      out += '-';
      continue;
    }
    const std::string_view value = row.bytes(i);
    out += std::to_string(value.size());
    out += ':';
    out += value;
  }
  out += '\n';
}

// Hashes of pieces, chained, so that a database of any size takes little memory.
class Chain {
 public:
  std::string piece;
  void close() {
    hash_ = base::sha256_hex(hash_ + piece);
    piece.clear();
  }
  const std::string& hash() const { return hash_; }

 private:
  std::string hash_;
};

Result<void> append_all(Statement& rows, Chain& chain, std::size_t piece) {
  for (;;) {
    const auto more = rows.step();
    if (!more) return more.error();
    if (!*more) return {};
    append(rows, chain.piece);
    if (chain.piece.size() > piece) chain.close();
  }
}

}  // namespace

Result<std::string> digest(const std::string& file) {
  auto opened = open_for_reading(file);
  if (!opened) return opened.error();
  Connection& connection = **opened;
  // One moment of the database, also while another program writes to it.
  if (auto begun = connection.execute("BEGIN"); !begun) return begun.error();
  Chain chain;
  std::array<Statement, of_a_story.size()> rows;
  if (auto done = connection.prepare(of_a_story, rows); !done) return done.error();
  auto stories = connection.prepare("SELECT key FROM stories ORDER BY id");
  if (!stories) return stories.error();
  constexpr std::size_t no_limit = ~std::size_t{0};
  for (;;) {
    const auto more = stories->step();
    if (!more) return more.error();
    if (!*more) break;
    const std::int64_t key = stories->number(0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      chain.piece += static_cast<char>('a' + i);
      if (auto done = append_all(rows[i].bind(key), chain, no_limit); !done) return done.error();
    }
    chain.close();
  }
  for (const std::string_view sql : of_all) {
    auto statement = connection.prepare(sql);
    if (!statement) return statement.error();
    chain.piece += "all";
    if (auto done = append_all(*statement, chain, std::size_t{1} << 20); !done) return done.error();
    chain.close();
  }
  return chain.hash();
}

}  // namespace casus::store
