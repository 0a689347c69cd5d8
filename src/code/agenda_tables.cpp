#include "code/agenda_tables.h"

#include <algorithm>
#include <map>
#include <toml++/toml.h>

#include "base/ascii.h"
#include "base/files.h"
#include "ontology/ontology.h"

namespace casus::code {

using base::Error;
using base::Result;

namespace {

std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& names) {
  const std::string near = ontology::nearest(wrong, names);
  return near.empty() ? std::string{} : "did you mean \"" + near + "\"?";
}

std::vector<std::string> agenda_names() {
  std::vector<std::string> out;
  for (int i = 0; i <= static_cast<int>(events::AgendaKind::other); ++i) {
    out.emplace_back(events::name(static_cast<events::AgendaKind>(i)));
  }
  return out;
}

std::vector<std::string> certainty_names() {
  std::vector<std::string> out;
  for (int i = 0; i <= static_cast<int>(events::Certainty::cancelled); ++i) {
    out.emplace_back(events::name(static_cast<events::Certainty>(i)));
  }
  return out;
}

std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> out;
  for (const std::string_view word : base::split(phrase, ' ')) {
    if (!word.empty()) out.push_back(base::lowered(word));
  }
  return out;
}

Result<std::string> file_text(const std::string& file) {
  auto text = base::read_file(file);
  if (!text) return Error{"no_file", "cannot read the agenda table", {}, file};
  return *std::move(text);
}

}  // namespace

// Reads the two files. Members keep what every message needs.
class AgendaReader {
 public:
  AgendaReader(AgendaTables& out, std::string file, const Lexicon& lexicon)
      : out_(out), file_(std::move(file)), lexicon_(lexicon) {}

  std::optional<Error> kinds(const std::string& text) {
    toml::table root;
    if (auto wrong = parse(text, root)) return wrong;
    if (auto wrong = known(root, {"kind"})) return wrong;
    const toml::array* list = root["kind"].as_array();
    if (list == nullptr || list->empty()) return at(nullptr, root, "the file must hold [[kind]] tables");
    for (const toml::node& node : *list) {
      const toml::table* table = node.as_table();
      if (table == nullptr) return at(&node, root, "a kind must be a table");
      if (auto wrong = kind(*table)) return wrong;
    }
    return std::nullopt;
  }

  std::optional<Error> cues(const std::string& text) {
    toml::table root;
    if (auto wrong = parse(text, root)) return wrong;
    if (auto wrong = known(root, {"governor", "noun", "modifier", "words"})) return wrong;
    for (const auto& [key, into] :
         {std::pair{"governor", &out_.governors_}, std::pair{"noun", &out_.cue_nouns_},
          std::pair{"modifier", &out_.modifiers_}}) {
      const toml::array* list = root[key].as_array();
      if (list == nullptr) return at(nullptr, root, std::string("no [[") + key + "]] in the file");
      for (const toml::node& node : *list) {
        const toml::table* table = node.as_table();
        if (table == nullptr) return at(&node, root, "a cue must be a table");
        if (auto wrong = cue(*table, *into, key == std::string_view("governor"))) return wrong;
      }
    }
    const toml::table* words = root["words"].as_table();
    if (words == nullptr) return at(nullptr, root, "no [words] in the file");
    const std::vector<std::pair<std::string, AgendaTables::Words*>> lists = {
        {"holding", &out_.holding_}, {"sequence", &out_.sequence_},   {"deadline", &out_.deadline_},
        {"demand", &out_.demand_},   {"effective", &out_.effective_}, {"rejecting", &out_.rejecting_},
        {"plain", &out_.plain_}};
    std::vector<std::string> names;
    for (const auto& [key, into] : lists) {
      names.push_back(key);
      std::vector<std::string> written;
      if (auto wrong = texts(*words, key, written)) return wrong;
      if (written.empty()) return at(nullptr, *words, "\"" + key + "\" is missing");
      into->insert(written.begin(), written.end());
    }
    return known(*words, names);
  }

 private:
  std::optional<Error> parse(const std::string& text, toml::table& root) const {
    try {
      root = toml::parse(text);
    } catch (const toml::parse_error& wrong) {
      Error error{"bad_toml", std::string(wrong.description()), {}, file_};
      error.line = wrong.source().begin.line;
      error.column = wrong.source().begin.column;
      return error;
    }
    return std::nullopt;
  }

  Error at(const toml::node* node, const toml::table& table, std::string message,
           std::string hint = {}) const {
    const auto& where = node != nullptr ? node->source().begin : table.source().begin;
    Error error{"bad_agenda_table", std::move(message), std::move(hint), file_};
    error.line = where.line;
    error.column = where.column;
    return error;
  }

  std::optional<Error> known(const toml::table& table, const std::vector<std::string>& names) const {
    for (const auto& [key, value] : table) {
      if (std::find(names.begin(), names.end(), key.str()) == names.end()) {
        return at(&value, table, "unknown key \"" + std::string(key.str()) + "\"",
                  did_you_mean(key.str(), names));
      }
    }
    return std::nullopt;
  }

  std::optional<Error> texts(const toml::table& table, std::string_view key,
                             std::vector<std::string>& out) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const toml::array* list = node->as_array();
    if (list == nullptr) return at(node, table, "\"" + std::string(key) + "\" must be a list of strings");
    for (const toml::node& item : *list) {
      if (!item.is_string() || item.as_string()->get().empty()) {
        return at(&item, table, "\"" + std::string(key) + "\" must hold strings only");
      }
      out.push_back(base::lowered(item.as_string()->get()));
    }
    return std::nullopt;
  }

  std::optional<Error> company(const toml::table& table, std::string_view key, Company& out) const {
    std::vector<std::string> written;
    if (auto wrong = texts(table, key, written)) return wrong;
    for (const std::string& word : written) {
      if (word == "#person") {
        out.person = true;
      } else if (word == "#place") {
        out.place = true;
      } else if (word.starts_with('@')) {
        const auto found = lexicon_.find(word.substr(1));
        if (!found) {
          return at(table.get(key), table, "unknown word class \"" + word + "\"",
                    did_you_mean(word.substr(1), lexicon_.names()));
        }
        out.classes.set(found->index());
      } else {
        out.lemmas.push_back(word);
      }
    }
    return std::nullopt;
  }

  std::optional<Error> kind(const toml::table& table) {
    if (auto wrong = known(table, {"id", "what", "noun", "verb", "plural", "with", "unless", "object"}))
      return wrong;
    AgendaEntry entry;
    entry.id = table["id"].value_or(std::string());
    if (entry.id.empty()) return at(nullptr, table, "a kind without an id");
    const bool twice = std::any_of(out_.entries_.begin(), out_.entries_.end(),
                                   [&](const AgendaEntry& other) { return other.id == entry.id; });
    if (twice) return at(table.get("id"), table, "the id \"" + entry.id + "\" is used twice");
    const std::string what = table["what"].value_or(std::string());
    const auto found = events::find_agenda_kind(what);
    if (!found) {
      return at(table.get("what"), table, "unknown kind of agenda item \"" + what + "\"",
                did_you_mean(what, agenda_names()));
    }
    entry.what = *found;
    if (table.contains("object")) {
      if (table["object"].value_or(std::string()) != "party") {
        return at(table.get("object"), table, "\"object\" can only be \"party\"");
      }
      entry.object_is_party = true;
    }
    entry.plural = table["plural"].value_or(false);
    std::vector<std::string> nouns, verbs;
    if (auto wrong = texts(table, "noun", nouns)) return wrong;
    if (auto wrong = texts(table, "verb", verbs)) return wrong;
    if (nouns.empty() && verbs.empty())
      return at(nullptr, table, "\"" + entry.id + "\" has no noun and no verb");
    for (const std::string& noun : nouns) entry.nouns.push_back(words_of(noun));
    for (const std::string& verb : verbs) entry.verbs.push_back(words_of(verb));
    if (auto wrong = company(table, "with", entry.with)) return wrong;
    if (auto wrong = company(table, "unless", entry.unless)) return wrong;
    out_.entries_.push_back(std::move(entry));
    return std::nullopt;
  }

  std::optional<Error> cue(const toml::table& table, AgendaTables::Cues& into, bool governor) const {
    if (auto wrong = known(table, governor ? std::vector<std::string>{"certainty", "words", "over"}
                                           : std::vector<std::string>{"certainty", "words"})) {
      return wrong;
    }
    AgendaCue cue;
    const std::string certainty = table["certainty"].value_or(std::string());
    const std::vector<std::string> names = certainty_names();
    const auto found = std::find(names.begin(), names.end(), certainty);
    if (found == names.end()) {
      return at(table.get("certainty"), table, "unknown certainty \"" + certainty + "\"",
                did_you_mean(certainty, names));
    }
    cue.certainty = static_cast<events::Certainty>(found - names.begin());
    const std::string over = table["over"].value_or(std::string("any"));
    const std::map<std::string, Reach> reaches = {
        {"any", Reach::any}, {"clause", Reach::clause}, {"dated", Reach::dated}};
    const auto reach = reaches.find(over);
    if (reach == reaches.end()) {
      return at(table.get("over"), table, "unknown reach \"" + over + "\"", "any, clause or dated");
    }
    cue.reach = reach->second;
    std::vector<std::string> words;
    if (auto wrong = texts(table, "words", words)) return wrong;
    if (words.empty()) return at(nullptr, table, "a cue without words");
    for (const std::string& word : words) {
      if (!into.emplace(word, cue).second) {
        return at(table.get("words"), table, "the cue \"" + word + "\" stands twice");
      }
    }
    return std::nullopt;
  }

  AgendaTables& out_;
  std::string file_;
  const Lexicon& lexicon_;
};

const std::vector<AgendaTables::Listening>& AgendaTables::find(const Index& index, std::string_view word) {
  static const std::vector<Listening> none;
  const auto at = index.find(std::string(word));
  return at == index.end() ? none : at->second;
}

std::optional<AgendaCue> AgendaTables::cue(const Cues& cues, std::string_view word) {
  const auto at = cues.find(std::string(word));
  if (at == cues.end()) return std::nullopt;
  return at->second;
}

std::size_t AgendaTables::head_of(const std::vector<std::string>& phrase) {
  const auto of = std::find(phrase.begin(), phrase.end(), "of");
  const auto after = of == phrase.begin() ? phrase.end() : of;
  return static_cast<std::size_t>(after - phrase.begin()) - 1;
}

void AgendaTables::index() {
  for (std::uint32_t e = 0; e < entries_.size(); ++e) {
    const AgendaEntry& entry = entries_[e];
    for (std::uint32_t i = 0; i < entry.nouns.size(); ++i)
      nouns_[entry.nouns[i][head_of(entry.nouns[i])]].push_back({e, i});
    for (std::uint32_t i = 0; i < entry.verbs.size(); ++i) verbs_[entry.verbs[i].front()].push_back({e, i});
  }
  const auto order = [&](Index& lists, bool noun) {
    const auto weight = [&, noun](const Listening& one) {
      const AgendaEntry& entry = entries_[one.entry];
      const std::size_t words = (noun ? entry.nouns : entry.verbs)[one.phrase].size();
      return 4 * words + 2 * (entry.with.empty() ? 0 : 1) + (entry.unless.empty() ? 0 : 1);
    };
    for (auto& [word, list] : lists) {
      std::stable_sort(list.begin(), list.end(), [&](const Listening& a, const Listening& b) {
        if (weight(a) != weight(b)) return weight(a) > weight(b);
        return entries_[a.entry].id < entries_[b.entry].id;
      });
    }
  };
  order(nouns_, true);
  order(verbs_, false);
}

Result<AgendaTables> AgendaTables::read(const std::string& kinds, const std::string& kinds_file,
                                        const std::string& cues, const std::string& cues_file,
                                        const Lexicon& lexicon) {
  AgendaTables out;
  if (auto wrong = AgendaReader(out, kinds_file, lexicon).kinds(kinds)) return *wrong;
  if (auto wrong = AgendaReader(out, cues_file, lexicon).cues(cues)) return *wrong;
  out.index();
  return out;
}

Result<AgendaTables> AgendaTables::load(const std::string& data_folder, const Lexicon& lexicon) {
  const std::string kinds_file = data_folder + "/agenda/kinds.toml";
  const std::string cues_file = data_folder + "/agenda/cues.toml";
  const auto kinds = file_text(kinds_file);
  if (!kinds) return kinds.error();
  const auto cues = file_text(cues_file);
  if (!cues) return cues.error();
  return read(*kinds, kinds_file, *cues, cues_file, lexicon);
}

}  // namespace casus::code
