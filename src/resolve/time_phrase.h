// A time expression as its words give it, before anything is known of the day it was written on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "resolve/time_words.h"

namespace casus::resolve {

enum class Unit : std::uint8_t {
  second,
  minute,
  hour,
  day,
  night,
  week,
  fortnight,
  weekend,
  month,
  quarter,
  year,
  decade,
  century,
  millennium,
};

// Which one of its kind. The first three count from the day of writing, the others from the time told of.
enum class Step : std::uint8_t { none, last, current, next, previous, same, following };

enum class Shape : std::uint8_t {
  calendar,   // fields of the calendar: "12 June 2010", "last November", "Friday night"
  stretch,    // one unit, by its place: "last week", "the following day", "today"
  offset,     // so many units away: "two days later", "three years ago"
  reference,  // "now", "recently", "the future"
  duration,   // "for two days"
  set,        // "every Tuesday", "annually"
};

enum class Direction : std::uint8_t { ago, earlier, later, ahead };

struct Phrase {
  std::size_t begin = 0;  // atoms, half-open
  std::size_t end = 0;
  Shape shape = Shape::calendar;

  // ---- calendar
  std::optional<int> century;  // 20 for "the 20th century"
  std::optional<int> decade;   // 1990, or 90 where the text has two digits
  std::optional<int> year;
  bool short_year = false;  // two digits
  bool before_christ = false;
  std::optional<int> half;
  std::optional<int> quarter;
  std::optional<int> season;
  std::optional<int> month;
  std::optional<int> day;
  std::optional<int> weekday;
  const Holiday* holiday = nullptr;
  Step year_step = Step::none;  // "June last year", "October of that year"

  int days_off = 0;      // "the day after Christmas", "a week from Tuesday"
  bool week_of = false;  // "the week of June 7"

  // ---- all shapes
  Step step = Step::none;
  Unit unit = Unit::day;
  double count = 1;
  bool vague = false;       // "several", "days"
  int days_from_today = 0;  // stretch of a day with step `current`
  Direction direction = Direction::ago;
  std::optional<int> part;     // of the day: words of class part
  std::optional<int> minutes;  // clock time, since midnight
  std::string zone;            // "Z" for Greenwich; "" where not said or not known
  std::size_t zone_begin = 0;  // atoms of the words that say whose clock it is; none where both are 0
  std::size_t zone_end = 0;
  std::string mod;
  std::string_view reference;  // "PAST_REF"
  bool plural = false;         // "Tuesdays"
  bool bare = false;           // "the quarter": no word says which
  bool fiscal = false;
  bool latest = false;         // the last that is over: "the latest quarter"
  bool demonstrative = false;  // "this day"
  bool adverb = false;         // "soon": of the future only where its verb is
};

// Whether a phrase stands for one day, to which a part of the day or a clock time can be added.
bool names_a_day(const Phrase& phrase);

// Keeps the longer reading; the earlier one where both are equally long.
void keep_longer(std::optional<Phrase>& best, std::optional<Phrase> other);

}  // namespace casus::resolve
