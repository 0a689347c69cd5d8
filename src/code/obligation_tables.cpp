#include "code/obligation_tables.h"

#include <algorithm>
#include <toml++/toml.h>

#include "base/ascii.h"
#include "base/files.h"
#include "ontology/ontology.h"

namespace casus::code {

using base::Error;
using base::Result;

namespace {

Error bad(const std::string& file, const toml::node& node, std::string message, std::string hint = {}) {
  Error error{"bad_obligation_table", std::move(message), std::move(hint), file};
  error.line = node.source().begin.line;
  error.column = node.source().begin.column;
  return error;
}

std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& names) {
  const std::string near = ontology::nearest(wrong, names);
  return near.empty() ? std::string{} : "did you mean \"" + near + "\"?";
}

}  // namespace

Result<ObligationTables> ObligationTables::read(const std::string& text, const std::string& file,
                                                const Lexicon& lexicon) {
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& wrong) {
    Error error{"bad_toml", std::string(wrong.description()), {}, file};
    error.line = wrong.source().begin.line;
    error.column = wrong.source().begin.column;
    return error;
  }
  ObligationTables out;
  struct List {
    std::string table, key;
    LemmaSet* into;  // null for word classes
  };
  const std::vector<List> lists = {
      {"commitment", "words", &out.commit},
      {"commitment", "markers", &out.markers},
      {"commitment", "forecast", &out.forecast},
      {"mandate", "nouns", &out.mandate_nouns},
      {"mandate", "holders", &out.holders},
      {"mandate", "words", &out.mandate_words},
      {"mandate", "sources", &out.sources},
      {"mandate", "present", &out.present},
      {"mandate", "classes", nullptr},
      {"prohibition", "modals", &out.modals},
      {"prohibition", "passive", &out.passive},
      {"prohibition", "verbs", &out.ban_verbs},
      {"prohibition", "permission", &out.permission},
      {"prohibition", "nouns", &out.ban_nouns},
      {"prohibition", "markers", &out.ban_markers},
      {"prohibition", "weak", &out.weak_nouns},
      {"prohibition", "void", &out.void_words},
      {"treaty", "attack", &out.attack},
      {"treaty", "members", &out.members},
      {"treaty", "bodies", &out.bodies},
      {"treaty", "regarded", &out.regarded},
  };
  std::vector<std::string> tables;
  for (const List& list : lists) tables.push_back(list.table);
  for (const auto& [key, value] : root) {
    if (std::find(tables.begin(), tables.end(), key.str()) == tables.end()) {
      return bad(file, value, "unknown table \"" + std::string(key.str()) + "\"",
                 did_you_mean(key.str(), tables));
    }
    const toml::table* table = value.as_table();
    if (table == nullptr) return bad(file, value, "\"" + std::string(key.str()) + "\" must be a table");
    std::vector<std::string> keys;
    for (const List& list : lists) {
      if (list.table == key.str()) keys.push_back(list.key);
    }
    for (const auto& [name, node] : *table) {
      if (std::find(keys.begin(), keys.end(), name.str()) == keys.end()) {
        return bad(file, node, "unknown key \"" + std::string(name.str()) + "\"",
                   did_you_mean(name.str(), keys));
      }
    }
  }
  for (const List& list : lists) {
    const toml::node* node = root[list.table][list.key].node();
    const std::string called = "[" + list.table + "] " + list.key;
    if (node == nullptr) return bad(file, root, called + " is missing");
    const toml::array* array = node->as_array();
    if (array == nullptr || array->empty()) return bad(file, *node, called + " must be a list of words");
    for (const toml::node& item : *array) {
      if (!item.is_string() || item.as_string()->get().empty()) {
        return bad(file, item, called + " must hold words only");
      }
      const std::string word = base::lowered(item.as_string()->get());
      if (list.into != nullptr) {
        list.into->add(word);
        continue;
      }
      const auto found = lexicon.find(word);
      if (!found) {
        return bad(file, item, "unknown word class \"" + word + "\"", did_you_mean(word, lexicon.names()));
      }
      out.bodies_with_mandate.set(found->index());
    }
  }
  return out;
}

Result<ObligationTables> ObligationTables::load(const std::string& data_folder, const Lexicon& lexicon) {
  const std::string file = data_folder + "/obligations/obligations.toml";
  const auto text = base::read_file(file);
  if (!text) return Error{"no_file", "cannot read the table of obligations", {}, file};
  return read(*text, file, lexicon);
}

}  // namespace casus::code
