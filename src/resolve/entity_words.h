// Words that say who somebody is: forms of address, sex, former and acting, general nouns for one of a kind.
//
// data/words/en/entities.txt, one line a class, a colon and lower-case lemmas; `claimed GEO: ABK, ...` lists
// the codes of unrecognised states on the ground of the first; `only senate: USA, ...` the states that have
// one. Immutable after load. Cost of a look-up: one hash of the word.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace casus::resolve {

enum class Hint : std::uint8_t {
  honorific,    // "Mr.", "Gen."
  soldier,      // "Lt.", "Gen.": ranks as written before a name
  male,         // "spokesman", "king"
  female,       // "spokeswoman", "queen"
  male_name,    // "Boris"
  female_name,  // "Angela"
  former,       // "former", "ousted"
  acting,       // "interim", "acting"
  speech,       // verbs that bring speech
  will,         // verbs whose subject means to do what it does, so is no thing: "agree", "refuse"
  harm,         // verbs whose object is people: "kill", "arrest"
  motion,       // verbs whose object is a spot, not a government
  quantity,     // "hundreds", "group"
  supporter,    // "supporters of X"
  opponent,     // "opponents of X"
  state,        // nouns for a state named before: "the country"
  igo,          // "the bloc"
  armed_group,  // "the militia"
  party,
  ngo,
  media,
  company,
  government,   // "the regime"
  city,         // "the capital"
  person,       // persons, for "the source", "the man"
  deed,         // whoever did what was told before: "the killers"
  kin,          // "boy", "daughter": one whom the words before named by kinship
  generic,      // "source", "official": whoever was just called so in other words
  side,         // "the two countries", "both sides"
  institution,  // what a country has one of
  locative,     // prepositions of place
  relation,     // nouns for what states have between them: "talks", "ties"
  holder,       // general heads; whose they are decides: "opposition leader", "police officials"
  lead,         // verbs: "headed by", "who commands"
  foreign,      // "Western", "foreign": whose country the words leave open
  abroad,       // whoever stays in another country than their own: "ambassador"
  expletive,    // adjectives after "it is": clear, possible
  count_,
};

class Hints {
 public:
  bool has(Hint hint) const { return bits_[static_cast<std::size_t>(hint)]; }
  void add(Hint hint) { bits_.set(static_cast<std::size_t>(hint)); }
  bool any() const { return bits_.any(); }

 private:
  std::bitset<static_cast<std::size_t>(Hint::count_)> bits_;
};

class EntityWords {
 public:
  // Loads entities.txt from `words_folder` (data/words/en). Error `bad_entity_word` with file and line.
  static base::Result<EntityWords> load(const std::string& words_folder);

  // The state that others hold the ground of an unrecognised one to be part of: "UKR" for "DPR"; else "".
  std::string_view claimed_by(std::string_view country) const {
    const auto at = claimed_.find(country);
    return at == claimed_.end() ? std::string_view() : std::string_view(at->second);
  }

  // The states that have what a word names ("senate"); nothing where no line says.
  const std::vector<std::string>* only_in(std::string_view lemma) const {
    const auto at = only_.find(lemma);
    return at == only_.end() ? nullptr : &at->second;
  }

  Hints of(std::string_view lemma) const {
    const auto at = words_.find(lemma);
    return at == words_.end() ? Hints{} : at->second;
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };
  std::unordered_map<std::string, Hints, Hash, std::equal_to<>> words_;
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> claimed_;
  std::unordered_map<std::string, std::vector<std::string>, Hash, std::equal_to<>> only_;
};

}  // namespace casus::resolve
