// What prepositions bring, and what stands around an event noun.

#include "annotate/role_reader.h"
#include "base/ascii.h"

namespace casus::annotate {

using document::Dep;
using document::NameLabel;
using document::no_token;
using document::Pos;
using document::PredicateKind;
using document::Tag;

// ---- prepositions

std::optional<RoleReader::Role> RoleReader::preposition_gives(std::uint32_t p, TokenIndex filler,
                                                              std::string_view preposition) const {
  const Work& work = works_[p];
  const bool of_noun = work.kind == PredicateKind::noun;
  if (is_time(filler)) {
    const auto role = preposition_role(preposition, FillerClass::time);
    if (role && *role == Role::time && preposition != "of" && preposition != "to" && preposition != "about")
      return role;
  }
  if (of_noun) {
    if (preposition == "by")
      return owner_[filler] != nobody && document::is_verb(document_.tokens.tag[filler]) ? Role::manner
                                                                                         : Role::agent;
    if (work.entry != nullptr) {
      if (const auto role = work.entry->noun_role(preposition)) return role;
    }
    if (work.light_verb != no_token && entries_[work.light_verb] != nullptr) {
      if (const auto role = entries_[work.light_verb]->verb_role(preposition)) return role;
    }
    if (preposition == "of") return is_time(filler) ? Role::time : Role::patient;
  } else if (work.entry != nullptr) {
    if (const auto role = work.entry->verb_role(preposition)) {
      // "sent to the border": what is no person receives nothing.
      return *role == Role::recipient && preposition == "to" && !is_person(filler) ? Role::goal : *role;
    }
  }
  if (preposition == "by" && word_is(filler, RoleWord::measure)) return Role::manner;
  if (preposition == "by" && is_passive(p) && class_of(filler) != FillerClass::clause &&
      class_of(filler) != FillerClass::time) {
    return Role::agent;
  }
  const auto role = preposition_role(preposition, class_of(filler));
  if (role && *role == Role::place && word_is(filler, RoleWord::adjunct_noun)) return Role::manner;
  if (preposition == "as" && (is_lemma(filler, "result") || is_lemma(filler, "consequence")))
    return Role::cause;
  // What happens on something is seldom about it, unless a list says so; what a noun is on mostly is.
  if (role && *role == Role::topic && !of_noun && preposition == "on") return Role::place;
  if (role && *role == Role::agent && !is_passive(p)) return Role::instrument;
  return role;
}

// The participants that a preposition brings; `prefix` holds the first words of one of several words.
void RoleReader::take_preposition(std::uint32_t p, TokenIndex preposition, const std::string& prefix,
                                  int depth) {
  if (depth > 3) return;
  const auto& tokens = document_.tokens;
  std::string text = prefix;
  if (!text.empty()) text += ' ';
  text += base::lowered(document_.text(tokens.span[preposition]));
  for (const TokenIndex c : document_.children(preposition)) {
    const Dep dep = tokens.dep[c];
    if (text == "in" && dep == Dep::pobj && is(c, "order")) {  // "in order to"
      const TokenIndex clause = child(c, Dep::acl);
      if (clause != no_token) add(p, Role::purpose, filler(clause, preposition));
      continue;
    }
    const bool adposition = tokens.pos[c] == Pos::adp || tokens.tag[c] == Tag::in || tokens.tag[c] == Tag::to;
    if ((dep == Dep::prep || dep == Dep::pcomp) && adposition && !document::is_verb(tokens.tag[c])) {
      take_preposition(p, c, text, depth + 1);
    } else if (dep == Dep::pobj || dep == Dep::pcomp) {
      if (is(c, "example") || is(c, "instance")) continue;  // "for example"
      auto role = preposition_gives(p, c, text);
      // "away from", "back to": the last word decides, but for "according to" and "such as".
      if (!role && !prefix.empty() && prefix != "according" && prefix != "such")
        role = preposition_gives(p, c, std::string_view(text).substr(prefix.size() + 1));
      if (role) add(p, *role, filler(c, preposition));
    }
  }
}

// ---- event nouns

// Whether "of" brings whom an event noun is done to: "the arrest of two men".
bool RoleReader::brings_sufferer(std::uint32_t p) const {
  const Work& work = works_[p];
  const auto& tokens = document_.tokens;
  for (const TokenIndex c : document_.children(work.head)) {
    if (tokens.dep[c] != Dep::prep || !is(c, "of")) continue;
    const TokenIndex object = child(c, Dep::pobj);
    if (object != no_token && !is_time(object)) return true;
  }
  return false;
}

void RoleReader::fill_noun(std::uint32_t p) {
  const Work& work = works_[p];
  const auto& tokens = document_.tokens;
  for (const TokenIndex c : document_.children(work.head)) {
    if (owner_[c] == p) continue;
    switch (tokens.dep[c]) {
      case Dep::poss: {
        // "His arrest", but "Egypt's arrest of the men".
        const bool theme =
            work.entry != nullptr && work.entry->is(RoleWord::possessor_is_theme) && !brings_sufferer(p);
        if (!is_time(c)) add(p, theme ? Role::patient : Role::agent, filler(c));
        break;
      }
      case Dep::compound:
      case Dep::nmod:
      case Dep::amod:
        take_noun_modifier(p, c);
        break;
      case Dep::prep:
      case Dep::agent:
        take_preposition(p, c, {}, 0);
        break;
      case Dep::acl:
      case Dep::ccomp:
      case Dep::xcomp:
      case Dep::relcl: {
        const TokenIndex mark = child(c, Dep::mark);
        const bool that = mark != no_token && is(mark, "that");
        if (has_to(c) || that) add(p, Role::content, filler(c, mark));
        break;
      }
      case Dep::advcl:
        take_adverbial(p, c);
        break;
      case Dep::npadvmod:
        if (is_time(c)) add(p, Role::time, filler(c));
        break;
      default:
        break;
    }
  }
}

// What stands before an event noun: who does it ("rebel attack", "Russian support") or what it is done to
// ("troop withdrawal", "arms sales").
void RoleReader::take_noun_modifier(std::uint32_t p, TokenIndex modifier) {
  const Work& work = works_[p];
  const auto& tokens = document_.tokens;
  if (modifier > work.head) return;
  if (is_time(modifier)) {
    add(p, Role::time, filler(modifier));
    return;
  }
  const NameLabel label = labels_[modifier];
  const bool theme = work.entry != nullptr && work.entry->is(RoleWord::possessor_is_theme) &&
                     label != NameLabel::gpe && !brings_sufferer(p);
  if (label == NameLabel::norp || label == NameLabel::gpe || label == NameLabel::org ||
      label == NameLabel::person ||
      (word_is(modifier, RoleWord::actor_noun) &&
       (document::is_noun(tokens.tag[modifier]) || is(modifier, "rebel") || is(modifier, "guerrilla")))) {
    add(p, theme && tokens.dep[modifier] != Dep::amod ? Role::patient : Role::agent, filler(modifier));
    return;
  }
  if (tokens.dep[modifier] == Dep::compound && document::is_noun(tokens.tag[modifier]))
    add(p, Role::theme, filler(modifier));
}

}  // namespace casus::annotate
