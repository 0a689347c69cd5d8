#include "code/quotes.h"

#include <algorithm>
#include <utility>

#include "code/quotes_find.h"
#include "code/quotes_speech.h"
#include "code/quotes_syntax.h"

namespace casus::code {

using document::Dep;
using document::Document;
using document::EntityId;
using document::no_token;
using document::TokenIndex;
using document::TokenRange;
using events::Quote;
using events::QuoteId;

namespace {

constexpr const char* maker = "quotes/1";

// The entity that the phrase with this head mentions; for a relative pronoun that of its noun.
EntityId entity_at(const Document& document, TokenIndex head) {
  if (head == no_token) return {};
  const auto of_head = [&](TokenIndex t) -> EntityId {
    const document::Mention* best = nullptr;
    for (const document::Mention& mention : document.mentions) {
      if (mention.tokens.begin > t) break;
      const bool mine = mention.head == t;
      if (!mine || !mention.entity.valid()) continue;
      if (best == nullptr || mention.tokens.size() > best->tokens.size()) best = &mention;
    }
    return best == nullptr ? EntityId{} : best->entity;
  };
  const EntityId own = of_head(head);
  if (own.valid()) return own;
  const TokenIndex verb = document.tokens.head[head];
  if (document.tokens.dep[verb] == Dep::relcl) return of_head(document.tokens.head[verb]);
  return {};
}

// A time among the cue's own words: "said Friday", "told reporters on Monday".
events::When time_of_cue(const Document& document, const Attribution& one) {
  if (one.cue == nullptr || one.cue->kind != CueKind::verb) return {};
  const TokenRange sentence = document.sentences()[document.sentence_of(one.head)];
  const auto first = std::partition_point(document.times.begin(), document.times.end(),
                                          [&](const auto& t) { return t.tokens.begin < sentence.begin; });
  for (auto at = first; at != document.times.end() && at->tokens.begin < sentence.end; ++at) {
    if (one.covers(at->tokens.begin)) continue;
    TokenIndex up = at->tokens.end - 1;
    for (int step = 0; step < 4; ++step) {
      if (document.tokens.head[up] == one.head)
        return {document::TimeId(static_cast<std::size_t>(at - document.times.begin())), {}};
      if (document.tokens.head[up] == up || one.covers(document.tokens.head[up])) break;
      up = document.tokens.head[up];
    }
  }
  return {};
}

// "said the source as quoted by the agency", "told Interfax": whoever carried it.
EntityId carrier_of(const Document& document, const AttributionFinder& finder, const Attribution& one) {
  if (one.via != no_token) return entity_at(document, one.via);
  if (one.cue == nullptr || one.cue->kind != CueKind::verb) return {};
  const TokenRange sentence = document.sentences()[document.sentence_of(one.head)];
  for (TokenIndex t = one.head + 1; t < sentence.end; ++t) {
    if (one.covers(t)) continue;
    const Cue* cue = finder.verb_cue(t);
    if (cue == nullptr || !cue->carries || !is_passive(document, t)) continue;
    // It hangs on the cue or on the speaker.
    TokenIndex up = document.tokens.head[t];
    for (int step = 0; step < 4 && up != one.head && up != one.speaker; ++step) up = document.tokens.head[up];
    if (up != one.head && up != one.speaker) continue;
    return entity_at(document, doer_of(document, t));
  }
  if (one.cue->hearer) {
    for (const TokenIndex child : document.children(one.head)) {
      const Dep dep = document.tokens.dep[child];
      if (dep != Dep::dobj && dep != Dep::dative) continue;
      const EntityId hearer = entity_at(document, child);
      if (hearer.valid() && document.entities[hearer.index()].type == document::EntityType::media) return hearer;
    }
  }
  return {};
}

std::size_t size_of(const Quote& quote) {
  std::size_t size = 0;
  for (const base::Span span : quote.evidence.spans()) size += span.size();
  return size;
}

bool holds(const Quote& quote, base::Span span) {
  return std::any_of(quote.evidence.spans().begin(), quote.evidence.spans().end(),
                     [&](base::Span piece) { return piece.contains(span); });
}

}  // namespace

base::Result<QuoteCoder> QuoteCoder::load(const std::string& data_folder) {
  auto cues = CueTable::load(data_folder);
  if (!cues) return cues.error();
  return QuoteCoder(*std::move(cues));
}

std::vector<Quote> QuoteCoder::code(const Document& document) const {
  std::vector<Quote> out;
  if (!document.has_syntax()) return out;
  const AttributionFinder finder(document, cues_);
  std::vector<Attribution> found = finder.find();
  join_speech(document, finder, found);

  for (const Attribution& one : found) {
    std::vector<base::Span> pieces;
    for (const TokenRange range : one.content) {
      const base::Span span = document.span(range);
      if (!span.empty()) pieces.push_back(span);
    }
    if (pieces.empty()) continue;
    events::Evidence evidence(pieces.front(), maker);
    for (std::size_t i = 1; i < pieces.size(); ++i) evidence.add(pieces[i]);
    Quote quote(std::move(evidence));
    quote.cue = document.span(one.cue_tokens);
    quote.speaker = entity_at(document, one.speaker);
    if (!one.speaker_tokens.empty()) quote.speaker_words = document.span(one.speaker_tokens);
    quote.directness = one.quoted  ? events::Directness::direct
                       : one.mixed ? events::Directness::mixed
                                   : events::Directness::indirect;
    quote.claim = one.claim;
    quote.via = carrier_of(document, finder, one);
    quote.time = time_of_cue(document, one);
    out.push_back(std::move(quote));
  }
  // The smallest quote that holds another's cue is the one it stands in.
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i].cue.empty()) continue;
    std::size_t smallest = 0;
    for (std::size_t k = 0; k < out.size(); ++k) {
      if (k == i || !holds(out[k], out[i].cue) || size_of(out[k]) <= size_of(out[i])) continue;
      if (!out[i].outer.valid() || size_of(out[k]) < smallest) {
        out[i].outer = QuoteId(k);
        smallest = size_of(out[k]);
      }
    }
  }
  return out;
}

std::vector<QuoteId> attribution_of(const std::vector<Quote>& quotes, base::Span span) {
  std::vector<QuoteId> out;
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    if (quotes[i].claim && holds(quotes[i], span)) out.push_back(QuoteId(i));
  }
  std::stable_sort(out.begin(), out.end(), [&](QuoteId a, QuoteId b) {
    return size_of(quotes[a.index()]) > size_of(quotes[b.index()]);
  });
  return out;
}

}  // namespace casus::code
