// A cursor tries every beginning of a line, and every capital letter after a wide gap (press releases run
// their heading into the text), until one reads as
//
//   place [, place]* [, date] [ "(" agency or date ")" ]* [, date] dash
//
// The dash may be missing after a bracket that held a date. Places in capitals are believed where a bracket
// or a known place supports them; other places must be known and followed by a bracket or by a long dash.
#include "resolve/dateline.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/ascii.h"
#include "knowledge/name_form.h"

namespace casus::resolve {
namespace {

constexpr std::size_t reach = 1000;

bool is_letter(std::string_view text, std::size_t i) {
  return i < text.size() && (base::is_alpha(text[i]) || static_cast<unsigned char>(text[i]) >= 0xC3);
}

// Length of a dash at `i`: -, --, _, en or em dash; 0 where there is none.
std::size_t dash_at(std::string_view text, std::size_t i) {
  const std::string_view rest = text.substr(std::min(i, text.size()));
  if (rest.starts_with("\xE2\x80\x93") || rest.starts_with("\xE2\x80\x94") ||
      rest.starts_with("\xE2\x80\x95")) {
    return 3;
  }
  if (rest.starts_with("--")) return 2;
  return rest.starts_with('-') || rest.starts_with('_') ? 1 : 0;
}

// Length of a blank at `i`, a no-break space included; 0 where there is none.
std::size_t blank_at(std::string_view text, std::size_t i) {
  if (i >= text.size()) return 0;
  if (text[i] == ' ' || text[i] == '\t') return 1;
  return text.substr(i).starts_with("\xC2\xA0") ? 2 : 0;
}

// Length of a line break at `i`, a line or paragraph separator included; 0 where there is none.
std::size_t break_at(std::string_view text, std::size_t i) {
  if (i >= text.size()) return 0;
  if (text[i] == '\n' || text[i] == '\r') return 1;
  const std::string_view rest = text.substr(i);
  return rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9") ? 3 : 0;
}

struct MonthDay {
  unsigned month = 0;
  unsigned day = 0;
  std::optional<int> year;
};

class Line {
 public:
  Line(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  bool done() const { return at_ >= text_.size(); }
  void blanks() {
    while (const std::size_t length = blank_at(text_, at_)) at_ += length;
  }
  bool take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  // Letters with periods, apostrophes and hyphens inside: "JALAL-ABAD", "N.Y.", "Xi'an".
  std::string_view word() {
    const std::size_t begin = at_;
    while (is_letter(text_, at_) ||
           (at_ > begin && at_ < text_.size() &&
            (static_cast<unsigned char>(text_[at_]) >= 0x80 || text_[at_] == '.' || text_[at_] == '\'' ||
             (text_[at_] == '-' && is_letter(text_, at_ + 1))))) {
      if (dash_at(text_, at_) > 1 || break_at(text_, at_) > 0 || blank_at(text_, at_) > 0) break;
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }
  std::optional<unsigned> number(std::size_t max_digits) {
    const std::size_t begin = at_;
    unsigned value = 0;
    while (at_ < text_.size() && base::is_digit(text_[at_]) && at_ - begin < max_digits) {
      value = value * 10 + static_cast<unsigned>(text_[at_++] - '0');
    }
    if (at_ == begin || (at_ < text_.size() && base::is_digit(text_[at_]))) return at_ = begin, std::nullopt;
    return value;
  }
  std::optional<MonthDay> date();

 private:
  std::optional<unsigned> month();

  std::string_view text_;
  std::size_t at_;
};

std::optional<unsigned> Line::month() {
  constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};
  const std::size_t begin = at_;
  std::string name = base::lowered(word());
  while (name.ends_with('.')) name.pop_back();
  if (name.size() >= 3) {
    for (unsigned m = 0; m < months.size(); ++m) {
      if (months[m].starts_with(name)) return m + 1;
    }
  }
  at_ = begin;
  return std::nullopt;
}

// "June 11", "Jan. 25, 2013", "Nov. 1. 2011", "11 June 2010", "2010-06-11".
std::optional<MonthDay> Line::date() {
  const std::size_t begin = at_;
  MonthDay out;
  if (const auto year = number(4); year && *year > 1000 && take('-')) {
    const auto month_number = number(2);
    if (month_number && take('-')) {
      if (const auto day = number(2)) return MonthDay{*month_number, *day, static_cast<int>(*year)};
    }
    return at_ = begin, std::nullopt;
  }
  at_ = begin;
  const auto first = number(2);
  blanks();
  const auto named = month();
  if (!named) return at_ = begin, std::nullopt;
  out.month = *named;
  blanks();
  const auto second = first ? first : number(2);
  if (!second || *second < 1 || *second > 31) return at_ = begin, std::nullopt;
  out.day = *second;
  const std::size_t end = at_;
  if (!take(',')) take('.');
  blanks();
  if (const auto year = number(4); year && *year > 1000) {
    out.year = static_cast<int>(*year);
  } else {
    at_ = end;
  }
  return out;
}

std::optional<base::Date> valid(int year, unsigned month, unsigned day) {
  const base::Date date = base::make_date(year, month, day);
  return date.ok() ? std::optional(date) : std::nullopt;
}

// The year of a day without one: that which lies nearest to the day of publication.
std::optional<base::Date> near(const MonthDay& day, base::Date published) {
  std::optional<base::Date> best;
  for (int step = -1; step <= 1; ++step) {
    const auto date = valid(static_cast<int>(published.year()) + step, day.month, day.day);
    if (date && (!best || std::abs(base::days_between(*date, published)) <
                              std::abs(base::days_between(*best, published)))) {
      best = date;
    }
  }
  return best;
}

// A year of our times that stands in `text`: one that is part of a date or number of a release
// ("2012-04-S-048", "June 3, 2011") before any other, the last one first.
std::optional<int> year_in(std::string_view text) {
  std::optional<int> other;
  for (std::size_t i = text.size(); i >= 4; --i) {
    const std::string_view four = text.substr(i - 4, 4);
    if (!four.starts_with("19") && !four.starts_with("20")) continue;
    if (!base::is_digit(four[2]) || !base::is_digit(four[3])) continue;
    const auto digit_at = [text](std::size_t at) { return at < text.size() && base::is_digit(text[at]); };
    if (digit_at(i) || (i > 4 && digit_at(i - 5))) continue;
    const int year = (four[0] - '0') * 1000 + (four[1] - '0') * 100 + (four[2] - '0') * 10 + (four[3] - '0');
    const bool numbered = i + 1 < text.size() && text[i] == '-' && digit_at(i + 1);
    const bool after_comma = i >= 7 && text[i - 5] == ' ' && (text[i - 6] == ',' || text[i - 6] == '.');
    const bool of_day = after_comma && digit_at(i - 7) && !(i >= 9 && digit_at(i - 9));
    if (numbered || of_day) return year;
    if (!other) other = year;
  }
  return other;
}

bool in_capitals(std::string_view word) {
  bool any = false;
  for (const char c : word) {
    if (base::is_lower(c)) return false;
    any = any || base::is_upper(c);
  }
  return any;
}

bool begins_name(std::string_view word) {
  return !word.empty() && (base::is_upper(word.front()) || static_cast<unsigned char>(word.front()) >= 0xC3);
}

struct Reading {
  base::Span span;
  std::string place;
  std::optional<MonthDay> day;
};

class DatelineReader {
 public:
  DatelineReader(const document::Document& document, const knowledge::Knowledge& knowledge)
      : text_(document.text().substr(0, reach)), knowledge_(knowledge) {}

  std::optional<Reading> read(std::size_t at) const;
  std::optional<MonthDay> heading_date(base::Span& span) const;
  bool begins_here(std::size_t at) const;
  std::string_view text() const { return text_; }

 private:
  // Words of a place up to a comma, bracket, dash or the end of the line.
  static std::string_view place_words(Line& line, std::string_view text, std::size_t max_words);
  bool known(std::string_view place) const {
    return !knowledge_.places_named(place).empty() ||
           !knowledge_.places_named(knowledge::from_capitals(place)).empty();
  }

  std::string_view text_;
  const knowledge::Knowledge& knowledge_;
};

std::string_view DatelineReader::place_words(Line& line, std::string_view text, std::size_t max_words) {
  const std::size_t begin = line.at();
  std::size_t end = begin;
  for (std::size_t words = 0; words < max_words; ++words) {
    const std::string_view word = line.word();
    if (word.empty()) break;
    constexpr std::array<std::string_view, 9> small = {"of",  "and", "es", "de", "la",
                                                       "the", "el",  "al", "du"};
    if (!begins_name(word) && (words == 0 || std::find(small.begin(), small.end(), word) == small.end())) {
      return {};
    }
    end = line.at();
    line.blanks();
  }
  return text.substr(begin, end - begin);
}

std::optional<Reading> DatelineReader::read(std::size_t at) const {
  Line line(text_, at);
  const std::string_view city = place_words(line, text_, 4);
  if (city.size() < 3) return std::nullopt;
  const bool capitals = in_capitals(city);
  Reading out;
  out.place = capitals ? knowledge::from_capitals(city) : std::string(city);
  std::size_t end = at + city.size();

  bool bracket = false;
  bool dated_bracket = false;
  int qualifiers = 0;
  for (;;) {
    line.blanks();
    if (line.take(',')) {
      line.blanks();
      if (const auto day = line.date()) {
        out.day = day;
        end = line.at();
        continue;
      }
      const std::string_view place = place_words(line, text_, 4);
      if (place.empty() || ++qualifiers > 2) return std::nullopt;
      out.place += ", " + (place.size() > 3 ? knowledge::from_capitals(place) : std::string(place));
      end = static_cast<std::size_t>(place.data() - text_.data()) + place.size();
      continue;
    }
    if (line.take('(')) {
      line.blanks();
      if (const auto day = line.date()) {
        out.day = day;
        dated_bracket = true;
      }
      const std::size_t close = text_.find(')', line.at());
      if (close == std::string_view::npos || close > line.at() + 60) return std::nullopt;
      line = Line(text_, close + 1);
      end = close + 1;
      bracket = true;
      continue;
    }
    if (!out.day) {
      if (const auto day = line.date()) {
        out.day = day;
        end = line.at();
        continue;
      }
    }
    break;
  }
  line.blanks();
  const std::size_t dash = dash_at(text_, line.at());
  const bool gap = line.done() || break_at(text_, line.at()) > 0 || line.at() >= end + 2;
  if (dash == 0 && !(dated_bracket && (gap || capitals))) return std::nullopt;
  if (dash > 0 && line.at() + dash < text_.size() && base::is_digit(text_[line.at() + dash]))
    return std::nullopt;
  if (capitals) {
    if (!bracket && !out.day && !known(city) && qualifiers == 0) return std::nullopt;
  } else {
    if (!known(city)) return std::nullopt;
    const bool long_dash = dash >= 2;
    if (!bracket && !(long_dash && (at == 0 || qualifiers > 0))) return std::nullopt;
  }
  out.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
  return out;
}

// A dateline begins at the text's first letter, at the beginning of a line, or after two blanks.
bool DatelineReader::begins_here(std::size_t at) const {
  if (!begins_name(text_.substr(at)) || !is_letter(text_, at)) return false;
  std::size_t before = at;
  for (;;) {
    if (before >= 1 && blank_at(text_, before - 1) == 1) {
      before -= 1;
    } else if (before >= 2 && blank_at(text_, before - 2) == 2) {
      before -= 2;
    } else {
      break;
    }
  }
  if (before == 0 || at - before >= 2) return true;
  return break_at(text_, before - 1) == 1 || (before >= 3 && break_at(text_, before - 3) == 3);
}

// The date of a heading: a full one in a short line that a line break ends, or a day that begins the text
// before a colon ("June 20: Operations in the South") and has its year further down.
std::optional<MonthDay> DatelineReader::heading_date(base::Span& span) const {
  std::size_t begin = 0;
  for (int lines = 0; lines < 4 && begin < text_.size(); ++lines) {
    std::size_t end = begin;
    while (end < text_.size() && break_at(text_, end) == 0) ++end;
    if (end == text_.size() || end - begin > 120) return std::nullopt;
    for (std::size_t at = begin; at < end; ++at) {
      if (at > begin && (base::is_alpha(text_[at - 1]) || base::is_digit(text_[at - 1]))) continue;
      Line line(text_.substr(0, end), at);
      auto day = line.date();
      if (!day) continue;
      span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(line.at())};
      if (!day->year && at == 0 && line.take(':')) day->year = year_in(text_.substr(end, 200));
      if (day->year) return day;
    }
    begin = end + break_at(text_, end);
  }
  return std::nullopt;
}

}  // namespace

void read_dateline(document::Document& document, const knowledge::Knowledge& knowledge) {
  document.dateline = {};
  const DatelineReader reader(document, knowledge);
  const std::string_view text = reader.text();
  const auto published = base::parse_date(document.article().published);

  std::optional<Reading> reading;
  std::size_t at = 0;
  for (; at < text.size() && !reading; ++at) {
    if (reader.begins_here(at)) reading = reader.read(at);
  }
  if (!reading) {
    base::Span span;
    if (published) return;
    if (const auto day = reader.heading_date(span)) {
      document.dateline.date = valid(*day->year, day->month, day->day);
      if (document.dateline.date) document.dateline.span = span;
    }
    return;
  }
  document.dateline.span = reading->span;
  document.dateline.place = reading->place;
  if (!reading->day) return;
  const MonthDay& day = *reading->day;
  if (day.year) {
    document.dateline.date = valid(*day.year, day.month, day.day);
  } else if (published) {
    document.dateline.date = near(day, *published);
  } else if (const auto year = year_in(text.substr(0, reading->span.start))) {
    document.dateline.date = valid(*year, day.month, day.day);
  }
}

}  // namespace casus::resolve
