// What a definite phrase takes up: "the bloc", "the two countries", "the source", "the country".
//
// Every mention before is a candidate. How it fits gives a score (the same noun, the office, the kind, a
// general word for one just called otherwise), distance takes from it, and the best wins.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "resolve/entity_kinds.h"
#include "resolve/story.h"

namespace casus::resolve {

using document::Dep;
using document::EntityType;
using document::MentionKind;
using document::no_token;
using document::TokenIndex;

namespace {

// How far a phrase looks back for one of its kind.
constexpr std::uint32_t sentences_back = 12;

// Whether a title's own noun is `word`: "president" of "President of Russia", not "army" of "army chief".
bool is_role_head(std::string_view role, std::string_view word) {
  for (const std::string_view mark : {" of ", " for ", ", "}) role = role.substr(0, role.find(mark));
  return role.size() >= word.size() &&
         base::equals_ignoring_case(role.substr(role.size() - word.size()), word) &&
         (role.size() == word.size() || role[role.size() - word.size() - 1] == ' ');
}

}  // namespace

std::string Story::country_meant(TokenIndex head) const {
  const std::uint32_t sentence = document_.sentence_of(head);
  std::string subject;
  for (std::size_t k = seen_.size(); k-- > 0;) {
    const ActorMention& before = mentions_[seen_[k]];
    if (document_.sentence_of(before.head) != sentence) break;
    const Actor& actor = actors_[before.actor];
    if (actor.entity.country.empty()) continue;
    const bool land = actor.entity.type == EntityType::state || actor.entity.type == EntityType::place;
    const bool located = document_.tokens.dep[before.head] == Dep::pobj &&
                         words_.has(document_.tokens.head[before.head], Hint::locative);
    if (land && located) return actor.entity.country;
    if (actor.entity.type == EntityType::state && !before.modifier && !words_.is_subject(before.head)) {
      return actor.entity.country;
    }
    if (words_.is_subject(before.head) && actor.entity.type != EntityType::media)
      subject = actor.entity.country;
  }
  if (!subject.empty()) return subject;
  for (std::size_t k = seen_.size(); k-- > 0;) {
    const ActorMention& before = mentions_[seen_[k]];
    if (document_.sentence_of(before.head) + 1 < sentence) break;
    const Actor& actor = actors_[before.actor];
    if (actor.entity.type == EntityType::state && !actor.entity.country.empty() &&
        words_.is_subject(before.head)) {
      return actor.entity.country;
    }
  }
  return infer_country(head, true).country;
}

// "the two countries", "both sides": each of the two most recent ones of that kind.
bool Story::read_sides(const Description& description) {
  if (!description.plural || !words_.has(description.head, Hint::side)) return false;
  bool two = false;
  for (TokenIndex i = description.begin; i < description.head; ++i) {
    const std::string_view word = words_.lemma(i);
    two |= word == "two" || word == "both";
  }
  const std::string_view lemma = words_.lemma(description.head);
  const bool bare_sides = lemma == "side" && description.article == Article::definite;
  const bool own = description.article == Article::possessive && (lemma == "country" || lemma == "nation");
  if (own) {
    // "their countries": those of whoever "they" are.
    bool any = false;
    const TokenIndex owner = words_.determiner(description.head);
    if (owner == no_token) return false;
    for (const std::uint32_t m : by_head_[owner]) {
      const std::string country = actors_[mentions_[m].actor].entity.country;
      if (country.empty()) continue;
      mention({description.begin, description.head + 1}, description.head, state(country),
              MentionKind::nominal);
      any = true;
    }
    return any;
  }
  if (!two && !bare_sides) return false;
  if (!description.countries.empty()) return false;  // "two Russian ministers" are new
  if (description.article != Article::definite && !two) return false;
  if (two && description.article != Article::definite) return false;  // "two soldiers" are new
  const bool persons = words_.has(description.head, Hint::person);
  const bool lands = lemma == "country" || lemma == "nation" || lemma == "state" || lemma == "neighbor" ||
                     lemma == "neighbour" || lemma == "power";
  // Whoever acts on both is a third: "Egypt urged both sides".
  std::vector<std::string_view> third;
  std::vector<std::uint32_t> candidates;
  constexpr std::size_t enough = 16;
  for (std::size_t k = seen_.size(); k-- > 0 && candidates.size() < enough;) {
    const ActorMention& before = mentions_[seen_[k]];
    const Actor& actor = actors_[before.actor];
    if (document_.sentence_of(before.head) + sentences_back < document_.sentence_of(description.head)) break;
    if (same_clause(before.head, description.head) && !before.modifier) {
      third.push_back(actor.entity.country);
      continue;
    }
    const EntityType type = actor.entity.type;
    const bool fits = persons ? actor.person && actor.named
                      : lands
                          ? type == EntityType::state || (type == EntityType::government && !before.modifier)
                          : !actor.person && type != EntityType::place && type != EntityType::media &&
                                !(before.modifier && type != EntityType::state);
    if (!fits || std::find(third.begin(), third.end(), actor.entity.country) != third.end()) continue;
    if (persons && !description.office.empty() &&
        std::find(actor.nouns.begin(), actor.nouns.end(), lemma) == actor.nouns.end()) {
      continue;
    }
    candidates.push_back(seen_[k]);
  }
  // The pair that the words before join: "X and Y", then "X accused Y", then the last two.
  int best_score = 0;
  std::array<ActorIndex, 2> best = {no_actor, no_actor};
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (std::size_t j = i + 1; j < candidates.size(); ++j) {
      const ActorMention& later = mentions_[candidates[i]];
      const ActorMention& earlier = mentions_[candidates[j]];
      const document::Entity& one = actors_[later.actor].entity;
      const document::Entity& other = actors_[earlier.actor].entity;
      if (later.actor == earlier.actor || (!one.country.empty() && one.country == other.country && !persons))
        continue;
      int score = 100 - static_cast<int>(i + j);
      const std::uint32_t back =
          document_.sentence_of(description.head) - document_.sentence_of(earlier.head);
      score -= 3 * static_cast<int>(std::min<std::uint32_t>(back, 12));
      if (words_.first_conjunct(later.head) == words_.first_conjunct(earlier.head)) {
        score += words_.is_subject(earlier.head) ? 16 : 8;
      } else if (same_clause(later.head, earlier.head) && words_.is_subject(earlier.head) &&
                 !later.modifier) {
        score += 10;
      }
      if (score > best_score) {
        best_score = score;
        best = {earlier.actor, later.actor};
      }
    }
  }
  if (best[0] == no_actor) return false;
  for (const ActorIndex actor : best) {
    const document::Entity& entity = actors_[actor].entity;
    const bool seat = lands && entity.type == EntityType::government;
    mention({description.begin, description.head + 1}, description.head, seat ? state(entity.country) : actor,
            MentionKind::nominal);
  }
  return true;
}

// Somebody named before, for a definite phrase: the nearest that bears the noun, the office or the kind.
ActorIndex Story::antecedent(const Description& description) const {
  const std::string_view lemma = words_.lemma(description.head);
  const Hints hints = words_.hints(description.head);
  const std::uint32_t sentence = document_.sentence_of(description.head);
  const std::string country = description.countries.empty() ? std::string() : description.countries.front();
  ActorIndex best = no_actor;
  int best_score = 0;
  for (std::size_t k = seen_.size(); k-- > 0;) {
    const ActorMention& before = mentions_[seen_[k]];
    const Actor& actor = actors_[before.actor];
    const document::Entity& entity = actor.entity;
    const std::uint32_t back = sentence - document_.sentence_of(before.head);
    if (!country.empty() && !entity.country.empty() && entity.country != country) continue;
    if (!country.empty() && entity.country.empty() && !actor.person) continue;
    if (description.former != actor.former && (description.former || actor.person)) {
      if (description.former || !actor.entity.role.empty()) continue;
    }
    if (same_clause(before.head, description.head) && !before.modifier) continue;
    const bool plural = entity.plural;
    const bool same_noun = std::find(actor.nouns.begin(), actor.nouns.end(), lemma) != actor.nouns.end();
    int score = 0;
    const bool more_words = words_.role_ending(description.head) != nullptr &&
                            words_.role_ending(description.head)->begin < description.head;
    const bool either = lemma == "police" || lemma == "military" || lemma == "authority";  // one or many
    if (same_noun && (plural == description.plural || either)) {
      score = 30;
      if (description.roles != actor.roles && more_words && !hints.has(Hint::generic)) {
        // "the rebel fighters" are not the "government fighters" before.
        if (outranks(description.roles, "GOV") && outranks(actor.roles, "GOV")) score = 0;
      }
      if (back > sentences_back && !actor.named) score = 0;
    } else if (description.has_role && actor.person && description.roles != actor.roles && !actor.former &&
               outranks(description.roles, "GOV")) {
      score = 0;  // "the opposition leader" is not the prime minister
    } else if (!description.plural && actor.person && !entity.role.empty() &&
               is_role_head(entity.role, lemma)) {
      score = 28;
    } else if (!description.plural && actor.person && !actor.named && hints.has(Hint::generic) && back <= 2) {
      // "the source" after "a senior military official".
      const bool source = lemma == "source" || lemma == "man" || lemma == "woman" || lemma == "person";
      score = source ? 20 : 0;
    } else if (description.plural && description.type == EntityType::armed_group && actor.named &&
               !before.modifier && back <= 2 &&
               (entity.type == EntityType::armed_group ||
                (entity.type == EntityType::unknown && entity.name.find(' ') != std::string::npos))) {
      score = 15;  // "the rebels" after "the Liberation Front"
    } else if (description.plural && entity.plural && !bears_arms_or_office(actor.roles) && back <= 2 &&
               (lemma == "man" || lemma == "woman" || lemma == "people") && !before.modifier &&
               description.article != Article::none) {
      score = 13;  // "the men" after "three engineers"
    } else if (hints.has(Hint::deed) && !actor.person && entity.plural && !before.modifier && back <= 4 &&
               !actor.named && actor.roles != "OPP" && entity.type != EntityType::police &&
               entity.type != EntityType::government) {
      score = entity.type == EntityType::military ? 10 : 13;  // "the killers" after "two men"
    } else if (!description.plural && actor.person && !actor.named && back <= 2 && hints.has(Hint::kin) &&
               description.gender != Gender::unknown && actor.gender == description.gender) {
      score = 12;  // "the boy" after "her son"
    } else if (description.plural && lemma == "officer" && entity.type == EntityType::police && back <= 2) {
      score = 14;
    } else if (!description.plural && actor.person && actor.named && back <= 3 &&
               (hints.has(Hint::male) || hints.has(Hint::female) || lemma == "leader" ||
                lemma == "politician" || lemma == "veteran")) {
      const bool sex = (hints.has(Hint::male) && actor.gender == Gender::female) ||
                       (hints.has(Hint::female) && actor.gender == Gender::male);
      const bool leads =
          lemma != "leader" || actor.roles == "GOV" || actor.roles == "REB" || actor.roles == "OPP";
      score = sex || !leads ? 0 : 14;
    } else if (!description.plural && !actor.person && !before.modifier) {
      bool kind = false;
      switch (entity.type) {
        case EntityType::igo:
          kind = hints.has(Hint::igo);
          break;
        case EntityType::armed_group:
          kind = hints.has(Hint::armed_group);
          break;
        case EntityType::party:
          kind = hints.has(Hint::party);
          break;
        case EntityType::ngo:
          kind = hints.has(Hint::ngo);
          break;
        case EntityType::unknown:
          kind = hints.has(Hint::ngo) && entity.name.find(' ') != std::string::npos;
          break;
        case EntityType::media:
          kind = hints.has(Hint::media);
          break;
        case EntityType::company:
          kind = hints.has(Hint::company);
          break;
        default:
          break;
      }
      score = !kind ? 0 : actor.named && back <= 6 ? 18 : back <= 3 ? 16 : 0;
    } else if (description.plural && actor.entity.plural && description.has_role && !before.modifier &&
               (description.roles == actor.roles ||
                (description.type == entity.type && description.type != EntityType::civilian)) &&
               description.roles != "CVL" && !actor.named && back <= 4) {
      // "the soldiers" after "Russian troops": the same kind of people.
      score =
          description.article == Article::definite || description.article == Article::demonstrative ? 12 : 0;
    }
    if (score == 0) continue;
    score -= static_cast<int>(std::min<std::uint32_t>(back, 9));
    if (words_.is_subject(before.head)) score += 1;
    if (score > best_score) {
      best = before.actor;
      best_score = score;
    }
  }
  return best;
}

}  // namespace casus::resolve
