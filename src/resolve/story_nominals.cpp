// Noun phrases that are actors: "the interim leader", "Russian and Kyrgyz airlines", "Moscow police".
//
// A phrase is read once (story_description.cpp). Then it is one of these, in this order: another name for its
// neighbour (story_neighbours.cpp), two sides at once or somebody named before (story_antecedents.cpp), the
// one of its kind that a country has ("the government"), or somebody new.
#include <algorithm>

#include "base/ascii.h"
#include "resolve/entity_kinds.h"
#include "resolve/story.h"

namespace casus::resolve {

using document::Dep;
using document::EntityType;
using document::MentionKind;
using document::TokenIndex;
using document::TokenRange;
using knowledge::Tenure;

bool Story::is_nominal(TokenIndex head) const {
  if (taken_[head] || visited_[head]) return false;
  const RoleEnd* role = words_.role_ending(head);
  // The tagger may see an adjective in "secretary-general".
  if (!words_.is_noun(head) && (role == nullptr || role->begin == head)) return false;
  const Dep dep = document_.tokens.dep[head];
  if (dep == Dep::compound || dep == Dep::nmod || dep == Dep::amod || dep == Dep::npadvmod) return false;
  const Hints hints = words_.hints(head);
  return role != nullptr || hints.has(Hint::person) || hints.has(Hint::supporter) ||
         hints.has(Hint::opponent) || hints.has(Hint::state) || hints.has(Hint::igo) ||
         hints.has(Hint::armed_group) || hints.has(Hint::party) || hints.has(Hint::ngo) ||
         hints.has(Hint::media) || hints.has(Hint::company) || hints.has(Hint::government) ||
         hints.has(Hint::side);
}

// "rebel positions", "Israeli army jeep": the actor stands before a noun that is none.
bool Story::is_role_modifier(TokenIndex token) const {
  if (taken_[token] || visited_[token] || !words_.is_noun(token)) return false;
  const Dep dep = document_.tokens.dep[token];
  if (dep != Dep::compound && dep != Dep::nmod) return false;
  const RoleEnd* role = words_.role_ending(token);
  if (role == nullptr || !bears_arms_or_office(role->noun.code)) return false;
  TokenIndex head = document_.tokens.head[token];
  for (int steps = 0; steps < 4 && document_.tokens.dep[head] == Dep::compound; ++steps) {
    if (words_.role_ending(head) != nullptr) return false;
    head = document_.tokens.head[head];
  }
  return head > token && words_.is_noun(head) && !taken_[head] && words_.role_ending(head) == nullptr &&
         !is_nominal(head) && by_head_[head].empty();
}

void Story::read_role_modifier(TokenIndex token) {
  visited_[token] = 1;
  TokenIndex head = document_.tokens.head[token];
  for (int steps = 0; steps < 4 && document_.tokens.dep[head] == Dep::compound; ++steps) {
    head = document_.tokens.head[head];
  }
  const TokenIndex begin = std::min(words_.phrase_begin(head), words_.phrase_begin(token));
  Description description = describe(begin, token, token + 1);
  description.begin = description.country_tokens.empty() ? words_.role_ending(token)->begin
                                                         : description.country_tokens.front();
  description.article = Article::none;
  description.numbered = false;
  description.plural = !words_.has(token, Hint::institution);
  std::string country = description.countries.empty() ? std::string() : description.countries.front();
  base::Span from;
  bool inferred = false;
  if (country.empty() && description.owner == no_actor && belongs_to_country(description.type)) {
    Guess guess = infer_country(token, is_local(description.roles));
    country = std::move(guess.country);
    from = guess.from;
    inferred = !country.empty();
  }
  mention({description.begin, token + 1}, token, actor_of(description, country, inferred, from),
          MentionKind::nominal, true);
}

ActorIndex Story::actor_at(TokenIndex head) {
  if (by_head_[head].empty() && is_nominal(head)) read_nominal(head);
  return by_head_[head].empty() ? no_actor : mentions_[by_head_[head].front()].actor;
}

// Who holds the office that a phrase names, where exactly one does on the story's day.
ActorIndex Story::holder(const Description& description, std::string_view country) {
  if (!date_ || description.office.empty() || country.empty() || description.former || description.plural) {
    return no_actor;
  }
  if (description.owner != no_actor) return no_actor;
  const std::vector<Tenure> tenures = knowledge_.holders(country, description.office, *date_);
  if (tenures.size() != 1) return no_actor;
  const knowledge::Entry entry = knowledge_.entry(tenures.front().person);
  const std::string key(entry.key);
  if (const ActorIndex known = actor_keyed(key); known != no_actor) return known;
  Actor made;
  made.person = true;
  made.named = true;
  made.entity.type = EntityType::person;
  apply_tenure(made, tenures.front().person, description);
  const ActorIndex actor = keyed_[key] = add_actor(std::move(made));
  return actor;
}

ActorIndex Story::actor_of(const Description& description, const std::string& country, bool inferred,
                           base::Span from) {
  const std::string_view lemma = words_.lemma(description.head);
  const bool one_of_a_kind = words_.has(description.head, Hint::institution);
  const std::string code = code_for(description, country);
  std::string key;
  if (one_of_a_kind && !description.numbered && description.article != Article::indefinite) {
    const std::string_view noun = lemma == "regime" || lemma == "administration" || lemma == "authority" ||
                                          lemma == "cabinet" || lemma == "leadership"
                                      ? std::string_view("government")
                                      : lemma;
    if (noun == "government" && description.roles == "GOV" && !country.empty() &&
        description.owner == no_actor) {
      const ActorIndex whole = government(country);
      if (inferred && actors_[whole].mentions == 0) actors_[whole].entity.country_from = from;
      return whole;
    }
    key = country + "|" + description.roles + "|" + std::string(noun);
    if (noun != "government") {
      // "Moscow police" are not the "Osh police".
      for (const TokenIndex token : description.country_tokens) {
        const auto& heads = by_head_[token];
        if (heads.empty() || token > description.head) continue;
        const document::Entity& of = actors_[mentions_[heads.front()].actor].entity;
        if (of.type == EntityType::place) key += "|" + of.name;
      }
      if (lemma == "ministry" || lemma == "court" || lemma == "mission") key += "|" + description.title;
    }
  } else if (description.plural && !description.numbered && description.article != Article::indefinite) {
    key = country + "|" + code + "|" + std::string(lemma) + "s";
  }
  if (!key.empty()) {
    if (const ActorIndex known = actor_keyed(key); known != no_actor) return known;
  }
  Actor made;
  made.entity.name = flat(TokenRange{description.begin, description.head + 1});
  if (description.article == Article::definite || description.article == Article::indefinite) {
    const std::string_view article = words_.lemma(description.begin);
    if (article == "the" || article == "a" || article == "an") {
      made.entity.name = flat(TokenRange{description.begin + 1, description.head + 1});
    }
  }
  made.entity.type = description.type;
  if (description.owner != no_actor && description.type == EntityType::unknown) {
    made.entity.type = actors_[description.owner].entity.type;
  }
  made.person = !description.plural &&
                (words_.has(description.head, Hint::person) || description.gender != Gender::unknown) &&
                !one_of_a_kind;
  if (made.person) made.entity.type = EntityType::person;
  made.entity.plural = description.plural;
  made.entity.country = country;
  if (description.owner != no_actor && country.empty())
    made.entity.country = actors_[description.owner].entity.country;
  if (description.roles == "IGO") made.entity.country.clear();
  if (inferred) made.entity.country_from = from;
  made.entity.code = code;
  made.roles = description.former ? std::string("ELI") : description.roles;
  if (made.roles.empty() && description.owner != no_actor) made.roles = actors_[description.owner].roles;
  made.former = description.former;
  made.gender = description.gender;
  if (made.person && description.has_role) made.entity.role = description.title;
  made.nouns.push_back(lemma);
  const ActorIndex actor = add_actor(std::move(made));
  if (!key.empty()) keyed_[key] = actor;
  return actor;
}

void Story::read_nominal(TokenIndex head) {
  if (visited_[head]) return;
  visited_[head] = 1;
  Description description = describe(words_.phrase_begin(head), head, head + 1);
  const Hints hints = words_.hints(head);
  if (hints.has(Hint::supporter) || hints.has(Hint::opponent)) {
    if (backers(description) != no_actor) return;
  }
  describe_complements(description);
  const TokenRange tokens{
      description.begin,
      std::max(head + 1, description.complement.empty() ? head + 1 : description.complement.end)};
  if (read_apposition(description)) return;
  if (read_sides(description)) return;

  const bool definite = description.article == Article::definite ||
                        description.article == Article::demonstrative ||
                        (description.article == Article::possessive && !description.countries.empty());
  if (hints.has(Hint::state) && description.plural && description.countries.empty()) {
    // "Six nations agreed": states, though nobody says which.
    const Dep dep = document_.tokens.dep[words_.first_conjunct(head)];
    const bool takes_part =
        dep == Dep::nsubj || dep == Dep::nsubjpass || dep == Dep::dobj || dep == Dep::pobj;
    if (!takes_part || description.begin == head || words_.lemma(head) == "power" ||
        words_.has(document_.tokens.head[head], Hint::locative))
      return;
    Actor made;
    made.entity.type = EntityType::state;
    made.entity.name = flat(TokenRange{description.begin, head + 1});
    made.entity.plural = true;
    made.nouns.push_back(words_.lemma(head));
    mention(tokens, head, add_actor(std::move(made)), MentionKind::nominal);
    return;
  }
  if (hints.has(Hint::state) && !description.plural && description.complement.empty()) {
    // "the country" is the one the words before are about; "a foreign state" is none that has a name.
    if (definite) {
      const std::string country =
          description.countries.empty() ? country_meant(head) : description.countries.front();
      if (!country.empty()) mention(tokens, head, state(country), MentionKind::nominal);
    } else if (description.article == Article::indefinite && description.countries.empty()) {
      Actor made;
      made.entity.type = EntityType::state;
      made.entity.name = flat(TokenRange{description.begin, head + 1});
      made.nouns.push_back(words_.lemma(head));
      mention(tokens, head, add_actor(std::move(made)), MentionKind::nominal);
    }
    return;
  }
  if (description.owner != no_actor && !description.plural && definite) {
    // "the Itar-Tass news agency" is Itar-Tass.
    const Actor& owner = actors_[description.owner];
    const EntityType type = owner.entity.type;
    const bool in_front = description.complement.empty();
    const bool itself = (type == EntityType::media && hints.has(Hint::media)) ||
                        (type == EntityType::armed_group && hints.has(Hint::armed_group)) ||
                        (type == EntityType::party && hints.has(Hint::party)) ||
                        (type == EntityType::company && hints.has(Hint::company)) ||
                        (type == EntityType::ngo && hints.has(Hint::ngo));
    if (in_front && itself) {
      mention(tokens, head, description.owner, MentionKind::nominal);
      return;
    }
  }
  const bool bare = description.article == Article::none && !description.numbered;
  if (description.owner == no_actor && (definite || (bare && description.plural))) {
    const ActorIndex before = antecedent(description);
    if (before != no_actor) {
      const bool better = actors_[before].named || definite;
      if (better) {
        mention(tokens, head, before, MentionKind::nominal);
        return;
      }
    }
  }
  // "stood guard", "lethal force": no one in particular.
  if (description.article == Article::none && !description.plural && !description.numbered &&
      !hints.has(Hint::institution) && description.countries.empty() && description.owner == no_actor &&
      description.complement.empty() && !words_.is_subject(head) && !words_.is_proper(head) &&
      (hints.has(Hint::person) || words_.lemma(head) == "force")) {
    return;
  }
  const bool person = hints.has(Hint::person);
  if (person && !description.has_role && !hints.has(Hint::generic)) {
    description.roles = "CVL";
    description.type = EntityType::civilian;
  }
  if (!description.has_role && description.owner == no_actor && !person) return;
  if (!description.has_role && !person && description.owner != no_actor && !hints.has(Hint::holder)) return;

  if (description.countries.size() > 1 && description.plural) {
    // "Russian and Kyrgyz airlines": one of each.
    for (std::size_t k = 0; k < description.countries.size(); ++k) {
      Description one = description;
      one.countries = {description.countries[k]};
      one.country_tokens = {description.country_tokens[k]};
      const ActorIndex actor = actor_of(one, description.countries[k], false, {});
      if (actors_[actor].mentions == 0) {
        actors_[actor].entity.name = std::string(document_.text(TokenRange{
                                         description.country_tokens[k], description.country_tokens[k] + 1})) +
                                     " " + std::string(words_.form(head));
      }
      const bool in_front = description.country_tokens[k] < head;
      const TokenIndex begin = k == 0 || !in_front ? description.begin : description.country_tokens[k];
      mention({begin, tokens.end}, head, actor, MentionKind::nominal);
    }
    return;
  }
  std::string country = description.countries.empty() ? std::string() : description.countries.front();
  base::Span from;
  bool inferred = false;
  // "Western governments", "foreign diplomats", "a source": of no country that the story names.
  const bool several = description.plural && words_.lemma(head) == "government";
  const bool nowhere =
      description.foreign || several || hints.has(Hint::abroad) || words_.lemma(head) == "source";
  const bool own_body = description.owner != no_actor &&
                        !(actors_[description.owner].entity.type == EntityType::unknown &&
                          actors_[description.owner].entity.code.empty() && !hints.has(Hint::holder));
  if (country.empty() && !own_body && !nowhere && description.roles != "IGO" && description.roles != "NGO" &&
      (belongs_to_country(description.type) || person)) {
    Guess guess = infer_country(head, is_local(description.roles));
    country = std::move(guess.country);
    from = guess.from;
    inferred = !country.empty();
  }
  if (country.empty() && own_body) country = actors_[description.owner].entity.country;
  if (definite && !description.plural) {
    const ActorIndex known = holder(description, country);
    if (known != no_actor) {
      mention(tokens, head, known, MentionKind::nominal);
      return;
    }
  }
  mention(tokens, head, actor_of(description, country, inferred, from), MentionKind::nominal);
}

}  // namespace casus::resolve
