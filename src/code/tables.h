// From (stance, content) to a CAMEO code: data/rules/tables.toml.
//
// One table a stance; each maps a prefix of the content's own code ("07", "0872") to the code of the stance
// over it, the longest prefix first. `stop`, `allow` and `accept` map content to content.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ontology/ontology.h"

namespace casus::code {

enum class Table : std::uint8_t { appeal, demand, intent, reject, threat, stop, allow, accept };
inline constexpr int table_count = 8;
std::string_view name(Table);

class Tables {
 public:
  static base::Result<Tables> load(const std::string& file, const ontology::Ontology& ontology);
  static base::Result<Tables> read(const std::string& text, const std::string& file,
                                   const ontology::Ontology& ontology);

  // "" where the table says nothing about this content.
  std::string_view map(Table table, std::string_view content) const;

 private:
  std::array<std::map<std::string, std::string, std::less<>>, table_count> maps_;
};

// Content that helps or yields (CAMEO 04-08), against content that hurts (09-20). Appeals, intentions and
// bare statements are neither.
bool is_cooperative(std::string_view content);
bool is_hostile(std::string_view content);

}  // namespace casus::code
