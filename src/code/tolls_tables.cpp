#include "code/tolls_tables.h"

#include <algorithm>
#include <toml++/toml.h>

#include "base/ascii.h"

namespace casus::code {
namespace {

base::Error bad(const std::string& file, const toml::node* where, std::string message,
                std::string hint = {}) {
  base::Error error{
      .code = "bad_toll_table", .message = std::move(message), .hint = std::move(hint), .file = file};
  if (where != nullptr) error.line = where->source().begin.line;
  return error;
}

base::Result<toml::table> parse(const std::string& file) {
  try {
    return toml::parse_file(file);
  } catch (const toml::parse_error& error) {
    return base::Error{.code = "bad_toll_table",
                       .message = std::string(error.description()),
                       .hint = "see the comments at the head of the file",
                       .file = file,
                       .line = error.source().begin.line};
  }
}

std::vector<std::string> strings(const toml::node* node) {
  std::vector<std::string> out;
  if (node == nullptr) return out;
  if (const auto* list = node->as_array()) {
    for (const auto& item : *list) {
      if (const auto text = item.value<std::string>()) out.push_back(*text);
    }
  }
  return out;
}

std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> out;
  for (const std::string_view word : base::split(phrase, ' ')) {
    if (!word.empty()) out.emplace_back(word);
  }
  return out;
}

std::unordered_set<std::string> word_set(const toml::node* node) {
  auto list = strings(node);
  return {std::make_move_iterator(list.begin()), std::make_move_iterator(list.end())};
}

template <class Phrases>
void longest_first(Phrases& phrases) {
  std::stable_sort(phrases.begin(), phrases.end(),
                   [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
}

std::optional<events::Qualifier> find_qualifier(std::string_view name) {
  using events::Qualifier;
  for (const Qualifier q : {Qualifier::exact, Qualifier::at_least, Qualifier::at_most, Qualifier::about,
                            Qualifier::more_than, Qualifier::less_than, Qualifier::range, Qualifier::vague}) {
    if (events::name(q) == name) return q;
  }
  return std::nullopt;
}

}  // namespace

const TollTables::Triggers& TollTables::find(const Index& index, std::string_view word) {
  static const Triggers none;
  const auto at = index.find(std::string(word));
  return at == index.end() ? none : at->second;
}

std::optional<events::TollKind> TollTables::toll_kind(std::string_view word) const {
  const auto at = toll_kinds_.find(std::string(word));
  if (at == toll_kinds_.end()) return std::nullopt;
  return at->second;
}

bool TollTables::is_people(std::string_view lemma) const {
  if (people_.contains(std::string(lemma))) return true;
  return std::any_of(people_endings_.begin(), people_endings_.end(), [&](const std::string& ending) {
    return lemma.size() > ending.size() + 2 && lemma.ends_with(ending);
  });
}

base::Result<TollTables> TollTables::load(const std::string& data_folder) {
  TollTables out;
  const std::string triggers_file = data_folder + "/tolls/triggers.toml";
  const auto triggers = parse(triggers_file);
  if (!triggers) return triggers.error();
  const auto* list = (*triggers)["trigger"].as_array();
  if (list == nullptr) return bad(triggers_file, nullptr, "no [[trigger]] in the file");
  for (const auto& node : *list) {
    const auto* table = node.as_table();
    if (table == nullptr) return bad(triggers_file, &node, "a trigger must be a table");
    auto trigger = std::make_unique<TollTrigger>();
    trigger->id = (*table)["id"].value_or(std::string());
    if (trigger->id.empty()) return bad(triggers_file, table, "a trigger without an id");
    const auto kind = events::find_toll_kind((*table)["kind"].value_or(std::string_view()));
    if (!kind)
      return bad(triggers_file, table, "unknown kind of toll in " + trigger->id, "see the head of the file");
    trigger->kind = *kind;
    for (const std::string& role_name : strings(table->get("victim"))) {
      const auto role = document::find_role(role_name);
      if (!role) return bad(triggers_file, table, "unknown role \"" + role_name + "\" in " + trigger->id);
      trigger->victim.push_back(*role);
    }
    trigger->with = strings(table->get("with"));
    trigger->unless = strings(table->get("unless"));
    trigger->units = strings(table->get("units"));
    trigger->passive = (*table)["passive"].value_or(false);
    trigger->anyone = (*table)["anyone"].value_or(false);
    trigger->cause = strings(table->get("cause"));
    trigger->people = (*table)["people"].value_or(false);
    trigger->running_if_perfect = (*table)["cumulative"].value_or(std::string_view()) == "perfect";
    trigger->least = (*table)["least"].value_or(std::int64_t{0});
    if (const auto* instead = table->get("beside_harm")) {
      const auto other = events::find_toll_kind(instead->value_or(std::string_view()));
      if (!other)
        return bad(triggers_file, table, "unknown kind under `beside_harm` in " + trigger->id,
                   "see the head of the file");
      trigger->beside_harm = true;
      trigger->instead = *other;
    }
    trigger->uncounted_beside_harm = (*table)["uncounted_beside_harm"].value_or(false);
    for (const auto& [key, index] : {std::pair{"verb", &out.verbs_}, std::pair{"noun", &out.nouns_},
                                     std::pair{"state", &out.states_}, std::pair{"person", &out.persons_}}) {
      for (const std::string& word : strings(table->get(key))) (*index)[word].push_back(trigger.get());
    }
    out.triggers_.push_back(std::move(trigger));
  }
  if (const auto* toll = (*triggers)["toll"].as_table()) {
    out.toll_words_ = word_set(toll->get("words"));
    out.number_words_ = word_set(toll->get("numbers"));
    for (const auto& phrase : strings(toll->get("running"))) out.running_.push_back(words_of(phrase));
    for (const auto& [key, value] : *toll) {
      const auto kind = events::find_toll_kind(key.str());
      if (!kind) continue;
      for (const std::string& word : strings(&value)) out.toll_kinds_[word] = *kind;
    }
  }
  if (const auto* casualties = (*triggers)["casualties"].as_table()) {
    out.casualty_words_ = word_set(casualties->get("words"));
  }

  for (const auto& [key, words] : {std::pair{"unreal", &out.unreal_}, std::pair{"blame", &out.blame_},
                                   std::pair{"managed", &out.managed_}, std::pair{"history", &out.history_},
                                   std::pair{"harm", &out.harm_}}) {
    *words = word_set((*triggers)[key]["words"].node());
    if (words->empty()) return bad(triggers_file, nullptr, std::string("no [") + key + "] words in the file");
  }

  const std::string numbers_file = data_folder + "/tolls/numbers.toml";
  const auto numbers = parse(numbers_file);
  if (!numbers) return numbers.error();
  for (const char* key : {"vague", "exact"}) {
    const auto* magnitudes = (*numbers)[key].as_array();
    if (magnitudes == nullptr)
      return bad(numbers_file, nullptr, std::string("no [[") + key + "]] in the file");
    for (const auto& node : *magnitudes) {
      const auto* table = node.as_table();
      if (table == nullptr) return bad(numbers_file, &node, "a magnitude must be a table");
      const bool exact = std::string_view(key) == "exact";
      const auto low = (*table)[exact ? "value" : "low"].value<std::int64_t>();
      if (!low)
        return bad(numbers_file, table, exact ? "a magnitude without value" : "a magnitude without low");
      for (const std::string& phrase : strings(table->get("words"))) {
        Magnitude magnitude{words_of(phrase), *low, (*table)["high"].value<std::int64_t>(), exact};
        if (exact) magnitude.high = *low;
        out.magnitudes_.push_back(std::move(magnitude));
      }
    }
  }
  longest_first(out.magnitudes_);
  for (const auto& [key, bounds] : {std::pair{"before", &out.before_}, std::pair{"after", &out.after_}}) {
    const auto* table = (*numbers)[key].as_table();
    if (table == nullptr) return bad(numbers_file, nullptr, std::string("no [") + key + "] in the file");
    for (const auto& [name, phrases] : *table) {
      const auto qualifier = find_qualifier(name.str());
      if (!qualifier)
        return bad(numbers_file, &phrases, "unknown qualifier \"" + std::string(name.str()) + "\"");
      for (const std::string& phrase : strings(&phrases)) bounds->push_back({words_of(phrase), *qualifier});
    }
    longest_first(*bounds);
  }
  out.plural_low_ = (*numbers)["plural"]["low"].value_or(std::int64_t{2});
  out.group_low_ = (*numbers)["plural"]["group"].value_or(std::int64_t{3});
  out.more_ = word_set((*numbers)["more"]["words"].node());
  out.added_ = word_set((*numbers)["more"]["added"].node());

  const std::string victims_file = data_folder + "/tolls/victims.toml";
  const auto victims = parse(victims_file);
  if (!victims) return victims.error();
  out.people_ = word_set(victims->get("people"));
  out.people_endings_ = strings(victims->get("endings"));
  out.collective_ = word_set(victims->get("collective"));
  out.not_people_ = word_set(victims->get("not_people"));
  if (out.people_.empty()) return bad(victims_file, nullptr, "no people in the file");
  return out;
}

}  // namespace casus::code
