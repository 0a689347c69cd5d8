#include "knowledge/knowledge.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "knowledge/builder.h"
#include "knowledge/image.h"
#include "knowledge/name_form.h"
#include "knowledge/read_tables.h"
#include "knowledge/rows.h"
#include "knowledge/trie.h"

namespace casus::knowledge {
namespace {

bool is_hyphen(std::string_view token) {
  return token == "-" || token == "\xE2\x80\x90" || token == "\xE2\x80\x91" || token == "\xE2\x80\x93";
}

// Walks a trie along tokens and tells `found(tokens, node)` of every node that ends with a token.
// The white space of a line that was wrapped inside a name; a blank line ends it.
bool is_wrap(std::string_view word) {
  return !word.empty() && word.find_first_not_of(" \t\r\n") == std::string_view::npos &&
         std::count(word.begin(), word.end(), '\n') < 2;
}

template <class T, class Found>
void walk(const Trie<T>& trie, const Vocabulary& vocabulary, std::span<const std::string_view> words,
          std::size_t at, Found found) {
  TokenPieces pieces;
  std::uint32_t node = Trie<T>::root;
  for (std::size_t i = at; i < words.size(); ++i) {
    const auto tokens = static_cast<std::uint32_t>(i - at + 1);
    if (i > at && (is_hyphen(words[i]) || is_wrap(words[i]))) continue;
    pieces.cut(words[i]);
    if (pieces.size() == 0) return;
    for (std::size_t k = 0; k < pieces.size(); ++k) {
      const WordId word = vocabulary.find(pieces[k]);
      if (word == no_row) return;
      node = trie.child(node, word);
      if (node == 0) return;
      if (k == 0 && pieces.first_stands_alone()) {
        found(tokens, node);
        return;
      }
    }
    found(tokens, node);
  }
}

// The rows whose `member` is `value`, of rows sorted by it.
template <class Row>
std::span<const Row> rows_of(std::span<const Row> rows, std::uint32_t Row::*member, std::uint32_t value) {
  const auto first = std::lower_bound(rows.begin(), rows.end(), value,
                                      [member](const Row& row, std::uint32_t v) { return row.*member < v; });
  auto last = first;
  while (last != rows.end() && (*last).*member == value) ++last;
  return {first, last};
}

}  // namespace

std::string_view name(Kind kind) {
  constexpr std::array<std::string_view, 12> names = {
      "country",         "person", "organisation", "armed_group", "party",  "ethnic_group",
      "religious_group", "media",  "company",      "base",        "region", "place"};
  static_assert(names.size() == static_cast<std::size_t>(Kind::place) + 1);
  return names[static_cast<std::size_t>(kind)];
}

struct Knowledge::Parts {
  explicit Parts(Image opened);

  std::string_view text(Text text) const { return {pool.data() + text.offset, text.length}; }
  Tenure tenure(const TenureRow& row) const;
  Image image;
  std::span<const char> pool;
  Vocabulary vocabulary;
  Trie<NameRow> names;
  Trie<std::uint32_t> roles;
  Trie<std::uint32_t> place_names;
  std::span<const EntryRow> entries;
  std::span<const std::uint32_t> by_key;
  std::span<const TenureRow> tenures;
  std::span<const std::uint32_t> tenures_by_body;
  std::span<const OfficeRow> offices;
  std::span<const TitleRow> titles;
  std::span<const MembershipRow> memberships;
  std::span<const ClauseRow> clauses;
  std::span<const RoleRow> role_nouns;
  std::span<const Alpha2Row> alpha2;
  std::span<const PlaceRow> places;
  std::span<const PlaceNameRow> dated_names;
  std::span<const ZoneRow> zone_rows;
  Zones zones;
};

Knowledge::Parts::Parts(Image opened)
    : image(std::move(opened)),
      pool(image.section<char>("text")),
      vocabulary(image),
      names(image, "names"),
      roles(image, "roles"),
      place_names(image, "places"),
      entries(image.section<EntryRow>("entries")),
      by_key(image.section<std::uint32_t>("entries.by_key")),
      tenures(image.section<TenureRow>("tenures")),
      tenures_by_body(image.section<std::uint32_t>("tenures.by_body")),
      offices(image.section<OfficeRow>("offices")),
      titles(image.section<TitleRow>("titles")),
      memberships(image.section<MembershipRow>("memberships")),
      clauses(image.section<ClauseRow>("clauses")),
      role_nouns(image.section<RoleRow>("role_nouns")),
      alpha2(image.section<Alpha2Row>("alpha2")),
      places(image.section<PlaceRow>("places")),
      dated_names(image.section<PlaceNameRow>("place_names")),
      zone_rows(image.section<ZoneRow>("zones")),
      zones(zone_rows, image.section<ZoneStep>("zone_steps"), pool) {}

Tenure Knowledge::Parts::tenure(const TenureRow& row) const {
  return {.person = EntryId(row.person),
          .country = text(row.country),
          .office = text(offices[row.office].id),
          .title = text(row.title),
          .code = text(row.code),
          .from = date_of(row.from),
          .to = date_of(row.to),
          .began = text(row.began),
          .ended = text(row.ended)};
}

Knowledge::Knowledge(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Knowledge::Knowledge(Knowledge&&) noexcept = default;
Knowledge& Knowledge::operator=(Knowledge&&) noexcept = default;
Knowledge::~Knowledge() = default;

base::Result<Knowledge> Knowledge::open(const std::string& file) {
  auto image = Image::open(file);
  if (!image) return image.error();
  return Knowledge(std::make_unique<const Parts>(std::move(*image)));
}

base::Result<Knowledge> Knowledge::from_tables(const std::string& data_folder) {
  Builder builder;
  const std::string folder = data_folder + "/knowledge";
  if (auto read = read_tables(folder, builder); !read) return read.error();
  if (auto read = read_place_tables(folder, builder); !read) return read.error();
  auto image = Image::from_bytes(builder.bytes());
  if (!image) return image.error();
  return Knowledge(std::make_unique<const Parts>(std::move(*image)));
}

const std::string& Knowledge::hash() const { return parts_->image.hash(); }

std::string_view Knowledge::tables_hash() const {
  const auto bytes = parts_->image.section<char>("tables");
  return {bytes.data(), bytes.size()};
}

// ---- names

std::vector<Match> Knowledge::names_at(std::span<const std::string_view> words, std::size_t at) const {
  std::vector<Match> out;
  walk(parts_->names, parts_->vocabulary, words, at, [&](std::uint32_t tokens, std::uint32_t node) {
    for (const NameRow& row : parts_->names.values(node)) {
      out.push_back({tokens, EntryId(row.entry), static_cast<Sense>(row.sense)});
    }
  });
  std::stable_sort(out.begin(), out.end(), [](const Match& a, const Match& b) {
    return a.tokens != b.tokens ? a.tokens > b.tokens : a.entry < b.entry;
  });
  return out;
}

std::vector<Match> Knowledge::named(std::string_view name) const {
  const std::vector<std::string> pieces = name_pieces(name);
  const std::vector<std::string_view> words(pieces.begin(), pieces.end());
  std::vector<Match> out;
  if (words.empty()) return out;
  for (const Match& match : names_at(words, 0)) {
    if (match.tokens == words.size()) out.push_back(match);
  }
  return out;
}

Entry Knowledge::entry(EntryId id) const {
  const EntryRow& row = parts_->entries[id.index()];
  return {.id = id,
          .kind = static_cast<Kind>(row.kind),
          .key = parts_->text(row.key),
          .name = parts_->text(row.name),
          .code = parts_->text(row.code),
          .country = parts_->text(row.country),
          .type = parts_->text(row.type),
          .from = date_of(row.from),
          .to = date_of(row.to)};
}

std::optional<EntryId> Knowledge::find(std::string_view key) const {
  const auto at = std::lower_bound(parts_->by_key.begin(), parts_->by_key.end(), key,
                                   [this](std::uint32_t index, std::string_view k) {
                                     return parts_->text(parts_->entries[index].key) < k;
                                   });
  if (at == parts_->by_key.end() || parts_->text(parts_->entries[*at].key) != key) return std::nullopt;
  return EntryId(*at);
}

std::size_t Knowledge::size() const { return parts_->entries.size(); }

// ---- people and offices

std::vector<Tenure> Knowledge::tenures(EntryId person) const {
  std::vector<Tenure> out;
  for (const TenureRow& row : rows_of(parts_->tenures, &TenureRow::person, person.index()))
    out.push_back(parts_->tenure(row));
  return out;
}

std::vector<Tenure> Knowledge::holders(std::string_view country, std::string_view office,
                                       base::Date on) const {
  const auto of_body = [this](std::uint32_t index) { return parts_->text(parts_->tenures[index].country); };
  const auto& rows = parts_->tenures_by_body;
  auto at = std::lower_bound(rows.begin(), rows.end(), country,
                             [&](std::uint32_t index, std::string_view c) { return of_body(index) < c; });
  const Day day = day_of(on);
  std::vector<Tenure> out;
  for (; at != rows.end() && of_body(*at) == country; ++at) {
    const TenureRow& row = parts_->tenures[*at];
    if (!covers(row.from, row.to, day)) continue;
    if (office.empty() || parts_->text(parts_->offices[row.office].id) == office) {
      out.push_back(parts_->tenure(row));
    }
  }
  return out;
}

std::string_view Knowledge::office_of_title(std::string_view title) const {
  const std::string wanted = base::lowered(base::trimmed(title));
  const auto at = std::lower_bound(
      parts_->titles.begin(), parts_->titles.end(), std::string_view(wanted),
      [this](const TitleRow& row, std::string_view t) { return parts_->text(row.title) < t; });
  if (at == parts_->titles.end() || parts_->text(at->title) != wanted) return {};
  return parts_->text(parts_->offices[at->office].id);
}

std::string_view Knowledge::role_of_office(std::string_view office) const {
  for (const OfficeRow& row : parts_->offices) {
    if (parts_->text(row.id) == office) return parts_->text(row.role);
  }
  return {};
}

// ---- organisations

std::vector<Membership> Knowledge::members(EntryId organisation, base::Date on) const {
  std::vector<Membership> out;
  const Day day = day_of(on);
  for (const MembershipRow& row :
       rows_of(parts_->memberships, &MembershipRow::organisation, organisation.index())) {
    if (!covers(row.from, row.to, day)) continue;
    out.push_back({parts_->text(row.country), date_of(row.from), date_of(row.to), parts_->text(row.status)});
  }
  return out;
}

bool Knowledge::is_member(EntryId organisation, std::string_view country, base::Date on) const {
  bool member = false;
  for (const Membership& row : members(organisation, on)) {
    if (row.country != country) continue;
    if (row.status == "suspended") return false;
    member = member || row.status == "member";
  }
  return member;
}

std::vector<Clause> Knowledge::clauses(EntryId organisation) const {
  std::vector<Clause> out;
  for (const ClauseRow& row : rows_of(parts_->clauses, &ClauseRow::organisation, organisation.index())) {
    out.push_back({parts_->text(row.kind), parts_->text(row.article), parts_->text(row.text)});
  }
  return out;
}

// ---- roles

std::optional<std::pair<std::uint32_t, RoleNoun>> Knowledge::role_at(std::span<const std::string_view> lemmas,
                                                                     std::size_t at) const {
  std::optional<std::pair<std::uint32_t, RoleNoun>> out;
  walk(parts_->roles, parts_->vocabulary, lemmas, at, [&](std::uint32_t tokens, std::uint32_t node) {
    for (const std::uint32_t index : parts_->roles.values(node)) {
      const RoleRow& row = parts_->role_nouns[index];
      out = {tokens, {parts_->text(row.noun), parts_->text(row.code), parts_->text(row.type)}};
    }
  });
  return out;
}

// ---- places

bool Knowledge::has_gazetteer() const { return !parts_->image.section<std::uint32_t>("gazetteer").empty(); }

std::optional<PlaceMatch> Knowledge::place_at(std::span<const std::string_view> words, std::size_t at) const {
  std::optional<PlaceMatch> out;
  walk(parts_->place_names, parts_->vocabulary, words, at, [&](std::uint32_t tokens, std::uint32_t node) {
    const auto places = parts_->place_names.values(node);
    if (!places.empty()) out = {tokens, {places.begin(), places.end()}};
  });
  return out;
}

std::vector<std::uint32_t> Knowledge::places_named(std::string_view name) const {
  const std::vector<std::string> pieces = name_pieces(name);
  const std::vector<std::string_view> words(pieces.begin(), pieces.end());
  if (words.empty()) return {};
  auto match = place_at(words, 0);
  if (!match || match->tokens != words.size()) return {};
  return std::move(match->places);
}

Place Knowledge::place(std::uint32_t index) const {
  constexpr std::array<std::string_view, 7> kinds = {"country", "admin1",  "admin2", "city",
                                                     "base",    "airport", "region"};
  const PlaceRow& row = parts_->places[index];
  return {.entry = row.entry == no_row ? EntryId() : EntryId(row.entry),
          .geonames = row.geonames,
          .name = parts_->text(row.name),
          .kind = kinds[static_cast<std::size_t>(row.kind)],
          .country = parts_->text(row.country),
          .admin1 = row.admin1 == no_row ? std::string_view() : parts_->text(parts_->places[row.admin1].name),
          .admin1_place = row.admin1,
          .admin2_place = row.admin2,
          .latitude = row.latitude,
          .longitude = row.longitude,
          .population = row.population,
          .rank = row.rank,
          .radius = row.radius,
          .zone = row.zone == 0 ? std::string_view() : parts_->text(parts_->zone_rows[row.zone - 1U].name)};
}

const Zones& Knowledge::zones() const { return parts_->zones; }

std::string_view Knowledge::name_on(std::uint32_t place, base::Date on) const {
  const Day day = day_of(on);
  for (const PlaceNameRow& row : rows_of(parts_->dated_names, &PlaceNameRow::place, place)) {
    if (covers(row.from, row.to, day)) return parts_->text(row.name);
  }
  return parts_->text(parts_->places[place].name);
}

bool Knowledge::has_own_name(std::uint32_t place, std::string_view name) const {
  const std::string wanted = without_marks(name);
  if (without_marks(parts_->text(parts_->places[place].name)) == wanted) return true;
  for (const PlaceNameRow& row : rows_of(parts_->dated_names, &PlaceNameRow::place, place)) {
    if (without_marks(parts_->text(row.name)) == wanted) return true;
  }
  return false;
}

std::string_view Knowledge::alpha3(std::string_view alpha2) const {
  const auto at = std::lower_bound(
      parts_->alpha2.begin(), parts_->alpha2.end(), alpha2,
      [this](const Alpha2Row& row, std::string_view two) { return parts_->text(row.alpha2) < two; });
  if (at == parts_->alpha2.end() || parts_->text(at->alpha2) != alpha2) return {};
  return parts_->text(at->alpha3);
}

}  // namespace casus::knowledge
