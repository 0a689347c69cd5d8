// People told by number alone: "wounded six", "dozens were arrested", "those killed", "two others".
//
// A number is somebody where a verb is done to it that is done to people only. It is of the kind of whoever
// stands in the same place of the verb before ("two soldiers were killed and three wounded"), else a
// civilian.
#include <algorithm>

#include "resolve/story.h"

namespace casus::resolve {

using document::Dep;
using document::EntityType;
using document::MentionKind;
using document::no_token;
using document::Tag;
using document::TokenIndex;

namespace {

bool is_struck(Dep dep) { return dep == Dep::dobj || dep == Dep::nsubjpass; }

}  // namespace

bool Story::is_counted(TokenIndex head) const {
  if (taken_[head] || visited_[head] || !by_head_[head].empty()) return false;
  const auto& tokens = document_.tokens;
  const std::string_view lemma = words_.lemma(head);
  const bool those = lemma == "those" || words_.form(head) == "those";
  const bool number = tokens.tag[head] == Tag::cd || lemma == "dozen" || lemma == "hundred" ||
                      lemma == "thousand" || lemma == "score";
  if (!those && !number && !(lemma == "other" && tokens.tag[head] == Tag::nns)) return false;
  const auto harmed = [&](TokenIndex verb) { return verb != no_token && words_.has(verb, Hint::harm); };
  bool struck = false;
  for (const TokenIndex child : document_.children(head)) {
    const Dep dep = tokens.dep[child];
    if (dep == Dep::prep && words_.form(child) == "of") return false;  // "dozens of people"
    if (dep == Dep::quantmod && words_.form(child) == "$") return false;
    struck |= dep == Dep::acl && tokens.tag[child] == Tag::vbn && harmed(child);
  }
  if (struck) return true;
  const TokenIndex first = words_.first_conjunct(head);
  // "The minister and 21 others".
  if (lemma == "other" && first != head && !by_head_[first].empty()) {
    const document::EntityType type = actors_[mentions_[by_head_[first].front()].actor].entity.type;
    return type == EntityType::person || type == EntityType::civilian;
  }
  return !those && is_struck(tokens.dep[first]) && harmed(tokens.head[first]);
}

void Story::read_counted(TokenIndex head) {
  visited_[head] = 1;
  const auto& tokens = document_.tokens;
  const std::uint32_t sentence = document_.sentence_of(head);
  const TokenIndex verb = words_.first_conjunct(tokens.head[words_.first_conjunct(head)]);
  Actor made;
  made.entity.type = EntityType::civilian;
  made.roles = "CVL";
  bool known = false;
  for (std::size_t k = seen_.size(); k-- > 0 && !known;) {
    const ActorMention& before = mentions_[seen_[k]];
    if (document_.sentence_of(before.head) != sentence) break;
    const Actor& actor = actors_[before.actor];
    const bool same_place = is_struck(tokens.dep[words_.first_conjunct(before.head)]) &&
                            words_.first_conjunct(tokens.head[words_.first_conjunct(before.head)]) == verb;
    if (before.modifier || !same_place || (!actor.entity.plural && !actor.person)) continue;
    known = true;
    if (actor.person && actor.named) continue;
    made.entity.type = actor.entity.type == EntityType::person ? EntityType::civilian : actor.entity.type;
    made.roles = actor.roles;
    made.entity.country = actor.entity.country;
    made.entity.country_from = actor.entity.country_from;
  }
  if (made.entity.country.empty()) {
    Guess guess = infer_country(head, true);
    made.entity.country = std::move(guess.country);
    made.entity.country_from = guess.from;
  }
  const TokenIndex begin = words_.phrase_begin(head);
  made.entity.name = flat({begin, head + 1});
  made.entity.plural = true;
  made.entity.code = made.entity.country + made.roles;
  made.nouns.push_back(words_.lemma(head));
  mention({begin, head + 1}, head, add_actor(std::move(made)), MentionKind::nominal);
}

}  // namespace casus::resolve
