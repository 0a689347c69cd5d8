// A value is built from the finest field the words give; what is missing comes, in this order, from the words
// themselves ("last year"), from the time told of before it (in histories, and for "that day", "two days
// later"), or from the day of writing, on the side that the tense points to. Nothing is guessed where none of
// these is there: the value stays empty and a warning says why.
#include "resolve/time_anchor.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

#include "resolve/time_fields.h"

namespace casus::resolve {
namespace {

using document::TimeExpression;
using document::TimeType;

constexpr std::uint32_t same_sentence = 160;  // bytes back that a clock time may take its day from

std::string clock_value(int minutes, const std::string& zone) {
  return fmt::format("T{:02}:{:02}{}", minutes / 60, minutes % 60, zone);
}

std::string part_value(int part) {
  constexpr std::array<const char*, 7> codes = {"TMO", "TAF", "TEV", "TNI", "T12:00", "TMO", "TDT"};
  return codes[static_cast<std::size_t>(part)];
}

// Months since year 0, to compare stretches roughly.
int months_of(const Stretch& stretch) {
  const Stretch month = stretch.grain == Grain::month ? stretch : widened(stretch, Grain::month);
  return month.year * 12 + month.part;
}

// Days from the end of `a` to the start of `b`; 0 where they overlap, negative where `b` lies before.
int days_apart(const Stretch& a, const Stretch& b) {
  const auto from = interval_of(a);
  const auto to = interval_of(b);
  if (!from || !to) return (b.year - a.year) * 365;
  if (to->first > from->second) return base::days_between(from->second, to->first);
  if (to->second < from->first) return -base::days_between(to->second, from->first);
  return 0;
}

int iso_weekday(int weekday) { return weekday == 0 ? 7 : weekday; }

}  // namespace

TimeAnchor::TimeAnchor(std::optional<base::Date> written, base::Span written_from, bool narrative)
    : written_from_(written_from), narrative_(narrative) {
  if (written) written_ = day_stretch(*written);
}

std::optional<Stretch> TimeAnchor::base_written() {
  if (written_) {
    from_ = written_from_;
    return written_;
  }
  if (narrative_ && told_) {
    from_ = told_->span;
    return told_->stretch;
  }
  lacked_a_day_ = true;
  return std::nullopt;
}

std::optional<Stretch> TimeAnchor::base_told() {
  if (told_) {
    from_ = told_->span;
    return told_->stretch;
  }
  return base_written();
}

std::optional<Stretch> TimeAnchor::told_day() const {
  if (told_ && told_->stretch.grain == Grain::day) return told_->stretch;
  if (!told_ || !told_day_) return std::nullopt;
  // A coarser time told since then must still hold the day: "On 2 August ... In August ... the next day".
  if (widened(told_day_->stretch, told_->stretch.grain) == told_->stretch) return told_day_->stretch;
  return std::nullopt;
}

bool TimeAnchor::moves_on(const Phrase& phrase, const Stretch& stretch) {
  if (!told_) return true;
  // The end of a quarter does not end the talk of the quarter.
  if (setting_.bound && told_->stretch.grain == Grain::quarter) return false;
  if (!narrative_) return true;
  if (setting_.range_end && phrase.year && !phrase.month) return false;
  if (setting_.heading) return true;
  if (setting_.aside) return false;
  const bool looks_back = (phrase.shape == Shape::offset &&
                           (phrase.direction == Direction::ago || phrase.direction == Direction::earlier)) ||
                          phrase.step == Step::previous || phrase.step == Step::last ||
                          phrase.year_step == Step::previous;
  if (looks_back) return false;
  if (!phrase.year && !phrase.decade && !phrase.century) return true;  // it was counted from what was told
  if (setting_.leads) return true;
  const bool coarse = !finer(stretch.grain, Grain::year);
  const Stretch& told = told_->stretch;
  bool near = false;
  if (coarse) {
    near = !finer(told.grain, stretch.grain) && stretch.year >= told.year && stretch.year <= told.year + 5;
  } else {
    constexpr int back = 2, ahead = 14;  // months
    const int gap = months_of(stretch) - months_of(told);
    near = finer(told.grain, Grain::year) ? gap >= -back && gap <= ahead
                                          : stretch.year >= told.year && stretch.year <= told.year + 2;
  }
  // What is mentioned twice is told of.
  const bool again = mentioned_year_ && *mentioned_year_ == stretch.year && stretch.year > told.year;
  mentioned_year_ = near ? std::nullopt : std::optional<int>(stretch.year);
  return near || again;
}

void TimeAnchor::tell(const Phrase& phrase, const Stretch& stretch, TimeExpression& out) {
  out.value = to_value(stretch);
  if (const auto days = interval_of(stretch)) {
    out.begin = days->first;
    out.end = days->second;
  }
  const Told here{stretch, here_, phrase.mod == "END"};
  if (!setting_.aside) mentioned_ = here;
  if (!moves_on(phrase, stretch)) return;
  told_ = here;
  if (stretch.grain == Grain::day) told_day_ = told_;
}

// Two digits of a year (modulus 100): the century in which it lies nearest to the time told or written.
std::optional<int> TimeAnchor::full_year(int digits, int modulus) const {
  int near = 1990;
  if (narrative_ && told_ && told_->stretch.year > 0) {
    near = told_->stretch.year;
  } else if (written_) {
    near = written_->year;
  }
  int year = near - near % modulus + digits;
  const int ahead = narrative_ ? 50 : 20;
  if (year > near + ahead) year -= modulus;
  if (year < near - (modulus - ahead)) year += modulus;
  if (year < 1) return std::nullopt;
  return year;
}

// A weekday: the one on the side of the tense, the day of writing included.
std::optional<Stretch> TimeAnchor::weekday(const Phrase& phrase, TimeTense tense) {
  const bool from_told = phrase.step == Step::previous || phrase.step == Step::following ||
                         phrase.step == Step::same || narrative_;
  std::optional<Stretch> base = from_told ? told_day() : std::nullopt;
  if (base) {
    from_ = told_day_ ? told_day_->span : from_;
  } else {
    base = base_written();
  }
  if (!base || base->grain != Grain::day) return std::nullopt;
  const auto day = interval_of(*base);
  if (!day) return std::nullopt;
  const int today = static_cast<int>(base::weekday_of(day->first));
  const int back = (today - *phrase.weekday + 7) % 7;
  const int ahead = (*phrase.weekday - today + 7) % 7;
  int move = 0;
  switch (phrase.step) {
    case Step::last:
    case Step::previous:
      move = back == 0 ? -7 : -back;
      break;
    case Step::next:
    case Step::following:
      move = ahead == 0 ? 7 : ahead;
      break;
    case Step::current:
      move = tense == TimeTense::past ? -back : ahead;
      break;
    case Step::none:
    case Step::same:
      if (from_told) {
        move = ahead;
      } else {
        move = tense == TimeTense::future || tense == TimeTense::present ? ahead : -back;
      }
      break;
  }
  return day_stretch(base::add_days(day->first, move));
}

// "On the 12th": of the month told of just before, else the nearest on the side of the tense.
std::optional<Stretch> TimeAnchor::day_of_month(const Phrase& phrase, TimeTense tense) {
  const bool told = told_ && told_->stretch.grain >= Grain::month &&
                    (narrative_ || here_.start - told_->span.end < 2 * same_sentence);
  const auto base = told ? base_told() : base_written();
  if (!base || finer(Grain::month, base->grain)) return std::nullopt;
  Stretch month = widened(*base, Grain::month);
  const auto day = static_cast<unsigned>(*phrase.day);
  if (!told && base->grain == Grain::day) {
    if (tense == TimeTense::future && day < base->day) month = shifted(month, 1);
    if (tense != TimeTense::future && day > base->day) month = shifted(month, -1);
  }
  const Stretch out{Grain::day, month.year, month.part, day};
  if (month.year > 0 && !interval_of(out)) return std::nullopt;
  return out;
}

// Month, day, season, quarter or holiday without a year.
std::optional<Stretch> TimeAnchor::in_some_year(const Phrase& phrase, const OfYear& of_year,
                                                TimeTense tense) {
  if (phrase.year_step != Step::none) {
    const bool told = phrase.year_step == Step::same || phrase.year_step == Step::previous ||
                      phrase.year_step == Step::following;
    auto base = told ? base_told() : base_written();
    if (phrase.year_step == Step::same && mentioned_) base = mentioned_->stretch;
    if (!base) return std::nullopt;
    int move = 0;
    if (phrase.year_step == Step::last || phrase.year_step == Step::previous) move = -1;
    if (phrase.year_step == Step::next || phrase.year_step == Step::following) move = 1;
    return of_year(shifted(widened(*base, Grain::year), move).year);
  }
  const bool from_told = (narrative_ && told_) || phrase.step == Step::same ||
                         phrase.step == Step::following || phrase.step == Step::previous;
  const auto base = from_told ? base_told() : base_written();
  if (!base) return std::nullopt;
  const int year = widened(*base, Grain::year).year;
  const auto same = of_year(year);
  const auto before = of_year(year - 1 == 0 ? -1 : year - 1);
  const auto after = of_year(year + 1 == 0 ? 1 : year + 1);
  const auto latest_before = [&](int least) {
    if (same && days_apart(*base, *same) <= -least) return same;
    return before;
  };
  const auto earliest_after = [&](int least) {
    if (same && days_apart(*base, *same) >= least) return same;
    return after;
  };
  switch (phrase.step) {
    case Step::last:
    case Step::previous:
      return latest_before(1);
    case Step::next:
    case Step::following:
      return earliest_after(1);
    case Step::current:
    case Step::same:
      return same;
    case Step::none:
      break;
  }
  if (setting_.over && !from_told && same && same->grain == Grain::day) return latest_before(0);
  if (from_told) {
    // A history goes on from where it was: the nearest such time, in the year it named last if it named only
    // that.
    if (phrase.season && *phrase.season == 3 && finer(base->grain, Grain::year)) {
      return base->grain != Grain::season && widened(*base, Grain::month).part <= 5
                 ? same
                 : after;  // the winter that lies ahead is the next year's
    }
    if (base->grain == Grain::year && told_->closing && after && months_of(*after) - base->year * 12 <= 18)
      return after;
    if (!finer(base->grain, Grain::half) || !same) return same ? same : before;
    const int gap = months_of(*same) - months_of(*base);
    if (gap <= -7) return after;
    if (gap >= 10) return before;
    return same;
  }
  // The nearest one, with a handicap for the side that the tense speaks against. (A story of 7 January that
  // tells in the past tense of a hearing on Feb. 10 still means the coming one.)
  // A quarter is reported on when it has just ended, even in the future tense.
  const bool of_a_day = same && same->grain == Grain::day;
  const bool of_quarter = same && same->grain == Grain::quarter;
  const int against_tense = of_a_day ? 150 : of_quarter && tense == TimeTense::future ? 90 : 330;
  constexpr int in_doubt = 60;
  const auto cost = [&](const std::optional<Stretch>& candidate) {
    if (!candidate) return 1000000;
    const int gap = days_apart(*base, *candidate);
    if (gap > 0) {
      if (tense == TimeTense::past) return gap + against_tense;
      return tense == TimeTense::future ? gap : gap + in_doubt;
    }
    return gap < 0 && tense == TimeTense::future ? -gap + against_tense : -gap;
  };
  std::optional<Stretch> best = same;
  for (const auto& candidate : {before, after}) {
    if (cost(candidate) < cost(best)) best = candidate;
  }
  return best;
}

void TimeAnchor::calendar(const Phrase& phrase, TimeTense tense, TimeExpression& out) {
  std::optional<Stretch> found;
  if (phrase.century) {
    const int first = (*phrase.century - 1) * 100;
    found = Stretch{Grain::century, phrase.before_christ ? (first == 0 ? -1 : -first) : first, 0, 0};
  } else if (phrase.decade) {
    int first = *phrase.decade;
    if (first < 100 && !phrase.before_christ) {
      const auto year = full_year(first, 100);
      if (year) first = *year;
    }
    found = Stretch{Grain::decade, phrase.before_christ ? -first : first, 0, 0};
  } else if (phrase.year) {
    int year = *phrase.year;
    if (phrase.short_year) {
      const auto full = full_year(year, 100);
      if (full) year = *full;
    }
    Phrase fields = phrase;
    if (phrase.quarter && *phrase.quarter == 0) {  // "the 1988 period"
      fields.quarter.reset();
      if (told_ && told_->stretch.grain == Grain::quarter) fields.quarter = told_->stretch.part;
    }
    found = fields_in(fields, phrase.before_christ ? -year : year);
  } else if (phrase.weekday && !phrase.day && phrase.holiday == nullptr) {
    found = weekday(phrase, tense);
  } else if (phrase.day && !phrase.month) {
    found = day_of_month(phrase, tense);
  } else {
    found = in_some_year(
        phrase, [&](int year) { return fields_in(phrase, year); }, tense);
    // A quarter told of as done is one that has ended.
    if (found && phrase.quarter && phrase.year_step == Step::none && phrase.step == Step::none &&
        !narrative_ && written_ && tense != TimeTense::future && days_apart(*written_, *found) > 0) {
      found->year -= 1;
    }
  }
  if (found && phrase.days_off != 0 && found->grain == Grain::day) found = shifted(*found, phrase.days_off);
  if (found && phrase.week_of && found->grain == Grain::day) found = widened(*found, Grain::week);
  if (found) tell(phrase, *found, out);
}

std::optional<Stretch> TimeAnchor::stepped_unit(const Phrase& phrase, Grain grain, TimeTense tense) {
  const bool told = phrase.step == Step::same || phrase.step == Step::previous ||
                    phrase.step == Step::following || narrative_;
  if (phrase.bare && !narrative_) {
    if (grain == Grain::quarter) {
      if (told_ && told_->stretch.grain == Grain::quarter) {
        from_ = told_->span;
        const bool on = phrase.latest && written_ && days_apart(*written_, told_->stretch) >= 0;
        return on ? shifted(told_->stretch, -1) : told_->stretch;
      }
      const auto base = base_written();
      if (!base) return std::nullopt;
      const Stretch now = widened(*base, Grain::quarter);
      return tense == TimeTense::future && !phrase.latest ? now : shifted(now, -1);
    }
    if (grain == Grain::weekend) {
      const auto base = base_written();
      if (!base) return std::nullopt;
      const auto day = interval_of(*base);
      const bool weekend = day && (base::weekday_of(day->first) == 0 || base::weekday_of(day->first) == 6);
      const Stretch now = widened(*base, Grain::weekend);
      return tense == TimeTense::future || weekend ? now : shifted(now, -1);
    }
    if (phrase.step == Step::same) {
      const auto base = base_written();
      if (!base) return std::nullopt;
      return shifted(widened(*base, grain), phrase.latest ? -1 : 0);
    }
  }
  std::optional<Stretch> base = told ? base_told() : base_written();
  if (!base) return std::nullopt;
  if (told && finer(grain, base->grain)) {
    if (told_day() && !finer(grain, Grain::day)) {
      base = told_day();
    } else if (!narrative_ && written_) {
      base = base_written();
    } else {
      return std::nullopt;  // "that month" after a bare year
    }
  }
  if (!base) return std::nullopt;
  int move = 0;
  if (phrase.step == Step::last || phrase.step == Step::previous) move = -1;
  if (phrase.step == Step::next || phrase.step == Step::following) move = 1;
  return shifted(widened(*base, grain), move);
}

void TimeAnchor::stretch(const Phrase& phrase, TimeTense tense, TimeExpression& out) {
  std::optional<Stretch> found;
  if (phrase.unit != Unit::day) {
    const auto grain = grain_of(phrase.unit);
    if (phrase.unit == Unit::decade && phrase.step == Step::last) {
      out.type = TimeType::duration;
      out.value = "P10Y";
      return;
    }
    if (grain) found = stepped_unit(phrase, *grain, tense);
  } else if (phrase.step == Step::current && !(narrative_ && phrase.days_from_today == 0 && !phrase.part)) {
    const auto base = base_written();
    if (base && base->grain == Grain::day) found = shifted(*base, phrase.days_from_today);
  } else if (phrase.step == Step::current) {
    const auto day = phrase.bare ? std::nullopt : told_day();
    if (day && phrase.demonstrative) {
      found = day;
    } else {
      out.value = "PRESENT_REF";  // "today" in a history
      return;
    }
  } else if (phrase.step == Step::last) {
    const auto base = base_written();
    if (base && base->grain == Grain::day) found = shifted(*base, -1);
  } else if (phrase.step == Step::none) {
    // A clock time alone: of the day told of just before, else of the day of writing.
    const bool near = told_day_ && here_.start - told_day_->span.end < same_sentence;
    if (near || narrative_) {
      found = told_day();
      if (found) from_ = told_day_->span;
    }
    if (!found && !narrative_) {
      found = base_written();
      const bool last_night = phrase.bare && tense != TimeTense::future;
      if (found && last_night && found->grain == Grain::day) found = shifted(*found, -1);
    }
  } else {
    auto base = told_day();
    if (base) {
      from_ = told_day_->span;
    } else if (!narrative_) {
      base = base_written();
    }
    int move = 0;
    if (phrase.step == Step::previous) move = -1;
    if (phrase.step == Step::next || phrase.step == Step::following) move = 1;
    if (base && base->grain == Grain::day) {
      found = shifted(*base, move);
    } else if (narrative_ && told_ && told_->stretch.grain == Grain::month) {
      out.value = to_value(told_->stretch) + "-XX";
      from_ = told_->span;
      return;
    }
  }
  if (found) tell(phrase, *found, out);
}

void TimeAnchor::offset(const Phrase& phrase, TimeExpression& out) {
  const bool forward = phrase.direction == Direction::later || phrase.direction == Direction::ahead;
  if (phrase.vague) {
    out.value = forward ? "FUTURE_REF" : "PAST_REF";
    return;
  }
  const bool from_written = phrase.direction == Direction::ago || phrase.direction == Direction::ahead;
  std::optional<Stretch> base = from_written && !narrative_ ? base_written() : base_told();
  if (!base) return;
  auto grain = grain_of(phrase.unit);
  int count = static_cast<int>(phrase.count);
  if (phrase.count > 100000) return;
  if (phrase.unit == Unit::fortnight) count *= 2;
  if (!grain) {
    if (phrase.unit == Unit::millennium) return;
    grain = Grain::day;
    count = phrase.unit == Unit::hour ? static_cast<int>(phrase.count / 24) : 0;
  }
  if (phrase.count != std::floor(phrase.count) && phrase.unit == Unit::year) {
    grain = Grain::month;
    count = static_cast<int>(phrase.count * 12);
  }
  // A year from a quarter is a quarter.
  const bool of_quarter = told_ && told_->stretch.grain == Grain::quarter;
  if (phrase.unit == Unit::year && count == 1 && (of_quarter || phrase.quarter)) {
    Stretch quarter;
    if (of_quarter) {
      from_ = told_->span;
      quarter = told_->stretch;
    } else {
      quarter = shifted(widened(*base, Grain::quarter), -1);
    }
    if (phrase.quarter && *phrase.quarter > 0) quarter.part = *phrase.quarter;
    const Stretch year_off = shifted(quarter, forward ? 4 : -4);
    // The earlier quarter is compared with; it does not become what is told of.
    const auto kept = told_;
    tell(phrase, year_off, out);
    told_ = kept;
    return;
  }
  if (finer(*grain, base->grain)) {
    const auto day = told_day();
    if (day && *grain == Grain::day) {
      base = day;
    } else if (!narrative_ && written_) {
      base = base_written();
    } else {
      // Two days after a time known to the month: that month, or its year, is all that can be said.
      out.value = to_value(widened(*base, base->grain)) + (base->grain == Grain::month ? "-XX" : "-XX-XX");
      return;
    }
  }
  tell(phrase, shifted(widened(*base, *grain), forward ? count : -count), out);
}

void TimeAnchor::duration(const Phrase& phrase, TimeExpression& out) {
  out.type = TimeType::duration;
  // "For the nine months": what is compared with it "a year earlier" is no longer a quarter.
  const bool longer = phrase.unit == Unit::month && phrase.count > 3 && !phrase.vague;
  if (told_ && told_->stretch.grain == Grain::quarter && longer)
    told_->stretch = widened(told_->stretch, Grain::year);
  out.value = duration_value(phrase.unit, phrase.count, phrase.vague);
  // "the past two months", "the next three days" lie on the calendar.
  const bool lies = (phrase.step == Step::last || phrase.step == Step::next) && !phrase.vague && written_ &&
                    !narrative_ && phrase.count < 10000;
  if (!lies) return;
  const auto grain = grain_of(phrase.unit);
  const auto today = interval_of(*written_);
  if (!grain || !today) return;
  const int sign = phrase.step == Step::last ? -1 : 1;
  const int count = static_cast<int>(std::ceil(phrase.count)) * sign;
  base::Date other = today->first;
  if (*grain == Grain::day) {
    other = base::add_days(today->first, count);
  } else if (*grain == Grain::week) {
    other = base::add_days(today->first, count * 7);
  } else if (*grain == Grain::month) {
    other = base::add_months(today->first, count);
  } else if (*grain == Grain::quarter) {
    other = base::add_months(today->first, count * 3);
  } else if (*grain == Grain::year) {
    other = base::add_months(today->first, count * 12);
  } else {
    return;
  }
  out.begin = sign < 0 ? other : today->first;
  out.end = sign < 0 ? today->first : other;
  from_ = written_from_;
}

void TimeAnchor::set(const Phrase& phrase, TimeExpression& out) const {
  out.type = TimeType::set;
  if (phrase.weekday) {
    out.value = fmt::format("XXXX-WXX-{}", iso_weekday(*phrase.weekday));
    if (phrase.part) *out.value += part_value(*phrase.part);
  } else if (phrase.month) {
    out.value = fmt::format("XXXX-{:02}", *phrase.month);
  } else if (phrase.season) {
    constexpr std::array<const char*, 4> seasons = {"SP", "SU", "FA", "WI"};
    out.value = fmt::format("XXXX-{}", seasons[static_cast<std::size_t>(*phrase.season) % 4]);
  } else if (phrase.part) {
    out.value = "XXXX-XX-XX" + part_value(*phrase.part);
  } else {
    out.value = duration_value(phrase.unit, phrase.count, phrase.vague);
  }
}

void TimeAnchor::resolve(const Phrase& phrase, base::Span span, TimeTense tense, const TimeSetting& setting,
                         TimeExpression& out) {
  here_ = span;
  setting_ = setting;
  from_ = {};
  out.type = phrase.part || phrase.minutes ? TimeType::time : TimeType::date;
  out.mod = phrase.mod;
  switch (phrase.shape) {
    case Shape::calendar:
      calendar(phrase, tense, out);
      break;
    case Shape::stretch:
      stretch(phrase, tense, out);
      break;
    case Shape::offset:
      offset(phrase, out);
      break;
    case Shape::duration:
      duration(phrase, out);
      break;
    case Shape::set:
      set(phrase, out);
      return;
    case Shape::reference:
      out.value = std::string(phrase.reference);
      return;
  }
  const bool a_day = out.value && out.begin && out.end && *out.begin == *out.end;
  if (a_day && phrase.minutes) *out.value += clock_value(*phrase.minutes, phrase.zone);
  if (a_day && phrase.part && !phrase.minutes) *out.value += part_value(*phrase.part);
  out.from = from_;
}

}  // namespace casus::resolve
