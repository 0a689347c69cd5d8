// The words that attribute something to somebody: data/quotes/cues.tsv.
//
// A cue is a verb ("said", "laid out"), a noun ("the claim that"), an adjective ("confident that"), a
// preposition ("according to") or an adverb ("reportedly"), with the complements that hold what is
// attributed. Immutable after load, shared by threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace casus::code {

// A paper is no cue but what a text may call the source: "a report by the agency said".
enum class CueKind : std::uint8_t { verb, noun, adjective, preposition, adverb, paper };

// What may hold the content; values are bits.
enum class Takes : std::uint16_t {
  none = 0,
  clause = 1,      // said that he would, asked whether
  infinitive = 2,  // refused to leave
  gerund = 4,      // proposed leaving, focused on leaving
  thing = 8,       // criticised the plan
  as = 16,         // called the plan a mistake, saw it as a threat
  request = 32,    // urged the council to act: object and infinitive together
  quote = 64,      // words in quotation marks
  compound = 128,  // government supporters: the noun before it
};

struct Cue {
  std::string word;  // lemma; with a particle or fixed second word: "point out", "make clear"
  CueKind kind = CueKind::verb;
  std::uint16_t takes = 0;
  std::vector<std::string> prepositions;  // whose object is the content: "spoke about", "the view of"
  std::vector<std::string> tails;         // whose phrase belongs to a thing: "accused X of", "praised X for"
  bool hearer = false;                    // the object hears it: "told reporters that"
  bool claims = false;            // a thing or object of a preposition is claimed to be so: "alleged abuses"
  bool speech = false;            // plain speech: noted also within what another says
  bool carries = false;           // passes on what others say: "as quoted by the agency"
  bool source_is_object = false;  // "convinced many that"
  bool source_is_self = false;    // "supporters of the plan"

  bool can(Takes what) const { return (takes & static_cast<std::uint16_t>(what)) != 0; }
  bool has_preposition(std::string_view word) const;
  bool has_tail(std::string_view word) const;
};

class CueTable {
 public:
  // Reads `data_folder`/quotes/cues.tsv. Errors `bad_cue_table` with file and line.
  static base::Result<CueTable> load(const std::string& data_folder);

  // The entry of a lower-cased lemma, or nullptr.
  const Cue* find(CueKind kind, std::string_view word) const;
  // Entries of more than one word that begin with `first`: for prepositions their first word, for verbs the
  // lemma before the particle. Longest first.
  const std::vector<const Cue*>& starting(CueKind kind, std::string_view first) const;

 private:
  static std::string key(CueKind kind, std::string_view word);
  std::vector<Cue> cues_;
  std::unordered_map<std::string, std::size_t> index_;
  std::unordered_map<std::string, std::vector<const Cue*>> phrases_;
};

}  // namespace casus::code
