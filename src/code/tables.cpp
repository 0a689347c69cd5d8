#include "code/tables.h"

#include <toml++/toml.h>
#include <vector>

#include "base/files.h"

namespace casus::code {
namespace {

constexpr std::array<std::string_view, table_count> names = {"appeal", "demand", "intent", "reject",
                                                             "threat", "stop",   "allow",  "accept"};

base::Error at(const std::string& file, const toml::node& node, std::string message, std::string hint = {}) {
  base::Error error{"bad_table", std::move(message), std::move(hint), file};
  error.line = node.source().begin.line;
  error.column = node.source().begin.column;
  return error;
}

}  // namespace

std::string_view name(Table table) { return names[static_cast<std::size_t>(table)]; }

base::Result<Tables> Tables::load(const std::string& file, const ontology::Ontology& ontology) {
  const auto text = base::read_file(file);
  if (!text) return base::Error{"no_file", "cannot read the tables", "is the data folder complete?", file};
  return read(*text, file, ontology);
}

base::Result<Tables> Tables::read(const std::string& text, const std::string& file,
                                  const ontology::Ontology& ontology) {
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& wrong) {
    base::Error error{"bad_toml", std::string(wrong.description()), {}, file};
    error.line = wrong.source().begin.line;
    error.column = wrong.source().begin.column;
    return error;
  }
  Tables out;
  for (const auto& [key, value] : root) {
    std::size_t which = 0;
    while (which < names.size() && names[which] != key.str()) ++which;
    if (which == names.size()) {
      return at(file, value, "unknown table \"" + std::string(key.str()) + "\"",
                "known: appeal, demand, intent, reject, threat, stop, allow, accept");
    }
    const toml::table* table = value.as_table();
    if (table == nullptr) return at(file, value, "a table of codes is wanted here");
    for (const auto& [from, to] : *table) {
      const auto code = to.value<std::string>();
      if (!code || ontology.find_code(*code) == nullptr) {
        return at(file, to, "unknown CAMEO code \"" + code.value_or("") + "\"",
                  "did you mean \"" + ontology.near_code(code.value_or("")) + "\"?");
      }
      if (ontology.find_code(from.str()) == nullptr) {
        return at(file, to, "unknown CAMEO code \"" + std::string(from.str()) + "\"",
                  "did you mean \"" + ontology.near_code(from.str()) + "\"?");
      }
      out.maps_[which].emplace(std::string(from.str()), *code);
    }
  }
  return out;
}

std::string_view Tables::map(Table table, std::string_view content) const {
  const auto& entries = maps_[static_cast<std::size_t>(table)];
  for (std::size_t size = content.size(); size >= 2; --size) {
    if (const auto found = entries.find(content.substr(0, size)); found != entries.end())
      return found->second;
  }
  return {};
}

bool is_cooperative(std::string_view content) {
  return content.size() >= 2 && content[0] == '0' && content[1] >= '4' && content[1] <= '8';
}

bool is_hostile(std::string_view content) {
  if (content.size() < 2) return false;
  return content[0] == '1' || content[0] == '2' || content.substr(0, 2) == "09";
}

}  // namespace casus::code
