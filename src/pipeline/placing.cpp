#include "pipeline/placing.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/files.h"
#include "base/sha256.h"
#include "situate/ordinary_words.h"
#include "situate/situations.h"

namespace casus::pipeline {
namespace {

using base::Result;
using situate::Entry;
using situate::Level;

// Changes whenever terms, measures or fingerprints do.
constexpr std::string_view method_version = "1";
constexpr int stories_at_once = 500;

store::PlacedTable table_of(Level level) {
  return level == Level::story ? store::PlacedTable::stories : store::PlacedTable::incidents;
}

// Little-endian whatever the machine, so that a database may travel.
template <class Number>
void write(std::string& out, Number number) {
  for (std::size_t i = 0; i < sizeof number; ++i) out += static_cast<char>((number >> (8 * i)) & 0xff);
}

template <class Number>
Number read(std::string_view bytes, std::size_t at) {
  Number out = 0;
  for (std::size_t i = 0; i < sizeof out; ++i)
    out = static_cast<Number>(
        out | static_cast<Number>(Number{static_cast<unsigned char>(bytes[at + i])} << (8 * i)));
  return out;
}

// A term is its hash and a count, whose lowest bit says whether it is a name.
constexpr std::size_t term_bytes = 8 + 4;

std::string packed(const std::vector<situate::Term>& terms) {
  std::string out;
  out.reserve(terms.size() * term_bytes);
  for (const situate::Term& term : terms) {
    write<std::uint64_t>(out, term.hash);
    write<std::uint32_t>(out, std::min(term.count, 0x7fffffffU) << 1 | (term.name ? 1U : 0U));
  }
  return out;
}

std::vector<situate::Term> unpacked(std::string_view bytes) {
  std::vector<situate::Term> out;
  out.reserve(bytes.size() / term_bytes);
  for (std::size_t at = 0; at + term_bytes <= bytes.size(); at += term_bytes) {
    const auto count = read<std::uint32_t>(bytes, at + 8);
    out.push_back({read<std::uint64_t>(bytes, at), count >> 1, (count & 1) != 0});
  }
  return out;
}

store::PlacedRow row_of(const Entry& entry) {
  store::PlacedRow out;
  out.id = entry.id;
  if (entry.day) out.day = *entry.day;
  out.published = entry.published;
  out.source = entry.source;
  out.revision = entry.mark.update;
  out.correction = entry.mark.correction;
  out.shingles = entry.print.shingles;
  for (const std::uint32_t value : entry.print.smallest) write<std::uint32_t>(out.minhash, value);
  out.terms = packed(entry.terms);
  out.copies = entry.place.copies;
  out.part = entry.place.part;
  out.group = entry.place.group;
  return out;
}

Entry entry_of(store::PlacedRow&& row) {
  Entry out;
  out.id = std::move(row.id);
  if (row.day) out.day = static_cast<int>(*row.day);
  out.published = std::move(row.published);
  out.source = std::move(row.source);
  out.mark = {static_cast<std::int32_t>(row.revision), row.correction};
  out.print.shingles = static_cast<std::uint32_t>(row.shingles);
  for (std::size_t i = 0; i < out.print.smallest.size() && 4 * (i + 1) <= row.minhash.size(); ++i)
    out.print.smallest[i] = read<std::uint32_t>(row.minhash, 4 * i);
  out.terms = unpacked(row.terms);
  out.place = {std::move(row.copies), std::move(row.part), std::move(row.group)};
  return out;
}

}  // namespace

Result<std::vector<std::string>> PlacedShelf::find(Level level, const std::vector<std::uint64_t>& keys,
                                                   std::optional<int> first, std::optional<int> last) {
  return tables_.find(table_of(level), keys, first, last);
}

Result<std::optional<Entry>> PlacedShelf::get(Level level, std::string_view id) {
  auto row = tables_.get(table_of(level), id);
  if (!row) return row.error();
  if (!*row) return std::optional<Entry>();
  return std::optional<Entry>(entry_of(**std::move(row)));
}

Result<std::vector<Entry>> PlacedShelf::members(Level level, situate::Belonging by, std::string_view id) {
  auto rows = tables_.members(table_of(level),
                              by == situate::Belonging::copies ? store::PlacedBy::copies
                              : by == situate::Belonging::part ? store::PlacedBy::part
                                                               : store::PlacedBy::group,
                              id);
  if (!rows) return rows.error();
  std::vector<Entry> out;
  out.reserve(rows->size());
  for (store::PlacedRow& row : *rows) out.push_back(entry_of(std::move(row)));
  return out;
}

Result<void> PlacedShelf::put(Level level, const Entry& entry, const std::vector<std::uint64_t>& keys) {
  if (auto gone = drop(level, entry.id); !gone) return gone;
  return tables_.put(table_of(level), row_of(entry), keys);
}

Result<void> PlacedShelf::move(Level level, std::string_view id, const situate::Place& place) {
  return tables_.move(table_of(level), id, place.copies, place.part, place.group);
}

Result<void> PlacedShelf::drop(Level level, std::string_view id) {
  const auto there = get(level, id);
  if (!there) return there.error();
  if (!*there) return {};
  return tables_.drop(table_of(level), id, situate::keys_of(level, **there));
}

Result<PlacingCounts> place_stories(const std::string& db, const std::string& data,
                                    const std::function<void(const PlacingCounts&)>& progress) {
  const std::string file = data + "/words/en/ordinary.txt";
  const auto text = base::read_file(file);
  auto ordinary = text ? situate::OrdinaryWords::parse(*text, file) : situate::OrdinaryWords::load(file);
  if (!ordinary) return ordinary.error();
  const std::string method = std::string(method_version) + " " + base::sha256_hex(*text);

  auto tables = store::PlacedTables::open(db);
  if (!tables) return tables.error();
  PlacedShelf shelf(*tables);
  PlacingCounts counts;
  const auto some = [&](bool first) -> Result<bool> {
    situate::Situations situations(shelf);
    auto seq = tables->placed_through(method);
    if (!seq) return seq.error();
    if (first && *seq > 0) {
      const auto orphans = tables->orphans(*seq);
      if (!orphans) return orphans.error();
      for (const std::string& id : *orphans) {
        if (auto gone = situations.drop(id); !gone) return gone.error();
        ++counts.gone;
      }
    }
    const auto stories = tables->unplaced(*seq, stories_at_once);
    if (!stories) return stories.error();
    for (const store::Unplaced& one : *stories) {
      auto added = situations.add(
          situate::entry_of({one.id, one.published, one.source, one.headline, one.text}, *ordinary));
      if (!added) return added.error();
      *seq = one.seq;
      ++counts.placed;
    }
    if (auto settled = situations.settle(); !settled) return settled.error();
    if (stories->empty()) {
      const auto last = tables->last_change();
      if (!last) return last.error();
      if (*last == *seq) return false;
      *seq = *last;
    }
    if (auto set = tables->set_placed_through(*seq, method); !set) return set.error();
    return !stories->empty();
  };
  for (bool first = true;; first = false) {
    if (auto begun = tables->begin(); !begun) return begun.error();
    const auto more = some(first);
    if (!more) return more.error();  // the transaction is given up with the tables
    if (auto done = tables->commit(); !done) return done.error();
    if (!*more) return counts;
    if (progress) progress(counts);
  }
}

}  // namespace casus::pipeline
