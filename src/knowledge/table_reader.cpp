#include "knowledge/table_reader.h"

#include <algorithm>
#include <filesystem>

#include "base/ascii.h"

namespace casus::knowledge {

using base::Result;

namespace {

// Written in capitals and short: an acronym rather than a name.
bool looks_like_acronym(std::string_view alias) {
  int letters = 0;
  for (const char c : alias) {
    if (base::is_lower(c) || base::is_space(c)) return false;
    if (base::is_upper(c)) ++letters;
  }
  return letters >= 2;
}

}  // namespace

bool is_code(std::string_view code) {
  return !code.empty() && code.size() % 3 == 0 &&
         std::all_of(code.begin(), code.end(), [](char c) { return base::is_upper(c) || base::is_digit(c); });
}

bool TableReader::there(const char* name) const { return std::filesystem::exists(file(name)); }

Result<TableReader::Span> TableReader::span(const Table& table, std::size_t row, std::size_t from,
                                            std::size_t to) const {
  auto begin = table.from(row, from);
  if (!begin) return begin.error();
  auto end = table.to(row, to);
  if (!end) return end.error();
  if (*begin && *end && **end < **begin) return table.wrong(row, "it ends before it begins");
  return Span{*begin, *end};
}

Result<void> TableReader::known_country(const Table& table, std::size_t row, std::string_view code) const {
  const auto entry = builder_.find_entry(code);
  if (entry && builder_.entry(*entry).kind == static_cast<std::uint32_t>(Kind::country)) return {};
  return table.wrong(row, "unknown country \"" + std::string(code) + "\"", "countries.tsv lists the codes");
}

Result<std::uint32_t> TableReader::entry(const Table& table, std::size_t row, const NewEntry& entry) {
  const auto index = builder_.add_entry(entry);
  if (index) return *index;
  return table.wrong(row, "\"" + std::string(entry.key) + "\" stands twice");
}

void TableReader::names(std::uint32_t entry, std::string_view name,
                        const std::vector<std::string_view>& aliases, Sense sense) {
  builder_.add_name(entry, name, sense);
  for (const std::string_view alias : aliases) {
    const bool acronym = sense == Sense::name && looks_like_acronym(alias);
    builder_.add_name(entry, alias, acronym ? Sense::acronym : sense);
  }
}

}  // namespace casus::knowledge
