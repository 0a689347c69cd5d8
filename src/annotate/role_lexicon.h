// What the roles layer knows about words: event nouns and where their participants stand, light verbs, verbs
// that take their subject as theme, prepositions that verbs govern, nouns of people and of time.
//
// Read from data/words/en/roles/*.txt, where each file says what its columns mean. Immutable after load;
// shared by threads. Cost: one look-up a token.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "document/layers.h"

namespace casus::annotate {

enum class RoleWord : std::uint64_t {
  event_noun = 1ull << 0,
  pair_noun = 1ull << 1,           // done with or among others
  possessor_is_theme = 1ull << 2,  // "his arrest"
  light_verb = 1ull << 3,
  theme_subject = 1ull << 4,
  theme_subject_alone = 1ull << 5,
  raising = 1ull << 6,
  subject_control = 1ull << 7,
  hedge = 1ull << 8,
  actor_noun = 1ull << 9,
  time_noun = 1ull << 10,
  hearer_verb = 1ull << 11,      // its object hears or is told to: "told reporters", "urged Russia to"
  agent_adjective = 1ull << 12,  // its subject means it: ready, willing, opposed
  lends_agent = 1ull << 13,      // its subject does what its object noun says: "announced plans"
  object_lends = 1ull << 14,     // its object does: "accused of"
  undergoes = 1ull << 15,        // its subject is who its object noun happens to: "suffered an attack"
  hearer_noun = 1ull << 16,      // whoever gets it does what its infinitive says: "a request to leave"
  speech_verb = 1ull << 17,
  purpose_infinitive = 1ull << 18,  // its infinitive says what for: "went to help"
  drives_object = 1ull << 19,       // its infinitive is what the object is brought to: "forced them to leave"
  tough_adjective = 1ull << 20,     // its subject is the object of its infinitive: "hard to beat"
  light_with_word = 1ull << 21,     // with some particle or preposition it is a light verb: "come under"
  person_acts = 1ull << 22,         // of the theme subjects: a person as subject does it: "we went on"
  relates_theme = 1ull << 23,       // its subject is theme, its object what it is: "means war"
  whole_subject = 1ull << 24,       // its subject is what its object is part of: "the deal includes aid"
  clause_is_attribute = 1ull << 25,  // its infinitive says what becomes of the subject: "failed to come"
  answers = 1ull << 27,              // its subject got the request that is its object: "rejected the request"
  furnishes = 1ull << 29,            // its object gets what "with" brings: "supplied them with arms"
  it_adjective = 1ull << 30,         // "it" before it names nobody: "it is important to leave"
  adjunct_noun = 1ull << 28,         // after a preposition it says how or why: "in response"
  infinitive_noun = 1ull << 26,      // its infinitive lacks nothing: "a chance to leave"
  harms = 1ull << 31,    // its object is who the deed that does it befalls: "the attack killed two"
  measure = 1ull << 32,  // units: "cut by two points" says how much
};

struct RoleField {
  std::string preposition;
  document::Role role;
};

struct RoleEntry {
  std::uint64_t flags = 0;
  bool any_light_noun = false;
  std::vector<RoleField> noun_fields;
  std::vector<RoleField> verb_fields;
  std::vector<std::string> light_nouns;  // sorted

  bool is(RoleWord word) const { return (flags & static_cast<std::uint64_t>(word)) != 0; }
  std::optional<document::Role> noun_role(std::string_view preposition) const;
  std::optional<document::Role> verb_role(std::string_view preposition) const;
  bool takes_light(std::string_view noun) const;
};

class RoleLexicon {
 public:
  // `folder` is the folder of the word lists (data/words/en/roles). Error `missing_file`, or `bad_word_list`
  // with file and line where a field or a role is unknown.
  static base::Result<RoleLexicon> load(const std::string& folder);

  // Nothing where no list has the word. `word` is a lower-case lemma, or lemma and particle.
  const RoleEntry* find(std::string_view word) const;
  std::size_t size() const { return entries_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, RoleEntry, Hash, std::equal_to<>> entries_;
};

}  // namespace casus::annotate
