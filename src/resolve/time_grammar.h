// Which words form a time expression, and what they say. Knows nothing of dates of writing.
//
// Cost: constant for a word that begins no time; no back-tracking beyond one phrase.
#pragma once

#include <optional>

#include "resolve/time_atoms.h"
#include "resolve/time_phrase.h"

namespace casus::resolve {

class TimeGrammar {
 public:
  TimeGrammar(const TimeAtoms& atoms, const TimeWords& words) : atoms_(atoms), words_(words) {}

  // The longest expression that begins at atom `i`, if one does.
  std::optional<Phrase> read(std::size_t i);

  // "April 6 and 7": the further day that follows a phrase with a month and a day.
  std::optional<Phrase> read_further_day(const Phrase& phrase);

 private:
  struct Number {
    double value = 0;
    std::size_t end = 0;
    bool vague = false;
    bool article = false;  // "a"
    bool digits = false;
    std::string mod;
  };
  struct Edge {
    std::string mod;
    std::size_t end = 0;
    bool comparative = false;  // "later this month"
  };
  struct Clock {
    int minutes = 0;
    std::string zone;
    std::size_t zone_begin = 0;
    std::size_t zone_end = 0;
    std::size_t end = 0;
    std::optional<int> part;
    std::string mod;
  };

  // ---- atoms
  bool in(std::size_t i) const { return i < limit_; }
  bool is(std::size_t i, std::string_view word) const { return in(i) && atoms_[i].lower == word; }
  template <class... Words>
  bool any(std::size_t i, Words... words) const {
    return (is(i, words) || ...);
  }
  bool breaks_before(std::size_t i) const { return in(i) && atoms_[i].breaks > 1; }
  std::optional<int> sense(std::size_t i, WordClass word_class) const;
  document::Tag tag(std::size_t i) const;
  bool hyphen(std::size_t i) const;
  std::size_t past_hyphen(std::size_t i) const { return hyphen(i) ? i + 1 : i; }
  std::size_t past_period(std::size_t i) const;
  std::size_t past_comma(std::size_t i) const { return is(i, ",") ? i + 1 : i; }
  std::size_t past_possessive(std::size_t i) const;
  bool after_preposition(std::size_t i) const;

  // ---- small pieces
  std::optional<int> month(std::size_t i, std::size_t& end) const;
  std::optional<int> weekday(std::size_t i, std::size_t& end) const;
  std::optional<int> season(std::size_t i, std::size_t& end, bool introduced) const;
  std::optional<int> day_number(std::size_t i, std::size_t& end) const;
  std::optional<int> ordinal(std::size_t i, std::size_t& end) const;
  std::optional<Number> number(std::size_t i) const;
  std::optional<int> spelled(std::size_t i, std::size_t& end) const;
  std::optional<Unit> unit(std::size_t i, bool& plural) const;
  // "sec", "min": a unit only behind a number.
  bool shortened(std::size_t i) const { return atoms_[i].lower.size() <= 4 && !is(i, "days"); }
  std::optional<Edge> edge(std::size_t i) const;
  std::optional<Step> step(std::size_t i, std::size_t& end) const;
  std::optional<Clock> clock(std::size_t i) const;
  std::size_t zone(std::size_t i) const;  // past the words that say whose clock it is; `i` where none do
  std::size_t zone_name(std::size_t i) const;
  bool zone_makes_clock(std::size_t i) const;
  void take_zone(Clock& clock) const;

  // ---- years
  bool year(std::size_t i, Phrase& out) const;  // sets year, era and end
  bool shares_era(std::size_t i) const;
  bool ends_range(std::size_t i) const;
  bool attached_year(std::size_t i, Phrase& out) const;
  bool lonely_year_fits(std::size_t begin, const Phrase& found) const;
  std::optional<Phrase> decade(std::size_t i) const;
  std::optional<Phrase> century(std::size_t i) const;

  // ---- phrases
  std::optional<Phrase> calendar(std::size_t i) const;
  std::optional<Phrase> calendar_core(std::size_t i, bool introduced) const;
  std::optional<Phrase> month_first(std::size_t i) const;
  std::optional<Phrase> day_first(std::size_t i) const;
  std::optional<Phrase> numeric_date(std::size_t i) const;
  std::optional<Phrase> weekday_first(std::size_t i) const;
  std::optional<Phrase> quarter(std::size_t i) const;
  std::optional<Phrase> holiday(std::size_t i) const;
  std::optional<Phrase> stepped(std::size_t i) const;
  std::optional<Phrase> stepped_core(std::size_t i) const;
  std::optional<Phrase> around(std::size_t i) const;
  std::optional<Phrase> day_alone(std::size_t i) const;
  std::optional<Phrase> today(std::size_t i) const;
  std::optional<Phrase> part_of_day(std::size_t i) const;
  std::optional<Phrase> offset_or_duration(std::size_t i) const;
  std::optional<Phrase> bound_unit(std::size_t i) const;
  std::optional<Phrase> reference(std::size_t i) const;
  std::optional<Phrase> set(std::size_t i) const;
  std::optional<Phrase> timed(std::size_t i) const;
  void set_limit(std::size_t i);
  void add_part(Phrase& phrase) const;
  void add_clock(Phrase& phrase) const;

  const TimeAtoms& atoms_;
  const TimeWords& words_;
  std::size_t limit_ = 0;  // no phrase reaches over an empty line
};

}  // namespace casus::resolve
