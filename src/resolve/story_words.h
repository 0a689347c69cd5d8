// A story's tokens as the readers of actors see them: forms as names are looked up, lower-case lemmas, hints,
// role nouns by their last word, noun phrases, quotation marks.
//
// Built once a document. Cost: one hash and one trie step a word; views live as long as this object.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "knowledge/knowledge.h"
#include "resolve/entity_words.h"

namespace casus::resolve {

// A role noun that ends at a token: "border guards" at "guards".
struct RoleEnd {
  document::TokenIndex begin = document::no_token;  // no_token: none ends here
  knowledge::RoleNoun noun;
};

class StoryWords {
 public:
  StoryWords(const document::Document& document, const EntityWords& hints,
             const knowledge::Knowledge& knowledge);
  StoryWords(const StoryWords&) = delete;
  StoryWords& operator=(const StoryWords&) = delete;

  const document::Document& document() const { return document_; }
  const std::vector<std::string_view>& forms() const { return forms_; }
  std::string_view form(document::TokenIndex i) const { return forms_[i]; }
  std::string_view lemma(document::TokenIndex i) const { return lemmas_[i]; }  // lower case
  Hints hints(document::TokenIndex i) const { return hints_[i]; }
  bool has(document::TokenIndex i, Hint hint) const { return hints_[i].has(hint); }
  const RoleEnd* role_ending(document::TokenIndex i) const {
    return role_ends_[i] < 0 ? nullptr : &roles_[static_cast<std::size_t>(role_ends_[i])];
  }

  // Words of a sentence that is mostly capitals: no case to tell names by.
  bool shouted(document::TokenIndex i) const { return shouted_[document_.sentence_of(i)] != 0; }
  bool is_noun(document::TokenIndex i) const;
  bool is_proper(document::TokenIndex i) const;
  bool is_plural(document::TokenIndex i) const;
  bool capitalised(document::TokenIndex i) const;

  // ---- noun phrases
  // Where the phrase of a noun begins: its determiners, adjectives, compounds and possessors.
  document::TokenIndex phrase_begin(document::TokenIndex head) const;
  // Whether `token` stands in front of `head` and hangs on it through such words.
  bool modifies(document::TokenIndex token, document::TokenIndex head) const;
  // "the", "this", "its": the first determiner or possessor of a noun; no_token where it has none.
  document::TokenIndex determiner(document::TokenIndex head) const;
  // The first of a row of conjuncts that `token` belongs to; itself where it belongs to none.
  document::TokenIndex first_conjunct(document::TokenIndex token) const;
  // The verb (or noun) that a phrase hangs on, through conjunction; no_token at a root.
  document::TokenIndex governor(document::TokenIndex token) const;
  // Subject of its clause; of an active or passive verb.
  bool is_subject(document::TokenIndex token) const;

  // ---- quotation
  // Which quotation a token stands in, counted from 1; 0 outside.
  std::uint32_t quote_of(document::TokenIndex i) const { return quote_of_[i]; }
  std::uint32_t quotes() const { return quotes_; }

 private:
  void read_forms();
  void read_roles(const knowledge::Knowledge& knowledge);
  void read_quotes();

  const document::Document& document_;
  std::vector<std::string_view> forms_;
  std::vector<std::string_view> lemmas_;
  std::vector<Hints> hints_;
  std::vector<std::int32_t> role_ends_;
  std::vector<RoleEnd> roles_;
  std::vector<std::uint8_t> shouted_;
  std::vector<std::uint32_t> quote_of_;
  std::uint32_t quotes_ = 0;
  std::string lowered_;
};

}  // namespace casus::resolve
