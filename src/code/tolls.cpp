#include "code/tolls.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "code/setting.h"
#include "code/tolls_find.h"
#include "code/tolls_join.h"

namespace casus::code {

using document::Document;
using document::no_token;
using document::PredicateId;
using document::TokenIndex;
using document::TokenRange;
using events::EventId;
using events::Toll;

namespace {

constexpr const char* maker = "tolls/1";
constexpr int highest_climb = 4;

base::Span words_of(const Document& document, TokenIndex head, TokenRange victims) {
  base::Span span = document.span(victims);
  // The word that tells belongs to the evidence where it stands in the same sentence.
  if (head != no_token &&
      (victims.empty() || document.sentence_of(head) == document.sentence_of(victims.begin)))
    span = base::join(span, document.tokens.span[head]);
  return span;
}

// Events by the predicate behind them and by the words of their triggers.
class EventFinder {
 public:
  EventFinder(const Document& document, const std::vector<events::Event>& events) : document_(document) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (events[i].in_headline) continue;
      if (events[i].predicate.valid()) by_predicate_.try_emplace(events[i].predicate.value, EventId(i));
      for (const base::Span span : events[i].evidence.spans()) by_place_.push_back({span, EventId(i)});
    }
    std::stable_sort(by_place_.begin(), by_place_.end(),
                     [](const auto& a, const auto& b) { return a.first.start < b.first.start; });
  }

  // The event that struck the victims: the one of the same word, else of a governing predicate, else one
  // whose trigger stands in the clause.
  EventId of(PredicateId predicate, TokenIndex head) const {
    PredicateId at = predicate.valid() ? predicate : predicate_at(document_, head);
    for (int step = 0; step < highest_climb && at.valid(); ++step) {
      const auto found = by_predicate_.find(at.value);
      if (found != by_predicate_.end()) return found->second;
      at = document_.predicates[at.index()].parent;
    }
    const base::Span sentence = document_.span(document_.sentences()[document_.sentence_of(head)]);
    const auto first = std::partition_point(by_place_.begin(), by_place_.end(), [&](const auto& one) {
      return one.first.start < sentence.start;
    });
    EventId nearest;
    std::uint32_t distance = 0;
    const std::uint32_t here = document_.tokens.span[head].start;
    for (auto one = first; one != by_place_.end() && one->first.start < sentence.end; ++one) {
      const std::uint32_t off = one->first.start > here ? one->first.start - here : here - one->first.start;
      if (nearest.valid() && off >= distance) continue;
      nearest = one->second;
      distance = off;
    }
    return nearest;
  }

 private:
  const Document& document_;
  std::unordered_map<std::uint32_t, EventId> by_predicate_;
  std::vector<std::pair<base::Span, EventId>> by_place_;
};

}  // namespace

base::Result<TollCoder> TollCoder::load(const std::string& data_folder) {
  auto tables = TollTables::load(data_folder);
  if (!tables) return tables.error();
  return TollCoder(*std::move(tables));
}

std::vector<Toll> TollCoder::code(const Document& document, const std::vector<events::Event>& told,
                                  const Attributions& attributions, Choices* trace) const {
  std::vector<Toll> out;
  if (!document.has_syntax() || document.size() == 0) return out;
  const TollFinder finder(document, tables_, trace);
  const EventFinder event_of(document, told);
  std::uint32_t last_sentence = 0;
  for (const JoinedToll& joined : join_tellings(document, tables_, finder.find(), trace)) {
    events::Evidence evidence(words_of(document, joined.head, joined.victims.tokens), maker);
    for (const auto& again : joined.again) evidence.add(words_of(document, again.head, again.victims));
    Toll toll(std::move(evidence));
    toll.kind = joined.kind;
    toll.low = joined.victims.quantity.low;
    toll.high = joined.victims.quantity.high;
    toll.qualifier = joined.victims.quantity.qualifier;
    toll.cumulative = joined.cumulative;
    toll.victims = document.span(joined.victims.tokens);
    toll.event = event_of.of(joined.predicate, joined.head);
    const PredicateId at = joined.predicate.valid() ? joined.predicate : predicate_at(document, joined.head);
    if (at.valid()) {
      toll.time = time_of(document, at);
      toll.place = place_of(document, at);
    }
    toll.attribution = attributions.of(document.tokens.span[joined.head]);
    // "85 people were killed and thousands injured in April": one sentence, one setting.
    const std::uint32_t sentence = document.sentence_of(joined.head);
    if (!out.empty() && sentence == last_sentence && toll.cumulative == out.back().cumulative) {
      if (!toll.time.known()) toll.time = out.back().time;
      if (!toll.place.valid()) toll.place = out.back().place;
    }
    last_sentence = sentence;
    out.push_back(std::move(toll));
  }
  return out;
}

}  // namespace casus::code
