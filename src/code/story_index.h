// One story as the coders of agenda, obligations and threads look at it: which predicate a word heads, who a
// noun phrase speaks of, what stands inside a phrase.
//
// Built once a document, linear in its tokens. Holds references: document and lexicon must outlive it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "code/lexicon.h"
#include "document/document.h"
#include "events/claims.h"

namespace casus::code {

// Where a word fills a place of a predicate.
struct Filling {
  document::PredicateId predicate;
  const document::Argument* argument = nullptr;
};

class StoryIndex {
 public:
  StoryIndex(const document::Document& document, const Lexicon& lexicon);

  const document::Document& document() const { return document_; }
  const DocumentWords& words() const { return words_; }
  const document::Predicate& predicate(document::PredicateId id) const {
    return document_.predicates[id.index()];
  }

  // The predicate whose head or light verb is this token; nowhere where none is.
  document::PredicateId at(document::TokenIndex token) const { return at_[token]; }
  // Predicates that this token fills a place of.
  const std::vector<Filling>& fillings(document::TokenIndex token) const { return fillings_[token]; }
  const std::vector<document::PredicateId>& children(document::PredicateId id) const {
    return children_[id.index()];
  }

  // The words of a phrase or clause that belong to `head` itself: its subtree without clauses and conjuncts
  // of their own; in order.
  std::vector<document::TokenIndex> own_words(document::TokenIndex head) const;
  // From the first to the last of the own words; a verb's range begins at the verb or its auxiliary.
  document::TokenRange own_range(document::TokenIndex head) const;

  // Whom the phrase with this head speaks of, each conjunct for itself: by its mention, else by what stands
  // under "of" ("one of the parties"), else by a name in front of the noun ("Russian airlines").
  std::vector<document::EntityId> entities(document::TokenIndex head) const;
  // The same over all arguments of these roles, in the order of the roles.
  std::vector<document::EntityId> parties(document::PredicateId id,
                                          std::initializer_list<document::Role> roles) const;
  // The mention whose head is this token; nowhere where none is.
  document::MentionId mention_at(document::TokenIndex head) const { return mention_at_[head]; }
  std::string country(document::EntityId id) const;  // alpha-3 or ""

  // The day that the story is of: its dateline's or its publication's.
  std::optional<base::Date> today() const { return today_; }
  // Whether a time ends before today, or begins after it. Neither where something is not known.
  bool is_past(const document::TimeExpression& time) const;
  bool is_ahead(const document::TimeExpression& time) const;
  // Whether a time names a day or a stretch on the calendar.
  static bool is_dated(const document::TimeExpression& time);
  // Times that overlap these tokens, by position.
  std::vector<document::TimeId> times_in(document::TokenRange range) const;
  document::PlaceId place_in(document::TokenRange range) const;

 private:
  document::EntityId entity_of(document::TokenIndex head, bool inside) const;

  const document::Document& document_;
  DocumentWords words_;
  std::vector<document::PredicateId> at_;
  std::vector<std::vector<Filling>> fillings_;
  std::vector<std::vector<document::PredicateId>> children_;
  std::vector<document::MentionId> mention_at_;
  std::optional<base::Date> today_;
};

// The event told by this predicate or by words that overlap the span; nowhere where there is none.
events::EventId event_at(const std::vector<events::Event>& found, document::PredicateId predicate,
                         base::Span span);

}  // namespace casus::code
