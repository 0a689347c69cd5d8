#include "annotate/role_lexicon.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "base/ascii.h"

namespace casus::annotate {
namespace {

std::optional<document::Role> find_field(const std::vector<RoleField>& fields, std::string_view preposition) {
  for (const RoleField& field : fields) {
    if (field.preposition == preposition) return field.role;
  }
  return std::nullopt;
}

struct PlainList {
  const char* file;
  RoleWord word;
};

constexpr PlainList plain_lists[] = {
    {"theme_subject.txt", RoleWord::theme_subject},
    {"theme_subject_alone.txt", RoleWord::theme_subject_alone},
    {"raising.txt", RoleWord::raising},
    {"subject_control.txt", RoleWord::subject_control},
    {"hedges.txt", RoleWord::hedge},
    {"actor_nouns.txt", RoleWord::actor_noun},
    {"time_nouns.txt", RoleWord::time_noun},
    {"hearer_verbs.txt", RoleWord::hearer_verb},
    {"agent_adjectives.txt", RoleWord::agent_adjective},
    {"lends_agent.txt", RoleWord::lends_agent},
    {"object_lends.txt", RoleWord::object_lends},
    {"undergoes.txt", RoleWord::undergoes},
    {"hearer_nouns.txt", RoleWord::hearer_noun},
    {"speech_verbs.txt", RoleWord::speech_verb},
    {"purpose_infinitive.txt", RoleWord::purpose_infinitive},
    {"drives_object.txt", RoleWord::drives_object},
    {"tough_adjectives.txt", RoleWord::tough_adjective},
    {"person_acts.txt", RoleWord::person_acts},
    {"relates_theme.txt", RoleWord::relates_theme},
    {"whole_subject.txt", RoleWord::whole_subject},
    {"clause_is_attribute.txt", RoleWord::clause_is_attribute},
    {"infinitive_nouns.txt", RoleWord::infinitive_noun},
    {"answers.txt", RoleWord::answers},
    {"it_adjectives.txt", RoleWord::it_adjective},
    {"furnishes.txt", RoleWord::furnishes},
    {"adjunct_nouns.txt", RoleWord::adjunct_noun},
    {"harms.txt", RoleWord::harms},
    {"measures.txt", RoleWord::measure},
};

constexpr std::uint64_t bit(RoleWord word) { return static_cast<std::uint64_t>(word); }

// Lines of a list: the word, and the fields after a tab. Comments and empty lines are left out.
template <class Take>
base::Result<void> read_list(const std::string& path, Take&& take) {
  std::ifstream file(path);
  if (!file) {
    return base::Error{.code = "missing_file",
                       .message = "cannot read the word list",
                       .hint = "run make setup, or give the folder of the data with --data",
                       .file = path};
  }
  std::string line;
  for (std::uint64_t number = 1; std::getline(file, line); ++number) {
    const std::string_view text = base::trimmed(line);
    if (text.empty() || text.front() == '#') continue;
    const std::size_t tab = text.find('\t');
    const std::string_view word = base::trimmed(text.substr(0, tab));
    std::vector<std::string_view> fields;
    if (tab != std::string_view::npos) {
      for (const std::string_view field : base::split(text.substr(tab + 1), ' ')) {
        if (!field.empty()) fields.push_back(field);
      }
    }
    const std::string wrong = take(word, fields);
    if (!wrong.empty()) {
      return base::Error{.code = "bad_word_list", .message = wrong, .file = path, .line = number};
    }
  }
  return {};
}

// "PREP=ROLE" into `out`; what is wrong with it, or "".
std::string read_field(std::string_view field, std::vector<RoleField>& out) {
  const std::size_t equals = field.find('=');
  if (equals == std::string_view::npos) return "unknown field \"" + std::string(field) + "\"";
  const auto role = document::find_role(field.substr(equals + 1));
  if (!role) return "unknown role in \"" + std::string(field) + "\"";
  out.push_back({std::string(field.substr(0, equals)), *role});
  return {};
}

}  // namespace

std::optional<document::Role> RoleEntry::noun_role(std::string_view preposition) const {
  return find_field(noun_fields, preposition);
}

std::optional<document::Role> RoleEntry::verb_role(std::string_view preposition) const {
  return find_field(verb_fields, preposition);
}

bool RoleEntry::takes_light(std::string_view noun) const {
  return any_light_noun || std::binary_search(light_nouns.begin(), light_nouns.end(), noun);
}

base::Result<RoleLexicon> RoleLexicon::load(const std::string& folder) {
  RoleLexicon lexicon;
  using Fields = std::vector<std::string_view>;
  for (const PlainList& list : plain_lists) {
    auto done =
        read_list(folder + "/" + list.file, [&](std::string_view word, const Fields& fields) -> std::string {
          if (!fields.empty()) return "this list takes one word a line";
          lexicon.entries_[std::string(word)].flags |= bit(list.word);
          return {};
        });
    if (!done) return done.error();
  }
  auto done =
      read_list(folder + "/event_nouns.txt", [&](std::string_view word, const Fields& fields) -> std::string {
        RoleEntry& entry = lexicon.entries_[std::string(word)];
        entry.flags |= bit(RoleWord::event_noun);
        for (const std::string_view field : fields) {
          if (field == "pair") {
            entry.flags |= bit(RoleWord::pair_noun);
          } else if (field == "poss=theme") {
            entry.flags |= bit(RoleWord::possessor_is_theme);
          } else if (field != "poss=agent") {
            if (std::string wrong = read_field(field, entry.noun_fields); !wrong.empty()) return wrong;
          }
        }
        return {};
      });
  if (!done) return done.error();
  done = read_list(folder + "/verb_prepositions.txt",
                   [&](std::string_view word, const Fields& fields) -> std::string {
                     RoleEntry& entry = lexicon.entries_[std::string(word)];
                     for (const std::string_view field : fields) {
                       if (std::string wrong = read_field(field, entry.verb_fields); !wrong.empty())
                         return wrong;
                     }
                     return {};
                   });
  if (!done) return done.error();
  done =
      read_list(folder + "/light_verbs.txt", [&](std::string_view word, const Fields& fields) -> std::string {
        RoleEntry& entry = lexicon.entries_[std::string(word)];
        entry.flags |= bit(RoleWord::light_verb);
        for (const std::string_view field : fields) {
          if (field == "*") {
            entry.any_light_noun = true;
          } else {
            entry.light_nouns.emplace_back(field);
          }
        }
        std::sort(entry.light_nouns.begin(), entry.light_nouns.end());
        if (const std::size_t blank = word.find(' '); blank != std::string_view::npos) {
          lexicon.entries_[std::string(word.substr(0, blank))].flags |= bit(RoleWord::light_with_word);
        }
        return {};
      });
  if (!done) return done.error();
  return lexicon;
}

const RoleEntry* RoleLexicon::find(std::string_view word) const {
  const auto found = entries_.find(word);
  return found == entries_.end() ? nullptr : &found->second;
}

}  // namespace casus::annotate
