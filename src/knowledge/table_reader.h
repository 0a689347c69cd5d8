// One table after another into a builder; read_tables.h is the door.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "knowledge/builder.h"
#include "knowledge/table.h"

namespace casus::knowledge {

// Groups of three capital letters or digits: "KGZ", "KGZGOV".
bool is_code(std::string_view code);

class TableReader {
 public:
  TableReader(const std::string& folder, Builder& builder) : folder_(folder), builder_(builder) {}

  base::Result<void> countries();
  base::Result<void> country_names();
  base::Result<void> offices();
  base::Result<void> organisations();
  base::Result<void> groups_with_codes(const char* file, const char* prefix, Kind kind);
  base::Result<void> groups();
  base::Result<void> media();
  base::Result<void> bases();
  base::Result<void> regions();
  base::Result<void> roles();
  base::Result<void> memberships();
  base::Result<void> clauses();
  base::Result<void> leaders();
  base::Result<void> divisions();
  base::Result<void> place_names();
  base::Result<void> place_aliases();

 private:
  std::string file(const char* name) const { return folder_ + "/" + name; }
  bool there(const char* name) const;

  struct Span {
    std::optional<base::Date> from;
    std::optional<base::Date> to;
  };
  base::Result<Span> span(const Table& table, std::size_t row, std::size_t from, std::size_t to) const;
  base::Result<void> known_country(const Table& table, std::size_t row, std::string_view code) const;
  base::Result<std::uint32_t> entry(const Table& table, std::size_t row, const NewEntry& entry);
  void names(std::uint32_t entry, std::string_view name, const std::vector<std::string_view>& aliases,
             Sense sense);
  base::Result<void> leaders_file(const std::string& path);

  std::string folder_;
  Builder& builder_;
  std::map<std::uint32_t, std::uint32_t> country_places_;  // by entry
};

}  // namespace casus::knowledge
