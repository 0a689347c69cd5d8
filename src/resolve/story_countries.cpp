// Which countries a story speaks of, and which one a noun phrase without a country belongs to.
//
// Every name of a country counts, adjectives and capitals too, more in the first sentence; a place counts for
// its country. A phrase takes the country that the story is mostly about, unless its own sentence or the one
// before speaks of another: the weights below say how much that is worth.
#include <algorithm>

#include "resolve/story.h"

namespace casus::resolve {

using document::Dep;
using document::no_token;
using document::TokenIndex;
using knowledge::Kind;
using knowledge::Sense;

namespace {

constexpr double first_sentence = 1.0;  // on top of 1 for each mention
constexpr double dateline_weight = 2.0;
constexpr double weight_of_person = 0.5;
constexpr double weight_of_share = 4.0;
constexpr double weight_of_sentence = 1.6;
constexpr double weight_of_sentence_before = 0.8;
constexpr double weight_of_place = 1.0;
constexpr double weight_of_first = 1.0;  // the first state of a line "only ..." is the one most spoken of
constexpr double weight_of_spot = 3.0;   // "authorities in Zurich arrested seven people"

}  // namespace

void Story::count_countries() {
  const auto index_of = [&](std::string_view country) {
    const auto at = std::find(countries_.begin(), countries_.end(), country);
    if (at != countries_.end()) return static_cast<std::uint32_t>(at - countries_.begin());
    countries_.emplace_back(country);
    weights_.push_back(0);
    place_weights_.push_back(0);
    return static_cast<std::uint32_t>(countries_.size() - 1);
  };
  const auto add = [&](TokenIndex token, std::string_view country, double weight, bool place) {
    if (country.empty()) return;
    const std::uint32_t index = index_of(country);
    if (document_.sentence_of(token) == 0) weight += first_sentence;
    weights_[index] += weight;
    total_weight_ += weight;
    if (place) {
      place_weights_[index] += weight;
      total_place_weight_ += weight;
    }
    country_mentions_.push_back({token, index, place});
  };
  for (const NamedSpan& span : names_) {
    const knowledge::Match* best = choose(span);
    if (best == nullptr || sided(span.head)) continue;
    const knowledge::Entry entry = knowledge_.entry(best->entry);
    const Dep dep = document_.tokens.dep[span.head];
    const bool located = dep == Dep::pobj && words_.has(document_.tokens.head[span.head], Hint::locative);
    switch (entry.kind) {
      case Kind::country:
        if (best->sense == Sense::capital && entry.type == "de_facto") break;
        add(span.head, entry.code, 1.0, located);
        break;
      case Kind::person:
        if (best->sense != Sense::surname) add(span.head, entry.country, 0.7, false);
        break;
      case Kind::armed_group:
      case Kind::party:
        add(span.head, entry.country, 0.5, false);
        break;
      case Kind::base:
      case Kind::region:
      case Kind::place:
        add(span.head, entry.country, 0.7, true);
        break;
      default:
        break;
    }
  }
  for (const document::PlaceMention& place : document_.places) {
    if (place.country.empty() || place.tokens.empty() || place.kind == "country") continue;
    if (name_at_[place.tokens.begin] >= 0 &&
        !names_[static_cast<std::size_t>(name_at_[place.tokens.begin])].matches.empty())
      continue;
    add(place.tokens.begin, place.country, 0.6, true);
  }
  if (!document_.dateline.place.empty()) {
    for (const knowledge::Match& match : knowledge_.named(document_.dateline.place)) {
      const knowledge::Entry entry = knowledge_.entry(match.entry);
      if (entry.country.empty() && entry.kind != Kind::country) continue;
      const std::uint32_t index = index_of(entry.kind == Kind::country ? entry.code : entry.country);
      weights_[index] += dateline_weight;
      total_weight_ += dateline_weight;
      break;
    }
  }
  sort_countries();
}

// Persons whose country is known speak for it where they stand.
void Story::count_persons() {
  for (const ActorMention& mention : mentions_) {
    const Actor& actor = actors_[mention.actor];
    if (!actor.person || actor.entity.country.empty() || !actor.entity.country_from.empty()) continue;
    const auto at = std::find(countries_.begin(), countries_.end(), actor.entity.country);
    const auto index = static_cast<std::uint32_t>(at - countries_.begin());
    if (at == countries_.end()) {
      countries_.push_back(actor.entity.country);
      weights_.push_back(0);
      place_weights_.push_back(0);
    }
    weights_[index] += weight_of_person;
    total_weight_ += weight_of_person;
    country_mentions_.push_back({mention.head, index, false});
  }
  sort_countries();
}

void Story::sort_countries() {
  std::stable_sort(country_mentions_.begin(), country_mentions_.end(),
                   [](const CountryMention& a, const CountryMention& b) { return a.token < b.token; });
  double best = 0;
  for (std::size_t k = 0; k < countries_.size(); ++k) {
    if (weights_[k] > best) {
      best = weights_[k];
      main_country_ = countries_[k];
    }
  }
}

double Story::share(std::string_view country) const {
  const auto at = std::find(countries_.begin(), countries_.end(), country);
  if (at == countries_.end() || total_weight_ <= 0) return 0;
  return weights_[static_cast<std::size_t>(at - countries_.begin())] / total_weight_;
}

// Whether a country is named as the other side of what `at` does: "the minister met the Iranian ambassador".
bool Story::faces(TokenIndex at, TokenIndex country) const {
  const auto& tokens = document_.tokens;
  if (!words_.is_subject(at)) return false;
  const TokenIndex verb = words_.governor(at);
  if (verb == no_token || country < verb) return false;
  TokenIndex token = country;
  for (int steps = 0; steps < 8 && tokens.head[token] != token; ++steps) {
    const Dep dep = tokens.dep[token];
    if (words_.lemma(token) == "counterpart") return true;
    const bool phrase = dep == Dep::amod || dep == Dep::compound || dep == Dep::nmod || dep == Dep::poss ||
                        dep == Dep::conj || dep == Dep::appos || dep == Dep::pobj || dep == Dep::dobj ||
                        dep == Dep::dative || dep == Dep::nsubjpass ||
                        (dep == Dep::prep && !words_.has(token, Hint::locative)) ||
                        (dep == Dep::prep && words_.lemma(token) == "from");
    if (!phrase) return false;
    token = tokens.head[token];
    if (token == verb) return true;
  }
  return false;
}

// Whether a place is said of what `at` takes part in, or of `at` itself: "authorities in Zurich arrested
// seven people"; but not where they go.
bool Story::same_spot(TokenIndex at, TokenIndex place) const {
  const auto& tokens = document_.tokens;
  const TokenIndex verb = words_.governor(at);
  if (verb == no_token || words_.has(verb, Hint::motion)) return false;
  TokenIndex token = place;
  for (int steps = 0; steps < 6; ++steps) {
    const Dep dep = tokens.dep[token];
    const TokenIndex above = tokens.head[token];
    if (dep == Dep::pobj && words_.form(above) == "of") {  // "the city of Peshawar"
      token = tokens.head[above];
    } else if (dep == Dep::pobj) {
      return tokens.head[above] == verb || tokens.head[above] == at;
    } else if (dep == Dep::conj || dep == Dep::appos || dep == Dep::compound || dep == Dep::nmod) {
      token = above;
    } else {
      return false;
    }
  }
  return false;
}

Story::Guess Story::infer_country(TokenIndex at, bool local) const {
  if (countries_.empty()) return {};
  std::vector<double> score(countries_.size(), 0);
  std::vector<TokenIndex> from(countries_.size(), no_token);
  for (std::size_t k = 0; k < score.size(); ++k) {
    const double part = total_weight_ > 0 ? weights_[k] / total_weight_ : 0;
    const double placed = total_place_weight_ > 0 ? place_weights_[k] / total_place_weight_ : part;
    score[k] = weight_of_share * (local ? 0.4 * part + 0.6 * placed : part);
  }
  const std::uint32_t sentence = document_.sentence_of(at);
  const auto begin =
      std::lower_bound(country_mentions_.begin(), country_mentions_.end(),
                       document_.sentences()[sentence > 0 ? sentence - 1 : 0].begin,
                       [](const CountryMention& mention, TokenIndex token) { return mention.token < token; });
  std::vector<std::uint8_t> bonus(countries_.size(), 0);
  for (auto it = begin; it != country_mentions_.end(); ++it) {
    const std::uint32_t where = document_.sentence_of(it->token);
    if (where > sentence) break;
    const std::uint32_t k = it->country;
    if (!local && where == sentence && faces(at, it->token)) continue;
    const std::uint8_t bit = where == sentence ? 1 : 2;
    if ((bonus[k] & bit) == 0) {
      score[k] += where == sentence ? weight_of_sentence : weight_of_sentence_before;
      bonus[k] = static_cast<std::uint8_t>(bonus[k] | bit);
    }
    if (local && it->place && where == sentence && (bonus[k] & 4) == 0) {
      score[k] += same_spot(at, it->token) ? weight_of_spot : weight_of_place;
      bonus[k] = static_cast<std::uint8_t>(bonus[k] | 4);
    }
    // The words an inference rests on: the nearest before, in the same sentence if there.
    if (from[k] == no_token || it->token <= at) from[k] = it->token;
  }
  // "The Senate" of a story about Russia is none of Russia's.
  for (TokenIndex i = words_.phrase_begin(at); i <= at; ++i) {
    const std::vector<std::string>* have = hints_.only_in(words_.lemma(i));
    if (have == nullptr) continue;
    const auto has_one = [&](const std::string& country) {
      return std::find(have->begin(), have->end(), country) != have->end();
    };
    if (std::none_of(countries_.begin(), countries_.end(), has_one)) continue;
    for (std::size_t k = 0; k < score.size(); ++k) {
      if (!has_one(countries_[k])) score[k] = -1;
      if (countries_[k] == have->front()) score[k] += weight_of_first;
    }
  }
  std::size_t best = 0;
  for (std::size_t k = 1; k < score.size(); ++k) {
    if (score[k] > score[best]) best = k;
  }
  Guess out;
  out.country = countries_[best];
  if (from[best] == no_token) {
    for (const CountryMention& mention : country_mentions_) {
      if (mention.country != best) continue;
      if (from[best] != no_token && mention.token > at) break;
      from[best] = mention.token;
    }
  }
  if (from[best] != no_token) {
    out.from = document_.tokens.span[from[best]];
  } else {
    out.from = document_.dateline.span;
  }
  return out;
}

}  // namespace casus::resolve
