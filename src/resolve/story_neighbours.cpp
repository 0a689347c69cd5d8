// Phrases that live on their neighbours: names beside names, those who back or lead somebody.
#include <algorithm>

#include "base/ascii.h"
#include "resolve/entity_kinds.h"
#include "resolve/story.h"

namespace casus::resolve {

using document::Dep;
using document::EntityType;
using document::MentionKind;
using document::no_token;
using document::TokenIndex;

// "supporters of former President X", "opponents of the government".
ActorIndex Story::backers(const Description& description) {
  const bool against = words_.has(description.head, Hint::opponent);
  TokenIndex target = no_token;
  TokenIndex preposition = no_token;
  for (const TokenIndex child : document_.children(description.head)) {
    const Dep dep = document_.tokens.dep[child];
    if (dep == Dep::prep && words_.lemma(child) == "of") {
      preposition = child;
      for (const TokenIndex object : document_.children(child)) {
        if (document_.tokens.dep[object] == Dep::pobj) target = object;
      }
    }
    if (child < description.head && (dep == Dep::poss || dep == Dep::compound || dep == Dep::nmod) &&
        target == no_token) {
      target = child;
    }
  }
  if (target == no_token) return no_actor;
  const ActorIndex other = actor_at(target);
  if (other == no_actor) return no_actor;
  const document::Entity whom = actors_[other].entity;
  if (whom.country.empty() && whom.code.empty()) return no_actor;
  const bool land = whom.type == EntityType::state || whom.type == EntityType::place;
  if (land && !against) return no_actor;  // "a supporter of Israel" may live anywhere
  const bool in_office = actors_[other].roles == "GOV" && !actors_[other].former;
  std::string roles = "CVL";
  if (against) {
    roles = in_office || land ? "OPP" : "CVL";
  } else if (!in_office) {
    roles = actors_[other].roles == "ELI" || actors_[other].roles.empty() ? "OPP" : actors_[other].roles;
  }
  const std::string key = std::string(words_.lemma(description.head)) + " of " + std::to_string(other);
  ActorIndex actor = actor_keyed(key);
  if (actor == no_actor) {
    Actor made;
    made.entity.type = roles == "REB" ? EntityType::armed_group : EntityType::civilian;
    made.entity.name = base::lowered(words_.form(description.head)) + " of " + whom.name;
    made.entity.country = whom.country;
    made.entity.country_from = whom.country_from;
    made.entity.code = whom.country.empty() ? whom.code : whom.country + roles;
    made.entity.plural = description.plural;
    made.person = !description.plural;
    made.roles = roles;
    made.nouns.push_back(words_.lemma(description.head));
    actor = keyed_[key] = add_actor(std::move(made));
  }
  const TokenIndex end = preposition != no_token ? target + 1 : description.head + 1;
  mention({description.begin, end}, description.head, actor, MentionKind::nominal);
  return actor;
}

// Who leads a body belongs to it, where nothing better says whose they are.
void Story::read_leader(std::uint32_t mention) {
  const ActorMention here = mentions_[mention];
  const Actor& person = actors_[here.actor];
  if (!person.person || !person.named || here.kind != MentionKind::named) return;
  const bool settled = !person.entity.code.empty() && person.entity.country_from.empty();
  if (settled || !person.entity.key.empty()) return;
  const auto& tokens = document_.tokens;
  TokenIndex body = no_token;
  if (tokens.dep[here.head] == Dep::pobj) {
    const TokenIndex by = tokens.head[here.head];
    const TokenIndex verb = tokens.head[by];
    if (words_.lemma(by) == "by" && tokens.dep[verb] == Dep::acl && words_.has(verb, Hint::lead)) {
      body = tokens.head[verb];
      if (by_head_[body].empty()) {
        // "a team of observers headed by X"
        for (const TokenIndex child : document_.children(body)) {
          if (words_.lemma(child) != "of") continue;
          for (const TokenIndex object : document_.children(child)) body = object;
        }
      }
    }
  }
  for (const TokenIndex child : document_.children(here.head)) {
    if (tokens.dep[child] != Dep::relcl || !words_.has(child, Hint::lead)) continue;
    for (const TokenIndex object : document_.children(child)) {
      if (tokens.dep[object] == Dep::dobj && object > child) body = object;
    }
  }
  if (body == no_token || body == here.head) return;
  const ActorIndex owner = actor_at(body);
  if (owner == no_actor || owner == here.actor) return;
  const document::Entity of = actors_[owner].entity;
  if (of.code.empty() || of.type == EntityType::state || of.type == EntityType::place ||
      actors_[owner].person)
    return;
  Actor& leader = actors_[here.actor];
  leader.entity.code = of.code;
  leader.entity.country = of.country;
  leader.entity.country_from = of.country_from;
  leader.roles = actors_[owner].roles;
}

// A noun phrase beside a name is another name for it.
bool Story::read_apposition(const Description& description) {
  const TokenIndex head = description.head;
  const auto join = [&](TokenIndex name) {
    if (by_head_[name].empty()) return false;
    const ActorIndex index = mentions_[by_head_[name].front()].actor;
    Actor& actor = actors_[index];
    if (description.plural && (actor.person || !actor.entity.plural)) return false;
    const bool unknown_place = actor.entity.type == EntityType::place && actor.entity.key.empty() &&
                               actor.entity.country.empty() && words_.has(head, Hint::person);
    if (unknown_place) {
      // "an envoy, Grace Mbeki": the model took a person for a place.
      actor.person = true;
      actor.entity.type = EntityType::person;
    }
    if (actor.entity.type == EntityType::place || actor.entity.type == EntityType::state) {
      if (!words_.has(head, Hint::state) && !words_.has(head, Hint::city)) return false;
    }
    const bool human = words_.has(head, Hint::person) || !description.office.empty();
    if (actor.person) {
      const bool body = !human && (words_.has(head, Hint::company) || words_.has(head, Hint::media) ||
                                   words_.has(head, Hint::igo) || words_.has(head, Hint::armed_group) ||
                                   words_.has(head, Hint::party) || words_.has(head, Hint::ngo));
      if (!human && !description.has_role) return false;
      if (body && description.has_role && actor.entity.role.empty() && actor.gender == Gender::unknown) {
        // "Air Baltia, the largest carrier in Latvia": the model took a company for a person.
        actor.person = false;
        actor.entity.type = description.type;
        actor.roles = description.roles;
        actor.entity.country = description.countries.empty() ? std::string() : description.countries.front();
        actor.entity.code = code_for(description, actor.entity.country);
      } else if (body) {
        return false;
      } else {
        describe_person(actor, description);
      }
    } else if (actor.entity.type == EntityType::unknown && description.has_role) {
      actor.entity.type = description.type;
      actor.roles = description.roles;
      if (!description.countries.empty()) actor.entity.country = description.countries.front();
      actor.entity.code = code_for(description, actor.entity.country);
    }
    actors_[index].nouns.push_back(words_.lemma(head));
    mention({description.begin, std::max(head + 1, description.complement.end)}, head, index,
            MentionKind::nominal);
    return true;
  };
  if (document_.tokens.dep[head] == Dep::appos && join(document_.tokens.head[head])) return true;
  for (const TokenIndex child : document_.children(head)) {
    if (document_.tokens.dep[child] != Dep::appos || child < head) continue;
    // "three ministers, X, Y and Z" are not X.
    if (description.plural) return false;
    return join(child);
  }
  // "the head of the junta, Colonel X": the parser hangs X on the last noun of the phrase.
  if (description.plural || !words_.has(head, Hint::person)) return false;
  const TokenIndex comma = std::max(head + 1, description.complement.end);
  if (comma + 1 >= document_.size() || words_.form(comma) != ",") return false;
  for (const ActorMention& other : mentions_) {
    if (other.tokens.begin != comma + 1 || other.kind != MentionKind::named || !actors_[other.actor].person)
      continue;
    const Dep dep = document_.tokens.dep[other.head];
    if (dep == Dep::appos || dep == Dep::conj) return join(other.head);
  }
  return false;
}

}  // namespace casus::resolve
