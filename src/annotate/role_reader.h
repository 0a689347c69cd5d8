// The reading of roles in one document: finds predicates, fills their places from the tree, lends arguments
// across clauses, hangs clauses on each other. Used by RoleLabeler only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/role_lexicon.h"
#include "annotate/role_prepositions.h"
#include "document/document.h"

namespace casus::annotate {

class RoleReader {
 public:
  RoleReader(document::Document& document, const RoleLexicon& lexicon);
  void read();

 private:
  using TokenIndex = document::TokenIndex;
  using TokenRange = document::TokenRange;
  using Role = document::Role;
  static constexpr std::uint32_t nobody = 0xFFFFFFFFu;

  struct Filler {
    TokenIndex head = document::no_token;
    TokenRange tokens;
    TokenIndex marker = document::no_token;
    bool valid() const { return head != document::no_token; }
  };

  // A predicate in the making.
  struct Work {
    document::PredicateKind kind = document::PredicateKind::verb;
    TokenIndex head = document::no_token;
    TokenIndex top = document::no_token;  // the uppermost word of the group
    TokenIndex light_verb = document::no_token;
    TokenIndex modal = document::no_token;  // "have" of "have to"
    bool future = false;                    // "going to", "be to"
    bool past = false;                      // "used to"
    std::array<TokenIndex, 5> words{};      // all words whose children belong to the predicate
    std::uint8_t word_count = 0;
    const RoleEntry* entry = nullptr;
    Filler subject;  // as the surface has it, borrowed or not
    Filler object;
    bool subject_shared = false;  // borrowed from another clause
    bool subject_inferred = false;
    bool object_shared = false;
    bool expletive = false;  // "there" or "it" holds the subject's place
    bool copula = false;
    bool idiom = false;       // the object is part of the verb: "take place"
    bool has_clause = false;  // a complement clause of its own
    void add(TokenIndex word) {
      if (word_count < words.size()) words[word_count++] = word;
    }
  };

  // -- words (role_reader.cpp)
  void look_up_words();
  bool is(TokenIndex i, std::string_view word) const;  // form, ASCII case ignored
  bool is_lemma(TokenIndex i, std::string_view word) const { return document_.lemma(i) == word; }
  bool word_is(TokenIndex i, RoleWord word) const { return entries_[i] != nullptr && entries_[i]->is(word); }
  TokenIndex child(TokenIndex i, document::Dep dep) const;
  bool has_form(TokenIndex i, std::string_view word) const;  // among its children
  bool has_to(TokenIndex i) const;
  bool is_time(TokenIndex i) const;
  bool is_place(TokenIndex i) const;
  bool is_person(TokenIndex i) const;
  bool is_relativizer(TokenIndex i) const;
  FillerClass class_of(TokenIndex i) const;
  Filler filler(TokenIndex head, TokenIndex marker = document::no_token) const;
  Filler antecedent(TokenIndex noun, TokenIndex clause) const;
  std::string key_of(const Work& work, TokenIndex particle) const;

  // -- which words are predicates (role_predicates.cpp)
  void find_predicates();
  TokenIndex semi_auxiliary(TokenIndex i, Work& work) const;
  bool is_be(TokenIndex i) const;
  bool is_event_noun(TokenIndex i) const;
  bool is_adjective_predicate(TokenIndex i) const;
  bool takes_infinitive(TokenIndex noun) const;
  TokenIndex light_noun(TokenIndex verb) const;

  // -- what verb groups say (role_grammar.cpp)
  void read_grammar(std::uint32_t p);
  void read_negation(std::uint32_t p);
  bool denies(TokenIndex word, TokenIndex verb) const;
  void read_mood(std::uint32_t p);
  void inherit_grammar(std::uint32_t p);

  // -- arguments in place (role_arguments.cpp)
  void fill_verb(std::uint32_t p);
  bool is_called_upon(TokenIndex subject, TokenIndex verb) const;
  bool is_complement(std::uint32_t p, TokenIndex clause) const;
  void take_complement(std::uint32_t p, TokenIndex clause);
  void take_adverbial(std::uint32_t p, TokenIndex clause);
  void take_adverb(std::uint32_t p, TokenIndex adverb);
  void take_attribute(std::uint32_t p, TokenIndex attribute);
  bool take_hyphened(std::uint32_t p, TokenIndex word);
  Role subject_role(std::uint32_t p) const;
  Role object_role(std::uint32_t p) const;
  bool suffers(std::uint32_t p) const;
  void place(std::uint32_t p);
  bool add(std::uint32_t p, Role role, const Filler& filler, bool shared = false);
  const document::Argument* argument(std::uint32_t p, Role role) const;
  bool is_passive(std::uint32_t p) const { return predicate(p).voice == document::Voice::passive; }

  // -- prepositions and what stands around event nouns (role_phrases.cpp)
  void take_preposition(std::uint32_t p, TokenIndex preposition, const std::string& prefix, int depth);
  std::optional<Role> preposition_gives(std::uint32_t p, TokenIndex filler,
                                        std::string_view preposition) const;
  void fill_noun(std::uint32_t p);
  bool brings_sufferer(std::uint32_t p) const;
  void take_noun_modifier(std::uint32_t p, TokenIndex modifier);

  // -- clauses on a noun (role_relatives.cpp)
  void fill_relative(std::uint32_t p);
  void fill_infinitive(std::uint32_t p, TokenIndex noun);
  void fill_gap(std::uint32_t p, const Filler& whole);

  // -- what clauses lend each other (role_sharing.cpp)
  void share();
  void borrow_subject(std::uint32_t p);
  void borrow_object(std::uint32_t p);
  void borrow_doer(std::uint32_t p);
  void borrow_noun_parties(std::uint32_t p);
  bool is_empty_it(std::uint32_t p) const;
  Filler controller(std::uint32_t governor, std::uint32_t infinitive) const;
  Filler noun_controller(std::uint32_t noun) const;

  // -- how clauses hang together (role_links.cpp)
  void link();
  std::uint32_t owner_above(TokenIndex token) const;
  document::Embedding clause_kind(TokenIndex clause, TokenIndex& marker) const;
  document::Embedding noun_kind(std::uint32_t p, std::uint32_t above, TokenIndex& marker) const;

  document::Predicate& predicate(std::uint32_t p) { return document_.predicates[p]; }
  const document::Predicate& predicate(std::uint32_t p) const { return document_.predicates[p]; }

  document::Document& document_;
  const RoleLexicon& lexicon_;
  std::vector<const RoleEntry*> entries_;    // by token
  std::vector<document::NameLabel> labels_;  // by token
  std::vector<Work> works_;                  // parallel to document.predicates
  std::vector<std::uint32_t> owner_;         // token -> predicate that the word is part of, or nobody
  std::vector<std::uint32_t> depth_;         // token -> steps to the root
};

}  // namespace casus::annotate
