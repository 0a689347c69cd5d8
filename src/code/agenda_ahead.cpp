#include "code/agenda_ahead.h"

#include <algorithm>

namespace casus::code {

using document::Dep;
using document::Embedding;
using document::Mood;
using document::no_token;
using document::Predicate;
using document::PredicateId;
using document::PredicateKind;
using document::Role;
using document::Tense;
using document::TokenIndex;
using document::TokenRange;
using events::Certainty;

namespace {

constexpr int highest_climb = 5;

}  // namespace

int strength(const Ahead& ahead) {
  switch (ahead.certainty) {
    case Certainty::cancelled:
      return 5;
    case Certainty::postponed:
      return 4;
    case Certainty::scheduled:
      return ahead.dated ? 2 : 3;
    case Certainty::expected:
      return 2;
    case Certainty::proposed:
      return 1;
  }
  return 0;
}

bool is_undone(Certainty certainty) {
  return certainty == Certainty::cancelled || certainty == Certainty::postponed;
}

AgendaAhead::AgendaAhead(const StoryIndex& story, const AgendaTables& tables, const AgendaWords& kinds)
    : story_(story), document_(story.document()), words_(story.words()), tables_(tables), kinds_(kinds) {}

std::optional<AgendaCue> AgendaAhead::governor_cue(const Predicate& governor, TokenIndex marker) const {
  std::string key = governor.key.empty() ? std::string(words_.lemma(governor.head)) : governor.key;
  if (marker != no_token) {
    if (const auto cue = tables_.governor(key + " " + std::string(words_.form(marker)))) return cue;
    return std::nullopt;
  }
  return tables_.governor(key);
}

bool AgendaAhead::is_holding(const Predicate& governor, TokenIndex marker) const {
  const std::string key = governor.key.empty() ? std::string(words_.lemma(governor.head)) : governor.key;
  if (marker != no_token && tables_.is_holding(key + " " + std::string(words_.form(marker)))) return true;
  if (tables_.is_holding(key)) return true;
  // "take place", "take effect"
  for (const document::Argument& argument : governor.arguments) {
    const bool bound = argument.role == Role::patient || argument.role == Role::attribute;
    if (!bound || argument.marker != no_token || argument.head == no_token) continue;
    if (tables_.is_holding(key + " " + std::string(words_.lemma(argument.head)))) return true;
  }
  return governor.light_verb != no_token && tables_.is_holding(words_.lemma(governor.light_verb));
}

bool AgendaAhead::holds(const Predicate& governor, Role role, TokenIndex marker) const {
  if (marker != no_token) {
    const std::string key = governor.key.empty() ? std::string(words_.lemma(governor.head)) : governor.key;
    return tables_.is_holding(key + " " + std::string(words_.form(marker)));
  }
  const bool involved =
      role == Role::agent || role == Role::theme || role == Role::patient || role == Role::attribute;
  return involved && is_holding(governor, marker);
}

bool AgendaAhead::is_past(const Predicate& predicate) {
  return predicate.tense == Tense::past && predicate.modal == no_token;
}

bool AgendaAhead::is_present(const Predicate& predicate) {
  if (predicate.tense == Tense::present) return true;
  return predicate.tense == Tense::none && predicate.mood == Mood::declarative &&
         predicate.modal == no_token && predicate.embedding == Embedding::none &&
         predicate.kind == PredicateKind::verb;
}

bool AgendaAhead::modal_is(const Predicate& predicate, std::initializer_list<std::string_view> wanted) const {
  if (predicate.modal == no_token) return false;
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](std::string_view word) { return words_.is(predicate.modal, word); });
}

bool AgendaAhead::has_condition(PredicateId id) const {
  const Predicate& predicate = story_.predicate(id);
  const bool argument = std::any_of(predicate.arguments.begin(), predicate.arguments.end(),
                                    [](const auto& one) { return one.role == Role::condition; });
  const auto& below = story_.children(id);
  return argument || std::any_of(below.begin(), below.end(), [&](PredicateId child) {
           return story_.predicate(child).embedding == Embedding::condition;
         });
}

std::optional<Ahead> AgendaAhead::orientation(PredicateId id, int depth) const {
  if (depth > highest_climb) return std::nullopt;
  const Predicate& predicate = story_.predicate(id);
  if (predicate.negated || predicate.embedding == Embedding::condition) return std::nullopt;
  if (predicate.mood == Mood::interrogative) return std::nullopt;
  std::optional<Ahead> out;
  const auto take = [&](Ahead ahead) {
    ahead.holder = id;
    if (!out || strength(ahead) > strength(*out)) out = ahead;
  };

  if (modal_is(predicate, {"may", "might", "could", "can", "should", "must", "ought"})) {
    if (!predicate.perfect) take({Certainty::proposed, false, false, id});
  } else if (predicate.tense == Tense::future) {
    take({Certainty::expected, predicate.modal == no_token && was_to(predicate), false, id});
  } else if (is_present(predicate) && !predicate.perfect &&
             (predicate.kind == PredicateKind::verb || predicate.light_verb != no_token) &&
             predicate.embedding != Embedding::relative) {
    take({Certainty::scheduled, false, true, id});
  }

  if (predicate.parent.valid() && predicate.parent != id) {
    const Predicate& above = story_.predicate(predicate.parent);
    // "Rejected a request to send troops": nobody will.
    if (above.kind == PredicateKind::noun && is_rejected(above.head)) return std::nullopt;
    const bool open = predicate.mood == Mood::infinitive || predicate.tense == Tense::future ||
                      predicate.mood == Mood::gerund || predicate.modal != no_token;
    const bool governed = predicate.embedding == Embedding::content ||
                          (predicate.embedding == Embedding::purpose && predicate.mood == Mood::infinitive) ||
                          predicate.embedding == Embedding::none;
    if (governed && open && !above.negated) {
      if (above.kind == PredicateKind::noun) {
        const std::string_view lemma = words_.lemma(above.head);
        if (const auto cue = tables_.noun(lemma)) {
          Ahead ahead{cue->certainty, false, false, id};
          if (const auto over = noun_governors(above.head, false); over && is_undone(over->certainty))
            ahead = *over;
          take(ahead);
        }
      }
      if (is_to(predicate, above)) {
        take({Certainty::scheduled, is_past(above), false, id});
      } else if (const auto cue = governor_cue(above, no_token)) {
        if (!(above.perfect && is_past(above))) {
          // What was decided, ordered or set may have been done since: only a day ahead says that it is
          // not.
          const bool dated = cue->reach == Reach::dated && is_past(above) && !above.perfect;
          Ahead ahead{cue->certainty, is_past(above) && cue->reach == Reach::any, dated, id};
          // "may cancel", "would like to schedule": only as far as the governor itself is.
          if (modal_is(above, {"may", "might", "could"}) || is_whether(predicate)) {
            ahead.certainty = Certainty::proposed;
          }
          take(ahead);
        }
      } else if (predicate.embedding != Embedding::content || !out) {
        const bool follows = predicate.embedding == Embedding::purpose && predicate.mood == Mood::infinitive;
        if (follows || is_holding(above, no_token)) {
          if (const auto over = orientation(predicate.parent, depth + 1); over && !over->dated) take(*over);
        }
      }
    }
    if (predicate.embedding == Embedding::conjunct && predicate.mood == above.mood && !out) {
      if (const auto over = orientation(predicate.parent, depth + 1)) take(*over);
    }
    if (predicate.embedding == Embedding::participle && tables_.is_sequence(predicate.key)) {
      if (const auto cue = governor_cue(above, no_token); cue && !above.negated) {
        take({cue->certainty, false, false, id});
      } else if (const auto over = orientation(predicate.parent, depth + 1)) {
        take(*over);
      }
    }
  }
  if (out && !is_undone(out->certainty) && has_condition(id)) out->certainty = Certainty::proposed;
  return out;
}

bool AgendaAhead::is_whether(const Predicate& predicate) const {
  if (predicate.embedding_marker != no_token && words_.is(predicate.embedding_marker, "whether")) return true;
  const std::vector<TokenIndex> own = story_.own_words(predicate.head);
  return words_.is(own.front(), "whether");
}

bool AgendaAhead::is_to(const Predicate& predicate, const Predicate& above) const {
  if (above.kind != PredicateKind::verb || above.key != "be" || predicate.mood != Mood::infinitive)
    return false;
  for (const document::Argument& argument : above.arguments) {
    if (argument.role != Role::theme && argument.role != Role::agent) continue;
    if (argument.head == no_token) continue;
    if (kinds_.noun_entry(argument.head) != nullptr) return true;
    const document::MentionId mention = story_.mention_at(argument.head);
    if (!mention.valid()) continue;
    const document::EntityId entity = document_.mentions[mention.index()].entity;
    if (!entity.valid()) continue;
    const document::EntityType type = document_.entities[entity.index()].type;
    return type != document::EntityType::unknown && type != document::EntityType::other;
  }
  return false;
}

bool AgendaAhead::was_to(const Predicate& predicate) const {
  for (const TokenIndex child : document_.children(predicate.head)) {
    if (words_.form(child) == "was" || words_.form(child) == "were") return true;
  }
  const TokenIndex above = document_.tokens.head[predicate.head];
  return above != predicate.head && (words_.form(above) == "was" || words_.form(above) == "were");
}

bool AgendaAhead::is_thing_role(Role role) {
  return role == Role::patient || role == Role::theme || role == Role::content || role == Role::topic ||
         role == Role::purpose || role == Role::goal || role == Role::beneficiary ||
         role == Role::attribute || role == Role::place || role == Role::companion;
}

std::vector<Filling> AgendaAhead::fillings(TokenIndex noun) const {
  std::vector<Filling> out = story_.fillings(noun);
  const Dep dep = document_.tokens.dep[noun];
  const TokenIndex above = document_.tokens.head[noun];
  if ((dep != Dep::dobj && dep != Dep::conj) || above == noun ||
      !document::is_verb(document_.tokens.tag[above])) {
    return out;
  }
  const PredicateId id = story_.at(above);
  static const document::Argument object{Role::patient, no_token, {}, no_token, {}, true};
  const bool known =
      std::any_of(out.begin(), out.end(), [&](const Filling& one) { return one.predicate == id; });
  if (id.valid() && !known) out.push_back({id, &object});
  return out;
}

bool AgendaAhead::is_rejected(TokenIndex noun) const {
  const std::vector<Filling> all = fillings(noun);
  return std::any_of(all.begin(), all.end(), [&](const Filling& one) {
    if (one.argument->role == Role::agent || one.argument->marker != no_token) return false;
    return tables_.is_rejecting(story_.predicate(one.predicate).key);
  });
}

bool AgendaAhead::is_done(const Predicate& governor) const {
  if (governor.embedding == Embedding::condition || governor.mood == Mood::interrogative) return false;
  if (modal_is(governor, {"may", "might", "could", "can", "should", "must", "ought"})) return false;
  if (governor.tense != Tense::none || governor.mood == Mood::participle) return true;
  if (governor.kind == PredicateKind::noun) return true;
  return governor.parent.valid() && tables_.is_effective(story_.predicate(governor.parent).key);
}

// "Will not be held before June"
bool AgendaAhead::comes_later(const Predicate& governor) const {
  const auto children = document_.children(governor.head);
  return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
    const std::string_view form = words_.form(child);
    return form == "before" || form == "until" || form == "till" || form == "unless" || form == "if";
  });
}

std::optional<Ahead> AgendaAhead::noun_governors(TokenIndex noun, bool nouns_too) const {
  std::optional<Ahead> out;
  if (is_rejected(noun)) return std::nullopt;
  std::vector<PredicateId> holders;
  const auto take = [&](const Ahead& ahead) {
    if (ahead.holder.valid()) holders.push_back(ahead.holder);
    if (!out || strength(ahead) > strength(*out)) out = ahead;
  };
  for (const TokenIndex top : tops(noun)) {
    for (const Filling& filling : fillings(top)) {
      const Predicate& governor = story_.predicate(filling.predicate);
      if (governor.head == noun) continue;
      const TokenIndex marker = filling.argument->marker;
      const Role role = filling.argument->role;
      // "The talks will not take place": called off, unless they come later.
      if (governor.negated && governor.tense == Tense::future && holds(governor, role, marker) &&
          !comes_later(governor)) {
        take({Certainty::cancelled, false, false, filling.predicate});
      }
      if (governor.negated) continue;
      if (role != Role::agent && is_thing_role(role)) {
        if (const auto cue = governor_cue(governor, marker); cue && cue->reach != Reach::clause) {
          Ahead ahead{cue->certainty, is_past(governor) && governor.voice == document::Voice::passive,
                      cue->reach == Reach::dated, filling.predicate};
          if (is_undone(cue->certainty)) {
            if (!is_done(governor)) continue;
            ahead.holder = {};
            ahead.past = false;
          }
          if (governor.perfect && is_past(governor) && !is_undone(cue->certainty)) ahead.past = true;
          take(ahead);
          continue;
        }
      }
      if (holds(governor, role, marker)) {
        if (const auto ahead = orientation(filling.predicate)) take(*ahead);
      }
      if (tables_.is_sequence(governor.key)) {
        if (auto ahead = orientation(filling.predicate)) {
          ahead->holder = filling.predicate;
          take(*ahead);
        }
      }
    }
    if (!nouns_too) continue;
    // "the possibility of a snap election"
    const TokenIndex preposition = document_.tokens.head[top];
    if (document_.tokens.dep[top] == Dep::pobj && preposition != top) {
      const TokenIndex over = document_.tokens.head[preposition];
      const bool is_noun = over != preposition && document::is_noun(document_.tokens.tag[over]);
      if (const auto cue = is_noun && !is_rejected(over) ? tables_.noun(words_.lemma(over)) : std::nullopt) {
        Ahead ahead{cue->certainty, false, false, {}};
        take(ahead);
      }
    }
  }
  if (!out) return out;
  if (!out->holder.valid() && !holders.empty()) out->holder = holders.front();
  out->holders = std::move(holders);
  return out;
}

std::vector<TokenIndex> AgendaAhead::tops(TokenIndex noun) const {
  std::vector<TokenIndex> out = {noun};
  TokenIndex at = noun;
  for (int step = 0; step < 6; ++step) {
    const TokenIndex above = document_.tokens.head[at];
    if (above == at) break;
    if (document_.tokens.dep[at] == Dep::conj && document::is_noun(document_.tokens.tag[above])) {
      at = above;
    } else if (document_.tokens.dep[at] == Dep::pobj && words_.form(above) == "of" &&
               is_portion(document_.tokens.head[above])) {
      at = document_.tokens.head[above];
    } else if (document_.tokens.dep[at] == Dep::pobj && words_.form(above) == "as" && well_as(above)) {
      at = document_.tokens.head[above];
    } else {
      break;
    }
    out.push_back(at);
  }
  return out;
}

bool AgendaAhead::is_portion(TokenIndex i) const {
  constexpr std::string_view portions[] = {"round",      "series",  "set",   "number", "day",   "start",
                                           "beginning",  "session", "cycle", "wave",   "phase", "stage",
                                           "resumption", "opening", "pair",  "couple", "rest"};
  return std::find(std::begin(portions), std::end(portions), words_.lemma(i)) != std::end(portions);
}

bool AgendaAhead::well_as(TokenIndex as) const { return as > 0 && words_.form(as - 1) == "well"; }

std::optional<Ahead> AgendaAhead::modifiers(TokenIndex noun) const {
  std::optional<Ahead> out;
  for (const TokenIndex child : document_.children(noun)) {
    const Dep dep = document_.tokens.dep[child];
    if (dep == Dep::amod || dep == Dep::compound || dep == Dep::advmod || dep == Dep::nmod) {
      // A noun in front is no such word: "the future protests", not "the future: protests".
      if (document::is_noun(document_.tokens.tag[child])) continue;
      auto cue = tables_.modifier(words_.form(child));
      if (!cue) cue = tables_.modifier(words_.lemma(child));
      if (!cue) continue;
      const Ahead ahead{cue->certainty, false, false, {}};
      if (!out || strength(ahead) > strength(*out)) out = ahead;
    }
    // "elections, scheduled for May 25"; "talks due on Monday"
    if (dep == Dep::acl || dep == Dep::relcl || dep == Dep::amod) {
      const PredicateId id = story_.at(child);
      std::optional<AgendaCue> cue =
          id.valid() ? governor_cue(story_.predicate(id), no_token) : tables_.governor(words_.lemma(child));
      const bool passive = document_.tokens.tag[child] == document::Tag::vbn ||
                           document_.tokens.tag[child] == document::Tag::jj;
      if (cue && cue->reach != Reach::clause && passive) {
        const Ahead ahead{cue->certainty, false, cue->reach == Reach::dated, id};
        if (!out || strength(ahead) > strength(*out)) out = ahead;
      } else if (id.valid() && is_holding(story_.predicate(id), no_token)) {
        auto ahead = orientation(id);
        // "elections to be held in May"
        const bool infinitive = story_.predicate(id).mood == Mood::infinitive && dep == Dep::acl;
        if (!ahead && infinitive) ahead = Ahead{Certainty::scheduled, false, false, id};
        if (ahead && (!out || strength(*ahead) > strength(*out))) out = *ahead;
      }
    }
  }
  return out;
}

}  // namespace casus::code
