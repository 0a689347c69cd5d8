#include "code/thread_content.h"

#include <algorithm>
#include <utility>

#include "code/quotes_syntax.h"

namespace casus::code {

using document::TokenIndex;
using document::TokenRange;
using events::Event;
using events::EventId;

namespace {

constexpr std::size_t most_words = 80;  // of one clause

}  // namespace

bool same_stem(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t common = 0;
  while (common < shorter && a[common] == b[common]) ++common;
  // "meet" and "meeting", "negotiate" and "negotiation".
  return common >= 4 && common + (shorter > 6 ? 2 : shorter > 5 ? 1 : 0) >= shorter;
}

ThreadContent::ThreadContent(const StoryIndex& story, const ThreadTables& tables,
                             const events::Claims& claims)
    : story_(story),
      tables_(tables),
      claims_(claims),
      terms_(claims.events.size()),
      known_(claims.events.size(), 0),
      words_(claims.events.size()) {}

const std::vector<TokenIndex>& ThreadContent::words(EventId id) {
  auto& known = words_[id.index()];
  if (!known) known = read_words(claims_.events[id.index()]);
  return *known;
}

std::vector<TokenIndex> ThreadContent::read_words(const Event& event) const {
  const document::Document& document = story_.document();
  const TokenRange trigger = document.tokens_in(event.evidence.span());
  if (trigger.empty()) return {};
  TokenIndex head = trigger.begin;
  TokenIndex top = head;
  if (event.predicate.valid()) {
    const document::Predicate& predicate = story_.predicate(event.predicate);
    head = top = predicate.head;
    // A light verb's object stands beside its noun: "made an appeal to Russia to send troops".
    if (predicate.light_verb != document::no_token) top = predicate.light_verb;
  }
  // What is coordinated with it, or stands beside it, is another matter.
  std::vector<TokenIndex> without;
  for (const TokenIndex of : {top, head}) {
    for (const TokenIndex child : document.children(of)) {
      const document::Dep dep = document.tokens.dep[child];
      const bool beside = dep == document::Dep::conj || dep == document::Dep::parataxis ||
                          (dep == document::Dep::advcl && !is_infinitive(document, child));
      if (beside && child != head) without.push_back(child);
    }
  }
  std::vector<TokenIndex> out = words_under(document, top, without);
  if (out.size() > most_words) out.resize(most_words);
  return out;
}

bool ThreadContent::asks_for(EventId request, EventId other) {
  const auto predicate = claims_.events[other.index()].predicate;
  if (!predicate.valid()) return false;
  const std::vector<TokenIndex>& asked = words(request);
  return std::binary_search(asked.begin(), asked.end(), story_.predicate(predicate).head);
}

bool ThreadContent::is_question(EventId id) const {
  constexpr std::string_view words_of_asking[] = {"whether", "if",  "how",  "why",
                                                  "what",    "who", "when", "where"};
  const auto predicate = claims_.events[id.index()].predicate;
  if (!predicate.valid() || story_.words().lemma(story_.predicate(predicate).head) != "ask") return false;
  const TokenIndex head = story_.predicate(predicate).head;
  for (const TokenIndex child : story_.document().children(head)) {
    if (child > head && story_.words().form(child) == "about") return true;
  }
  const TokenRange sentence = story_.document().sentences()[story_.document().sentence_of(head)];
  for (TokenIndex t = sentence.begin; t < head; ++t) {
    if (story_.words().form(t) == "?") return true;
  }
  for (const document::PredicateId child : story_.children(predicate)) {
    const document::Predicate& below = story_.predicate(child);
    if (below.mood == document::Mood::interrogative) return true;
    const TokenRange clause = below.clause;
    if (below.embedding != document::Embedding::content || clause.empty()) continue;
    const std::string_view first = story_.words().form(clause.begin);
    if (std::find(std::begin(words_of_asking), std::end(words_of_asking), first) != std::end(words_of_asking))
      return true;
  }
  return false;
}

std::vector<std::string> ThreadContent::read(EventId id) {
  const Event& event = claims_.events[id.index()];
  const document::Document& document = story_.document();
  const TokenRange trigger = document.tokens_in(event.evidence.span());
  std::vector<std::string> out;
  for (const TokenIndex t : words(id)) {
    const document::Pos pos = document.tokens.pos[t];
    if (pos != document::Pos::noun && pos != document::Pos::verb && pos != document::Pos::adj) continue;
    if (event.type == ontology::EventType::request && trigger.contains(t)) continue;
    const base::Span span = document.tokens.span[t];
    const bool party = std::any_of(event.participants.begin(), event.participants.end(),
                                   [&](const auto& one) { return one.span.overlaps(span); });
    if (party) continue;
    std::string lemma = lowered_lemma(document, t);
    if (lemma.size() < 3 || tables_.is_common(lemma)) continue;
    if (std::find(out.begin(), out.end(), lemma) == out.end()) out.push_back(std::move(lemma));
  }
  return out;
}

const std::vector<std::string>& ThreadContent::terms(EventId id) {
  if (std::exchange(known_[id.index()], 1) == 0) terms_[id.index()] = read(id);
  return terms_[id.index()];
}

int ThreadContent::shared(EventId a, EventId b) {
  const auto& theirs = terms(b);
  int count = 0;
  for (const std::string& one : terms(a)) {
    count += std::any_of(theirs.begin(), theirs.end(),
                         [&](const std::string& other) { return same_stem(one, other); })
                 ? 1
                 : 0;
  }
  return count;
}

bool ThreadContent::same_matter(EventId a, EventId b, std::uint32_t topic) {
  const auto holds = [&](EventId id, std::uint32_t which) {
    const auto& list = terms(id);
    return std::any_of(list.begin(), list.end(),
                       [&](const std::string& term) { return tables_.is_word_of(which, term); });
  };
  // A request of any topic must find its own words again; one that says what it is about, words near them.
  const bool says = tables_.name(topic) != "any";
  bool mine = false, theirs = false;
  for (std::uint32_t which = 0; which < tables_.topics(); ++which) {
    if (!tables_.answers(topic, which)) continue;
    const bool in_a = holds(a, which), in_b = holds(b, which);
    if (in_a && in_b) return true;
    mine = mine || in_a;
    theirs = theirs || in_b;
  }
  return says && mine && theirs;
}

bool ThreadContent::names_request(EventId id) {
  if (!claims_.events[id.index()].predicate.valid()) return false;
  for (const TokenIndex t : words(id)) {
    if (story_.document().tokens.pos[t] == document::Pos::noun && tables_.is_asking(story_.words().lemma(t)))
      return true;
  }
  return false;
}

}  // namespace casus::code
