// Who does what to whom, grammar already solved: the layer between syntax and rules.
//
// Verbs in every voice, event nouns ("the arrest of X by Y"), light verbs ("launched an attack"), predicative
// adjectives ("is ready to help"); with control and raising, shared arguments of conjoined clauses, relative
// clauses and participles resolved to their antecedents; voice, tense, modality, negation, mood, hedges; and
// how each clause hangs on the one above it.
//
// Reads:  tokens, syntax, names.   Writes: predicates, by position of the head.
// Cost:   linear in tokens; one look-up in the word lists a token.
// Tolerant: whatever tree it is given, it terminates and writes valid indices; a wrong tree gives wrong
// roles.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "document/document.h"

namespace casus::annotate {

class RoleLexicon;

class RoleLabeler {
 public:
  // `data_folder` is the repository's data folder; the lists lie in words/en/roles below it.
  static base::Result<RoleLabeler> load(const std::string& data_folder);

  RoleLabeler(RoleLabeler&&) noexcept;
  RoleLabeler& operator=(RoleLabeler&&) noexcept;
  ~RoleLabeler();

  // Replaces document.predicates. The document must have syntax (index_syntax has run).
  void read(document::Document& document) const;

 private:
  explicit RoleLabeler(std::unique_ptr<const RoleLexicon> lexicon);
  std::unique_ptr<const RoleLexicon> lexicon_;
};

}  // namespace casus::annotate
