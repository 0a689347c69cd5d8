#include <algorithm>
#include <string_view>

#include "base/ascii.h"
#include "code/setting.h"
#include "code/setting_clauses.h"

namespace casus::code {

using document::Dep;
using document::Document;
using document::Embedding;
using document::PlaceId;
using document::Predicate;
using document::PredicateId;
using document::Role;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;

namespace {

bool names_a_country(const Document& document, TokenRange range) {
  if (range.empty()) return false;
  const std::string_view last = document.token(range.end - 1).text();
  const std::string_view first = document.token(range.begin).text();
  return range.size() == 2 && base::equals_ignoring_case(first, "the") &&
         (base::equals_ignoring_case(last, "country") || base::equals_ignoring_case(last, "nation"));
}

// "the country": the one it stands for, else the one named last before it, else the one that holds the last
// place.
PlaceId country_before(const Document& document, TokenRange words) {
  const TokenIndex token = words.begin;
  for (const document::Mention& mention : document.mentions) {
    if (!mention.entity.valid() || !words.contains(mention.head)) continue;
    const std::string& code = document.entities[mention.entity.index()].country;
    for (std::size_t i = 0; i < document.places.size() && !code.empty(); ++i) {
      if (document.places[i].kind == "country" && document.places[i].country == code) return PlaceId(i);
    }
  }
  const auto [first, last] = inside(document.places, {0, token});
  for (std::size_t i = last; i > first; --i) {
    if (document.places[i - 1].kind == "country") return PlaceId(i - 1);
  }
  return last > first ? PlaceId(last - 1) : PlaceId{};
}

bool locates(std::string_view preposition) {
  constexpr std::string_view words[] = {
      "in",  "at",   "near", "outside", "inside", "around",  "across", "on",      "along",     "within",
      "off", "over", "into", "to",      "toward", "towards", "from",   "through", "throughout"};
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return base::equals_ignoring_case(preposition, word); });
}

// Whether a place stands behind a preposition that says where: "in Osh", "between Moscow and Osh" does not.
bool stands_located(const Document& document, TokenRange place) {
  TokenIndex before = place.begin;
  for (int step = 0; step < 5 && before > 0; ++step) {
    --before;
    const Tag tag = document.tokens.tag[before];
    if (tag == Tag::in || tag == Tag::to) {
      // "the embassies to Russia" are not in Russia: a direction must be the verb's own.
      const std::string_view word = document.token(before).text();
      const bool direction =
          base::equals_ignoring_case(word, "to") || base::equals_ignoring_case(word, "from");
      if (direction && !document::is_verb(document.tokens.tag[document.tokens.head[before]])) return false;
      return locates(word);
    }
    if (document::is_verb(tag) || tag == Tag::period) return false;
  }
  return false;
}

// Smaller is better.
int rank_of(const Document& document, std::size_t place) {
  // "around the American embassy": a word for whose it is, not for where.
  const TokenRange words = document.places[place].tokens;
  const TokenIndex last = words.end - 1;
  const Dep dep = document.tokens.dep[last];
  const bool adjective = document.tokens.pos[last] == document::Pos::adj && dep == Dep::amod;
  return !adjective && stands_located(document, words) ? 0 : 1;
}

PlaceId best_place(const Document& document, TokenRange range, PredicateId owner, int worst_rank) {
  PlaceId best;
  int best_rank = worst_rank + 1;
  const auto [first, last] = inside(document.places, range);
  for (std::size_t i = first; i < last; ++i) {
    if (owner.valid() && held_by_another(document, owner, document.places[i].tokens.begin)) continue;
    const int rank = rank_of(document, i);
    if (rank < best_rank) {
      best = PlaceId(i);
      best_rank = rank;
    }
  }
  return best;
}

// "In Malakal, in Upper Nile state": the narrower of two places that stand one after the other.
PlaceId narrowest(const Document& document, PlaceId found) {
  for (int step = 0; step < 3 && found.valid() && found.index() > 0; ++step) {
    const TokenRange here = document.places[found.index()].tokens;
    const TokenRange before = document.places[found.index() - 1].tokens;
    if (before.end >= here.begin || here.begin - before.end > 2) break;
    const bool comma = document.tokens.tag[before.end] == Tag::comma;
    const bool joined = here.begin - before.end == 1 || document.tokens.tag[here.begin - 1] == Tag::in;
    if (!comma || !joined || !stands_located(document, before)) break;
    found = PlaceId(found.index() - 1);
  }
  return found;
}

PlaceId own_place(const Document& document, PredicateId id, int worst_rank) {
  const Predicate& predicate = document.predicates[id.index()];
  for (const Role wanted : {Role::place, Role::goal, Role::origin}) {
    for (const auto& argument : predicate.arguments) {
      if (argument.role != wanted || argument.clause.valid()) continue;
      const PlaceId found = best_place(document, argument.tokens, {}, 1);
      if (found.valid()) return narrowest(document, found);
      if (wanted == Role::place && names_a_country(document, argument.tokens)) {
        const PlaceId country = country_before(document, argument.tokens);
        if (country.valid()) return country;
      }
    }
  }
  return best_place(document, clause_of(predicate), id, worst_rank);
}

// "Moscow police ... in Russia": where the actor's own name says a place within it, it was there.
PlaceId narrowed_by_actor(const Document& document, PredicateId id, PlaceId found) {
  const document::PlaceMention& wide = document.places[found.index()];
  if (wide.kind != "country") return found;
  for (const auto& argument : document.predicates[id.index()].arguments) {
    if (argument.role != Role::agent) continue;
    const auto [first, last] = inside(document.places, argument.tokens);
    for (std::size_t i = first; i < last; ++i) {
      if (document.places[i].kind == "city" && document.places[i].country == wide.country) return PlaceId(i);
    }
  }
  return found;
}

}  // namespace

PlaceSetting place_setting(const Document& document, PredicateId id) {
  PlaceId found = own_place(document, id, 0);
  if (found.valid()) {
    const PlaceId narrow = narrowed_by_actor(document, id, found);
    return {narrow, narrow != found};
  }
  PredicateId top = id;
  for (int step = 0; step < setting_climb; ++step) {
    const Predicate& predicate = document.predicates[top.index()];
    if (!predicate.parent.valid() || !shares_setting(document, predicate)) break;
    // Where something was said is not where it happened.
    if (predicate.embedding == Embedding::content) break;
    top = predicate.parent;
    found = own_place(document, top, 0);
    if (found.valid()) return {found, true};
  }
  // A place that only stands near: "Moscow police beefed up security".
  found = own_place(document, id, 1);
  if (found.valid()) return {found, true};
  found = best_place(document, clause_of(document.predicates[id.index()]), {}, 0);
  if (found.valid()) return {found, true};
  for (const TokenRange sentence : sentences_before(document, document.predicates[id.index()].head)) {
    found = best_place(document, sentence, {}, 0);
    if (found.valid()) return {found, true};
  }
  return {};
}

}  // namespace casus::code
