#include "code/tolls_join.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "code/quotes_syntax.h"
#include "code/setting.h"

namespace casus::code {
namespace {

using document::Document;
using document::no_token;
using document::TokenIndex;
using document::TokenRange;
using events::Qualifier;

constexpr std::size_t memory = 200;
constexpr std::size_t most_parts = 40;       // of one telling
constexpr std::uint32_t sentences_back = 4;  // how far an antecedent may lie

class Joiner {
 public:
  Joiner(const Document& document, const TollTables& tables, Choices* trace)
      : document_(document), tables_(tables), trace_(trace) {}

  void take(const Telling& telling) {
    ++number_;
    if (telling.victims.size() > 1 && !telling.cumulative && told_in_parts(telling)) return;
    for (const Victims& victims : telling.victims) take(telling, victims);
  }

  std::vector<JoinedToll> result() && { return std::move(tolls_); }

 private:
  bool same_kind(const JoinedToll& toll, const Telling& telling) const {
    return toll.kind == telling.kind && toll.cumulative == telling.cumulative;
  }

  // The reasons are literals: nothing is made where no trace is kept.
  void add(JoinedToll& toll, const Telling& telling, const Victims& victims, const char* why) {
    if (trace_ != nullptr) note(telling.head, victims.tokens, Choice::Verdict::joined, why, &toll);
    toll.again.push_back({telling.head, victims.tokens});
  }

  void note(TokenIndex head, TokenRange victims, Choice::Verdict verdict, const char* why,
            const JoinedToll* with) const {
    const auto words = [&](TokenIndex word, TokenRange range) {
      const base::Span span = document_.span(range);
      return word == no_token ? span : base::join(span, document_.tokens.span[word]);
    };
    trace_->push_back({"toll", words(head, victims), verdict, why,
                       with == nullptr ? base::Span{} : words(with->head, with->victims.tokens)});
  }

  void begin(const Telling& telling, const Victims& victims) {
    if (trace_ != nullptr)
      note(telling.head, victims.tokens, Choice::Verdict::taken,
           telling.trigger == nullptr ? "a running total or a word for casualties"
                                      : telling.trigger->id.c_str(),
           nullptr);
    JoinedToll toll;
    toll.kind = telling.kind;
    toll.victims = victims;
    toll.head = telling.head;
    toll.predicate = telling.predicate;
    toll.cumulative = telling.cumulative;
    toll.telling = number_;
    toll.part = !tolls_.empty() && tolls_.back().telling == number_;
    tolls_.push_back(std::move(toll));
  }

  // "the leader and three others were detained" after "four suspects were detained": the whole again, in
  // parts, or in parts as before.
  bool told_in_parts(const Telling& telling) {
    const std::int64_t total = telling.total();
    for (std::size_t i = tolls_.size() - std::min(tolls_.size(), memory); i < tolls_.size(); ++i) {
      JoinedToll& first = tolls_[i];
      if (!same_kind(first, telling) || first.victims.quantity.none) continue;
      std::int64_t sum = 0;
      for (std::size_t k = i; k < std::min(tolls_.size(), i + most_parts); ++k) {
        if (tolls_[k].telling == first.telling && same_kind(tolls_[k], telling))
          sum += tolls_[k].victims.quantity.low.value_or(0);
      }
      if (sum != total) continue;
      for (const Victims& victims : telling.victims)
        add(first, telling, victims, "the same people, told in parts");
      return true;
    }
    return false;
  }

  // What the parts of one earlier telling come to, for each telling of several parts; the first part of one
  // that `fits`, or nullptr.
  template <class Fits>
  JoinedToll* find_sum(const Telling& telling, Fits fits) {
    for (std::size_t i = tolls_.size() - std::min(tolls_.size(), memory); i < tolls_.size(); ++i) {
      JoinedToll& first = tolls_[i];
      if (!same_kind(first, telling) || first.telling == number_) continue;
      std::int64_t sum = 0;
      int parts = 0;
      for (std::size_t k = i; k < std::min(tolls_.size(), i + most_parts); ++k) {
        if (tolls_[k].telling != first.telling || !same_kind(tolls_[k], telling)) continue;
        sum += tolls_[k].victims.quantity.low.value_or(0);
        ++parts;
      }
      if (parts > 1 && fits(sum)) return &first;
    }
    return nullptr;
  }

  document::EntityId entity_of(TokenIndex head) const {
    const auto from = std::partition_point(
        document_.mentions.begin(), document_.mentions.end(),
        [&](const document::Mention& mention) { return mention.tokens.begin + 64 < head; });
    for (auto at = from; at != document_.mentions.end() && at->tokens.begin <= head; ++at) {
      if (at->head == head && at->entity.valid()) return at->entity;
    }
    return {};
  }

  std::string lemma(const Victims& victims) const { return lowered_lemma(document_, victims.head); }

  // The same entity, or a name that stands among the other's words ("the commander, Omar", "Omar's death").
  bool same_bearer(const JoinedToll& toll, const Victims& victims) const {
    const document::EntityId mine = entity_of(victims.head);
    if (mine.valid() && mine == entity_of(toll.victims.head)) return true;
    if (!document::is_proper(document_.tokens.tag[victims.head])) return false;
    const std::string name = lowered_text(document_, victims.head);
    const TokenRange range = document_.subtree(toll.victims.head);
    for (TokenIndex t = range.begin; t < range.end; ++t) {
      if (lowered_text(document_, t) == name) return true;
    }
    return false;
  }

  // Both say when or where by themselves, and differ.
  bool apart(const JoinedToll& toll, const Telling& telling) const {
    if (!toll.predicate.valid() || !telling.predicate.valid()) return false;
    const TimeSetting a = time_setting(document_, toll.predicate);
    const TimeSetting b = time_setting(document_, telling.predicate);
    if (!a.inferred && !b.inferred) {
      const auto first = day_of(document_, a.when);
      const auto second = day_of(document_, b.when);
      if (first && second && *first != *second) return true;
    }
    const PlaceSetting p = place_setting(document_, toll.predicate);
    const PlaceSetting q = place_setting(document_, telling.predicate);
    if (p.inferred || q.inferred || !p.place.valid() || !q.place.valid()) return false;
    const auto& first = document_.places[p.place.index()];
    const auto& second = document_.places[q.place.index()];
    return !first.admin1.empty() && !second.admin1.empty() && first.admin1 != second.admin1;
  }

  JoinedToll* find_known(const Telling& telling, const Victims& victims) {
    JoinedToll* best = nullptr;
    int best_fit = 0;
    for (JoinedToll& toll : recent()) {
      if (!same_kind(toll, telling) || toll.victims.quantity.none) continue;
      int fit = 0;
      if (same_bearer(toll, victims)) {
        fit = 4;
      } else if (victims.counted) {
        if (toll.victims.quantity.low == victims.quantity.low) fit = 3;
      } else if (victims.plural == toll.victims.plural) {
        fit = lemma(victims) == lemma(toll.victims) ? 3 : 2;
      } else if (!victims.plural && !victims.quantity.added) {
        fit = 1;  // one of several told before
      }
      if (fit > 0 && fit >= best_fit) {
        best = &toll;
        best_fit = fit;
      }
    }
    return best;
  }

  // How many "the insurgents" or "them" are: the figure of the nearest phrase before that can be meant.
  std::optional<Quantity> antecedent(const Victims& victims) const {
    const std::uint32_t sentence = document_.sentence_of(victims.head);
    const std::uint32_t first = sentence > sentences_back ? sentence - sentences_back : 0;
    const bool pronoun = document_.tokens.pos[victims.head] == document::Pos::pron;
    for (TokenIndex t = document_.subtree(victims.head).begin; t-- > document_.sentences()[first].begin;) {
      const document::Tag tag = document_.tokens.tag[t];
      if (tag != document::Tag::nns && tag != document::Tag::nnps) continue;
      const std::string word = lowered_lemma(document_, t);
      if (pronoun ? !tables_.is_people(word) : word != lemma(victims)) continue;
      const auto figure = quantity_of(document_, tables_, t);
      if (figure && !figure->none) return figure;
    }
    return std::nullopt;
  }

  // "a second man", "the third"
  bool is_ordinal(const Victims& victims) const {
    const auto children = document_.children(victims.head);
    return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
      const std::string word = lowered_text(document_, child);
      return word == "second" || word == "third" || word == "fourth" || word == "other";
    });
  }

  void take(const Telling& telling, Victims victims) {
    if (victims.quantity.none || telling.cumulative) {
      for (JoinedToll& toll : tolls_) {
        if (!same_kind(toll, telling) || toll.victims.quantity.low != victims.quantity.low) continue;
        return add(toll, telling, victims, "the same figure again");
      }
      return begin(telling, victims);
    }
    const bool name = document::is_proper(document_.tokens.tag[victims.head]);
    if (victims.known || name) {
      if (victims.counted) {
        const auto same = [&](std::int64_t sum) { return sum == victims.quantity.low; };
        if (JoinedToll* toll = find_sum(telling, same))
          return add(*toll, telling, victims, "the sum of what was told in parts");
      }
      if (JoinedToll* toll = find_known(telling, victims))
        return add(*toll, telling, victims, "those spoken of before");
      if (victims.plural && !victims.counted) {
        if (auto before = antecedent(victims)) {
          victims.quantity = *before;
          victims.quantity.more = false;
        }
      }
      begin(telling, victims);
      if (victims.including) absorb_parts(telling);
      return;
    }
    const Quantity& mine = victims.quantity;
    if (victims.plural && !mine.more) {
      const auto said_loosely = [&](std::int64_t sum) {
        if (mine.qualifier != Qualifier::vague) return sum == mine.low;
        return sum + 1 >= mine.low && (!mine.high || sum <= *mine.high);
      };
      if (JoinedToll* toll = find_sum(telling, said_loosely))
        return add(*toll, telling, victims, "the sum of what was told in parts");
    }
    for (JoinedToll& toll : recent()) {
      if (!same_kind(toll, telling) || toll.telling == number_) continue;
      Quantity& theirs = toll.victims.quantity;
      if (theirs.none || apart(toll, telling)) continue;
      const bool both_many = victims.plural && toll.victims.plural;
      const bool same_figure = mine.low == theirs.low && mine.qualifier == theirs.qualifier;
      // "a leader along with one suspect", then "an additional suspect": the same one again.
      const bool was_added = toll.part || theirs.added;
      // "one of the guards" after "several guards"; "an insurgent", "a second insurgent" after "two
      // insurgents": told one by one.
      const bool some_of_them = victims.partitive && toll.victims.plural && mine.low < theirs.low;
      if (some_of_them) return add(toll, telling, victims, "some of those counted before");
      const bool one_of_them = !victims.plural && toll.victims.plural &&
                               theirs.qualifier == Qualifier::exact && (!mine.more || is_ordinal(victims)) &&
                               lemma(victims) == lemma(toll.victims);
      if (one_of_them) return add(toll, telling, victims, "one of those counted before");
      if (mine.added) {
        if (was_added && same_figure && lemma(victims) == lemma(toll.victims))
          return add(toll, telling, victims, "the same addition again");
        continue;
      }
      // "one of his associates" after "the leader and one suspect": the part again.
      if (toll.part && same_figure && !mine.more && telling.victims.size() == 1)
        return add(toll, telling, victims, "a part told again");
      if (same_figure && (both_many ? !(mine.more && !theirs.more && mine.qualifier != Qualifier::vague)
                                    : !mine.more && lemma(victims) == lemma(toll.victims)))
        return add(toll, telling, victims, "the same figure again");
      if (!both_many) continue;
      // "other militants", then "several other militants": the second counts the first.
      const bool same_words = lemma(victims) == lemma(toll.victims);
      const bool loosely = mine.qualifier == Qualifier::vague && theirs.qualifier == Qualifier::vague;
      if (mine.more && !(same_words && theirs.more && (loosely || !toll.victims.counted))) continue;
      // A vague figure made exact, or an exact one said again loosely.
      const auto within = [&](const Quantity& loose, const Quantity& exact) {
        const bool open = loose.qualifier == Qualifier::at_least || loose.qualifier == Qualifier::more_than;
        if (open && exact.qualifier == Qualifier::exact && same_words) return exact.low >= loose.low;
        return loose.qualifier == Qualifier::vague && exact.qualifier != Qualifier::vague && exact.low &&
               loose.low && *exact.low >= *loose.low &&
               (!loose.high || *exact.low <= *loose.high || same_words);
      };
      if (within(theirs, mine)) {
        if (trace_ != nullptr)
          note(telling.head, victims.tokens, Choice::Verdict::joined, "a vague figure made exact", &toll);
        toll.again.push_back({toll.head, toll.victims.tokens});
        toll.head = telling.head;
        toll.victims = victims;
        toll.predicate = telling.predicate;
        return;
      }
      if (within(mine, theirs)) return add(toll, telling, victims, "a figure said again loosely");
      const bool both_vague = mine.qualifier == Qualifier::vague && theirs.qualifier == Qualifier::vague;
      if (both_vague && (same_words || !toll.victims.counted || !victims.counted)) {
        add(toll, telling, victims, "two words for many, of which the larger holds");
        // The larger word for many holds.
        if (mine.low > theirs.low) {
          toll.again.back() = {toll.head, toll.victims.tokens};
          toll.victims = victims;
          toll.head = telling.head;
          toll.predicate = telling.predicate;
        }
        return;
      }
    }
    begin(telling, victims);
    if (victims.including) absorb_parts(telling);
  }

  // "Several people were detained, including the leader": who was told one by one before is among them.
  void absorb_parts(const Telling& telling) {
    JoinedToll whole = std::move(tolls_.back());
    tolls_.pop_back();
    std::vector<JoinedToll> kept;
    for (JoinedToll& toll : tolls_) {
      const bool part = same_kind(toll, telling) && toll.victims.quantity.low == 1 && !toll.victims.plural;
      if (!part) {
        kept.push_back(std::move(toll));
        continue;
      }
      if (trace_ != nullptr)
        note(toll.head, toll.victims.tokens, Choice::Verdict::joined, "among those counted later", &whole);
      whole.again.push_back({toll.head, toll.victims.tokens});
      whole.again.insert(whole.again.end(), toll.again.begin(), toll.again.end());
    }
    tolls_ = std::move(kept);
    tolls_.push_back(std::move(whole));
  }

  const Document& document_;
  const TollTables& tables_;
  Choices* trace_;
  // The tolls that a telling is compared with: the latest ones, so that long lists stay linear.
  std::span<JoinedToll> recent() { return std::span(tolls_).last(std::min(tolls_.size(), memory)); }

  std::vector<JoinedToll> tolls_;
  std::size_t number_ = 0;
};

TokenIndex first_word(const JoinedToll& toll) {
  TokenIndex first = std::min(toll.head, toll.victims.tokens.begin);
  for (const auto& told : toll.again) first = std::min({first, told.head, told.victims.begin});
  return first;
}

}  // namespace

std::vector<JoinedToll> join_tellings(const Document& document, const TollTables& tables,
                                      const std::vector<Telling>& tellings, Choices* trace) {
  Joiner joiner(document, tables, trace);
  for (const Telling& telling : tellings) joiner.take(telling);
  std::vector<JoinedToll> out = std::move(joiner).result();
  for (JoinedToll& toll : out) {
    std::stable_sort(toll.again.begin(), toll.again.end(),
                     [](const auto& a, const auto& b) { return a.head < b.head; });
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const JoinedToll& a, const JoinedToll& b) { return first_word(a) < first_word(b); });
  return out;
}

}  // namespace casus::code
