// Dates by the calendar: days, months, quarters, holidays, years; and clock times with their days.
#include <algorithm>

#include "resolve/time_grammar.h"

namespace casus::resolve {

using document::Tag;

// ---- the calendar

std::optional<Phrase> TimeGrammar::numeric_date(std::size_t i) const {
  const auto digits = [&](std::size_t at, int most) {
    return in(at) && atoms_[at].kind == AtomKind::number && atoms_[at].plain && atoms_[at].digits <= most;
  };
  if (!digits(i, 4) || !in(i + 4)) return std::nullopt;
  if (i > 0 && atoms_[i].glued && any(i - 1, "/", "-", ".", "$")) return std::nullopt;
  const std::string_view mark = atoms_[i + 1].lower;
  if ((mark != "-" && mark != "/") || !is(i + 3, mark) || !digits(i + 2, 2) || !digits(i + 4, 4)) {
    return std::nullopt;
  }
  for (std::size_t k = i + 1; k <= i + 4; ++k) {
    if (!atoms_[k].glued) return std::nullopt;
  }
  if (in(i + 5) && atoms_[i + 5].glued && any(i + 5, "/", "-")) return std::nullopt;
  const int a = static_cast<int>(atoms_[i].number);
  const int b = static_cast<int>(atoms_[i + 2].number);
  const int c = static_cast<int>(atoms_[i + 4].number);
  Phrase out;
  int month = 0, day = 0;
  if (atoms_[i].digits == 4) {  // 2010-06-12
    out.year = a, month = b, day = c;
  } else if (atoms_[i + 4].digits == 4 || atoms_[i + 4].digits == 2) {
    out.year = c;
    out.short_year = atoms_[i + 4].digits == 2;
    if (a > 12) {
      day = a, month = b;  // 25/12/2010
    } else {
      month = a, day = b;  // 12/25/2010; where both could be, the American order
    }
  } else {
    return std::nullopt;
  }
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  out.month = month;
  out.day = day;
  out.end = i + 5;
  return out;
}

// "June 12, 2010", "June 2010", "June 12th", "June".
std::optional<Phrase> TimeGrammar::month_first(std::size_t i) const {
  std::size_t at = 0;
  const auto found = month(i, at);
  if (!found) return std::nullopt;
  Phrase out;
  out.month = *found;
  out.end = at;
  std::size_t day_at = past_hyphen(at);
  if (at == i + 1 && in(at) && atoms_[at].glued && atoms_[at].kind == AtomKind::number) {
    return std::nullopt;  // "JUL7", of futures
  }
  if (is(day_at, "the")) ++day_at;
  std::size_t after = 0;
  if (const auto day = in(day_at) && !breaks_before(day_at) ? day_number(day_at, after) : std::nullopt) {
    bool plural = false;
    const bool counted = atoms_[day_at].kind == AtomKind::number && unit(after, plural) &&
                         !(i > 0 && any(i - 1, "on", "since"));
    if (!counted) {
      out.day = *day;
      out.end = after;
    }
  } else if (in(day_at) && atoms_[day_at].kind == AtomKind::number && atoms_[day_at].plain &&
             atoms_[day_at].digits == 2 && atoms_[day_at].number > 31) {
    out.year = static_cast<int>(atoms_[day_at].number);  // "June 95"
    out.short_year = true;
    out.end = day_at + 1;
    return out;
  }
  attached_year(out.end, out);
  return out;
}

// "12 June 2010", "the 12th of June"; "6 and 7 January 1916" gives the 6 first, with its month and year.
std::optional<Phrase> TimeGrammar::day_first(std::size_t i) const {
  std::size_t at = 0;
  const auto day = day_number(i, at);
  if (!day || (i > 0 && atoms_[i].glued && any(i - 1, "/", ":", "$", ".", ","))) return std::nullopt;
  const bool spelled_out = atoms_[i].kind == AtomKind::word;
  const auto month_at = [&](std::size_t from, std::size_t& end) {
    std::size_t next = past_hyphen(from);
    if (is(next, "of")) ++next;
    if (is(next, ",")) return std::optional<int>();
    return month(next, end);
  };
  std::size_t end = 0;
  if (const auto found = month_at(at, end)) {
    if (spelled_out && !is(at, "of")) return std::nullopt;
    Phrase out;
    out.day = *day;
    out.month = *found;
    out.end = end;
    attached_year(end, out);
    return out;
  }
  if (!hyphen(at) && !any(at, "and", "or", "to", "-", "~", ",")) return std::nullopt;
  std::size_t second_end = 0;
  const auto second = day_number(at + 1, second_end);
  const auto found = second && *second > *day ? month_at(second_end, end) : std::nullopt;
  if (!found) return std::nullopt;
  Phrase out;
  out.day = *day;
  out.month = *found;
  attached_year(end, out);
  out.end = at;
  return out;
}

// "Friday", "Friday, June 11, 2010", "Friday the 11th of June", "Tuesdays".
std::optional<Phrase> TimeGrammar::weekday_first(std::size_t i) const {
  if (const auto many = sense(i, WordClass::weekdays); many && atoms_[i].capital) {
    Phrase out;
    out.shape = Shape::set;
    out.weekday = *many;
    out.plural = true;
    out.end = i + 1;
    return out;
  }
  std::size_t at = 0;
  const auto found = weekday(i, at);
  if (!found) return std::nullopt;
  std::size_t date_at = past_comma(at);
  if (is(date_at, "the")) ++date_at;
  if (!breaks_before(date_at)) {
    std::optional<Phrase> date = month_first(date_at);
    if (date && !date->day) date.reset();
    keep_longer(date, day_first(date_at));
    if (date) {
      date->weekday = *found;
      return date;
    }
  }
  Phrase out;
  out.weekday = *found;
  out.end = at;
  return out;
}

// "the third quarter of 1984", "the 1988 second quarter", "Q3", "the first half of 1989", "fiscal 1997".
std::optional<Phrase> TimeGrammar::quarter(std::size_t i) const {
  std::size_t at = i;
  Phrase out;
  if (is(at, "fiscal")) {
    out.fiscal = true;
    at = past_hyphen(at + 1);
    Phrase named;
    if (is(at, "year") && year(at + 1, named)) {
      out.year = named.year;
      out.end = named.end;
      return out;
    }
    if (year(at, named)) {
      out.year = named.year;
      out.end = named.end;
      std::size_t next = 0;
      const auto which = ordinal(named.end, next);
      if (!which || !is(past_hyphen(next), "quarter")) return out;
    }
  }
  Phrase leading;
  if (year(at, leading)) {
    out.year = leading.year;
    out.short_year = leading.short_year;
    at = leading.end;
    if (any(at, "period", "quarter")) {  // the one told of, in that year
      if (i == 0 || !is(i - 1, "the")) return std::nullopt;
      out.quarter = 0;
      out.end = at + 1;
      return out;
    }
  }
  std::size_t next = 0;
  std::optional<int> which = ordinal(at, next);
  if (!which && any(at, "final", "last")) which = 4, next = at + 1;
  if (!which && is(at, "latter") && is(at + 1, "half")) which = 2, next = at + 1;
  if (!which) return std::nullopt;
  if (is(next, "fiscal")) out.fiscal = true, ++next;
  next = past_hyphen(next);
  if (is(next, "quarter") && *which <= 4) {
    if (is(at, "last")) {  // "of 2009"; else the one before this one
      Phrase of;
      if (!is(next + 1, "of") || !attached_year(next + 1, of) || !of.year) return std::nullopt;
    }
    out.quarter = *which;
    out.end = next + 1;
  } else if (is(next, "half") && (*which <= 2 || any(at, "final", "last"))) {
    out.half = std::min(*which, 2);
    out.end = next + 1;
    Phrase year_of = out;
    if (!attached_year(out.end, year_of) && !out.year) return std::nullopt;
  } else {
    return std::nullopt;
  }
  if (!out.year) {
    if (is(out.end, "of") && is(out.end + 1, "fiscal")) {
      Phrase of = out;
      if (attached_year(out.end + 2, of)) return of;
    }
    attached_year(out.end, out);
  }
  return out;
}

std::optional<Phrase> TimeGrammar::holiday(std::size_t i) const {
  if (!in(i) || !atoms_[i].capital) {
    if (!is(i, "the")) return std::nullopt;
  }
  const std::vector<Holiday>* list = words_.holidays(atoms_[i].lower);
  if (list == nullptr) return std::nullopt;
  for (const Holiday& candidate : *list) {
    std::size_t k = 0;
    while (k < candidate.words.size() && is(i + k, candidate.words[k])) ++k;
    if (k < candidate.words.size()) continue;
    Phrase out;
    out.holiday = &candidate;
    out.end = i + k;
    attached_year(out.end, out);
    return out;
  }
  return std::nullopt;
}

// A year alone: a number of the right size is only a year where nothing is counted by it.
bool TimeGrammar::lonely_year_fits(std::size_t begin, const Phrase& found) const {
  if (found.before_christ) return true;
  // "2010-06-CA-074" is the number of a paper.
  const std::size_t code = found.end;
  if (is(code, "-") && atoms_[code].glued && in(code + 2) && atoms_[code + 1].glued &&
      atoms_[code + 1].kind == AtomKind::number && is(code + 2, "-") && atoms_[code + 2].glued) {
    return false;
  }
  const std::size_t next = found.end;
  const Atom& atom = atoms_[begin];
  if (begin > 0 && atom.glued && any(begin - 1, "$", "#", ".", ",", ":", "/", "&")) return false;
  if (begin > 0 && atom.glued && any(begin - 1, "-") &&
      !(begin > 1 && atoms_[begin - 2].kind == AtomKind::number) &&
      !(begin > 1 && any(begin - 2, "post", "pre", "mid"))) {
    return false;
  }
  if (any(next, "%", "percent") || sense(next, WordClass::counted) || sense(next, WordClass::scale))
    return false;
  if (in(next) && atoms_[next].kind == AtomKind::number && atoms_[next].glued) return false;
  if (found.short_year) return after_preposition(begin) || (begin > 0 && any(begin - 1, "-"));
  const bool introduced =
      after_preposition(begin) || (begin > 0 && any(begin - 1, "the", "year", "late", "early"));
  if (atom.kind == AtomKind::number && (*found.year < 1500 || *found.year > 2060)) {
    return introduced && !document::is_noun(tag(next));
  }
  if (introduced && begin > 0 && !any(begin - 1, "of", "for", "to", "and", "around", "by")) return true;
  if (*found.year % 100 == 0 && !introduced && begin > 0 && !any(begin - 1, "(", ",")) return false;
  // "1945 soldiers" against "1945 elections": only after an article or the like.
  if (tag(next) == Tag::nns && !(begin > 0 && any(begin - 1, "the", "in", "a", "its", "-"))) return false;
  return true;
}

std::optional<Phrase> TimeGrammar::calendar_core(std::size_t i, bool introduced) const {
  std::optional<Phrase> best = numeric_date(i);
  keep_longer(best, weekday_first(i));
  keep_longer(best, month_first(i));
  keep_longer(best, day_first(i));
  keep_longer(best, quarter(i));
  keep_longer(best, holiday(i));
  keep_longer(best, decade(i));
  keep_longer(best, century(i));
  std::size_t end = 0;
  if (const auto found = season(i, end, introduced)) {
    Phrase out;
    out.season = *found;
    out.end = end;
    attached_year(end, out);
    keep_longer(best, out);
  }
  if (!best) {
    Phrase out;
    if (year(i, out) && lonely_year_fits(i, out)) {
      std::size_t season_end = 0;
      if (const auto named = season(out.end, season_end, true)) {  // "1982 summer"
        out.season = *named;
        out.end = season_end;
      }
      best = out;
    }
  }
  return best;
}

std::optional<Phrase> TimeGrammar::calendar(std::size_t i) const {
  std::size_t at = i;
  std::string mod;
  bool comparative = false;
  if (const auto part = edge(at)) {
    mod = part->mod;
    at = part->end;
    comparative = part->comparative;
  }
  const bool article = is(at, "the");
  if (article) ++at;
  if (is(at, "year") && !article) return std::nullopt;
  if (is(at, "year") && in(at + 1)) {  // "the year 1950"
    Phrase out;
    if (!year(at + 1, out) && !is(at + 1, "two")) return std::nullopt;
    std::size_t end = 0;
    const auto words = out.year ? std::nullopt : spelled(at + 1, end);
    if (words && *words >= 1000 && *words < 2200) out.year = *words, out.end = end;
    if (!out.year) return std::nullopt;
    out.begin = i;
    out.mod = mod;
    return out;
  }
  const std::size_t inner_edge = at;
  if (article && mod.empty()) {  // "the early 1980s"
    if (const auto part = edge(at); part && !part->comparative) {
      mod = part->mod;
      at = part->end;
    }
  }
  auto out = calendar_core(at, article || at > i);
  if (!out) return std::nullopt;
  if (comparative && !names_a_day(*out)) return std::nullopt;
  // An article belongs to what needs one; "the June 12" does not begin at "the".
  const bool with_article = out->century || out->decade || out->season || out->quarter || out->half ||
                            out->day || at > inner_edge || !mod.empty() || out->holiday != nullptr ||
                            out->fiscal;
  if (article && !with_article) return std::nullopt;
  out->begin = i;
  out->mod = mod;
  if (is(out->end, "or") && any(out->end + 1, "later", "earlier")) {
    out->mod = is(out->end + 1, "later") ? "ON_OR_AFTER" : "ON_OR_BEFORE";
    out->end += 2;
  }
  add_part(*out);
  return out;
}

// "Friday night", "yesterday evening", "April 18 in the evening".
void TimeGrammar::add_part(Phrase& phrase) const {
  if (!names_a_day(phrase) || phrase.part) return;
  std::size_t at = phrase.end;
  bool late = false;
  if (any(at, "late", "early") && !breaks_before(at)) late = true, ++at;
  if (is(at, "at") && is(at + 1, "night")) ++at;
  if (is(at, "in") && is(at + 1, "the")) at += 2;
  if (breaks_before(at)) return;
  const auto found = sense(at, WordClass::part);
  if (!found) return;
  if (late) phrase.mod = is(at - 1, "late") ? "END" : "START";
  phrase.part = *found;
  phrase.end = at + 1;
  if (phrase.shape == Shape::set || !atoms_[at].lower.ends_with("s")) return;
  if (phrase.weekday && !phrase.month) {  // "Tuesday nights"
    phrase.shape = Shape::set;
    phrase.plural = true;
  }
}

// "Friday at 8 p.m.", "May 8 1:00AM"
void TimeGrammar::add_clock(Phrase& phrase) const {
  if (!names_a_day(phrase) || phrase.part || phrase.minutes || phrase.shape == Shape::set) return;
  std::size_t at = past_comma(phrase.end);
  if (any(at, "at", "around", "about")) ++at;
  if (is(at, "about")) ++at;
  if (breaks_before(at)) return;
  const auto found = clock(at);
  if (!found) return;
  if (at == phrase.end && any(at, "noon", "midnight", "midday")) return;
  phrase.minutes = found->minutes;
  phrase.zone = found->zone;
  phrase.zone_begin = found->zone_begin;
  phrase.zone_end = found->zone_end;
  phrase.end = found->end;
}

// "8 p.m.", "5 p.m. EST Nov. 9", "noon Saturday".
std::optional<Phrase> TimeGrammar::timed(std::size_t i) const {
  std::size_t at = i;
  std::string mod;
  if (any(at, "about", "around", "approximately", "shortly", "just")) {
    mod = "APPROX";
    if (is(at + 1, "after")) mod = "AFTER", ++at;
    if (is(at + 1, "before")) mod = "BEFORE", ++at;
    ++at;
  }
  const auto found = clock(at);
  if (!found) return std::nullopt;
  Phrase out;
  out.shape = Shape::stretch;
  out.step = Step::none;
  out.unit = Unit::day;
  out.minutes = found->minutes;
  out.zone = found->zone;
  out.zone_begin = found->zone_begin;
  out.zone_end = found->zone_end;
  out.begin = i;
  out.end = found->end;
  out.mod = mod;
  std::size_t next = past_comma(out.end);
  if (any(next, "on", "of")) ++next;
  if (breaks_before(next)) return out;
  std::optional<Phrase> day = today(next);
  keep_longer(day, stepped(next));
  keep_longer(day, calendar(next));
  if (day && names_a_day(*day) && !day->minutes && day->shape != Shape::set && day->mod.empty()) {
    if (next > out.end && is(out.end, ",") && !day->month && !day->weekday) return out;
    day->minutes = out.minutes;
    day->zone = out.zone;
    day->zone_begin = out.zone_begin;
    day->zone_end = out.zone_end;
    day->begin = i;
    day->mod = mod;
    if (day->part && *day->part == 3) day->part.reset();
    return day;
  }
  return out;
}

}  // namespace casus::resolve
