#include "knowledge/read_tables.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <vector>

#include "base/ascii.h"
#include "base/files.h"
#include "document/layers.h"
#include "knowledge/table.h"
#include "knowledge/table_reader.h"

namespace casus::knowledge {
using base::Result;

namespace {

std::optional<Sense> find_sense(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Sense>, 7> senses = {{{"name", Sense::name},
                                                                         {"acronym", Sense::acronym},
                                                                         {"adjective", Sense::adjective},
                                                                         {"people", Sense::people},
                                                                         {"ethnic", Sense::ethnic},
                                                                         {"capital", Sense::capital},
                                                                         {"metonym", Sense::metonym}}};
  for (const auto& [known, sense] : senses) {
    if (known == name) return sense;
  }
  return std::nullopt;
}

bool is_entity_type(std::string_view type) {
  for (int i = 0; i <= static_cast<int>(document::EntityType::other); ++i) {
    if (document::name(static_cast<document::EntityType>(i)) == type) return true;
  }
  return false;
}

}  // namespace

// code name kind from to iso2 capital latitude longitude source
Result<void> TableReader::countries() {
  const auto table = Table::read(file("countries.tsv"), {{"code", true},
                                                         {"name", true},
                                                         {"kind", true},
                                                         {"from"},
                                                         {"to"},
                                                         {"iso2"},
                                                         {"capital"},
                                                         {"latitude"},
                                                         {"longitude"},
                                                         {"source", true}});
  if (!table) return table.error();
  constexpr std::array<std::string_view, 4> kinds = {"state", "historic", "dependent", "de_facto"};
  for (std::size_t row = 0; row < table->size(); ++row) {
    const std::string_view code = table->cell(row, 0);
    if (!is_code(code) || code.size() != 3) return table->wrong(row, "a code has three capital letters");
    if (std::find(kinds.begin(), kinds.end(), table->cell(row, 2)) == kinds.end()) {
      return table->wrong(row, "unknown kind \"" + std::string(table->cell(row, 2)) + "\"",
                          "state, historic, dependent or de_facto");
    }
    const auto dates = span(*table, row, 3, 4);
    if (!dates) return dates.error();
    const auto index = entry(*table, row,
                             {.kind = Kind::country,
                              .key = code,
                              .name = table->cell(row, 1),
                              .code = code,
                              .country = code,
                              .type = table->cell(row, 2),
                              .from = dates->from,
                              .to = dates->to});
    if (!index) return index.error();
    builder_.add_name(*index, table->cell(row, 1), Sense::name);
    if (!table->cell(row, 5).empty()) builder_.add_alpha2(table->cell(row, 5), code);
    builder_.add_capital(code, table->cell(row, 6));
    if (table->cell(row, 7).empty()) continue;
    const auto latitude = table->number(row, 7);
    if (!latitude) return latitude.error();
    const auto longitude = table->number(row, 8);
    if (!longitude) return longitude.error();
    const std::uint32_t place = builder_.add_place({.latitude = *latitude,
                                                    .longitude = *longitude,
                                                    .entry = *index,
                                                    .name = builder_.keep(table->cell(row, 1)),
                                                    .country = builder_.keep(code),
                                                    .radius = 500,
                                                    .kind = PlaceKind::country,
                                                    .rank = 6});
    builder_.add_place_name(place, table->cell(row, 1));
    country_places_.try_emplace(*index, place);
  }
  return {};
}

// code alias sense from to
Result<void> TableReader::country_names() {
  if (!there("country_names.tsv")) return {};
  const auto table = Table::read(file("country_names.tsv"),
                                 {{"code", true}, {"alias", true}, {"sense", true}, {"from"}, {"to"}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    if (auto known = known_country(*table, row, table->cell(row, 0)); !known) return known;
    const auto sense = find_sense(table->cell(row, 2));
    if (!sense) {
      return table->wrong(row, "unknown sense \"" + std::string(table->cell(row, 2)) + "\"",
                          "name, acronym, adjective, people, ethnic, capital or metonym");
    }
    if (auto dates = span(*table, row, 3, 4); !dates) return dates.error();
    const std::uint32_t country = *builder_.find_entry(table->cell(row, 0));
    builder_.add_name(country, table->cell(row, 1), *sense);
    const auto place = country_places_.find(country);
    if (place != country_places_.end() && (*sense == Sense::name || *sense == Sense::acronym)) {
      builder_.add_place_name(place->second, table->cell(row, 1));
    }
  }
  return {};
}

// key acronym name aliases code type from to seat source
Result<void> TableReader::organisations() {
  if (!there("organisations.tsv")) return {};
  const auto table = Table::read(file("organisations.tsv"), {{"key", true},
                                                             {"acronym"},
                                                             {"name", true},
                                                             {"aliases"},
                                                             {"code", true},
                                                             {"type", true},
                                                             {"from"},
                                                             {"to"},
                                                             {"seat"},
                                                             {"source", true}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    if (!is_code(table->cell(row, 4))) return table->wrong(row, "a code has groups of three capital letters");
    const auto dates = span(*table, row, 6, 7);
    if (!dates) return dates.error();
    const std::string key = "org/" + std::string(table->cell(row, 0));
    // A national institution or company: its code begins with its country.
    std::string_view home = table->cell(row, 4).substr(0, 3);
    if (!builder_.find_entry(home)) home = {};
    const auto index = entry(*table, row,
                             {.kind = Kind::organisation,
                              .key = key,
                              .name = table->cell(row, 2),
                              .code = table->cell(row, 4),
                              .country = home,
                              .type = table->cell(row, 5),
                              .from = dates->from,
                              .to = dates->to});
    if (!index) return index.error();
    names(*index, table->cell(row, 2), table->list(row, 3), Sense::name);
    if (!table->cell(row, 1).empty()) builder_.add_name(*index, table->cell(row, 1), Sense::acronym);
  }
  return {};
}

// key name aliases code country from to type source
Result<void> TableReader::groups_with_codes(const char* name, const char* prefix, Kind kind) {
  if (!there(name)) return {};
  const auto table = Table::read(file(name), {{"key", true},
                                              {"name", true},
                                              {"aliases"},
                                              {"code", true},
                                              {"country"},
                                              {"from"},
                                              {"to"},
                                              {"type", true},
                                              {"source", true}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    if (!is_code(table->cell(row, 3))) return table->wrong(row, "a code has groups of three capital letters");
    const auto dates = span(*table, row, 5, 6);
    if (!dates) return dates.error();
    const auto homes = table->list(row, 4);
    for (const std::string_view home : homes) {
      if (auto known = known_country(*table, row, home); !known) return known;
    }
    const std::string key = prefix + std::string(table->cell(row, 0));
    const auto index = entry(*table, row,
                             {.kind = kind,
                              .key = key,
                              .name = table->cell(row, 1),
                              .code = table->cell(row, 3),
                              .country = homes.empty() ? std::string_view() : homes.front(),
                              .type = table->cell(row, 7),
                              .from = dates->from,
                              .to = dates->to});
    if (!index) return index.error();
    names(*index, table->cell(row, 1), table->list(row, 2), Sense::name);
  }
  return {};
}

// key name aliases kind code countries source
Result<void> TableReader::groups() {
  if (!there("groups.tsv")) return {};
  const auto table = Table::read(file("groups.tsv"), {{"key", true},
                                                      {"name", true},
                                                      {"aliases"},
                                                      {"kind", true},
                                                      {"code"},
                                                      {"countries"},
                                                      {"source", true}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    const std::string_view kind = table->cell(row, 3);
    if (kind != "ethnic" && kind != "religious") {
      return table->wrong(row, "unknown kind \"" + std::string(kind) + "\"", "ethnic or religious");
    }
    if (!table->cell(row, 4).empty() && !is_code(table->cell(row, 4))) {
      return table->wrong(row, "a code has groups of three capital letters");
    }
    const auto homes = table->list(row, 5);
    for (const std::string_view home : homes) {
      if (auto known = known_country(*table, row, home); !known) return known;
    }
    const std::string key = std::string(kind) + "/" + std::string(table->cell(row, 0));
    const auto index = entry(*table, row,
                             {.kind = kind == "ethnic" ? Kind::ethnic_group : Kind::religious_group,
                              .key = key,
                              .name = table->cell(row, 1),
                              .code = table->cell(row, 4),
                              .country = homes.size() == 1 ? homes.front() : std::string_view(),
                              .type = kind,
                              .from = {},
                              .to = {}});
    if (!index) return index.error();
    names(*index, table->cell(row, 1), table->list(row, 2), Sense::ethnic);
  }
  return {};
}

// key name aliases country type source
Result<void> TableReader::media() {
  if (!there("media.tsv")) return {};
  const auto table = Table::read(
      file("media.tsv"),
      {{"key", true}, {"name", true}, {"aliases"}, {"country"}, {"type", true}, {"source", true}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    const std::string_view country = table->cell(row, 3);
    if (!country.empty()) {
      if (auto known = known_country(*table, row, country); !known) return known;
    }
    const std::string key = "media/" + std::string(table->cell(row, 0));
    const std::string code = std::string(country) + "MED";
    const auto index = entry(*table, row,
                             {.kind = Kind::media,
                              .key = key,
                              .name = table->cell(row, 1),
                              .code = code,
                              .country = country,
                              .type = table->cell(row, 4),
                              .from = {},
                              .to = {}});
    if (!index) return index.error();
    names(*index, table->cell(row, 1), table->list(row, 2), Sense::name);
  }
  return {};
}

// noun code type note
Result<void> TableReader::roles() {
  if (!there("roles.tsv")) return {};
  const auto table =
      Table::read(file("roles.tsv"), {{"noun", true}, {"code", true}, {"type", true}, {"note"}});
  if (!table) return table.error();
  std::set<std::string_view> seen;
  for (std::size_t row = 0; row < table->size(); ++row) {
    if (!is_code(table->cell(row, 1))) return table->wrong(row, "a code has groups of three capital letters");
    if (!is_entity_type(table->cell(row, 2))) {
      return table->wrong(row, "unknown type \"" + std::string(table->cell(row, 2)) + "\"",
                          "docs/record.md lists the types of entities");
    }
    if (!seen.insert(table->cell(row, 0)).second) return table->wrong(row, "the noun stands twice");
    builder_.add_role(table->cell(row, 0), table->cell(row, 1), table->cell(row, 2));
  }
  return {};
}

// org country from to status source
Result<void> TableReader::memberships() {
  if (!there("memberships.tsv")) return {};
  const auto table =
      Table::read(file("memberships.tsv"),
                  {{"org", true}, {"country", true}, {"from"}, {"to"}, {"status", true}, {"source", true}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto body = builder_.find_entry("org/" + std::string(table->cell(row, 0)));
    if (!body) return table->wrong(row, "unknown organisation", "organisations.tsv lists the keys");
    // A member is a country, or another body: the European Union in the Group of 20.
    std::string member = "org/" + std::string(table->cell(row, 1));
    if (!builder_.find_entry(member)) {
      member = table->cell(row, 1);
      if (auto known = known_country(*table, row, member); !known) return known;
    }
    const auto dates = span(*table, row, 2, 3);
    if (!dates) return dates.error();
    builder_.add_membership({.organisation = *body,
                             .country = builder_.keep(member),
                             .status = builder_.keep(table->cell(row, 4)),
                             .from = day_of(dates->from),
                             .to = day_of(dates->to)});
  }
  return {};
}

// org kind article text source
Result<void> TableReader::clauses() {
  if (!there("clauses.tsv")) return {};
  const auto table = Table::read(
      file("clauses.tsv"), {{"org", true}, {"kind", true}, {"article"}, {"text", true}, {"source", true}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto body = builder_.find_entry("org/" + std::string(table->cell(row, 0)));
    if (!body) return table->wrong(row, "unknown organisation", "organisations.tsv lists the keys");
    builder_.add_clause({.organisation = *body,
                         .kind = builder_.keep(table->cell(row, 1)),
                         .article = builder_.keep(table->cell(row, 2)),
                         .text = builder_.keep(table->cell(row, 3))});
  }
  return {};
}

Result<void> read_tables(const std::string& folder, Builder& builder) {
  TableReader reader(folder, builder);
  Result<void> read = reader.countries();
  const auto then = [&read](auto step) {
    if (read) read = step();
  };
  then([&] { return reader.country_names(); });
  then([&] { return reader.offices(); });
  then([&] { return reader.organisations(); });
  then([&] { return reader.groups_with_codes("armed_groups.tsv", "armed/", Kind::armed_group); });
  then([&] { return reader.groups_with_codes("parties.tsv", "party/", Kind::party); });
  then([&] { return reader.groups(); });
  then([&] { return reader.media(); });
  then([&] { return reader.bases(); });
  then([&] { return reader.regions(); });
  then([&] { return reader.roles(); });
  then([&] { return reader.memberships(); });
  then([&] { return reader.clauses(); });
  then([&] { return reader.leaders(); });
  return read;
}

Result<void> read_place_tables(const std::string& folder, Builder& builder) {
  TableReader reader(folder, builder);
  if (auto read = reader.divisions(); !read) return read;
  if (auto read = reader.place_names(); !read) return read;
  return reader.place_aliases();
}

std::string tables_hash(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  std::error_code status;
  for (fs::directory_iterator at(folder, status), end; !status && at != end; at.increment(status)) {
    if (at->is_regular_file() && at->path().extension() == ".tsv") files.push_back(at->path());
  }
  return base::hash_of_files(folder, std::move(files));
}

}  // namespace casus::knowledge
