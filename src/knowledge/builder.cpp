#include "knowledge/builder.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>

#include "base/ascii.h"
#include "knowledge/name_form.h"

namespace casus::knowledge {

Text Builder::keep(std::string_view text) {
  if (text.empty()) return {};
  const auto [at, fresh] = texts_.try_emplace(std::string(text));
  if (fresh) {
    at->second = {static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(text.size())};
    pool_ += text;
  }
  return at->second;
}

std::optional<std::uint32_t> Builder::add_entry(const NewEntry& entry) {
  const auto index = static_cast<std::uint32_t>(entries_.size());
  if (!by_key_.try_emplace(std::string(entry.key), index).second) return std::nullopt;
  entries_.push_back({.key = keep(entry.key),
                      .name = keep(entry.name),
                      .code = keep(entry.code),
                      .country = keep(entry.country),
                      .type = keep(entry.type),
                      .from = day_of(entry.from),
                      .to = day_of(entry.to),
                      .kind = static_cast<std::uint32_t>(entry.kind)});
  return index;
}

std::optional<std::uint32_t> Builder::find_entry(std::string_view key) const {
  const auto at = by_key_.find(std::string(key));
  return at == by_key_.end() ? std::nullopt : std::optional(at->second);
}

std::vector<WordId> Builder::words_of(std::string_view name) {
  std::vector<WordId> out;
  for (const std::string& piece : name_pieces(name)) out.push_back(vocabulary_.add(piece));
  return out;
}

void Builder::add_name(std::uint32_t entry, std::string_view name, Sense sense) {
  names_.add(words_of(name), {entry, static_cast<std::uint32_t>(sense)});
}

std::uint32_t Builder::add_office(std::string_view id, std::string_view role, std::uint32_t rank) {
  offices_.push_back({keep(id), keep(role), rank});
  return static_cast<std::uint32_t>(offices_.size() - 1);
}

std::optional<std::uint32_t> Builder::find_office(std::string_view id) const {
  for (std::size_t i = 0; i < offices_.size(); ++i) {
    if (text(offices_[i].id) == id) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

void Builder::add_title(std::string_view title, std::uint32_t office) {
  titles_.emplace_back(base::lowered(title), office);
}

void Builder::add_role(std::string_view noun, std::string_view code, std::string_view type) {
  role_names_.add(words_of(noun), static_cast<std::uint32_t>(roles_.size()));
  roles_.push_back({keep(noun), keep(code), keep(type)});
}

std::uint32_t Builder::add_place(const PlaceRow& row) {
  const auto index = static_cast<std::uint32_t>(places_.size());
  places_.push_back(row);
  if (row.geonames != 0) by_geonames_.try_emplace(row.geonames, index);
  return index;
}

void Builder::add_place_name(std::uint32_t place, std::string_view name) {
  if (auto words = words_of(name); !words.empty()) place_name_words_.emplace_back(std::move(words), place);
}

std::optional<std::uint32_t> Builder::find_place(std::uint64_t geonames) const {
  const auto at = by_geonames_.find(geonames);
  return at == by_geonames_.end() ? std::nullopt : std::optional(at->second);
}

std::string_view Builder::alpha3(std::string_view alpha2) const {
  const auto at = alpha3_.find(std::string(alpha2));
  return at == alpha3_.end() ? std::string_view() : std::string_view(at->second);
}

void Builder::add_alpha2(std::string_view alpha2, std::string_view alpha3) {
  alpha3_.try_emplace(std::string(alpha2), alpha3);
}

void Builder::add_division(std::string_view iso, std::uint32_t place) {
  if (!iso.empty()) divisions_.try_emplace(std::string(iso), place);
}

std::optional<std::uint32_t> Builder::find_division(std::string_view iso) const {
  const auto at = divisions_.find(std::string(iso));
  return at == divisions_.end() ? std::nullopt : std::optional(at->second);
}

void Builder::describe_country(std::string_view alpha3, std::uint64_t geonames, std::uint32_t population,
                               double square_kilometres) {
  const auto entry = alpha3.empty() ? std::nullopt : find_entry(alpha3);
  if (!entry) return;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    PlaceRow& row = places_[i];
    if (row.entry != *entry || row.kind != PlaceKind::country) continue;
    row.geonames = geonames;
    row.population = population;
    row.radius = static_cast<float>(std::max(10.0, std::sqrt(square_kilometres) * 0.7));
    by_geonames_.try_emplace(geonames, static_cast<std::uint32_t>(i));
    return;
  }
}

void Builder::add_capital(std::string_view alpha3, std::string_view capital) {
  if (!capital.empty()) capitals_.emplace_back(alpha3, capital);
}

void Builder::name_capitals() {
  std::map<std::pair<std::string_view, std::vector<WordId>>, std::uint32_t> towns;
  std::vector<std::pair<std::string_view, std::vector<WordId>>> wanted;
  for (const auto& [country, capital] : capitals_) wanted.emplace_back(country, words_of(capital));
  for (const auto& key : wanted) towns.emplace(key, no_row);
  for (const auto& [words, place] : place_name_words_) {
    if (places_[place].kind != PlaceKind::city) continue;
    const auto at = towns.find({text(places_[place].country), words});
    if (at == towns.end()) continue;
    if (at->second == no_row || places_[place].population > places_[at->second].population)
      at->second = place;
  }
  for (const auto& [key, place] : towns) {
    if (place != no_row) places_[place].rank = 5;
  }
}

std::optional<std::uint16_t> Builder::find_zone(std::string_view zone) const {
  const auto at = zone_numbers_.find(std::string(zone));
  return at == zone_numbers_.end() ? std::nullopt : std::optional(at->second);
}

std::uint16_t Builder::add_zone(std::string_view zone, std::vector<ZoneStep> steps) {
  assert(zones_.size() < std::numeric_limits<std::uint16_t>::max() && !find_zone(zone));
  zones_.emplace_back(zone, std::move(steps));
  const auto number = static_cast<std::uint16_t>(zones_.size());
  zone_numbers_.emplace(zone, number);
  return number;
}

void Builder::settle_zones() {
  using People = std::map<std::uint16_t, std::uint64_t>;  // by zone
  std::map<std::uint32_t, People> of_division;
  std::map<std::string_view, People> of_country;
  std::vector<std::uint32_t> towns;
  for (std::uint32_t i = 0; i < places_.size(); ++i) {
    const PlaceRow& row = places_[i];
    if (row.kind != PlaceKind::city || row.zone == 0) continue;
    towns.push_back(i);
    const std::uint64_t people = row.population + std::uint64_t{1};
    if (row.admin1 != no_row) of_division[row.admin1][row.zone] += people;
    if (row.admin2 != no_row) of_division[row.admin2][row.zone] += people;
    of_country[text(row.country)][row.zone] += people;
  }
  const auto most = [](const People& people, double share) -> std::uint16_t {
    std::uint64_t all = 0;
    std::pair<std::uint64_t, std::uint16_t> best;
    for (const auto& [zone, count] : people) {
      all += count;
      if (count > best.first) best = {count, zone};
    }
    return static_cast<double>(best.first) >= share * static_cast<double>(all) ? best.second
                                                                               : std::uint16_t{0};
  };
  const auto nearest = [&](const PlaceRow& row) -> std::uint16_t {
    constexpr double radians = 3.14159265358979323846 / 180;
    const double shrink = std::cos(row.latitude * radians);
    std::pair<double, std::uint16_t> best = {std::numeric_limits<double>::max(), 0};
    const std::string_view country = text(row.country);
    for (const std::uint32_t town : towns) {
      const PlaceRow& other = places_[town];
      if (!country.empty() && text(other.country) != country) continue;
      const double north = other.latitude - row.latitude;
      const double east = std::remainder(other.longitude - row.longitude, 360.0) * shrink;
      const double far = north * north + east * east;
      if (far < best.first) best = {far, other.zone};
    }
    return best.second;
  };
  // Divisions of the second level are numbered behind those that hold them.
  for (std::uint32_t i = 0; i < places_.size(); ++i) {
    PlaceRow& row = places_[i];
    if (row.zone != 0) continue;
    switch (row.kind) {
      case PlaceKind::country:
        row.zone = most(of_country[text(row.country)], 0.9);
        break;
      case PlaceKind::admin1:
      case PlaceKind::admin2:
        row.zone = most(of_division[i], 0);
        break;
      case PlaceKind::city:
        break;
      case PlaceKind::base:
      case PlaceKind::airport:
      case PlaceKind::region:
        row.zone = nearest(row);
        break;
    }
  }
  for (PlaceRow& row : places_) {
    if (row.zone == 0 && row.admin1 != no_row) row.zone = places_[row.admin1].zone;
  }
}

std::string Builder::bytes() {
  ImageWriter writer;

  const auto stable = [](auto& rows, auto less) { std::stable_sort(rows.begin(), rows.end(), less); };
  stable(tenures_, [](const TenureRow& a, const TenureRow& b) {
    return std::tie(a.person, a.from) < std::tie(b.person, b.from);
  });
  stable(memberships_, [this](const MembershipRow& a, const MembershipRow& b) {
    return std::tuple(a.organisation, text(a.country), a.from) <
           std::tuple(b.organisation, text(b.country), b.from);
  });
  stable(clauses_, [](const ClauseRow& a, const ClauseRow& b) { return a.organisation < b.organisation; });
  stable(place_names_, [](const PlaceNameRow& a, const PlaceNameRow& b) {
    return std::tie(a.place, a.from) < std::tie(b.place, b.from);
  });
  stable(titles_, [](const auto& a, const auto& b) { return a.first < b.first; });

  std::vector<std::uint32_t> by_key(entries_.size());
  std::iota(by_key.begin(), by_key.end(), 0U);
  stable(by_key,
         [this](std::uint32_t a, std::uint32_t b) { return text(entries_[a].key) < text(entries_[b].key); });
  std::vector<std::uint32_t> by_body(tenures_.size());
  std::iota(by_body.begin(), by_body.end(), 0U);
  stable(by_body, [this](std::uint32_t a, std::uint32_t b) {
    return std::tuple(text(tenures_[a].country), offices_[tenures_[a].office].rank, tenures_[a].office,
                      tenures_[a].from) < std::tuple(text(tenures_[b].country),
                                                     offices_[tenures_[b].office].rank, tenures_[b].office,
                                                     tenures_[b].from);
  });
  std::vector<TitleRow> titles;
  for (const auto& [title, office] : titles_) titles.push_back({keep(title), office});

  // A name's places: a country first, then from the most populous down.
  const auto weight = [this](std::uint32_t index) {
    const PlaceRow& row = places_[index];
    return std::tuple(row.kind == PlaceKind::country, row.population, row.rank);
  };
  stable(place_name_words_,
         [&weight](const auto& a, const auto& b) { return weight(a.second) > weight(b.second); });
  TrieBuilder<std::uint32_t> place_trie;
  for (const auto& [words, place] : place_name_words_) place_trie.add(words, place);

  std::map<std::string_view, std::string_view> sorted(alpha3_.begin(), alpha3_.end());
  std::vector<Alpha2Row> alpha2;
  for (const auto& [two, three] : sorted) alpha2.push_back({keep(two), keep(three)});

  std::vector<std::uint16_t> by_name(zones_.size());
  std::iota(by_name.begin(), by_name.end(), std::uint16_t{0});
  stable(by_name, [this](std::uint16_t a, std::uint16_t b) { return zones_[a].first < zones_[b].first; });
  std::vector<ZoneRow> zones;
  std::vector<ZoneStep> steps;
  std::vector<std::uint16_t> zone_at(zones_.size() + 1);
  for (const std::uint16_t zone : by_name) {
    const auto& [name, own] = zones_[zone];
    zones.push_back(
        {keep(name), static_cast<std::uint32_t>(steps.size()), static_cast<std::uint32_t>(own.size())});
    steps.insert(steps.end(), own.begin(), own.end());
    zone_at[zone + std::size_t{1}] = static_cast<std::uint16_t>(zones.size());
  }
  std::vector<PlaceRow> places = places_;
  for (PlaceRow& row : places) row.zone = zone_at[row.zone];

  vocabulary_.write(writer);
  names_.write(writer, "names");
  role_names_.write(writer, "roles");
  place_trie.write(writer, "places");
  const auto add = [&writer](const char* name, const auto& rows) {
    using Row = typename std::decay_t<decltype(rows)>::value_type;
    writer.add(name, std::span<const Row>(rows));
  };
  add("entries", entries_);
  add("entries.by_key", by_key);
  add("tenures", tenures_);
  add("tenures.by_body", by_body);
  add("offices", offices_);
  add("titles", titles);
  add("memberships", memberships_);
  add("clauses", clauses_);
  add("role_nouns", roles_);
  add("alpha2", alpha2);
  add("places", places);
  add("place_names", place_names_);
  add("zones", zones);
  add("zone_steps", steps);
  add("gazetteer", std::vector<std::uint32_t>(gazetteer_ ? 1 : 0, 1U));
  if (!tables_hash_.empty()) add("tables", tables_hash_);
  add("text", pool_);
  return writer.bytes();
}

}  // namespace casus::knowledge
