// Whom a telling counts: the reading of noun phrases as victims.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "code/quotes_syntax.h"
#include "code/tolls_find.h"

namespace casus::code {

using document::Dep;
using document::Document;
using document::no_token;
using document::Pos;
using document::Tag;
using document::TokenIndex;

namespace {

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_plural(const Document& document, TokenIndex t) {
  const Tag tag = document.tokens.tag[t];
  return tag == Tag::nns || tag == Tag::nnps;
}

constexpr std::array<std::string_view, 6> singular_pronouns = {"he",  "him",     "she",
                                                               "her", "himself", "herself"};
constexpr std::array<std::string_view, 6> plural_pronouns = {"they", "them",       "their",
                                                             "both", "themselves", "all"};
constexpr std::array<std::string_view, 6> pointing = {"the", "this", "that", "these", "those", "both"};

// Numbers and quantity words that stand for people by themselves: "two were killed", "dozens were hurt".
bool counts_alone(const Document& document, TokenIndex t) {
  if (document.tokens.tag[t] == Tag::cd) return true;
  constexpr std::array<std::string_view, 14> words = {"dozens",   "scores", "hundreds", "thousands", "tens",
                                                      "millions", "many",   "several",  "some",      "others",
                                                      "another",  "few",    "one",      "more"};
  return one_of(lowered_text(document, t), words);
}

// A determiner, possessor or number stands somewhere before the head: "a bomb maker", "his guards".
bool is_determined(const Document& document, TokenIndex t) {
  if (document::is_proper(document.tokens.tag[t]) || document.tokens.pos[t] == Pos::pron) return true;
  if (counts_alone(document, t)) return true;
  for (TokenIndex at = document.subtree(t).begin; at < t; ++at) {
    const Dep dep = document.tokens.dep[at];
    if (dep == Dep::det || dep == Dep::nummod || dep == Dep::poss) return true;
  }
  return false;
}

bool is_along(std::string_view word) { return word == "along" || word == "together"; }

}  // namespace

bool TollFinder::names_people(TokenIndex head, bool counted, const TollTrigger* trigger) const {
  const std::string lemma = lowered_lemma(document_, head);
  const std::string text = lowered_text(document_, head);
  if (tables_.is_no_people(lemma)) return false;
  const Tag tag = document_.tokens.tag[head];
  if (document_.tokens.pos[head] == Pos::pron || tag == Tag::wp)
    return one_of(text, singular_pronouns) || one_of(text, plural_pronouns) || counted;
  if (named_person_[head] != 0) return true;
  if (tables_.is_people(lemma) || tables_.is_people(text) || tables_.is_collective(lemma)) return true;
  // A number by itself stands for people, and so does a nation ("a dozen Bosnians").
  if (tag == Tag::cd || counts_alone(document_, head) || tag == Tag::nnps) return true;
  if (trigger == nullptr || trigger->people || !document::is_noun(tag)) return false;
  if (counted || (trigger->anyone && !document::is_proper(tag))) return true;
  // "arrested a Taliban forger": one of a group, whatever the parser makes of the noun behind its name.
  if (!trigger->anyone) return false;
  const auto children = document_.children(head);
  return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
    const std::string word = lowered_text(document_, child);
    return document_.tokens.dep[child] == Dep::det && (word == "a" || word == "an");
  });
}

bool TollFinder::read_phrase(TokenIndex head, const TollTrigger* trigger, Victims& out) const {
  out.head = head;
  out.tokens = name_of_phrase(document_, head);
  // What is coordinated with it counts for itself.
  for (const TokenIndex child : document_.children(head)) {
    const Dep dep = document_.tokens.dep[child];
    if (child > head && (dep == Dep::cc || dep == Dep::conj) && child < out.tokens.end)
      out.tokens.end = child;
  }
  const std::string text = lowered_text(document_, head);
  if (text == "nobody") {
    out.quantity.low = 0;
    out.quantity.high = 0;
    out.quantity.none = true;
    out.quantity.tokens = {head, head + 1};
    out.counted = true;
    return true;
  }
  if (auto figure = quantity_of(document_, tables_, head)) {
    out.quantity = *figure;
    out.counted = true;
  } else if (counts_alone(document_, head)) {
    if (auto own = figure_at(document_, tables_, head, head + 1)) {
      out.quantity = *own;
      out.counted = true;
    }
  }
  // "20 per cent of them", "a 12-year-old": a number that is no figure of people.
  if (document_.tokens.tag[head] == Tag::cd && !out.counted) return false;
  // "thousands of refugees", "one of his guards": the people stand below the number.
  TokenIndex people = head;
  for (const TokenIndex child : document_.children(head)) {
    if (child < head || document_.tokens.dep[child] != Dep::prep || lowered_text(document_, child) != "of")
      continue;
    const TokenIndex inner = child_with(document_, child, Dep::pobj);
    // "some of what happened"
    if (inner == no_token && counts_alone(document_, head)) return false;
    if (inner != no_token && (counts_alone(document_, head) || text == "number" || text == "group" ||
                              text == "total" || text == "couple" || text == "handful")) {
      people = inner;
    }
  }
  if (trigger != nullptr && !trigger->units.empty()) {
    const auto& units = trigger->units;
    if (std::find(units.begin(), units.end(), lowered_lemma(document_, people)) == units.end()) return false;
  } else if (!names_people(people, out.counted, trigger)) {
    return false;
  }
  out.plural = (is_plural(document_, people) && named_person_[people] == 0) ||
               one_of(text, plural_pronouns) || (out.counted && out.quantity.low.value_or(0) > 1) ||
               tables_.is_collective(lowered_lemma(document_, people));
  out.known = document_.tokens.tag[head] == Tag::prp || document_.tokens.tag[head] == Tag::prp_poss;
  for (TokenIndex t = document_.subtree(head).begin; t <= head; ++t) {
    if (document_.tokens.head[t] != head) continue;
    const std::string word = lowered_text(document_, t);
    if (document_.tokens.dep[t] == Dep::det && one_of(word, pointing)) out.known = true;
    if (document_.tokens.dep[t] == Dep::predet) out.known = true;
  }
  for (const TokenIndex child : document_.children(head)) {
    if (child > head && lowered_text(document_, child) == "including") out.including = true;
  }
  if (!out.counted) {
    if (trigger != nullptr && !trigger->units.empty()) return false;
    out.quantity = {};
    if (out.plural) {
      const bool group =
          !is_plural(document_, people) && tables_.is_collective(lowered_lemma(document_, people));
      out.quantity.low = group ? tables_.group_low() : tables_.plural_low();
      out.quantity.qualifier = events::Qualifier::vague;
    } else {
      out.quantity.low = 1;
      out.quantity.high = 1;
    }
    for (const TokenIndex child : document_.children(head)) {
      if (child > head) break;
      const std::string word = lowered_text(document_, child);
      out.quantity.more = out.quantity.more || tables_.is_more(word);
      out.quantity.added = out.quantity.added || tables_.is_added(word);
    }
  }
  out.partitive = people != head && document_.tokens.tag[head] == Tag::cd;
  // The words that bound a figure may stand outside the phrase: "at least 85 people".
  if (!out.quantity.tokens.empty()) {
    out.tokens.begin = std::min(out.tokens.begin, out.quantity.tokens.begin);
    out.tokens.end = std::max(out.tokens.end, out.quantity.tokens.end);
  }
  return true;
}

// "a smuggler and financier": one determiner, one person; "80 leaders and guards": one figure.
bool TollFinder::same_bearer(TokenIndex first, TokenIndex second) const {
  if (!is_determined(document_, first) || is_determined(document_, second)) return false;
  if (quantity_of(document_, tables_, second)) return false;
  const auto children = document_.children(second);
  return std::none_of(children.begin(), children.end(), [&](TokenIndex child) {
    return child < second && tables_.is_more(lowered_text(document_, child));
  });
}

std::vector<Victims> TollFinder::victims_at(TokenIndex head, const TollTrigger* trigger) const {
  std::vector<Victims> out;
  std::vector<TokenIndex> heads = {head};
  for (std::size_t i = 0; i < heads.size() && heads.size() < 32; ++i) {
    for (const TokenIndex child : document_.children(heads[i])) {
      const Dep dep = document_.tokens.dep[child];
      const Pos pos = document_.tokens.pos[child];
      const bool nominal = pos == Pos::noun || pos == Pos::propn || pos == Pos::pron || pos == Pos::num ||
                           counts_alone(document_, child);
      if (dep == Dep::conj && nominal && !same_bearer(heads[i], child)) heads.push_back(child);
      // "a leader along with three of his associates", "as well as two guards"
      if (dep == Dep::prep && child > heads[i] && lowered_text(document_, child) == "with" && child > 0) {
        const TokenIndex inner = child_with(document_, child, Dep::pobj);
        if (inner != no_token && is_along(lowered_text(document_, child - 1))) heads.push_back(inner);
      }
    }
  }
  for (const TokenIndex one : heads) {
    Victims victims;
    if (read_phrase(one, trigger, victims)) out.push_back(std::move(victims));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Victims& a, const Victims& b) { return a.head < b.head; });
  return out;
}

// "detained the leader along with two guards", "several were detained, including the leader": what belongs to
// the victims but hangs on the verb.
void TollFinder::add_companions(TokenIndex verb, const TollTrigger& trigger,
                                std::vector<Victims>& victims) const {
  if (victims.empty()) return;
  // "several were detained during the raid, including the leader": whatever word the parser hung it on.
  const TokenIndex last = document_.subtree(verb).end;
  for (TokenIndex t = verb + 1; t + 1 < last; ++t) {
    if (document_.tokens.tag[t] == Tag::comma && lowered_text(document_, t + 1) == "including" &&
        victims.back().plural)
      victims.back().including = true;
  }
  for (const TokenIndex child : document_.children(verb)) {
    const std::string word = lowered_text(document_, child);
    if (word == "including") victims.back().including = true;
    TokenIndex with = no_token;
    if (word == "with" && child > 0 && is_along(lowered_text(document_, child - 1))) with = child;
    for (const TokenIndex below : document_.children(child)) {
      if (is_along(word) && lowered_text(document_, below) == "with") with = below;
    }
    if (with == no_token) continue;
    const TokenIndex inner = child_with(document_, with, Dep::pobj);
    if (inner == no_token) continue;
    const bool there =
        std::any_of(victims.begin(), victims.end(), [&](const Victims& v) { return v.head == inner; });
    if (there) continue;
    for (Victims& more : victims_at(inner, &trigger)) victims.push_back(std::move(more));
  }
}

}  // namespace casus::code
