#include "code/quotes.h"

#include <algorithm>
#include <numeric>
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

// Which entity the phrase with a given head mentions; of several mentions the longest.
class EntityOfHead {
 public:
  explicit EntityOfHead(const Document& document) : document_(document), longest_(document.size()) {
    for (const document::Mention& mention : document.mentions) {
      if (mention.head >= document.size() || !mention.entity.valid()) continue;
      auto& known = longest_[mention.head];
      if (!known.entity.valid() || mention.tokens.size() > known.size)
        known = {mention.entity, mention.tokens.size()};
    }
  }

  EntityId operator()(TokenIndex head) const {
    if (head == no_token) return {};
    if (longest_[head].entity.valid()) return longest_[head].entity;
    // A relative pronoun stands for its noun.
    const TokenIndex verb = document_.tokens.head[head];
    const bool relative = document_.tokens.dep[verb] == Dep::relcl;
    return relative ? longest_[document_.tokens.head[verb]].entity : EntityId{};
  }

 private:
  struct Known {
    EntityId entity;
    TokenIndex size = 0;
  };
  const Document& document_;
  std::vector<Known> longest_;
};

// Whoever is behind a speaker that is a paper rather than a person: "a report by the agency", "the agency's
// statement".
TokenIndex author_of(const Document& document, const CueTable& cues, TokenIndex speaker) {
  if (speaker == no_token || cues.find(CueKind::paper, lowered_lemma(document, speaker)) == nullptr)
    return no_token;
  for (const TokenIndex child : document.children(speaker)) {
    const Dep dep = document.tokens.dep[child];
    if (dep == Dep::poss) return child;
    const std::string word = lowered_text(document, child);
    if (dep == Dep::prep && child > speaker && (word == "by" || word == "from" || word == "of"))
      return child_with(document, child, Dep::pobj);
    if (dep == Dep::acl && is_passive(document, child)) {
      const TokenIndex doer = doer_of(document, child);
      if (doer != no_token) return doer;
    }
  }
  return no_token;
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
EntityId carrier_of(const Document& document, const EntityOfHead& entity_at, const AttributionFinder& finder,
                    const Attribution& one) {
  if (one.via != no_token) return entity_at(one.via);
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
    return entity_at(doer_of(document, t));
  }
  if (one.cue->hearer) {
    for (const TokenIndex child : document.children(one.head)) {
      const Dep dep = document.tokens.dep[child];
      if (dep != Dep::dobj && dep != Dep::dative) continue;
      const EntityId hearer = entity_at(child);
      if (hearer.valid() && document.entities[hearer.index()].type == document::EntityType::media)
        return hearer;
    }
  }
  return {};
}

// The story, or what Casus knows, has a name for it.
bool has_name(const Document& document, EntityId id) {
  if (!id.valid()) return false;
  const document::Entity& entity = document.entities[id.index()];
  if (!entity.key.empty()) return true;
  return std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](document::MentionId mention) {
    const TokenIndex head = document.mentions[mention.index()].head;
    return head != no_token && document.tokens.pos[head] == document::Pos::propn;
  });
}

// By the words of the quote itself, else (a pronoun) by what else the story calls its speaker.
std::string type_of_source(const Document& document, const SourceTable& sources, const Attribution& one,
                           EntityId speaker) {
  std::string out(sources.type_of(document, one.speaker));
  if (!out.empty() || !speaker.valid()) return out;
  for (const document::MentionId mention : document.entities[speaker.index()].mentions) {
    out = sources.type_of(document, document.mentions[mention.index()].head);
    if (!out.empty()) break;
  }
  return out;
}

std::size_t size_of(const Quote& quote) {
  std::size_t size = 0;
  for (const base::Span span : quote.evidence.spans()) size += span.size();
  return size;
}

}  // namespace

base::Result<QuoteCoder> QuoteCoder::load(const std::string& data_folder) {
  auto cues = CueTable::load(data_folder);
  if (!cues) return cues.error();
  auto sources = SourceTable::load(data_folder);
  if (!sources) return sources.error();
  return QuoteCoder(*std::move(cues), *std::move(sources));
}

std::vector<Quote> QuoteCoder::code(const Document& document) const {
  std::vector<Quote> out;
  if (!document.has_syntax()) return out;
  const AttributionFinder finder(document, cues_);
  const EntityOfHead entity_at(document);
  std::vector<Attribution> found = finder.find();
  join_speech(document, finder, found);

  for (const Attribution& one : found) {
    std::vector<base::Span> pieces;
    for (const TokenRange range : one.content) {
      pieces.push_back(document.span(range));
    }
    events::Evidence evidence(pieces.front(), maker);
    for (std::size_t i = 1; i < pieces.size(); ++i) evidence.add(pieces[i]);
    Quote quote(std::move(evidence));
    quote.cue = document.span(one.cue_tokens);
    quote.speaker = entity_at(one.speaker);
    if (!quote.speaker.valid()) quote.speaker = entity_at(author_of(document, cues_, one.speaker));
    if (!one.speaker_tokens.empty()) quote.speaker_words = document.span(one.speaker_tokens);
    quote.directness = one.quoted  ? events::Directness::direct
                       : one.mixed ? events::Directness::mixed
                                   : events::Directness::indirect;
    quote.claim = one.claim;
    quote.via = carrier_of(document, entity_at, finder, one);
    quote.time = time_of_cue(document, one);
    if (!has_name(document, quote.speaker))
      quote.speaker_type = type_of_source(document, sources_, one, quote.speaker);
    const TokenRange medium = sources_.medium_of(document, one);
    if (!medium.empty()) quote.medium = document.span(medium);
    // A news conference is told, but it is the medium and not who hears.
    if (const TokenIndex hearer = hearer_of(document, one); hearer != no_token && !medium.contains(hearer)) {
      quote.addressee = entity_at(hearer);
      quote.addressee_words = document.span(name_of_phrase(document, hearer));
    }
    out.push_back(std::move(quote));
  }
  // The smallest quote that holds another's cue is the one it stands in: painted from large to small, the
  // last paint on a cue is that of the smallest around it.
  std::vector<std::size_t> by_size(out.size());
  std::iota(by_size.begin(), by_size.end(), std::size_t{0});
  std::stable_sort(by_size.begin(), by_size.end(),
                   [&](std::size_t a, std::size_t b) { return size_of(out[a]) > size_of(out[b]); });
  std::vector<QuoteId> paint(document.size());
  for (const std::size_t i : by_size) {
    if (found[i].head != no_token) out[i].outer = paint[found[i].head];
    for (const TokenRange range : found[i].content) {
      std::fill(paint.begin() + range.begin, paint.begin() + range.end, QuoteId(i));
    }
  }
  return out;
}

Attributions::Attributions(const std::vector<Quote>& quotes) : quotes_(quotes) {
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    if (!quotes[i].claim) continue;
    for (const base::Span span : quotes[i].evidence.spans()) pieces_.push_back({span, 0, QuoteId(i)});
  }
  std::stable_sort(pieces_.begin(), pieces_.end(),
                   [](const Piece& a, const Piece& b) { return a.span.start < b.span.start; });
  std::uint32_t furthest = 0;
  for (Piece& piece : pieces_) piece.furthest = furthest = std::max(furthest, piece.span.end);
}

std::vector<QuoteId> Attributions::of(base::Span span) const {
  std::vector<QuoteId> out;
  auto at = std::partition_point(pieces_.begin(), pieces_.end(),
                                 [&](const Piece& piece) { return piece.span.start <= span.start; });
  while (at != pieces_.begin() && (at - 1)->furthest >= span.end) {
    --at;
    if (at->span.contains(span)) out.push_back(at->quote);
  }
  std::sort(out.begin(), out.end());
  std::stable_sort(out.begin(), out.end(), [&](QuoteId a, QuoteId b) {
    return size_of(quotes_[a.index()]) > size_of(quotes_[b.index()]);
  });
  return out;
}

}  // namespace casus::code
