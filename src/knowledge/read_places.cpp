// Bases, regions, and what tables say of places of the gazetteer.
#include "base/ascii.h"
#include "knowledge/table_reader.h"

namespace casus::knowledge {

using base::Result;

// key name aliases country operator latitude longitude from to source
Result<void> TableReader::bases() {
  if (!there("bases.tsv")) return {};
  const auto table = Table::read(file("bases.tsv"), {{"key", true},
                                                     {"name", true},
                                                     {"aliases"},
                                                     {"country", true},
                                                     {"operator"},
                                                     {"latitude", true},
                                                     {"longitude", true},
                                                     {"from"},
                                                     {"to"},
                                                     {"source", true}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    if (auto known = known_country(*table, row, table->cell(row, 3)); !known) return known;
    for (const std::string_view holder : table->list(row, 4)) {
      if (builder_.find_entry("org/" + std::string(holder))) continue;
      if (auto known = known_country(*table, row, holder); !known) return known;
    }
    const auto dates = span(*table, row, 7, 8);
    if (!dates) return dates.error();
    const auto latitude = table->number(row, 5);
    if (!latitude) return latitude.error();
    const auto longitude = table->number(row, 6);
    if (!longitude) return longitude.error();
    const auto holders = table->list(row, 4);
    const std::string key = "base/" + std::string(table->cell(row, 0));
    const std::string code =
        holders.empty() || holders.front().size() != 3 ? std::string() : std::string(holders.front()) + "MIL";
    const auto index = entry(*table, row,
                             {.kind = Kind::base,
                              .key = key,
                              .name = table->cell(row, 1),
                              .code = code,
                              .country = table->cell(row, 3),
                              .type = "base",
                              .from = dates->from,
                              .to = dates->to});
    if (!index) return index.error();
    names(*index, table->cell(row, 1), table->list(row, 2), Sense::name);
    const std::uint32_t place = builder_.add_place({.latitude = *latitude,
                                                    .longitude = *longitude,
                                                    .entry = *index,
                                                    .name = builder_.keep(table->cell(row, 1)),
                                                    .country = builder_.keep(table->cell(row, 3)),
                                                    .radius = 5,
                                                    .kind = PlaceKind::base,
                                                    .rank = 3});
    builder_.add_place_name(place, table->cell(row, 1));
    for (const std::string_view alias : table->list(row, 2)) builder_.add_place_name(place, alias);
  }
  return {};
}

// key name aliases countries latitude longitude radius_km source
Result<void> TableReader::regions() {
  if (!there("regions.tsv")) return {};
  const auto table = Table::read(file("regions.tsv"), {{"key", true},
                                                       {"name", true},
                                                       {"aliases"},
                                                       {"countries"},
                                                       {"latitude", true},
                                                       {"longitude", true},
                                                       {"radius_km"},
                                                       {"source", true}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto homes = table->list(row, 3);
    for (const std::string_view home : homes) {
      if (auto known = known_country(*table, row, home); !known) return known;
    }
    const auto latitude = table->number(row, 4);
    if (!latitude) return latitude.error();
    const auto longitude = table->number(row, 5);
    if (!longitude) return longitude.error();
    double radius = 0;
    if (!table->cell(row, 6).empty()) {
      const auto read = table->number(row, 6);
      if (!read) return read.error();
      radius = *read;
    }
    const std::string_view home = homes.size() == 1 ? homes.front() : std::string_view();
    const std::string key = "region/" + std::string(table->cell(row, 0));
    const auto index = entry(*table, row,
                             {.kind = Kind::region,
                              .key = key,
                              .name = table->cell(row, 1),
                              .code = home,
                              .country = home,
                              .type = "region",
                              .from = {},
                              .to = {}});
    if (!index) return index.error();
    names(*index, table->cell(row, 1), table->list(row, 2), Sense::name);
    const std::uint32_t place = builder_.add_place({.latitude = *latitude,
                                                    .longitude = *longitude,
                                                    .entry = *index,
                                                    .name = builder_.keep(table->cell(row, 1)),
                                                    .country = builder_.keep(home),
                                                    .radius = static_cast<float>(radius),
                                                    .kind = PlaceKind::region,
                                                    .rank = 5});
    builder_.add_place_name(place, table->cell(row, 1));
    for (const std::string_view alias : table->list(row, 2)) builder_.add_place_name(place, alias);
  }
  return {};
}

// iso name aliases latitude longitude source
Result<void> TableReader::divisions() {
  if (!there("divisions.tsv")) return {};
  const auto table = Table::read(file("divisions.tsv"), {{"iso", true},
                                                         {"name", true},
                                                         {"aliases"},
                                                         {"latitude", true},
                                                         {"longitude", true},
                                                         {"source", true}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto latitude = table->number(row, 3);
    if (!latitude) return latitude.error();
    const auto longitude = table->number(row, 4);
    if (!longitude) return longitude.error();
    const auto place = builder_.find_division(table->cell(row, 0));
    if (!place) continue;
    builder_.place(*place).latitude = *latitude;
    builder_.place(*place).longitude = *longitude;
    builder_.place(*place).name = builder_.keep(table->cell(row, 1));
    builder_.add_place_name(*place, table->cell(row, 1));
    for (const std::string_view alias : table->list(row, 2)) builder_.add_place_name(*place, alias);
  }
  return {};
}

// geonames name from to
Result<void> TableReader::place_names() {
  if (!there("place_names.tsv")) return {};
  const auto table =
      Table::read(file("place_names.tsv"), {{"geonames", true}, {"name", true}, {"from"}, {"to"}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto dates = span(*table, row, 2, 3);
    if (!dates) return dates.error();
    const auto id = table->number(row, 0);
    if (!id) return id.error();
    const auto place = builder_.find_place(static_cast<std::uint64_t>(*id));
    if (!place) continue;
    builder_.add_place_name(*place, table->cell(row, 1));
    builder_.add_dated_place_name({.place = *place,
                                   .name = builder_.keep(table->cell(row, 1)),
                                   .from = day_of(dates->from),
                                   .to = day_of(dates->to)});
  }
  return {};
}

// alias geonames_or_key note
Result<void> TableReader::place_aliases() {
  if (!there("place_aliases.tsv")) return {};
  const auto table =
      Table::read(file("place_aliases.tsv"), {{"alias", true}, {"geonames_or_key", true}, {"note"}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    const std::string_view target = table->cell(row, 1);
    std::optional<std::uint32_t> place;
    if (base::is_digit(target.front())) {
      const auto id = table->number(row, 1);
      if (!id) return id.error();
      place = builder_.find_place(static_cast<std::uint64_t>(*id));
    } else {
      const auto named = builder_.find_entry(target);
      if (!named) {
        return table->wrong(row, "no place has the key \"" + std::string(target) + "\"",
                            "a geonames id, or a key such as region/NAME, base/NAME or a country's code");
      }
      for (std::uint32_t i = 0; i < builder_.places() && !place; ++i) {
        if (builder_.place(i).entry == *named) place = i;
      }
    }
    if (!place) continue;
    builder_.add_place_name(*place, table->cell(row, 0));
    builder_.add_dated_place_name(
        {.place = *place, .name = builder_.keep(table->cell(row, 0)), .from = never, .to = never});
  }
  return {};
}

}  // namespace casus::knowledge
