// What a political scientist edits about obligations: data/obligations/obligations.toml.
//
// Errors name file and line: what is missing, not TOML, unknown keys or word classes. Immutable after load;
// shared by threads.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "code/lexicon.h"

namespace casus::code {

// A list of lemmas.
class LemmaSet {
 public:
  void add(std::string word) { words_.insert(std::move(word)); }
  bool has(std::string_view word) const { return words_.contains(std::string(word)); }
  bool empty() const { return words_.empty(); }

 private:
  std::unordered_set<std::string> words_;
};

struct ObligationTables {
  // commitment
  LemmaSet commit, markers, forecast;
  // mandate
  LemmaSet mandate_nouns, holders, mandate_words, sources, present;
  ClassSet bodies_with_mandate;
  // prohibition
  LemmaSet modals, passive, ban_verbs, permission, ban_nouns, ban_markers, weak_nouns, void_words;
  // treaty
  LemmaSet attack, members, bodies, regarded;

  static base::Result<ObligationTables> load(const std::string& data_folder, const Lexicon& lexicon);
  // The same from a text; `file` is for messages.
  static base::Result<ObligationTables> read(const std::string& text, const std::string& file,
                                             const Lexicon& lexicon);
};

}  // namespace casus::code
