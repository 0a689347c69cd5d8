// From what the words say to a value: the day of writing, the time told of, the tense.
//
// One per document; resolve() must be called in text order, because "the following day" counts from what was
// said before.
#pragma once

#include <functional>
#include <optional>

#include "document/layers.h"
#include "resolve/time_phrase.h"
#include "resolve/time_setting.h"
#include "resolve/time_tense.h"
#include "resolve/time_value.h"

namespace casus::resolve {

class TimeAnchor {
 public:
  // `written`: the day of publication or of the dateline. `narrative`: the text tells history, so that what
  // has no year takes it from what was told before.
  TimeAnchor(std::optional<base::Date> written, base::Span written_from, bool narrative);

  // Value, modifier, interval and origin of one phrase that stands at `span`. Fills everything but the span
  // and tokens of `out`.
  void resolve(const Phrase& phrase, base::Span span, TimeTense tense, const TimeSetting& setting,
               document::TimeExpression& out);

  // Whether something could not be resolved for want of a day of writing.
  bool lacked_a_day() const { return lacked_a_day_; }

 private:
  struct Told {
    Stretch stretch;
    base::Span span;
    bool closing = false;  // "the end of 1793"
  };
  using OfYear = std::function<std::optional<Stretch>(int year)>;

  void calendar(const Phrase& phrase, TimeTense tense, document::TimeExpression& out);
  void stretch(const Phrase& phrase, TimeTense tense, document::TimeExpression& out);
  void offset(const Phrase& phrase, document::TimeExpression& out);
  void duration(const Phrase& phrase, document::TimeExpression& out);
  void set(const Phrase& phrase, document::TimeExpression& out) const;

  std::optional<Stretch> day_of_month(const Phrase& phrase, TimeTense tense);
  std::optional<Stretch> weekday(const Phrase& phrase, TimeTense tense);
  std::optional<Stretch> in_some_year(const Phrase& phrase, const OfYear& of_year, TimeTense tense);
  std::optional<int> full_year(int digits, int modulus) const;
  std::optional<Stretch> stepped_unit(const Phrase& phrase, Grain grain, TimeTense tense);
  std::optional<Stretch> told_day() const;
  // The stretch that relative words count from: the time told of, else the day of writing.
  std::optional<Stretch> base_told();
  std::optional<Stretch> base_written();
  void tell(const Phrase& phrase, const Stretch& stretch, document::TimeExpression& out);
  // Whether a history goes on from this time, or only mentions it.
  bool moves_on(const Phrase& phrase, const Stretch& stretch);

  std::optional<Stretch> written_;
  base::Span written_from_;
  bool narrative_;
  std::optional<Told> told_;
  std::optional<Told> told_day_;
  std::optional<Told> mentioned_;      // the last time said, told of or only mentioned
  std::optional<int> mentioned_year_;  // of a time that a history mentioned in passing
  base::Span here_;                    // of the phrase being resolved
  TimeSetting setting_;
  base::Span from_;  // what the current value was inferred from
  bool lacked_a_day_ = false;
};

}  // namespace casus::resolve
