// Finds what is attributed to whom by syntax: every cue with the clause, infinitive, thing or quotation it
// takes, and its speaker. Speech in quotation marks is joined later (quotes_speech.h).
#pragma once

#include <vector>

#include "code/quotes_cues.h"
#include "document/document.h"

namespace casus::code {

// An attribution before entities are looked up.
struct Attribution {
  const Cue* cue = nullptr;  // nullptr for a name and a colon
  Takes how = Takes::quote;  // the complement that holds the content; `none` for the object of a preposition
  document::TokenIndex head = document::no_token;  // the cue's main word
  document::TokenRange cue_tokens;
  std::vector<document::TokenRange> content;  // by position
  document::TokenIndex content_head = document::no_token;
  document::TokenIndex speaker = document::no_token;  // its syntactic head
  document::TokenRange speaker_tokens;
  document::TokenIndex via = document::no_token;  // head of whoever carried it
  bool claim = true;    // the content is said to be so; false where a thing is only spoken of
  bool quoted = false;  // all in quotation marks
  bool mixed = false;   // partly

  bool covers(document::TokenIndex t) const {
    for (const document::TokenRange range : content) {
      if (range.contains(t)) return true;
    }
    return false;
  }
};

class AttributionFinder {
 public:
  // `table` and `document` must outlive this.
  AttributionFinder(const document::Document& document, const CueTable& table)
      : document_(document), table_(table) {}

  // All attributions that syntax shows, by position of the cue.
  std::vector<Attribution> find() const;

  // The verb cue at a token, with its particle or fixed second word, or nullptr.
  const Cue* verb_cue(document::TokenIndex t, document::TokenRange* tokens = nullptr) const;
  // An attribution of nothing yet: cue and speaker of the verb at `t`.
  Attribution begin_at(document::TokenIndex t, const Cue& cue, document::TokenRange tokens) const;

 private:
  void at_verb(document::TokenIndex t, std::vector<Attribution>& out) const;
  void at_noun(document::TokenIndex t, std::vector<Attribution>& out) const;
  void at_adjective(document::TokenIndex t, std::vector<Attribution>& out) const;
  void at_preposition(document::TokenIndex t, std::vector<Attribution>& out) const;
  void at_adverb(document::TokenIndex t, std::vector<Attribution>& out) const;
  void beside(document::TokenIndex t, const Attribution& base, std::vector<Attribution>& out) const;
  void prepositional(document::TokenIndex t, const Cue& cue, const Attribution& base,
                     std::vector<Attribution>& out) const;
  void set_speaker(Attribution& one, document::TokenIndex head) const;
  void set_content(Attribution& one, document::TokenIndex head,
                   std::vector<document::TokenIndex> words) const;

  const document::Document& document_;
  const CueTable& table_;
};

}  // namespace casus::code
