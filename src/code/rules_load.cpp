// Reading rules from TOML. Every complaint names file, line and column: a rule file is written by people, and
// a rule that is silently not read is worse than none.
#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <toml++/toml.h>

#include "base/ascii.h"
#include "base/files.h"
#include "base/sha256.h"
#include "code/rules.h"

namespace casus::code {
namespace {

using base::Error;
using base::Result;

const std::vector<std::string> rule_keys = {
    "id",   "note", "operator", "event", "cameo",     "mode",  "contexts",   "verb", "noun", "adjective",
    "word", "when", "refine",   "actor", "recipient", "alone", "reciprocal", "both", "over", "example"};
const std::vector<std::string> refine_keys = {"when", "cameo", "mode", "event"};
const std::vector<std::string> example_keys = {"text",  "none",  "event",     "mode",
                                               "cameo", "actor", "recipient", "status"};
const std::vector<std::string> selectors = {"agent",
                                            "patient",
                                            "theme",
                                            "recipient",
                                            "beneficiary",
                                            "goal",
                                            "origin",
                                            "place",
                                            "topic",
                                            "companion",
                                            "object",
                                            "subject",
                                            "modifier",
                                            "possessor",
                                            "content.agent",
                                            "content.object",
                                            "content.recipient",
                                            "speaker",
                                            "instrument",
                                            "purpose.object",
                                            "purpose.recipient"};
const std::vector<std::string> prepositions = {
    "about",   "above",  "across",  "after",   "against",   "along",      "among",      "around", "as",
    "at",      "before", "behind",  "between", "by",        "concerning", "despite",    "down",   "during",
    "for",     "from",   "in",      "inside",  "into",      "near",       "of",         "off",    "on",
    "onto",    "out",    "outside", "over",    "regarding", "through",    "throughout", "to",     "toward",
    "towards", "under",  "upon",    "up",      "versus",    "with",       "within",     "without"};
const std::map<std::string, Slot> slots = {
    {"object", Slot::object},     {"subject", Slot::subject},   {"modifier", Slot::modifier},
    {"clause", Slot::clause},     {"sentence", Slot::sentence}, {"complement", Slot::complement},
    {"content", Slot::content},   {"purpose", Slot::purpose},   {"voice", Slot::voice},
    {"particle", Slot::particle}, {"light", Slot::light},       {"tense", Slot::tense},
    {"polarity", Slot::polarity}, {"head", Slot::head},         {"governor", Slot::governor}};
const std::vector<std::string> kinds = {"#country", "#person", "#group", "#organisation", "#place", "#actor"};
const std::vector<std::string> complements = {"clause", "infinitive", "infinitive_other",
                                              "gerund", "noun",       "none"};

std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& names) {
  const std::string near = ontology::nearest(wrong, names);
  return near.empty() ? std::string{} : "did you mean \"" + near + "\"?";
}

// Reads one file. Members keep what every message and every check needs.
class Reader {
 public:
  Reader(std::string file, const ontology::Ontology& ontology, const Lexicon& lexicon)
      : file_(std::move(file)), ontology_(ontology), lexicon_(lexicon) {}

  Result<Rule> rule(const toml::table& table) {
    if (auto wrong = unknown(table, rule_keys)) return *wrong;
    Rule out;
    out.file = file_;
    out.line = table.source().begin.line;
    std::string op = "act", event;
    if (auto wrong = text(table, "id", out.id, true)) return *wrong;
    if (auto wrong = text(table, "note", out.note, false)) return *wrong;
    if (auto wrong = text(table, "operator", op, false)) return *wrong;
    if (auto wrong = text(table, "event", event, false)) return *wrong;
    if (auto wrong = text(table, "cameo", out.cameo, false)) return *wrong;
    if (auto wrong = text(table, "mode", out.mode, false)) return *wrong;
    if (auto wrong = flag(table, "alone", out.alone)) return *wrong;
    if (auto wrong = flag(table, "reciprocal", out.reciprocal)) return *wrong;
    if (auto wrong = flag(table, "both", out.both)) return *wrong;
    if (auto wrong = texts(table, "contexts", out.contexts)) return *wrong;
    if (auto wrong = texts(table, "over", out.over)) return *wrong;
    if (auto wrong = texts(table, "actor", out.actor)) return *wrong;
    if (auto wrong = texts(table, "recipient", out.recipient)) return *wrong;

    const auto found = find_operator(op);
    if (!found) {
      std::vector<std::string> names;
      for (int i = 0; i < operator_count; ++i) names.emplace_back(name(static_cast<Operator>(i)));
      return at(table.get("operator"), table, "unknown operator \"" + op + "\"", did_you_mean(op, names));
    }
    out.op = *found;
    if (!event.empty()) {
      out.event = ontology::find_event_type(event);
      if (!out.event) return unknown_event(table, event);
    }
    if (auto wrong = check_code(table, out.cameo)) return *wrong;
    if (out.op == Operator::act && out.cameo.empty() && !out.event) {
      return at(nullptr, table, "the rule \"" + out.id + "\" has neither \"cameo\" nor \"event\"");
    }
    if (auto wrong = check_mode(table, type_of(out), out.mode)) return *wrong;
    for (const std::string& context : out.contexts) {
      if (!ontology_.has_context(context)) {
        return at(table.get("contexts"), table, "unknown context \"" + context + "\"",
                  "did you mean \"" + ontology_.near_context(context) + "\"?");
      }
    }
    for (const auto* list : {&out.actor, &out.recipient}) {
      for (const std::string& selector : *list) {
        if (std::find(selectors.begin(), selectors.end(), selector) == selectors.end() &&
            std::find(prepositions.begin(), prepositions.end(), selector) == prepositions.end()) {
          return at(nullptr, table, "unknown participant \"" + selector + "\" in rule \"" + out.id + "\"",
                    did_you_mean(selector, selectors));
        }
      }
    }
    using document::PredicateKind;
    if (auto wrong = keys(table, "verb", {PredicateKind::verb}, out.keys)) return *wrong;
    if (auto wrong = keys(table, "noun", {PredicateKind::noun}, out.keys)) return *wrong;
    if (auto wrong = keys(table, "adjective", {PredicateKind::adjective}, out.keys)) return *wrong;
    if (auto wrong = keys(table, "word", {PredicateKind::verb, PredicateKind::noun}, out.keys)) return *wrong;
    if (out.keys.empty()) return at(nullptr, table, "the rule \"" + out.id + "\" listens to no word");
    if (auto wrong = guards(table, out.when)) return *wrong;
    if (auto wrong = refinements(table, out)) return *wrong;
    if (auto wrong = examples(table, out)) return *wrong;
    return out;
  }

  std::optional<Error> unknown(const toml::table& table, const std::vector<std::string>& known) const {
    for (const auto& [key, value] : table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        return at(&value, table, "unknown key \"" + std::string(key.str()) + "\"",
                  did_you_mean(key.str(), known));
      }
    }
    return std::nullopt;
  }

  Error at(const toml::node* node, const toml::table& table, std::string message,
           std::string hint = {}) const {
    const auto& where = node != nullptr ? node->source().begin : table.source().begin;
    Error error{"bad_rule", std::move(message), std::move(hint), file_};
    error.line = where.line;
    error.column = where.column;
    return error;
  }

 private:
  std::optional<Error> text(const toml::table& table, std::string_view key, std::string& out,
                            bool needed) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      if (needed) return at(nullptr, table, "\"" + std::string(key) + "\" is missing");
      return std::nullopt;
    }
    if (!node->is_string()) return at(node, table, "\"" + std::string(key) + "\" must be a string");
    out = node->as_string()->get();
    if (needed && out.empty()) return at(node, table, "\"" + std::string(key) + "\" is empty");
    return std::nullopt;
  }

  std::optional<Error> flag(const toml::table& table, std::string_view key, bool& out) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    if (!node->is_boolean()) return at(node, table, "\"" + std::string(key) + "\" must be true or false");
    out = node->as_boolean()->get();
    return std::nullopt;
  }

  // A string or a list of strings.
  std::optional<Error> texts(const toml::table& table, std::string_view key,
                             std::vector<std::string>& out) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    if (node->is_string()) {
      out.push_back(node->as_string()->get());
      return std::nullopt;
    }
    if (!node->is_array()) return at(node, table, "\"" + std::string(key) + "\" must be a list of strings");
    for (const toml::node& item : *node->as_array()) {
      if (!item.is_string()) return at(&item, table, "\"" + std::string(key) + "\" must hold strings only");
      out.push_back(item.as_string()->get());
    }
    return std::nullopt;
  }

  Error unknown_event(const toml::table& table, const std::string& event) const {
    std::vector<std::string> names;
    for (int i = 0; i < ontology::event_type_count; ++i) {
      names.emplace_back(ontology::name(static_cast<ontology::EventType>(i)));
    }
    return at(table.get("event"), table, "unknown event \"" + event + "\"", did_you_mean(event, names));
  }

  std::optional<Error> check_code(const toml::table& table, const std::string& code) const {
    if (code.empty()) return std::nullopt;
    const ontology::Code* found = ontology_.find_code(code);
    if (found == nullptr) {
      return at(table.get("cameo"), table, "unknown CAMEO code \"" + code + "\"",
                "did you mean \"" + ontology_.near_code(code) + "\"?");
    }
    if (found->is_root())
      return at(table.get("cameo"), table, "a root code cannot be coded", "use " + code + "0");
    return std::nullopt;
  }

  std::optional<ontology::EventType> type_of(const Rule& rule) const {
    if (rule.event) return rule.event;
    const ontology::Code* code = ontology_.find_code(rule.cameo);
    return code == nullptr ? std::nullopt : code->event;
  }

  std::optional<Error> check_mode(const toml::table& table, std::optional<ontology::EventType> type,
                                  const std::string& mode) const {
    if (mode.empty()) return std::nullopt;
    if (!type) return at(table.get("mode"), table, "a mode needs \"event\" or \"cameo\" beside it");
    if (ontology_.find_mode(*type, mode) != nullptr) return std::nullopt;
    const std::string near = ontology_.near_mode(*type, mode);
    return at(table.get("mode"), table, std::string(ontology::name(*type)) + " has no mode \"" + mode + "\"",
              near.empty() ? "" : "did you mean \"" + near + "\"?");
  }

  // The head of a noun key is its last word before a preposition: "car bomb", "state of emergency".
  static void head_first(std::vector<std::string>& words) {
    auto end = words.begin() + 1;
    while (end != words.end() &&
           std::find(prepositions.begin(), prepositions.end(), *end) == prepositions.end())
      ++end;
    std::rotate(words.begin(), end - 1, end);
  }

  std::optional<Error> keys(const toml::table& table, std::string_view key,
                            const std::vector<document::PredicateKind>& as, std::vector<Key>& out) const {
    std::vector<std::string> written;
    if (auto wrong = texts(table, key, written)) return wrong;
    for (const std::string& entry : written) {
      Key one;
      for (std::string_view word : base::split(entry, ' ')) {
        if (!word.empty()) one.words.push_back(base::lowered(word));
      }
      if (one.words.empty() || one.words.size() > 8) {
        return at(table.get(key), table, "a key has one to eight words: \"" + entry + "\"");
      }
      for (const document::PredicateKind kind : as) {
        Key added = one;
        added.kind = kind;
        if (kind == document::PredicateKind::noun) head_first(added.words);
        out.push_back(std::move(added));
      }
    }
    return std::nullopt;
  }

  std::optional<Error> words(const toml::node& node, const toml::table& table, Guard& guard) const {
    std::vector<std::string> written;
    const auto take = [&](const toml::node& item) {
      if (!item.is_string()) return false;
      written.push_back(item.as_string()->get());
      return true;
    };
    bool good = true;
    if (const toml::array* list = node.as_array()) {
      for (const toml::node& item : *list) good = good && take(item);
    } else {
      good = take(node);
    }
    if (!good || written.empty()) return at(&node, table, "a guard holds a word or a list of words");
    guard.words.written = written;
    for (std::string word : written) {
      const bool head = word.starts_with('^');
      if (head) {
        guard.words.head_only = true;
        word.erase(0, 1);
      }
      if (word == "*") {
        guard.words.any = true;
      } else if (word.starts_with('@')) {
        const auto found = lexicon_.find(word.substr(1));
        if (!found) {
          return at(&node, table, "unknown word class \"" + word + "\"",
                    did_you_mean(word.substr(1), lexicon_.names()));
        }
        guard.words.classes.set(found->index());
      } else if (word.starts_with('#')) {
        if (std::find(kinds.begin(), kinds.end(), word) == kinds.end()) {
          return at(&node, table, "unknown kind \"" + word + "\"", did_you_mean(word, kinds));
        }
        guard.words.kinds.push_back(word);
      } else if (word.find(' ') != std::string::npos) {
        std::vector<std::string>& phrase = guard.words.phrases.emplace_back();
        std::istringstream pieces(base::lowered(word));
        for (std::string piece; pieces >> piece;) phrase.push_back(piece);
      } else {
        (head ? guard.words.heads : guard.words.lemmas).push_back(base::lowered(word));
      }
    }
    if (guard.slot == Slot::complement) {
      for (const std::string& word : guard.words.lemmas) {
        if (std::find(complements.begin(), complements.end(), word) == complements.end()) {
          return at(&node, table, "unknown kind of complement \"" + word + "\"",
                    did_you_mean(word, complements));
        }
      }
    }
    return std::nullopt;
  }

  std::optional<Error> guards(const toml::table& table, std::vector<Guard>& out) const {
    const toml::node* node = table.get("when");
    if (node == nullptr) return std::nullopt;
    const toml::table* when = node->as_table();
    if (when == nullptr) return at(node, table, "\"when\" must be a table");
    for (const auto& [key, value] : *when) {
      Guard guard;
      std::string slot(key.str());
      if (slot.starts_with("not_")) {
        guard.negated = true;
        slot = slot.substr(4);
      }
      if (const auto found = slots.find(slot); found != slots.end()) {
        guard.slot = found->second;
      } else if (std::find(prepositions.begin(), prepositions.end(), slot) != prepositions.end()) {
        guard.slot = Slot::preposition;
        guard.preposition = slot;
      } else {
        std::vector<std::string> names = prepositions;
        for (const auto& [known, which] : slots) names.push_back(known);
        return at(&value, table, "unknown slot \"" + std::string(key.str()) + "\"",
                  did_you_mean(slot, names));
      }
      if (auto wrong = words(value, table, guard)) return wrong;
      out.push_back(std::move(guard));
    }
    return std::nullopt;
  }

  std::optional<Error> refinements(const toml::table& table, Rule& rule) const {
    const toml::node* node = table.get("refine");
    if (node == nullptr) return std::nullopt;
    if (!node->is_array()) return at(node, table, "\"refine\" must be a list of tables");
    for (const toml::node& item : *node->as_array()) {
      const toml::table* one = item.as_table();
      if (one == nullptr) return at(&item, table, "\"refine\" must be a list of tables");
      if (auto wrong = unknown(*one, refine_keys)) return wrong;
      Refinement out;
      std::string event, mode;
      if (auto wrong = text(*one, "cameo", out.cameo, false)) return wrong;
      if (auto wrong = text(*one, "event", event, false)) return wrong;
      if (auto wrong = text(*one, "mode", mode, false)) return wrong;
      if (auto wrong = guards(*one, out.when)) return wrong;
      if (out.when.empty()) return at(&item, table, "a refinement needs \"when\"");
      if (auto wrong = check_code(*one, out.cameo)) return wrong;
      if (!event.empty()) {
        out.event = ontology::find_event_type(event);
        if (!out.event) return unknown_event(*one, event);
      }
      if (one->contains("mode")) {
        out.mode = mode;
        Rule narrowed;
        narrowed.event = out.event ? out.event : (out.cameo.empty() ? rule.event : std::nullopt);
        narrowed.cameo = out.cameo.empty() ? rule.cameo : out.cameo;
        if (auto wrong = check_mode(*one, type_of(narrowed), mode)) return wrong;
      }
      rule.refine.push_back(std::move(out));
    }
    return std::nullopt;
  }

  std::optional<Error> examples(const toml::table& table, Rule& rule) const {
    const toml::node* node = table.get("example");
    if (node == nullptr) return std::nullopt;
    if (!node->is_array()) return at(node, table, "\"example\" must be a list of tables");
    for (const toml::node& item : *node->as_array()) {
      const toml::table* one = item.as_table();
      if (one == nullptr) return at(&item, table, "\"example\" must be a list of tables");
      if (auto wrong = unknown(*one, example_keys)) return wrong;
      Example out;
      out.line = item.source().begin.line;
      if (auto wrong = text(*one, "text", out.text, true)) return wrong;
      if (auto wrong = flag(*one, "none", out.none)) return wrong;
      if (auto wrong = text(*one, "event", out.event, false)) return wrong;
      if (auto wrong = text(*one, "mode", out.mode, false)) return wrong;
      if (auto wrong = text(*one, "cameo", out.cameo, false)) return wrong;
      if (auto wrong = text(*one, "actor", out.actor, false)) return wrong;
      if (auto wrong = text(*one, "recipient", out.recipient, false)) return wrong;
      if (auto wrong = text(*one, "status", out.status, false)) return wrong;
      if (!out.event.empty() && !ontology::find_event_type(out.event)) return unknown_event(*one, out.event);
      if (auto wrong = check_code(*one, out.cameo)) return wrong;
      if (!out.status.empty() && !ontology::find_status(out.status)) {
        return at(one->get("status"), *one, "unknown status \"" + out.status + "\"");
      }
      rule.examples.push_back(std::move(out));
    }
    return std::nullopt;
  }

  std::string file_;
  const ontology::Ontology& ontology_;
  const Lexicon& lexicon_;
};

}  // namespace

Result<void> RuleSet::add(const std::string& text, const std::string& file,
                          const ontology::Ontology& ontology, const Lexicon& lexicon) {
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& wrong) {
    Error error{"bad_toml", std::string(wrong.description()), {}, file};
    error.line = wrong.source().begin.line;
    error.column = wrong.source().begin.column;
    return error;
  }
  Reader reader(file, ontology, lexicon);
  if (auto wrong = reader.unknown(root, {"rule"})) return *wrong;
  const toml::node* list = root.get("rule");
  if (list == nullptr || !list->is_array_of_tables()) {
    return reader.at(list, root, "the file must hold [[rule]] tables");
  }
  for (const toml::node& item : *list->as_array()) {
    auto rule = reader.rule(*item.as_table());
    if (!rule) return rule.error();
    const auto [found, fresh] = by_id_.emplace(rule->id, rules_.size());
    if (!fresh) {
      const Rule& first = rules_[found->second];
      return reader.at(&item, root, "the id \"" + rule->id + "\" is used twice",
                       "first in " + first.file + ":" + std::to_string(first.line));
    }
    rules_.push_back(*std::move(rule));
  }
  return {};
}

Result<RuleSet> RuleSet::read(const std::string& text, const std::string& file,
                              const ontology::Ontology& ontology, const Lexicon& lexicon) {
  RuleSet out;
  if (auto done = out.add(text, file, ontology, lexicon); !done) return done.error();
  if (auto done = out.finish(); !done) return done.error();
  out.hash_ = base::sha256_hex(text);
  return out;
}

Result<RuleSet> RuleSet::load(const std::string& folder, const ontology::Ontology& ontology,
                              const Lexicon& lexicon) {
  std::vector<std::filesystem::path> files;
  std::error_code wrong;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, wrong)) {
    if (entry.path().extension() == ".toml" && entry.path().filename() != "tables.toml") {
      files.push_back(entry.path());
    }
  }
  if (wrong) return Error{"no_folder", "cannot read the folder of rules", {}, folder};
  std::sort(files.begin(), files.end());
  RuleSet out;
  std::string hashes;
  for (const std::filesystem::path& file : files) {
    const auto text = base::read_file(file.string());
    if (!text) return Error{"no_file", "cannot read the rule file", {}, file.string()};
    if (auto done = out.add(*text, file.string(), ontology, lexicon); !done) return done.error();
    hashes += base::sha256_hex(*text);
  }
  if (out.rules_.empty()) return Error{"no_rules", "the folder holds no rules", {}, folder};
  if (auto done = out.finish(); !done) return done.error();
  out.hash_ = base::sha256_hex(hashes);
  return out;
}

}  // namespace casus::code
