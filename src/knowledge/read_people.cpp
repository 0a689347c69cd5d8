// Offices and who held them.
#include <algorithm>
#include <array>
#include <filesystem>

#include "base/ascii.h"
#include "knowledge/table_reader.h"

namespace casus::knowledge {

using base::Result;

namespace {

bool family_name_first(std::string_view country) {
  constexpr std::array<std::string_view, 6> countries = {"CHN", "HKG", "KOR", "MAC", "PRK", "TWN"};
  return std::find(countries.begin(), countries.end(), country) != countries.end();
}

// "Medvedev" of "Dmitry Medvedev"; with the particles before it ("von der Leyen"), which stand in lower case.
std::vector<std::string> surnames(std::string_view name, std::string_view country) {
  auto words = base::split(name, ' ');
  while (words.size() > 2 && (words.back() == "Jr." || words.back() == "Jr" || words.back() == "Sr." ||
                              words.back() == "II" || words.back() == "III" || words.back() == "IV")) {
    words.pop_back();
  }
  if (words.size() < 2) return {};
  if (family_name_first(country)) return {std::string(words.front())};
  std::vector<std::string> out = {std::string(words.back())};
  std::size_t begin = words.size() - 1;
  while (begin > 1 && !words[begin - 1].empty() && base::is_lower(words[begin - 1].front())) --begin;
  if (begin + 1 < words.size()) {
    std::string with_particles(words[begin]);
    for (std::size_t i = begin + 1; i < words.size(); ++i) {
      with_particles += ' ';
      with_particles += words[i];
    }
    out.push_back(std::move(with_particles));
  }
  return out;
}

}  // namespace

// office titles role rank note
Result<void> TableReader::offices() {
  const auto table = Table::read(file("offices.tsv"),
                                 {{"office", true}, {"titles"}, {"role", true}, {"rank", true}, {"note"}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    if (!is_code(table->cell(row, 2))) return table->wrong(row, "a role has three capital letters, or six");
    const auto rank = table->number(row, 3);
    if (!rank) return rank.error();
    if (*rank < 1 || *rank > 9) return table->wrong(row, "a rank is a number from 1 to 9");
    if (builder_.find_office(table->cell(row, 0))) return table->wrong(row, "the office stands twice");
    const std::uint32_t office =
        builder_.add_office(table->cell(row, 0), table->cell(row, 2), static_cast<std::uint32_t>(*rank));
    for (const std::string_view title : table->list(row, 1)) builder_.add_title(title, office);
  }
  return {};
}

Result<void> TableReader::leaders() {
  if (!there("leaders")) return {};
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& item : std::filesystem::directory_iterator(file("leaders"), error)) {
    if (item.path().extension() == ".tsv") files.push_back(item.path().string());
  }
  std::sort(files.begin(), files.end());
  for (const std::string& path : files) {
    if (auto read = leaders_file(path); !read) return read;
  }
  return {};
}

// country office title person aliases from to began ended checked source
Result<void> TableReader::leaders_file(const std::string& path) {
  const auto table = Table::read(path, {{"country", true},
                                        {"office", true},
                                        {"title"},
                                        {"person", true},
                                        {"aliases"},
                                        {"from"},
                                        {"to"},
                                        {"began"},
                                        {"ended"},
                                        {"checked"},
                                        {"source"}});
  if (!table) return table.error();
  for (std::size_t row = 0; row < table->size(); ++row) {
    const std::string_view where = table->cell(row, 0);
    std::optional<std::uint32_t> body;
    for (const char* prefix : {"", "org/", "armed/", "party/", "region/"}) {
      if (!body) body = builder_.find_entry(prefix + std::string(where));
    }
    if (!body) {
      return table->wrong(row, "unknown country or body \"" + std::string(where) + "\"",
                          "a code of countries.tsv, or a key of organisations.tsv, armed_groups.tsv or "
                          "parties.tsv");
    }
    const auto office = builder_.find_office(table->cell(row, 1));
    if (!office) {
      return table->wrong(row, "unknown office \"" + std::string(table->cell(row, 1)) + "\"",
                          "offices.tsv lists them");
    }
    const auto dates = span(*table, row, 5, 6);
    if (!dates) return dates.error();

    const EntryRow home = builder_.entry(*body);
    const std::string home_key(builder_.text(home.key));
    const std::string home_code(builder_.text(home.code));
    const std::string home_country(builder_.text(home.country));
    const bool of_state = home.kind == static_cast<std::uint32_t>(Kind::country);
    const std::string_view name = table->cell(row, 3);
    const std::string key = "person/" + home_key + "/" + base::lowered(name);
    auto person = builder_.find_entry(key);
    if (!person) {
      person = builder_.add_entry({.kind = Kind::person,
                                   .key = key,
                                   .name = name,
                                   .code = of_state ? home_code : home_country,
                                   .country = home_country,
                                   .type = "person",
                                   .from = {},
                                   .to = {}});
    }
    builder_.add_name(*person, name, Sense::name);
    for (const std::string& surname : surnames(name, home_country)) {
      builder_.add_name(*person, surname, Sense::surname);
    }
    for (const std::string_view alias : table->list(row, 4)) {
      const bool one_word = alias.find(' ') == std::string_view::npos;
      builder_.add_name(*person, alias, one_word ? Sense::surname : Sense::name);
      if (one_word) continue;
      for (const std::string& surname : surnames(alias, home_country)) {
        builder_.add_name(*person, surname, Sense::surname);
      }
    }
    const std::string code =
        of_state ? home_code + std::string(builder_.text(builder_.office(*office).role)) : home_code;
    builder_.add_tenure({.person = *person,
                         .office = *office,
                         .country = builder_.keep(home_key),
                         .title = builder_.keep(table->cell(row, 2)),
                         .code = builder_.keep(code),
                         .began = builder_.keep(table->cell(row, 7)),
                         .ended = builder_.keep(table->cell(row, 8)),
                         .from = day_of(dates->from),
                         .to = day_of(dates->to)});
  }
  return {};
}

}  // namespace casus::knowledge
