#include "ontology/ontology.h"

#include <algorithm>
#include <set>
#include <toml++/toml.h>

#include "base/files.h"

namespace casus::ontology {
namespace {

using base::Error;
using base::Result;

Error at(const std::string& file, const toml::node& node, std::string message, std::string hint = {}) {
  Error error{"bad_ontology", std::move(message), std::move(hint), file};
  error.line = node.source().begin.line;
  error.column = node.source().begin.column;
  return error;
}

std::string did_you_mean(const std::string& near) {
  return near.empty() ? std::string{} : "did you mean \"" + near + "\"?";
}

Result<toml::table> parse(const std::string& file) {
  const auto text = base::read_file(file);
  if (!text) return Error{"no_file", "cannot read the file", "is the data folder complete?", file};
  try {
    return toml::parse(*text);
  } catch (const toml::parse_error& wrong) {
    Error error{"bad_toml", std::string(wrong.description()), {}, file};
    error.line = wrong.source().begin.line;
    error.column = wrong.source().begin.column;
    return error;
  }
}

// Keys a table may have; the error names the first other one.
std::optional<Error> unknown_key(const std::string& file, const toml::table& table,
                                 const std::vector<std::string>& known) {
  for (const auto& [key, value] : table) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
      return at(file, value, "unknown key \"" + std::string(key.str()) + "\"",
                did_you_mean(nearest(key.str(), known)));
    }
  }
  return std::nullopt;
}

Result<std::string> text_of(const std::string& file, const toml::table& table, std::string_view key,
                            bool needed) {
  const toml::node* node = table.get(key);
  if (node == nullptr) {
    if (!needed) return std::string{};
    return at(file, table, "\"" + std::string(key) + "\" is missing");
  }
  if (!node->is_string()) return at(file, *node, "\"" + std::string(key) + "\" must be a string");
  return std::string(node->as_string()->get());
}

Result<std::optional<double>> number_of(const std::string& file, const toml::table& table,
                                        std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::optional<double>{};
  const std::optional<double> number = node->value<double>();
  if (!number || *number < -10 || *number > 10) {
    return at(file, *node, "\"" + std::string(key) + "\" must be a number from -10 to 10");
  }
  return number;
}

// The tables of an array of tables; an error where the file holds anything else.
Result<std::vector<const toml::table*>> tables_of(const std::string& file, const toml::table& root,
                                                  std::string_view name) {
  std::vector<const toml::table*> out;
  if (auto wrong = unknown_key(file, root, {std::string(name)})) return *wrong;
  const toml::node* list = root.get(name);
  if (list == nullptr || !list->is_array_of_tables()) {
    return at(file, root, "the file must hold [[" + std::string(name) + "]] tables");
  }
  for (const toml::node& item : *list->as_array()) out.push_back(item.as_table());
  return out;
}

Result<Mode> read_mode(const std::string& file, const toml::table& table) {
  if (auto wrong = unknown_key(file, table, {"name", "score", "definition"})) return *wrong;
  Mode mode;
  auto name = text_of(file, table, "name", true);
  if (!name) return name.error();
  auto score = number_of(file, table, "score");
  if (!score) return score.error();
  auto definition = text_of(file, table, "definition", true);
  if (!definition) return definition.error();
  mode.name = *name;
  mode.score = *score;
  mode.definition = *definition;
  return mode;
}

Result<Type> read_type(const std::string& file, const toml::table& table) {
  if (auto wrong = unknown_key(file, table, {"name", "score", "definition", "note", "mode"})) return *wrong;
  Type type;
  auto wanted = text_of(file, table, "name", true);
  if (!wanted) return wanted.error();
  const auto found = find_event_type(*wanted);
  if (!found) {
    std::vector<std::string> names;
    for (int i = 0; i < event_type_count; ++i) names.emplace_back(name(static_cast<EventType>(i)));
    return at(file, *table.get("name"), "unknown event \"" + *wanted + "\"",
              did_you_mean(nearest(*wanted, names)));
  }
  type.type = *found;
  auto score = number_of(file, table, "score");
  if (!score) return score.error();
  auto definition = text_of(file, table, "definition", true);
  if (!definition) return definition.error();
  auto note = text_of(file, table, "note", false);
  if (!note) return note.error();
  type.score = *score;
  type.definition = *definition;
  type.note = *note;
  if (const toml::node* modes = table.get("mode")) {
    if (!modes->is_array()) return at(file, *modes, "\"mode\" must be a list of tables");
    for (const toml::node& item : *modes->as_array()) {
      if (!item.is_table()) return at(file, item, "a mode must be a table");
      auto mode = read_mode(file, *item.as_table());
      if (!mode) return mode.error();
      type.modes.push_back(*mode);
    }
  }
  return type;
}

}  // namespace

Result<Ontology> Ontology::load(const std::string& folder) {
  Ontology out;

  const std::string types_file = folder + "/types.toml";
  auto types = parse(types_file);
  if (!types) return types.error();
  auto type_tables = tables_of(types_file, *types, "type");
  if (!type_tables) return type_tables.error();
  out.types_.resize(event_type_count);
  std::set<EventType> seen_types;
  for (const toml::table* table : *type_tables) {
    auto type = read_type(types_file, *table);
    if (!type) return type.error();
    if (!seen_types.insert(type->type).second) return at(types_file, *table, "the type is there twice");
    out.types_[static_cast<std::size_t>(type->type)] = *type;
  }
  for (int i = 0; i < event_type_count; ++i) {
    if (!seen_types.contains(static_cast<EventType>(i))) {
      return at(types_file, *types,
                "the type " + std::string(name(static_cast<EventType>(i))) + " is missing");
    }
  }

  const std::string contexts_file = folder + "/contexts.toml";
  auto contexts = parse(contexts_file);
  if (!contexts) return contexts.error();
  auto context_tables = tables_of(contexts_file, *contexts, "context");
  if (!context_tables) return context_tables.error();
  for (const toml::table* table : *context_tables) {
    if (auto wrong = unknown_key(contexts_file, *table, {"name", "definition"})) return *wrong;
    auto context = text_of(contexts_file, *table, "name", true);
    if (!context) return context.error();
    auto definition = text_of(contexts_file, *table, "definition", true);
    if (!definition) return definition.error();
    if (out.has_context(*context)) return at(contexts_file, *table, "the context is there twice");
    out.contexts_.push_back({*context, *definition});
  }

  const std::string codes_file = folder + "/cameo.toml";
  auto codes = parse(codes_file);
  if (!codes) return codes.error();
  auto code_tables = tables_of(codes_file, *codes, "code");
  if (!code_tables) return code_tables.error();
  for (const toml::table* table : *code_tables) {
    if (auto wrong =
            unknown_key(codes_file, *table, {"code", "label", "goldstein", "event", "mode", "contexts"})) {
      return *wrong;
    }
    Code code;
    auto digits = text_of(codes_file, *table, "code", true);
    if (!digits) return digits.error();
    if (digits->size() < 2 || digits->size() > 4 ||
        digits->find_first_not_of("0123456789") != std::string::npos) {
      return at(codes_file, *table->get("code"), "a CAMEO code has two to four digits");
    }
    auto label = text_of(codes_file, *table, "label", true);
    if (!label) return label.error();
    auto goldstein = number_of(codes_file, *table, "goldstein");
    if (!goldstein) return goldstein.error();
    if (!*goldstein) return at(codes_file, *table, "\"goldstein\" is missing");
    auto event = text_of(codes_file, *table, "event", false);
    if (!event) return event.error();
    auto mode = text_of(codes_file, *table, "mode", false);
    if (!mode) return mode.error();
    code.code = *digits;
    code.label = *label;
    code.goldstein = **goldstein;
    code.mode = *mode;
    if (!event->empty()) {
      code.event = find_event_type(*event);
      if (!code.event) return at(codes_file, *table->get("event"), "unknown event \"" + *event + "\"");
    }
    if (!mode->empty() && (!code.event || out.find_mode(*code.event, *mode) == nullptr)) {
      return at(codes_file, *table->get("mode"), "the type has no mode \"" + *mode + "\"",
                code.event ? did_you_mean(out.near_mode(*code.event, *mode)) : std::string{});
    }
    if (const toml::node* list = table->get("contexts")) {
      if (!list->is_array()) return at(codes_file, *list, "\"contexts\" must be a list of strings");
      for (const toml::node& item : *list->as_array()) {
        const auto context = item.value<std::string>();
        if (!context || !out.has_context(*context)) {
          return at(codes_file, item, "unknown context \"" + context.value_or("") + "\"",
                    did_you_mean(out.near_context(context.value_or(""))));
        }
        code.contexts.push_back(*context);
      }
    }
    if (!out.code_at_.emplace(code.code, out.codes_.size()).second) {
      return at(codes_file, *table, "the code " + code.code + " is there twice");
    }
    out.codes_.push_back(std::move(code));
  }
  std::sort(out.codes_.begin(), out.codes_.end(),
            [](const Code& a, const Code& b) { return a.code < b.code; });
  for (std::size_t i = 0; i < out.codes_.size(); ++i) out.code_at_[out.codes_[i].code] = i;
  for (const Code& code : out.codes_) {
    if (!code.is_root() && out.find_code(parent(code.code)) == nullptr) {
      return at(codes_file, *codes, "the code " + code.code + " has no parent in the file");
    }
  }
  return out;
}

const Code* Ontology::find_code(std::string_view code) const {
  const auto found = code_at_.find(std::string(code));
  return found == code_at_.end() ? nullptr : &codes_[found->second];
}

const Mode* Ontology::find_mode(EventType wanted, std::string_view mode) const {
  for (const Mode& candidate : type(wanted).modes) {
    if (candidate.name == mode) return &candidate;
  }
  return nullptr;
}

bool Ontology::has_context(std::string_view wanted) const {
  return std::any_of(contexts_.begin(), contexts_.end(),
                     [&](const Context& context) { return context.name == wanted; });
}

std::string_view Ontology::parent(std::string_view code) {
  return code.size() > 2 ? code.substr(0, code.size() - 1) : std::string_view{};
}

std::optional<double> Ontology::score(EventType wanted, std::string_view mode) const {
  const Mode* found = find_mode(wanted, mode);
  return found != nullptr && found->score ? found->score : type(wanted).score;
}

std::string Ontology::near_mode(EventType wanted, std::string_view wrong) const {
  std::vector<std::string> names;
  for (const Mode& mode : type(wanted).modes) names.push_back(mode.name);
  return nearest(wrong, names);
}

std::string Ontology::near_context(std::string_view wrong) const {
  std::vector<std::string> names;
  for (const Context& context : contexts_) names.push_back(context.name);
  return nearest(wrong, names);
}

std::string Ontology::near_code(std::string_view wrong) const {
  std::vector<std::string> names;
  for (const Code& code : codes_) names.push_back(code.code);
  return nearest(wrong, names);
}

}  // namespace casus::ontology
