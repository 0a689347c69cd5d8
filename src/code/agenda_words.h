// Which kind of agenda item a noun or verb can be, by the words that belong to it (data/agenda/kinds.toml).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "code/agenda_tables.h"
#include "code/story_index.h"

namespace casus::code {

class AgendaWords {
 public:
  // Both must outlive this.
  AgendaWords(const StoryIndex& story, const AgendaTables& tables);

  // The most specific entry that fits; null where none does.
  const AgendaEntry* noun_entry(document::TokenIndex head) const;
  const AgendaEntry* verb_entry(document::TokenIndex head, document::PredicateId id) const;

 private:
  bool fits(const Company& company, const std::vector<document::TokenIndex>& among) const;
  bool names_a_place(document::TokenIndex i) const;
  // Whether every direct object is somebody.
  bool meets_parties(const document::Predicate& predicate) const;
  bool names_a_person(document::TokenIndex i) const;
  // Whether a phrase of several words begins at `i`.
  bool phrase_at(document::TokenIndex i, std::string_view phrase) const;
  // Whether the phrase stands around its head: "peace conference", "handover of power".
  bool noun_phrase_at(document::TokenIndex head, const std::vector<std::string>& phrase) const;

  const StoryIndex& story_;
  const document::Document& document_;
  const DocumentWords& words_;
  const AgendaTables& tables_;
};

}  // namespace casus::code
