// What the search for times and for places shares: clauses, which predicate holds a word, the sentences
// before.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "document/document.h"

namespace casus::code {

inline constexpr int setting_climb = 6;  // clauses

// The words of a predicate's clause; its head alone where none is known.
document::TokenRange clause_of(const document::Predicate& predicate);

// Items of a position-sorted layer whose tokens begin inside `range`: [first, last).
template <class Layer>
std::pair<std::size_t, std::size_t> inside(const Layer& layer, document::TokenRange range) {
  const auto first = std::partition_point(layer.begin(), layer.end(),
                                          [&](const auto& item) { return item.tokens.begin < range.begin; });
  const auto last = std::partition_point(first, layer.end(),
                                         [&](const auto& item) { return item.tokens.begin < range.end; });
  return {static_cast<std::size_t>(first - layer.begin()), static_cast<std::size_t>(last - layer.begin())};
}

// Predicates with their heads in these words: [first, last).
std::pair<std::size_t, std::size_t> predicates_in(const document::Document& document,
                                                  document::TokenRange range);

// Whether another predicate inside the clause of `mine` holds `token` more closely.
bool held_by_another(const document::Document& document, document::PredicateId mine,
                     document::TokenIndex token);

// Whether what governs a predicate says when (or where) it happened too.
bool shares_setting(const document::Document& document, const document::Predicate& predicate);

// Sentences before that of `token` in its paragraph, nearest first, a few at most.
std::vector<document::TokenRange> sentences_before(const document::Document& document,
                                                   document::TokenIndex token);

// The main predicate of a sentence: the outermost one.
document::PredicateId main_predicate(const document::Document& document, document::TokenRange sentence);

}  // namespace casus::code
