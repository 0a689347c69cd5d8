// Which words are predicates.
//
// A verb group may have several words that the tree ranks above the meaning: in "is going to have to leave"
// the tree's root is "going" or "is". Such semi-auxiliaries are folded into the predicate: `words` lists
// them, `top` is the uppermost, and whatever hangs on any of them (subject, negation, adverbs) belongs to the
// predicate. The same list carries light verbs ("launched an attack": words are launched and attack) and the
// copula of predicative adjectives.

#include <algorithm>

#include "annotate/role_reader.h"
#include "base/ascii.h"

namespace casus::annotate {

using document::Dep;
using document::no_token;
using document::Pos;
using document::PredicateKind;
using document::Tag;

namespace {

bool is_adjective(Tag tag) { return tag == Tag::jj || tag == Tag::jjr || tag == Tag::jjs; }

}  // namespace

bool RoleReader::is_event_noun(TokenIndex i) const {
  const Tag tag = document_.tokens.tag[i];
  const Dep dep = document_.tokens.dep[i];
  if (!word_is(i, RoleWord::event_noun)) return false;
  // The second word of "cease - fire" may be tagged as anything; a capitalised one is mostly part of a name.
  if (tag != Tag::nn && tag != Tag::nns) return false;
  // "in order to"
  const TokenIndex up = document_.tokens.head[i];
  return !(is(i, "order") && dep == Dep::pobj && is(up, "in") && child(i, Dep::acl) != no_token);
}

bool RoleReader::is_adjective_predicate(TokenIndex i) const {
  if (!is_adjective(document_.tokens.tag[i]) && document_.tokens.pos[i] != Pos::adj) return false;
  switch (document_.tokens.dep[i]) {
    case Dep::acomp:
      return true;
    case Dep::oprd:
      return true;
    case Dep::amod:  // "leaders ready to talk"
      return i > document_.tokens.head[i] &&
             (child(i, Dep::xcomp) != no_token || child(i, Dep::prep) != no_token);
    case Dep::root:
    case Dep::advcl:
    case Dep::ccomp:
    case Dep::acl:
    case Dep::relcl:
      // An adjective alone at the top of a clause: only where it governs something as predicates do.
      return child(i, Dep::xcomp) != no_token || child(i, Dep::ccomp) != no_token ||
             child(i, Dep::prep) != no_token;
    case Dep::conj: {
      const TokenIndex up = document_.tokens.head[i];
      return document_.tokens.dep[up] == Dep::acomp && is_adjective(document_.tokens.tag[up]);
    }
    default:
      return false;
  }
}

// A form of "be", also where the lemma of a clitic was not found ("it's" with a printer's apostrophe).
bool RoleReader::is_be(TokenIndex i) const {
  if (is_lemma(i, "be")) return true;
  std::string_view text = document_.text(document_.tokens.span[i]);
  if (text.starts_with("\xE2\x80\x99")) {
    text.remove_prefix(3);
  } else if (text.starts_with('\'')) {
    text.remove_prefix(1);
  } else {
    return false;
  }
  return text == "s" || text == "re" || text == "m" || text == "S" || text == "RE";
}

// Nouns whose infinitive says what they are: plan, request, chance.
bool RoleReader::takes_infinitive(TokenIndex noun) const {
  const RoleEntry* entry = entries_[noun];
  if (entry == nullptr) return false;
  return entry->is(RoleWord::infinitive_noun) || entry->is(RoleWord::hearer_noun) ||
         entry->noun_role("to") == document::Role::content;
}

// The verb that word `i` only lends grammar to ("going" in "is going to leave"), or nothing.
RoleReader::TokenIndex RoleReader::semi_auxiliary(TokenIndex i, Work& work) const {
  const TokenIndex target = child(i, Dep::xcomp);
  if (target == no_token || target < i || !document::is_verb(document_.tokens.tag[target]) ||
      !has_to(target)) {
    return no_token;
  }
  const Tag tag = document_.tokens.tag[i];
  const auto without = [&](std::initializer_list<Dep> deps) {
    return std::none_of(deps.begin(), deps.end(), [&](Dep dep) { return child(i, dep) != no_token; });
  };
  if (is_lemma(i, "go") && tag == Tag::vbg && child(i, Dep::aux) != no_token &&
      without({Dep::prep, Dep::prt})) {
    work.future = true;
    return target;
  }
  if (is_lemma(i, "have") && without({Dep::dobj, Dep::acomp, Dep::attr})) {
    work.modal = i;
    return target;
  }
  if (is_lemma(i, "get") && tag == Tag::vbn && child(i, Dep::aux) != no_token && without({Dep::dobj})) {
    work.modal = i;
    return target;
  }
  if (is_lemma(i, "be") && without({Dep::attr, Dep::acomp, Dep::expl, Dep::csubj})) {
    // "The plan is to leave" says what the plan is; "the troops are to leave" what they will do.
    const TokenIndex subject = child(i, Dep::nsubj);
    if (subject == no_token || takes_infinitive(subject) || is_relativizer(subject)) return no_token;
    work.future = true;
    return target;
  }
  if (is_lemma(i, "use") && tag == Tag::vbd && without({Dep::dobj, Dep::auxpass})) {
    work.past = true;
    return target;
  }
  if (is(i, "ought")) {
    work.modal = i;
    return target;
  }
  return no_token;
}

RoleReader::TokenIndex RoleReader::light_noun(TokenIndex verb) const {
  const TokenIndex particle = child(verb, Dep::prt);
  const RoleEntry* entry = entries_[verb];
  const auto with = [&](TokenIndex word) {
    return lexicon_.find(base::lowered(document_.lemma(verb)) + ' ' +
                         base::lowered(document_.text(document_.tokens.span[word])));
  };
  if (particle != no_token) entry = with(particle);
  if (entry != nullptr && entry->is(RoleWord::light_with_word)) {
    for (const TokenIndex c : document_.children(verb)) {
      if (document_.tokens.dep[c] != Dep::prep) continue;
      const TokenIndex noun = child(c, Dep::pobj);
      if (noun == no_token || !is_event_noun(noun)) continue;
      const RoleEntry* under = with(c);
      if (under != nullptr && under->takes_light(document_.lemma(noun))) return noun;
    }
  }
  if (entry == nullptr || !entry->is(RoleWord::light_verb)) return no_token;
  for (const TokenIndex c : document_.children(verb)) {
    const Dep dep = document_.tokens.dep[c];
    if (dep != Dep::dobj && dep != Dep::nsubjpass) continue;
    if (is_event_noun(c) && entry->takes_light(document_.lemma(c))) return c;
  }
  return no_token;
}

void RoleReader::find_predicates() {
  const TokenIndex n = document_.size();
  const auto& tokens = document_.tokens;
  owner_.assign(n, nobody);
  std::vector<bool> taken(n, false);  // semi-auxiliaries, copulas, nouns of light verbs
  std::vector<Work> found;

  // Semi-auxiliaries are known before the verbs they serve, whatever the order of words.
  std::vector<TokenIndex> serves(n, no_token);
  for (TokenIndex i = 0; i < n; ++i) {
    if (!document::is_verb(tokens.tag[i]) && tokens.tag[i] != Tag::md) continue;
    if (tokens.dep[i] == Dep::aux || tokens.dep[i] == Dep::auxpass) continue;
    Work work;
    const TokenIndex target = semi_auxiliary(i, work);
    if (target == no_token) continue;
    serves[i] = target;
    taken[i] = true;
  }

  for (TokenIndex i = 0; i < n; ++i) {
    if (taken[i]) continue;
    const Tag tag = tokens.tag[i];
    const Dep dep = tokens.dep[i];
    Work work;
    work.head = i;
    work.entry = entries_[i];
    if (document::is_verb(tag) && dep != Dep::aux && dep != Dep::auxpass && dep != Dep::prep &&
        dep != Dep::case_ && dep != Dep::mark) {
      if ((dep == Dep::amod || dep == Dep::compound) && (tokens.pos[i] != Pos::verb || dep == Dep::compound))
        continue;
      // "according to", "including", "depending on" read as verbs.
      if (is(i, "according") || is(i, "including") || is(i, "regarding")) continue;
      work.add(i);
      if (is_be(i)) {
        for (const TokenIndex c : document_.children(i)) {
          if (tokens.dep[c] == Dep::acomp && is_adjective_predicate(c)) {
            work.kind = PredicateKind::adjective;
            work.head = c;
            work.entry = entries_[c];
            work.add(c);
            taken[c] = true;
            break;
          }
        }
        work.copula = true;
      } else if (const TokenIndex noun = light_noun(i); noun != no_token && !taken[noun]) {
        work.kind = PredicateKind::noun;
        work.head = noun;
        work.light_verb = i;
        work.entry = entries_[noun];
        work.add(noun);
        taken[noun] = true;
      }
      // Upward over semi-auxiliaries.
      TokenIndex top = i;
      for (int steps = 0; steps < 3; ++steps) {
        const TokenIndex up = tokens.head[top];
        if (up == top || serves[up] != top) break;
        semi_auxiliary(up, work);
        work.add(up);
        top = up;
      }
      work.top = top;
    } else if (is_event_noun(i)) {
      work.kind = PredicateKind::noun;
      work.top = i;
      work.add(i);
    } else if (is_adjective_predicate(i)) {
      work.kind = PredicateKind::adjective;
      work.top = i;
      work.add(i);
    } else {
      continue;
    }
    found.push_back(work);
  }
  // A noun may have been listed before the light verb that follows it took it ("an attack was launched").
  std::erase_if(found, [&](const Work& work) { return work.top == work.head && taken[work.head]; });
  std::stable_sort(found.begin(), found.end(), [](const Work& a, const Work& b) { return a.head < b.head; });
  works_ = std::move(found);
  document_.predicates.resize(works_.size());
  for (std::uint32_t p = 0; p < works_.size(); ++p) {
    for (std::uint8_t w = 0; w < works_[p].word_count; ++w) {
      if (owner_[works_[p].words[w]] == nobody) owner_[works_[p].words[w]] = p;
    }
  }
}

}  // namespace casus::annotate
