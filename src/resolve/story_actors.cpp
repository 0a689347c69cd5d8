#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "resolve/entity_kinds.h"
#include "resolve/story.h"

namespace casus::resolve {

using document::Dep;
using document::EntityType;
using document::MentionKind;
using document::NameLabel;
using document::no_token;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;
using knowledge::Entry;
using knowledge::Kind;
using knowledge::Match;
using knowledge::Sense;

namespace {

bool is_modifier(Dep dep) {
  return dep == Dep::amod || dep == Dep::compound || dep == Dep::nmod || dep == Dep::poss ||
         dep == Dep::npadvmod;
}

// What a longer name may hold that says whose it is; a newspaper inside "Liberation Front" does not.
bool tells_whose(Kind kind) {
  return kind == Kind::country || kind == Kind::region || kind == Kind::place || kind == Kind::ethnic_group ||
         kind == Kind::organisation;
}

}  // namespace

// ---- which entry a name means
// ------------------------------------------------------------------------------

int Story::fitness(const NamedSpan& span, const Match& match, const Entry& entry) const {
  int score = 0;
  switch (entry.kind) {
    case Kind::country:
      score = 12;
      break;
    case Kind::organisation:
      score = 11;
      break;
    case Kind::armed_group:
      score = 10;
      break;
    case Kind::party:
    case Kind::ethnic_group:
    case Kind::religious_group:
      score = 9;
      break;
    case Kind::media:
      score = 8;
      break;
    case Kind::person:
      score = match.sense == Sense::surname ? 2 : 9;
      break;
    case Kind::company:
      score = 7;
      break;
    case Kind::base:
    case Kind::region:
      score = 6;
      break;
    case Kind::place:
      score = 1;
      break;
  }
  switch (span.label) {
    case NameLabel::person:
      score += entry.kind == Kind::person ? 8 : 0;
      break;
    case NameLabel::gpe:
      score += entry.kind == Kind::country || entry.kind == Kind::place || entry.kind == Kind::region ? 3 : 0;
      break;
    case NameLabel::norp:
      score += entry.kind == Kind::country || entry.kind == Kind::party || entry.kind == Kind::ethnic_group ||
                       entry.kind == Kind::religious_group
                   ? 3
                   : 0;
      break;
    case NameLabel::org:
      score += entry.kind != Kind::person && entry.kind != Kind::country && entry.kind != Kind::place ? 4 : 0;
      break;
    default:
      break;
  }
  if (date_) {
    if (entry.from && *entry.from > *date_) score -= 4;
    if (entry.to && *entry.to < *date_) score -= 3;
  }
  if (!entry.country.empty() && entry.kind != Kind::country) {
    score += static_cast<int>(6 * share(entry.country));
  }
  // A former sense of a name that another still bears.
  if (match.sense == Sense::ethnic) score -= 2;
  if (match.sense == Sense::people) score -= 1;
  return score;
}

// Whether some name of the story is that of the entry, not just of its capital.
bool Story::speaks_of(knowledge::EntryId entry) const {
  return std::any_of(names_.begin(), names_.end(), [&](const NamedSpan& span) {
    return std::any_of(span.matches.begin(), span.matches.end(), [&](const Match& match) {
      return match.entry == entry && match.sense != Sense::capital;
    });
  });
}

const Match* Story::choose(const NamedSpan& span) const {
  const Match* best = nullptr;
  int best_score = 0;
  const RoleEnd* of = is_modifier(document_.tokens.dep[span.head])
                          ? words_.role_ending(document_.tokens.head[span.head])
                          : nullptr;
  const bool forces = of != nullptr && bears_arms_or_office(of->noun.code) && of->noun.code != "REB" &&
                      of->noun.code != "SEP";
  for (const Match& match : span.matches) {
    const Entry entry = knowledge_.entry(match.entry);
    // The seat of a state that hardly anyone recognises is first of all a town.
    if (match.sense == Sense::capital && entry.type == "de_facto" && !speaks_of(match.entry)) continue;
    const bool disputed = entry.type == "de_facto" && match.sense == Sense::name;
    // Parties of many countries share a name; one of a country that the story never names is not meant.
    if (entry.kind == Kind::party && !entry.country.empty() && match.sense != Sense::acronym &&
        total_weight_ > 0 && share(entry.country) <= 0) {
      continue;
    }
    int score = fitness(span, match, entry);
    // "Serb forces" are the state's; "Serb villagers" need not be.
    if (entry.kind == Kind::ethnic_group && forces && span.matches.size() > 1) score -= 8;
    if (disputed && span.matches.size() > 1) score -= 7;  // where a region bears the name too
    if (best == nullptr || score > best_score) {
      best = &match;
      best_score = score;
    }
  }
  return best;
}

// ---- all names
// ---------------------------------------------------------------------------------------------

void Story::read_names() {
  // What says whose something is comes first (countries, bodies), then full names of persons, so that short
  // ones find them wherever they stand, then what no table has.
  std::vector<std::uint8_t> done(names_.size(), 0);
  for (const bool known : {true, false}) {
    for (std::size_t k = 0; k < names_.size(); ++k) {
      if (done[k] || looks_like_person(names_[k]) || names_[k].matches.empty() == known) continue;
      if (!known && (names_[k].tokens.size() < 2 || names_[k].label != NameLabel::org)) continue;
      done[k] = 1;
      read_name(names_[k]);
    }
  }
  for (const bool full : {true, false}) {
    for (std::size_t k = 0; k < names_.size(); ++k) {
      if (done[k] || !looks_like_person(names_[k])) continue;
      if (full && names_[k].tokens.size() < 2) continue;
      done[k] = 1;
      std::vector<Match> persons;
      for (const Match& match : names_[k].matches) {
        if (knowledge_.entry(match.entry).kind == Kind::person) persons.push_back(match);
      }
      read_person(names_[k], persons);
    }
  }
  for (std::size_t k = 0; k < names_.size(); ++k) {
    if (!done[k]) read_name(names_[k]);
  }
  // "X, the United Nations Emergency Relief Coordinator": a name beside a name says what X is.
  for (std::size_t m = 0; m < mentions_.size(); ++m) {
    Actor& person = actors_[mentions_[m].actor];
    if (!person.person || !person.entity.code.empty()) continue;
    for (const TokenIndex child : document_.children(mentions_[m].head)) {
      if (document_.tokens.dep[child] != Dep::appos || by_head_[child].empty()) continue;
      const Actor& beside = actors_[mentions_[by_head_[child].front()].actor];
      if (beside.person || beside.entity.code.empty() || beside.entity.type == EntityType::state ||
          beside.entity.type == EntityType::place) {
        continue;
      }
      person.entity.code = beside.entity.code;
      person.entity.country = beside.entity.country;
      person.entity.role = beside.entity.name;
      person.roles = beside.roles;
    }
  }
  // Surnames that the model overlooked.
  for (TokenIndex i = 0; i < document_.size(); ++i) {
    if (taken_[i] || document_.tokens.tag[i] != Tag::nnp || document_.tokens.dep[i] == Dep::compound)
      continue;
    const ActorIndex person = person_called(words_.form(i));
    if (person == no_actor || !actors_[person].person) continue;
    taken_[i] = 1;
    mention({i, i + 1}, i, person, MentionKind::named, false);
  }
}

void Story::read_name(const NamedSpan& span) {
  // Part of a person's name or title that was read with it.
  for (const std::uint32_t m : by_head_[span.head]) {
    if (mentions_[m].tokens.contains(span.tokens) && actors_[mentions_[m].actor].person &&
        mentions_[m].head == span.head) {
      return;
    }
  }
  const Match* best = choose(span);
  if (best == nullptr) {
    read_unknown(span);
    return;
  }
  const Entry entry = knowledge_.entry(best->entry);
  if (span.inner && !tells_whose(entry.kind)) return;
  switch (entry.kind) {
    case Kind::country:
      read_country(span, *best, entry);
      break;
    case Kind::person:
      break;  // a surname that nothing speaks for
    default:
      read_known(span, entry);
      break;
  }
}

ActorIndex Story::state(std::string_view country) {
  const std::string key = "state/" + std::string(country);
  if (const ActorIndex known = actor_keyed(key); known != no_actor) return known;
  Actor actor;
  actor.named = true;
  actor.entity.type = EntityType::state;
  actor.entity.code = country;
  actor.entity.country = country;
  actor.entity.name = country;
  if (const auto id = knowledge_.find(country)) {
    const Entry entry = knowledge_.entry(*id);
    actor.entity.name = entry.name;
    actor.entity.key = entry.key;
  }
  return keyed_[key] = add_actor(std::move(actor));
}

ActorIndex Story::government(std::string_view country) {
  const std::string key = std::string(country) + "|GOV|government";
  if (const ActorIndex known = actor_keyed(key); known != no_actor) return known;
  Actor actor;
  actor.named = true;
  actor.entity.type = EntityType::government;
  actor.entity.code = std::string(country) + "GOV";
  actor.entity.country = country;
  actor.entity.name = "government of " + std::string(country);
  if (const auto id = knowledge_.find(country)) {
    actor.entity.name = "government of " + std::string(knowledge_.entry(*id).name);
  }
  actor.roles = "GOV";
  actor.nouns.emplace_back("government");
  return keyed_[key] = add_actor(std::move(actor));
}

// A capital speaks and acts for its government: "Moscow said", "accused Moscow"; "in Moscow" is a place.
bool Story::stands_for_government(const NamedSpan& span) const {
  const TokenIndex head = words_.first_conjunct(span.head);
  const Dep dep = document_.tokens.dep[head];
  const TokenIndex above = words_.governor(span.head);
  switch (dep) {
    case Dep::nsubj:
    case Dep::nsubjpass: {
      if (above == no_token) return false;
      if (dep == Dep::nsubjpass) return !words_.has(above, Hint::motion);
      return words_.lemma(above) != "be" && words_.lemma(above) != "have";
    }
    case Dep::dobj:
      return above != no_token && document::is_verb(document_.tokens.tag[above]) &&
             !words_.has(above, Hint::motion);
    case Dep::poss:
      return true;
    case Dep::pobj: {
      const TokenIndex preposition = document_.tokens.head[head];
      const std::string_view word = words_.lemma(preposition);
      if (word == "by" || word == "with" || word == "against") return !words_.has(above, Hint::motion);
      if (word == "from" || word == "to" || word == "between" || word == "toward" || word == "towards") {
        const TokenIndex governor = document_.tokens.head[preposition];
        if (!document::is_verb(document_.tokens.tag[governor])) return words_.has(governor, Hint::relation);
        return word != "between" && !words_.has(governor, Hint::motion);
      }
      return false;
    }
    default:
      return false;
  }
}

// "ethnic Uzbeks"; and in another country's story "Uzbeks fled" are the people there.
bool Story::is_ethnic(const NamedSpan& span, const Entry& entry) const {
  const bool could = std::any_of(span.matches.begin(), span.matches.end(),
                                 [](const Match& match) { return match.sense == Sense::ethnic; });
  if (!could) return false;
  const TokenIndex first = span.tokens.begin;
  if (words_.lemma(first) == "ethnic") return true;
  if (first > 0 && words_.lemma(first - 1) == "ethnic") return true;
  const double part = share(entry.code);
  if (main_country_.empty() || main_country_ == entry.code || part > 0.34) return false;
  const Dep dep = document_.tokens.dep[span.head];
  if (!is_modifier(dep)) return part <= 0.15 && words_.is_plural(span.head);
  const RoleEnd* role = words_.role_ending(document_.tokens.head[span.head]);
  return role != nullptr && role->noun.code == "CVL";
}

// A people where it lives in the story: Uzbeks in Kyrgyzstan, Shona in Mozambique.
void Story::read_people(const NamedSpan& span, std::string_view land, const Entry& entry, bool modifier) {
  Guess home = infer_country(span.head, true);
  if (home.country.empty() || (!land.empty() && share(land) > 0.34)) home = {std::string(land), {}};
  const std::string key = "people/" + std::string(entry.key) + "/" + home.country;
  ActorIndex actor = actor_keyed(key);
  if (actor == no_actor) {
    Actor made;
    made.named = true;
    made.entity.type =
        entry.kind == Kind::religious_group ? EntityType::religious_group : EntityType::ethnic_group;
    made.entity.name = entry.kind == Kind::country ? flat(span.tokens) : std::string(entry.name);
    made.entity.plural = true;
    made.entity.country = home.country;
    made.entity.country_from = home.from;
    if (entry.kind != Kind::country) made.entity.key = entry.key;
    for (const Match& other : span.matches) {
      const Entry group = knowledge_.entry(other.entry);
      if (group.kind != Kind::ethnic_group) continue;
      made.entity.key = group.key;
      made.entity.name = group.name;
    }
    made.entity.code = home.country + "CVL";
    made.roles = "CVL";
    actor = keyed_[key] = add_actor(std::move(made));
  }
  mention(span.tokens, span.head, actor, MentionKind::named, modifier);
}

void Story::read_country(const NamedSpan& span, const Match& match, const Entry& entry) {
  const Dep dep = document_.tokens.dep[words_.first_conjunct(span.head)];
  const bool modifier = is_modifier(dep) && dep != Dep::poss;
  if (is_ethnic(span, entry)) {
    read_people(span, entry.code, entry, modifier);
    return;
  }
  const Tag tag = document_.tokens.tag[span.head];
  switch (match.sense) {
    case Sense::metonym:
      mention(span.tokens, span.head, government(entry.code), MentionKind::named, modifier);
      return;
    case Sense::capital: {
      if (stands_for_government(span)) {
        mention(span.tokens, span.head, government(entry.code), MentionKind::named, modifier);
        return;
      }
      const document::PlaceMention* place = place_over(span.tokens);
      const bool elsewhere = place != nullptr && !place->country.empty() && place->country != entry.code;
      const std::string key = "place/" + flat(span.tokens);
      ActorIndex actor = actor_keyed(key);
      if (actor == no_actor) {
        Actor made;
        made.named = true;
        made.entity.type = EntityType::place;
        made.entity.name = flat(span.tokens);
        made.entity.country = elsewhere ? place->country : std::string(entry.code);
        made.entity.code = made.entity.country;
        actor = keyed_[key] = add_actor(std::move(made));
      }
      mention(span.tokens, span.head, actor, MentionKind::named, modifier);
      return;
    }
    case Sense::people:
    case Sense::adjective:
    case Sense::ethnic: {
      const bool glued = span.tokens.end < document_.size() && words_.form(span.tokens.end) == "-";
      // "Russians", "a Russian": people of the state; "the Russians" and "Russian" are the state.
      const bool noun = !modifier && !glued && dep != Dep::poss &&
                        (tag == Tag::nnps || tag == Tag::nns || tag == Tag::nn || tag == Tag::nnp);
      const TokenIndex determiner = words_.determiner(span.head);
      const bool of_state =
          determiner != no_token && words_.lemma(determiner) == "the" && words_.is_plural(span.head);
      if (noun && !of_state) {
        const bool plural = words_.is_plural(span.head);
        const std::string key = "people/" + std::string(entry.code);
        ActorIndex actor = plural ? actor_keyed(key) : no_actor;
        if (actor == no_actor) {
          Actor made;
          made.named = true;
          made.person = !plural;
          made.entity.type = plural ? EntityType::civilian : EntityType::person;
          made.entity.name = flat(span.tokens);
          made.entity.code = std::string(entry.code) + "CVL";
          made.entity.country = entry.code;
          made.entity.plural = plural;
          made.roles = "CVL";
          actor = add_actor(std::move(made));
          if (plural) keyed_[key] = actor;
        }
        mention(span.tokens, span.head, actor, MentionKind::named, false);
        return;
      }
      break;
    }
    default:
      break;
  }
  mention(span.tokens, span.head, state(entry.code), MentionKind::named, modifier);
}

void Story::read_known(const NamedSpan& span, const Entry& entry) {
  const Dep dep = document_.tokens.dep[words_.first_conjunct(span.head)];
  const bool modifier = is_modifier(dep) && dep != Dep::poss;
  const bool many = words_.is_plural(span.head) && !modifier;
  if (entry.kind == Kind::ethnic_group || (entry.kind == Kind::religious_group && many)) {
    read_people(span, entry.country, entry, modifier);
    return;
  }
  const std::string key(entry.key);
  ActorIndex actor = actor_keyed(key);
  if (actor == no_actor) {
    Actor made;
    made.named = true;
    made.entity.type = type_of(entry);
    made.entity.name = entry.name;
    made.entity.key = entry.key;
    made.entity.country = entry.country;
    made.entity.code = entry.code;
    if (entry.kind == Kind::base || entry.kind == Kind::region || entry.kind == Kind::place) {
      made.entity.code = entry.country;
    } else {
      const std::string_view roles = roles_of(entry.kind);
      if (made.entity.code.empty() || made.entity.code == entry.country) {
        made.entity.code = std::string(entry.country) + std::string(roles);
      }
      made.roles = roles;
    }
    made.entity.plural = entry.kind == Kind::ethnic_group || entry.kind == Kind::religious_group;
    actor = keyed_[key] = add_actor(std::move(made));
  }
  if (trace_ != nullptr) {
    for (const Match& match : span.matches) {
      const Entry other = knowledge_.entry(match.entry);
      if (other.key != entry.key)
        note(span.tokens, actor, other.name, other.code, "fits the words or the date less");
    }
  }
  mention(span.tokens, span.head, actor, MentionKind::named, modifier);
  read_acronym(span, actor);
}

const document::PlaceMention* Story::place_over(TokenRange tokens) const {
  const auto at = std::lower_bound(
      document_.places.begin(), document_.places.end(), tokens.begin,
      [](const document::PlaceMention& place, TokenIndex begin) { return place.tokens.end <= begin; });
  if (at == document_.places.end() || !at->tokens.overlaps(tokens)) return nullptr;
  return &*at;
}

ActorIndex Story::person_called(std::string_view name) const {
  const auto at = short_names_.find(std::string(name));
  if (at == short_names_.end() || at->second.empty()) return no_actor;
  return at->second.front();
}

// A name that no table has. What the words say of it decides what it is.
void Story::read_unknown(const NamedSpan& span) {
  const Dep dep = document_.tokens.dep[words_.first_conjunct(span.head)];
  const bool modifier = is_modifier(dep) && dep != Dep::poss;
  const std::string text = flat(span.tokens);
  for (const std::uint32_t m : by_head_[span.head]) {
    // "the U.S. State Department" holds a name that is known; "Army chief X" is read with its bearer.
    if (!span.tokens.contains(mentions_[m].tokens) || mentions_[m].kind != MentionKind::named) continue;
    mentions_[m].tokens = span.tokens;
    return;
  }
  if (taken_[span.head] == 2) return;
  if (span.tokens.size() == 1) {
    if (const ActorIndex person = person_called(text); person != no_actor) {
      mention(span.tokens, span.head, person, MentionKind::named, modifier);
      return;
    }
  }
  const std::string key = "name/" + text;
  // "Organisation of Petroleum Exporting Countries (OPEC)": the tables know the letters.
  if (span.tokens.size() > 1 && span.tokens.end + 2 < document_.size() &&
      words_.form(span.tokens.end) == "(" && words_.form(span.tokens.end + 2) == ")" &&
      !by_head_[span.tokens.end + 1].empty()) {
    const ActorIndex known = mentions_[by_head_[span.tokens.end + 1].front()].actor;
    if (!actors_[known].entity.key.empty() && !actors_[known].person) keyed_[key] = known;
  }
  if (const ActorIndex known = actor_keyed(key); known != no_actor) {
    mention(span.tokens, span.head, known, MentionKind::named, modifier);
    return;
  }
  Actor made;
  made.named = true;
  made.entity.name = text;
  if (const document::PlaceMention* place = place_over(span.tokens);
      span.label == NameLabel::person || span.label == NameLabel::gpe || span.label == NameLabel::loc ||
      span.label == NameLabel::fac ||
      (place != nullptr && place->tokens == span.tokens && span.label != NameLabel::org)) {
    made.entity.type = EntityType::place;
    if (place != nullptr) {
      made.entity.name = place->name.empty() ? text : place->name;
      made.entity.country = place->country;
      made.entity.code = place->country;
    }
    if (!modifier || !made.entity.country.empty()) {
      const ActorIndex actor = keyed_[key] = add_actor(std::move(made));
      mention(span.tokens, span.head, actor, MentionKind::named, modifier);
    }
    return;
  }
  if (span.label == NameLabel::norp && modifier) return;  // "Shiite", "Republican": a property, no actor
  if (span.label != NameLabel::org && span.label != NameLabel::norp) return;

  const Description description = describe(words_.phrase_begin(span.head), span.head, span.tokens.end);
  std::string country;
  bool inferred = false;
  base::Span from;
  if (!description.countries.empty()) country = description.countries.front();
  made.entity.type = description.has_role ? description.type : EntityType::unknown;
  made.roles = description.roles;
  if (span.label == NameLabel::norp && !description.has_role) made.entity.type = EntityType::ethnic_group;
  // The last word says what it is: a "Merchant Marine Union" is a union.
  if (const RoleEnd* last = words_.role_ending(span.tokens.end - 1); last != nullptr) {
    made.roles = last->noun.code;
    made.entity.type = type_named(last->noun.type);
  }
  if (description.owner != no_actor && country.empty()) {
    // "United Nations Emergency Relief Coordinator": part of the body that its name holds.
    const Actor& owner = actors_[description.owner];
    made.entity.code = owner.entity.code;
    country = owner.entity.country;
    if (made.entity.type == EntityType::unknown) made.entity.type = owner.entity.type;
    if (made.roles.empty() || owner.entity.type == EntityType::igo) made.roles = owner.roles;
  }
  if (made.roles == "IGO") country.clear();
  if (country.empty() && description.owner == no_actor && belongs_to_country(made.entity.type)) {
    const Guess guess = infer_country(span.head, true);
    country = guess.country;
    from = guess.from;
    inferred = true;
  }
  // "the Defence Ministry" of one country is one, however often it is named.
  std::string merged = country + "|" + made.roles + "|" + base::lowered(text);
  if (const ActorIndex known = actor_keyed(merged); known != no_actor) {
    keyed_[key] = known;
    mention(span.tokens, span.head, known, MentionKind::named, modifier);
    return;
  }
  made.entity.country = country;
  if (made.entity.code.empty()) {
    made.entity.code = made.roles == "IGO" ? made.roles : country + made.roles;
  }
  if (inferred) made.entity.country_from = from;
  made.nouns.push_back(words_.lemma(span.head));
  const ActorIndex actor = keyed_[key] = keyed_[merged] = add_actor(std::move(made));
  mention(span.tokens, span.head, actor, MentionKind::named, modifier);
  read_acronym(span, actor);
}

// "the Movement for Better Roads (MBR)": the letters in brackets name the same from here on.
void Story::read_acronym(const NamedSpan& span, ActorIndex actor) {
  const TokenIndex open = span.tokens.end;
  if (open + 2 >= document_.size() || words_.form(open) != "(" || words_.form(open + 2) != ")") return;
  const std::string_view letters = words_.form(open + 1);
  if (letters.size() < 2 || letters.size() > 8) return;
  std::size_t capitals = 0;
  for (const char c : letters) capitals += base::is_upper(c) ? 1U : 0U;
  if (capitals < 2) return;
  std::size_t at = 0;
  for (TokenIndex i = span.tokens.begin; i < span.tokens.end && at < letters.size(); ++i) {
    if (base::to_lower(words_.form(i).front()) == base::to_lower(letters[at])) ++at;
  }
  if (at + 1 < letters.size()) return;  // the letters are not those of the words
  const std::string key = "name/" + std::string(letters);
  if (actor_keyed(key) == no_actor) keyed_[key] = actor;
  if (name_at_[open + 1] < 0) {
    taken_[open + 1] = 1;
    mention({open + 1, open + 2}, open + 1, actor, MentionKind::named, false);
  }
}

}  // namespace casus::resolve
