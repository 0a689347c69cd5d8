// The search goes cue by cue. A cue word alone says nothing: it counts with a complement that its entry in
// the table allows. What the complement's words are is then a matter of the tree: everything under its head,
// less the cue where that hangs inside ("The talks, he said, have failed").
#include "code/quotes_find.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "code/quotes_syntax.h"

namespace casus::code {

using document::Dep;
using document::Document;
using document::no_token;
using document::Pos;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;

namespace {

constexpr TokenIndex second_word_reach = 5;
constexpr TokenIndex longest_sentence = 1000;  // tokens; keeps the cost linear

std::vector<TokenIndex> operator+(std::vector<TokenIndex> a, const std::vector<TokenIndex>& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::sort(a.begin(), a.end());
  a.erase(std::unique(a.begin(), a.end()), a.end());
  return a;
}

bool has_own_subject(const Document& document, TokenIndex verb) {
  return child_with(document, verb, Dep::nsubj) != no_token ||
         child_with(document, verb, Dep::nsubjpass) != no_token;
}

// "as" introduces the clause of `verb`: "as he said on Monday".
bool introduced_by_as(const Document& document, TokenIndex verb) {
  for (const TokenIndex child : document.children(verb)) {
    if (child < verb && base::equals_ignoring_case(document.token(child).text(), "as")) return true;
  }
  return false;
}

// The head of the clause that `t` stands in.
TokenIndex clause_head(const Document& document, TokenIndex t) {
  for (;;) {
    const TokenIndex up = document.tokens.head[t];
    if (up == t) return t;
    if (is_verbal(document, t) && has_own_subject(document, t)) return t;
    t = up;
  }
}

}  // namespace

const Cue* AttributionFinder::verb_cue(TokenIndex t, TokenRange* tokens) const {
  if (!document::is_verb(document_.tokens.tag[t])) return nullptr;
  const std::string lemma = lowered_lemma(document_, t);
  if (tokens != nullptr) *tokens = {t, t + 1};
  for (const Cue* cue : table_.starting(CueKind::verb, lemma)) {
    const std::string_view second = std::string_view(cue->word).substr(lemma.size() + 1);
    const TokenIndex end = std::min<TokenIndex>(document_.size(), t + 1 + second_word_reach);
    for (TokenIndex at = t + 1; at < end; ++at) {
      if (!base::equals_ignoring_case(document_.token(at).text(), second)) continue;
      const TokenIndex up = document_.tokens.head[at];
      if (up != t && document_.tokens.head[up] != t) continue;
      if (tokens != nullptr && at <= t + 2) tokens->end = at + 1;
      return cue;
    }
  }
  return table_.find(CueKind::verb, lemma);
}

void AttributionFinder::set_speaker(Attribution& one, TokenIndex head) const {
  if (head == no_token) return;
  one.speaker = head;
  one.speaker_tokens = name_of_phrase(document_, head);
}

void AttributionFinder::set_content(Attribution& one, TokenIndex head, std::vector<TokenIndex> words) const {
  one.content_head = head;
  one.content = ranges_of(document_, words);
}

Attribution AttributionFinder::begin_at(TokenIndex t, const Cue& cue, TokenRange tokens) const {
  Attribution one;
  one.cue = &cue;
  one.head = t;
  one.cue_tokens = tokens;
  // "Interfax quoted the minister as saying", "the minister was quoted by Interfax as saying".
  const TokenIndex up = document_.tokens.head[t];
  if (document_.tokens.dep[t] == Dep::pcomp && lowered_text(document_, up) == "as") {
    const TokenIndex carrier = document_.tokens.head[up];
    const Cue* carries = verb_cue(carrier);
    if (carries != nullptr && carries->carries) {
      const bool passive = is_passive(document_, carrier);
      set_speaker(one, passive ? subject_of(document_, carrier) : child_with(document_, carrier, Dep::dobj));
      one.via = doer_of(document_, carrier);
      return one;
    }
  }
  TokenIndex who = doer_of(document_, t);
  if (cue.source_is_object) {
    who = child_with(document_, t, Dep::dobj);
    if (who == no_token && is_passive(document_, t)) who = child_with(document_, t, Dep::nsubjpass);
  } else if (who == no_token && cue.can(Takes::quote) && !is_passive(document_, t)) {
    // "...", said the minister: a subject behind the verb that was taken for an object.
    const TokenIndex behind = child_with(document_, t, Dep::dobj);
    if (behind != no_token &&
        (document::is_proper(document_.tokens.tag[behind]) || document_.tokens.pos[behind] == Pos::pron)) {
      who = behind;
    }
  }
  set_speaker(one, who);
  return one;
}

void AttributionFinder::prepositional(TokenIndex t, const Cue& cue, const Attribution& base,
                                      std::vector<Attribution>& out) const {
  for (const TokenIndex prep : document_.children(t)) {
    const Dep dep = document_.tokens.dep[prep];
    if (dep != Dep::prep && dep != Dep::prt && dep != Dep::dative) continue;
    if (!cue.has_preposition(lowered_text(document_, prep))) continue;
    for (const TokenIndex child : document_.children(prep)) {
      const Dep inner = document_.tokens.dep[child];
      if (inner != Dep::pobj && inner != Dep::pcomp) continue;
      if (child == base.speaker) continue;
      Attribution one = base;
      one.how = Takes::none;
      one.claim = cue.claims;
      if (prep == one.cue_tokens.end) one.cue_tokens.end = prep + 1;
      set_content(one, child, words_under(document_, child));
      out.push_back(std::move(one));
    }
  }
}

// The cue hangs beside or inside what it attributes.
void AttributionFinder::beside(TokenIndex t, const Attribution& base, std::vector<Attribution>& out) const {
  const Dep dep = document_.tokens.dep[t];
  const bool comment = dep == Dep::parataxis && has_own_subject(document_, t);
  const bool as = (dep == Dep::advcl || dep == Dep::prep) && introduced_by_as(document_, t);
  if (!comment && !as) return;
  const TokenIndex over = document_.tokens.head[t];
  if (over == t) return;
  const TokenIndex top = comment ? over : clause_head(document_, over);
  Attribution one = base;
  one.how = Takes::clause;
  set_content(one, top, words_under(document_, top, {t}));
  out.push_back(std::move(one));
}

void AttributionFinder::at_verb(TokenIndex t, std::vector<Attribution>& out) const {
  TokenRange tokens;
  const Cue* cue = verb_cue(t, &tokens);
  if (cue == nullptr) return;
  const Attribution base = begin_at(t, *cue, tokens);
  const bool passive = is_passive(document_, t);
  const bool clausal = cue->can(Takes::clause) || cue->can(Takes::quote);

  TokenIndex object = no_token;
  TokenIndex as = no_token;
  TokenIndex passive_subject = no_token;
  for (const TokenIndex child : document_.children(t)) {
    switch (document_.tokens.dep[child]) {
      case Dep::dobj:
        if (object == no_token && child != base.speaker) object = child;
        break;
      case Dep::nsubjpass:
        passive_subject = child;
        break;
      case Dep::prep:
        if (lowered_text(document_, child) == "as") as = child;
        break;
      case Dep::oprd:
        as = child;
        break;
      default:
        break;
    }
  }
  if (passive_subject == no_token && passive && document_.tokens.dep[t] == Dep::acl) {
    passive_subject = document_.tokens.head[t];
  }

  const std::size_t before = out.size();
  const auto add = [&](Takes how, TokenIndex head, std::vector<TokenIndex> words, bool claim) {
    Attribution one = base;
    one.how = how;
    one.claim = claim;
    set_content(one, head, std::move(words));
    if (!one.content.empty()) out.push_back(std::move(one));
  };
  const auto words = [&](TokenIndex head) { return words_under(document_, head, {t}); };

  for (const TokenIndex child : document_.children(t)) {
    const Dep dep = document_.tokens.dep[child];
    if (dep != Dep::ccomp && dep != Dep::xcomp) continue;
    if (is_infinitive(document_, child)) {
      if (passive && passive_subject != no_token && (clausal || cue->can(Takes::request))) {
        add(Takes::request, child, words(passive_subject) + words(child), true);
      } else if (cue->can(Takes::request) && object != no_token && object < child) {
        add(Takes::request, child, words(object) + words(child), true);
      } else if (cue->can(Takes::infinitive) ||
                 (has_own_subject(document_, child) && (clausal || cue->can(Takes::request)))) {
        add(Takes::infinitive, child, words(child), true);
      }
    } else if (is_gerund(document_, child) && !has_own_subject(document_, child)) {
      if (cue->can(Takes::gerund) || cue->can(Takes::quote)) add(Takes::gerund, child, words(child), true);
    } else if (is_verbal(document_, child) || document_.tokens.pos[child] == Pos::aux) {
      if (clausal || cue->can(Takes::request) || (cue->can(Takes::as) && has_own_subject(document_, child))) {
        auto all = words(child);
        // "say 90 people, many of them children, were killed": the subject that the parser gave to the cue.
        const bool lent = object != no_token && t < object && object < child && !cue->hearer &&
                          !has_own_subject(document_, child) && cue->can(Takes::quote);
        if (lent) all = std::move(all) + words(object);
        add(Takes::clause, child, std::move(all), true);
      }
    } else if (cue->can(Takes::as)) {
      auto all = words(child);
      if (object != no_token) all = std::move(all) + words(object);
      add(Takes::as, child, std::move(all), cue->claims);
    } else if (clausal) {
      add(Takes::clause, child, words(child), true);
    }
  }
  if (out.size() == before && clausal) beside(t, base, out);

  const TokenIndex thing = passive ? passive_subject : object;
  if (out.size() == before && thing != no_token && !cue->hearer) {
    const auto whole = [&] {
      // What stands under a reduced passive is the noun with the rest of its words.
      auto all = words(thing);
      for (const TokenIndex child : document_.children(t)) {
        if (document_.tokens.dep[child] == Dep::prep && cue->has_tail(lowered_text(document_, child)))
          all = std::move(all) + words(child);
      }
      return all;
    };
    if (cue->can(Takes::as) && as != no_token && as > t) {
      add(Takes::as, thing, whole() + words(as), cue->claims);
    } else if (cue->can(Takes::thing)) {
      add(Takes::thing, thing, whole(), cue->claims);
    }
  }
  // "the plan that the ministry proposed", with nothing standing where the object would be
  if (out.size() == before && !passive && object == no_token && cue->can(Takes::thing) && !cue->hearer &&
      document_.tokens.dep[t] == Dep::relcl && has_own_subject(document_, t)) {
    const TokenIndex noun = document_.tokens.head[t];
    if (noun != base.speaker && base.speaker != no_token && document_.tokens.head[base.speaker] == t &&
        document_.tokens.tag[base.speaker] != Tag::wp && document_.tokens.tag[base.speaker] != Tag::wdt) {
      add(Takes::thing, noun, words(noun), cue->claims);
    }
  }
  prepositional(t, *cue, base, out);
}

void AttributionFinder::at_noun(TokenIndex t, std::vector<Attribution>& out) const {
  const Tag tag = document_.tokens.tag[t];
  if (tag != Tag::nn && tag != Tag::nns) return;
  const Cue* cue = table_.find(CueKind::noun, lowered_lemma(document_, t));
  if (cue == nullptr) return;
  Attribution base;
  base.cue = cue;
  base.head = t;
  base.cue_tokens = {t, t + 1};

  std::vector<Attribution> found;
  const auto add = [&](Takes how, TokenIndex head) {
    Attribution one = base;
    one.how = how;
    set_content(one, head, words_under(document_, head));
    if (!one.content.empty()) found.push_back(std::move(one));
  };
  for (const TokenIndex child : document_.children(t)) {
    const Dep dep = document_.tokens.dep[child];
    if (child < t) {
      if (dep == Dep::compound && cue->can(Takes::compound)) add(Takes::compound, child);
      continue;
    }
    if (dep == Dep::acl || dep == Dep::ccomp) {
      const bool to = is_infinitive(document_, child);
      const bool finite = !to && is_verbal(document_, child) && has_own_subject(document_, child);
      if ((to && cue->can(Takes::infinitive)) || (finite && cue->can(Takes::clause)))
        add(to ? Takes::infinitive : Takes::clause, child);
    }
  }
  // "My view is that ..."
  const TokenIndex up = document_.tokens.head[t];
  if (found.empty() && document_.tokens.dep[t] == Dep::nsubj && document_.lemma(up) == "be" &&
      cue->can(Takes::clause)) {
    const TokenIndex clause = child_with(document_, up, Dep::ccomp);
    if (clause != no_token) add(Takes::clause, clause);
  }
  const bool has_clause = !found.empty();
  if (!has_clause) {
    for (const TokenIndex prep : document_.children(t)) {
      if (prep < t || document_.tokens.dep[prep] != Dep::prep) continue;
      if (!cue->has_preposition(lowered_text(document_, prep))) continue;
      for (const TokenIndex child : document_.children(prep)) {
        if (document_.tokens.dep[child] != Dep::pobj && document_.tokens.dep[child] != Dep::pcomp) continue;
        add(Takes::none, child);
        if (!found.empty()) {
          found.back().claim = cue->claims;
          found.back().cue_tokens.end = prep == t + 1 ? prep + 1 : t + 1;
        }
      }
      if (!found.empty()) break;
    }
  }
  if (found.empty()) return;

  // Whose it is.
  TokenIndex who = child_with(document_, t, Dep::poss);
  if (who == no_token) {
    for (const TokenIndex prep : document_.children(t)) {
      if (prep < t || (document_.tokens.dep[prep] != Dep::prep && document_.tokens.dep[prep] != Dep::agent))
        continue;
      const std::string word = lowered_text(document_, prep);
      const bool of = word == "of" && has_clause;
      if (!of && word != "by" && word != "from" && word != "among") continue;
      who = child_with(document_, prep, Dep::pobj);
      if (who != no_token) break;
    }
  }
  if (cue->source_is_self) {
    who = t;
    // "She is a supporter of the plan."
    if (document_.tokens.dep[t] == Dep::attr) {
      const TokenIndex subject = subject_of(document_, up);
      if (subject != no_token) who = subject;
    }
  } else if (const Cue* other = verb_cue(up);
             other != nullptr && other->can(Takes::thing) && document_.tokens.dep[t] == Dep::dobj) {
    // "rejected the claim that": the claim is someone else's.
  } else if (who == no_token && is_verbal(document_, up) &&
             (document_.tokens.dep[t] == Dep::dobj || document_.tokens.dep[t] == Dep::attr)) {
    who = doer_of(document_, up);
  }
  for (Attribution& one : found) {
    set_speaker(one, who);
    if (cue->source_is_self && who == t) one.speaker_tokens = {t, t + 1};
    out.push_back(std::move(one));
  }
}

void AttributionFinder::at_adjective(TokenIndex t, std::vector<Attribution>& out) const {
  const Tag tag = document_.tokens.tag[t];
  if (tag != Tag::jj && tag != Tag::vbn && tag != Tag::vbd && tag != Tag::jjr) return;
  const Cue* cue = table_.find(CueKind::adjective, lowered_text(document_, t));
  if (cue == nullptr) return;
  const Dep dep = document_.tokens.dep[t];
  TokenIndex who = no_token;
  if (tag == Tag::vbn && is_passive(document_, t)) {
    who = subject_of(document_, t);
  } else if (dep == Dep::acomp || dep == Dep::oprd || dep == Dep::conj) {
    TokenIndex first = t;
    if (dep == Dep::conj) first = document_.tokens.head[t];
    const TokenIndex up = document_.tokens.head[first];
    if (!is_verbal(document_, up)) return;
    who = subject_of(document_, up);
  } else if (dep == Dep::advcl) {
    who = subject_of(document_, t);
  } else {
    return;
  }
  Attribution base;
  base.cue = cue;
  base.head = t;
  base.cue_tokens = {t, t + 1};
  set_speaker(base, who);
  const std::size_t before = out.size();
  for (const TokenIndex child : document_.children(t)) {
    const Dep inner = document_.tokens.dep[child];
    if (inner != Dep::ccomp && inner != Dep::xcomp) continue;
    const bool to = is_infinitive(document_, child);
    if (to ? !cue->can(Takes::infinitive) : !cue->can(Takes::clause)) continue;
    Attribution one = base;
    one.how = to ? Takes::infinitive : Takes::clause;
    set_content(one, child, words_under(document_, child));
    if (!one.content.empty()) out.push_back(std::move(one));
  }
  if (out.size() == before) prepositional(t, *cue, base, out);
}

void AttributionFinder::at_preposition(TokenIndex t, std::vector<Attribution>& out) const {
  for (const Cue* cue : table_.starting(CueKind::preposition, lowered_text(document_, t))) {
    TokenIndex at = t;
    bool same = true;
    for (const std::string_view word : base::split(cue->word, ' ')) {
      same = at < document_.size() && base::equals_ignoring_case(document_.token(at).text(), word);
      if (!same) break;
      ++at;
    }
    if (!same) continue;
    const TokenIndex source = child_with(document_, at - 1, Dep::pobj);
    if (source == no_token) return;
    const TokenIndex over = document_.tokens.head[t];
    if (over == t) return;
    const TokenIndex top = clause_head(document_, over);
    Attribution one;
    one.cue = cue;
    one.head = t;
    one.cue_tokens = {t, at};
    one.how = Takes::clause;
    set_speaker(one, source);
    set_content(one, top, words_under(document_, top, {t}));
    if (!one.content.empty()) out.push_back(std::move(one));
    return;
  }
}

void AttributionFinder::at_adverb(TokenIndex t, std::vector<Attribution>& out) const {
  if (document_.tokens.tag[t] != Tag::rb) return;
  const Cue* cue = table_.find(CueKind::adverb, lowered_text(document_, t));
  if (cue == nullptr || document_.tokens.dep[t] != Dep::advmod) return;
  const TokenIndex over = document_.tokens.head[t];
  if (!is_verbal(document_, over)) return;
  Attribution one;
  one.cue = cue;
  one.head = t;
  one.cue_tokens = {t, t + 1};
  one.how = Takes::clause;
  set_content(one, over, words_under(document_, over, {t}));
  if (!one.content.empty()) out.push_back(std::move(one));
}

std::vector<Attribution> AttributionFinder::find() const {
  std::vector<Attribution> out;
  for (const TokenRange sentence : document_.sentences()) {
    // No one writes such sentences; what the parser makes of a list or of noise is not looked at.
    if (sentence.size() > longest_sentence) continue;
    for (TokenIndex t = sentence.begin; t < sentence.end; ++t) {
      at_verb(t, out);
      at_noun(t, out);
      at_adjective(t, out);
      at_preposition(t, out);
      at_adverb(t, out);
    }
  }
  return out;
}

}  // namespace casus::code
