// Word classes: what a rule may ask of a word ("@person", "@arms").
//
// Reads data/words/en/lemmas.txt (forms that the language model gives a wrong lemma),
// data/words/en/classes/*.txt (class = file name) and data/words/en/contexts/*.txt (class
// "contexts.NAME"). One word or phrase a line, in lemmas; `#` begins a comment; `@other` takes in another
// class. Immutable after load; shared by threads.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "document/document.h"

namespace casus::code {

using ClassId = base::Id<struct WordClassTag>;
inline constexpr std::size_t max_classes = 256;
using ClassSet = std::bitset<max_classes>;

class Lexicon {
 public:
  static base::Result<Lexicon> load(const std::string& words_folder);

  std::optional<ClassId> find(std::string_view name) const;
  const std::string& name(ClassId id) const { return names_[id.index()]; }
  const std::vector<std::string>& names() const { return names_; }
  std::size_t word_count() const { return word_count_; }
  bool contains(ClassId id, std::string_view lemma) const;
  // What rules listen to. A word known here is one word where a text writes it with a hyphen ("sit-in",
  // "cease-fire" for "ceasefire"); the words of the classes are known of themselves.
  void know(std::string_view word) { known_.emplace(word); }
  bool knows(std::string_view word) const { return known_.contains(std::string(word)); }

 private:
  friend class DocumentWords;
  struct Phrase {
    std::vector<std::string> rest;  // what must follow the first word
    ClassSet classes;
  };
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> class_at_;
  std::unordered_map<std::string, std::vector<Phrase>> by_first_;  // lower-case lemma -> phrases
  std::unordered_map<std::string, std::string> lemmas_;            // form -> lemma
  std::unordered_set<std::string> known_;
  std::size_t word_count_ = 0;
};

// The words of one document as rules see them: lower-case lemma and the classes of each token. A phrase marks
// all of its tokens. What the language model takes apart at hyphens is put together again, at the part that
// the others hang on, where the whole is known. Cost: one look-up a token.
class DocumentWords {
 public:
  DocumentWords(const document::Document& document, const Lexicon& lexicon);

  // The class of this name, if the lexicon has it.
  std::optional<ClassId> find(std::string_view name) const { return lexicon_.find(name); }
  std::string_view lemma(document::TokenIndex i) const { return lemmas_[i]; }
  std::string_view form(document::TokenIndex i) const { return forms_[i]; }
  bool is(document::TokenIndex i, std::string_view word) const {
    return lemmas_[i] == word || forms_[i] == word;
  }
  bool in(document::TokenIndex i, ClassId id) const { return classes_[i].test(id.index()); }
  const ClassSet& classes(document::TokenIndex i) const { return classes_[i]; }

 private:
  void join_hyphenated(const document::Document& document, document::TokenIndex last);

  const Lexicon& lexicon_;
  std::vector<std::string> lemmas_;
  std::vector<std::string> forms_;
  std::vector<ClassSet> classes_;
};

}  // namespace casus::code
