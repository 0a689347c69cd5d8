// Times by their place: "today", "last week", "the following morning".

#include "resolve/time_grammar.h"

namespace casus::resolve {

using document::Tag;

// ---- by steps from a day

// "today", "yesterday evening", "tonight", "the day before yesterday".
std::optional<Phrase> TimeGrammar::today(std::size_t i) const {
  std::size_t at = i;
  std::string mod;
  if (const auto part = edge(at)) {
    mod = part->mod;
    at = part->end;
  }
  Phrase out;
  out.begin = i;
  out.shape = Shape::stretch;
  out.step = Step::current;
  out.unit = Unit::day;
  out.mod = mod;
  if (is(at, "the") && is(at + 1, "day") && any(at + 2, "before", "after") &&
      any(at + 3, "yesterday", "tomorrow")) {
    out.days_from_today = is(at + 2, "before") ? -2 : 2;
    out.end = at + 4;
    return out;
  }
  if (sense(at, WordClass::tonight)) {
    out.part = 3;
    out.end = at + 1;
    return out;
  }
  const auto found = sense(at, WordClass::today);
  if (!found) return std::nullopt;
  out.days_from_today = *found;
  out.end = at + 1;
  add_part(out);
  return out;
}

// A day by another: "the day after Christmas", "a week from Tuesday"; the week by one of its days: "the week
// of June 7".
std::optional<Phrase> TimeGrammar::around(std::size_t i) const {
  const bool article = is(i, "the");
  const auto how_many = article ? std::nullopt : number(i);
  const std::size_t unit_at = article ? i + 1 : how_many ? how_many->end : i;
  bool plural = false;
  const auto named = unit(unit_at, plural);
  if (!named || (!article && !how_many)) return std::nullopt;
  const std::size_t link = unit_at + 1;
  const auto day = [&](std::size_t at) -> std::optional<Phrase> {
    auto found = calendar(is(at, "the") ? at + 1 : at);
    const bool one_day = found && names_a_day(*found) && found->shape == Shape::calendar && !found->part &&
                         !found->minutes && found->mod.empty();
    return one_day ? found : std::nullopt;
  };
  std::optional<Phrase> out;
  if (article && *named == Unit::day && any(link, "after", "before")) {
    out = day(link + 1);
    if (out) out->days_off = is(link, "after") ? 1 : -1;
  } else if (article && *named == Unit::week && any(link, "of", "ended", "ending")) {
    out = day(link + 1);
    if (out) out->week_of = true;
  } else if (how_many && !how_many->vague && how_many->value < 100 && is(link, "from") &&
             (*named == Unit::week || *named == Unit::day)) {
    std::size_t end = 0;
    const auto found = weekday(link + 1, end);
    if (!found) return std::nullopt;
    out.emplace();
    out->weekday = *found;
    out->step = Step::next;
    out->days_off = static_cast<int>(how_many->value) * (*named == Unit::week ? 7 : 1);
    out->end = end;
  }
  if (out) out->begin = i;
  return out;
}

// "On the 12th": of the month told of.
std::optional<Phrase> TimeGrammar::day_alone(std::size_t i) const {
  if (!is(i, "the") || i == 0 || !any(i - 1, "on", "until", "by", "since", "before", "after"))
    return std::nullopt;
  if (!in(i + 1) || atoms_[i + 1].kind != AtomKind::number || !in(i + 2) || !atoms_[i + 2].glued)
    return std::nullopt;
  std::size_t end = 0;
  const auto day = day_number(i + 1, end);
  if (!day || end != i + 3 || hyphen(end)) return std::nullopt;
  const bool counts = in(end) && atoms_[end].kind == AtomKind::word && !breaks_before(end) &&
                      (document::is_noun(tag(end)) || document::is_proper(tag(end)) || tag(end) == Tag::jj ||
                       tag(end) == Tag::none || is(end, "of"));
  if (counts) return std::nullopt;  // "on the 12th floor", "the 12th of June"
  Phrase out;
  out.day = *day;
  out.begin = i;
  out.end = end;
  return out;
}

// "the morning of April 19", "that night", "early the next morning" (by steps), "this afternoon",
// "overnight".
std::optional<Phrase> TimeGrammar::part_of_day(std::size_t i) const {
  std::size_t at = i;
  std::string mod;
  if (is(at, "overnight") && tag(at) != Tag::jj) {
    Phrase out;
    out.shape = Shape::stretch;
    out.step = Step::none;
    out.unit = Unit::day;
    out.part = 3;
    out.bare = true;  // the night before the day of writing, unless it is yet to come
    out.begin = i;
    out.end = i + 1;
    return out;
  }
  if (const auto part = edge(at)) {
    mod = part->mod;
    at = part->end;
  }
  const bool article = is(at, "the");
  if (article) ++at;
  if (mod.empty()) {
    if (const auto part = edge(at); part && !part->comparative) {
      mod = part->mod;
      at = part->end;
    }
  }
  const auto found = sense(at, WordClass::part);
  if (!found) return std::nullopt;
  std::size_t next = at + 1;
  Phrase out;
  out.shape = Shape::stretch;
  out.step = Step::none;
  out.unit = Unit::day;
  if (any(next, "of", "on", ",") || !mod.empty()) {
    const std::size_t day_at = any(next, "of", "on", ",") ? next + 1 : next;
    std::optional<Phrase> day = today(day_at);
    keep_longer(day, calendar(day_at));
    if (day && names_a_day(*day) && !day->part && day->shape != Shape::set && !(is(next, ",") && article)) {
      out = *day;
      next = day->end;
    } else if (!article && mod.empty()) {
      return std::nullopt;
    }
  }
  const bool weighed = !mod.empty() && !article && i > 0 && any(i - 1, "by", "in", "until", "since");
  if (next == at + 1 && !weighed && (!article || i == 0 || !any(i - 1, "in", "during", "on")))
    return std::nullopt;
  if (next == at + 1 && is(next, "of")) return std::nullopt;  // "the morning of the attack"
  out.part = *found;
  out.mod = mod;
  out.begin = i;
  out.end = next;
  return out;
}

// What follows "last", "this", "the next": a unit, a month, a weekday, a season, a part of the day.
std::optional<Phrase> TimeGrammar::stepped_core(std::size_t i) const {
  std::size_t end = 0;
  Phrase out;
  if (const auto found = weekday(i, end)) {
    if (auto dated = weekday_first(i); dated && dated->month) return dated;
    out.weekday = *found;
    out.end = end;
    return out;
  }
  if (const auto found = sense(i, WordClass::month); found && atoms_[i].capital) {
    auto dated = month_first(i);
    if (dated) return dated;
    out.month = *found;
    out.end = past_period(i + 1);
    return out;
  }
  if (const auto found = season(i, end, true)) {
    out.season = *found;
    out.end = end;
    return out;
  }
  if (const auto found = quarter(i); found && !found->fiscal) return found;
  if (const auto found = holiday(i)) return found;
  if (const auto found = sense(i, WordClass::part); found && !atoms_[i].lower.ends_with("s")) {
    out.shape = Shape::stretch;
    out.unit = Unit::day;
    out.part = *found;
    out.end = i + 1;
    return out;
  }
  std::size_t at = i;
  if (any(at, "calendar", "fiscal", "financial", "school", "full", "whole", "entire")) ++at;
  bool plural = false;
  const auto found = unit(at, plural);
  if (!found || plural || *found <= Unit::hour || *found == Unit::night || *found == Unit::fortnight ||
      *found == Unit::millennium) {
    return std::nullopt;
  }
  out.shape = Shape::stretch;
  out.unit = *found;
  out.end = at + 1;
  return out;
}

std::optional<Phrase> TimeGrammar::stepped(std::size_t i) const {
  std::size_t at = i;
  std::string mod;
  bool comparative = false;
  if (any(at, "sometime", "some") && (is(at, "sometime") || is(at + 1, "time"))) {
    at += is(at, "some") ? 2 : 1;
    if (is(at, "in")) ++at;
  }
  if (const auto part = edge(at)) {
    mod = part->mod;
    at = part->end;
    comparative = part->comparative;
  }
  std::size_t core_at = 0;
  auto which = step(at, core_at);
  bool bare = false;
  if (!which && is(at, "the") && any(at + 1, "latest", "comparable", "corresponding")) {
    which = Step::same;
    core_at = at + 2;
    bare = true;
    if (is(core_at, "period")) {  // of a company's account: the quarter told of
      Phrase out;
      out.begin = i;
      out.shape = Shape::stretch;
      out.step = Step::same;
      out.unit = Unit::quarter;
      out.bare = true;
      out.latest = is(at + 1, "latest");
      out.end = core_at + 1;
      std::size_t past = 0;
      const std::size_t year_at = is(out.end, "of") ? out.end + 1 : out.end;
      const auto whose = this->step(year_at, past);
      const bool of_last_year = whose && *whose == Step::last && is(past, "year");
      const bool year_off = is(year_at, "a") && is(year_at + 1, "year") && any(year_at + 2, "ago", "earlier");
      if (of_last_year || year_off) {
        out.shape = Shape::offset;
        out.unit = Unit::year;
        out.direction = Direction::earlier;
        out.quarter = 0;
        out.end = of_last_year ? past + 1 : year_at + 3;
      }
      return out;
    }
  }
  if (!which && is(at, "the")) {
    which = Step::same;
    core_at = at + 1;
    bare = true;
  }
  if (!which) return std::nullopt;
  if (sense(core_at, WordClass::part) && comparative && *which == Step::current) comparative = false;
  auto out = stepped_core(core_at);
  if (!out) return std::nullopt;
  if (document::is_verb(tag(core_at)) || hyphen(out->end)) return std::nullopt;
  if (i > 0 && atoms_[i].capital && atoms_[core_at].capital && atoms_[i].glued && any(i - 1, "\"", "'") &&
      sense(core_at, WordClass::unit)) {
    return std::nullopt;  // "This Week", a programme
  }
  const bool unit_only = out->shape == Shape::stretch && !out->part;
  if (bare) {
    // Without a word that says which, only what is used so of itself.
    const bool relative_clause = any(out->end, "before", "after", "following");
    const bool used_so = unit_only && (out->unit == Unit::quarter || out->unit == Unit::weekend ||
                                       out->unit == Unit::year || !mod.empty());
    if (unit_only &&
        (out->unit == Unit::day || out->unit == Unit::week || out->unit == Unit::month ||
         out->unit == Unit::year) &&
        relative_clause) {
      // "the day before", "the year after"; with a noun behind, it hangs on that, which no calendar knows
      const std::size_t next = out->end + 1;
      const bool hangs = in(next) && atoms_[next].kind == AtomKind::word && !breaks_before(next) &&
                         !any(next, "and", "but", "when", "in", "at", "to", "from", "with", "that");
      if (hangs) return std::nullopt;
      which = is(out->end, "before") ? Step::previous : Step::following;
      ++out->end;
    } else if (!used_so) {
      return std::nullopt;
    }
  }
  if (unit_only && out->unit == Unit::day && (*which == Step::last || *which == Step::current) &&
      !is(at, "this")) {
    return std::nullopt;  // "the last day of"
  }
  if (unit_only && *which == Step::last && is(at, "the") && is(at + 1, "last") && is(out->end, "of")) {
    return std::nullopt;  // "the last month of the war"
  }
  std::size_t ignored = 0;
  const bool up_to = is(out->end, "to") && (month(out->end + 1, ignored) || calendar(out->end + 1));
  if (unit_only && out->unit == Unit::year && (any(out->end, "ended", "ending") || (bare && up_to))) {
    // "The year ended March 31" is a length of its own, across the years of the calendar.
    out->begin = i;
    out->shape = Shape::duration;
    return out;
  }
  const std::size_t possessive = past_possessive(out->end);
  if (unit_only && out->unit == Unit::year && possessive > out->end) {  // "last year's third quarter"
    if (auto inner = quarter(possessive); inner && inner->quarter && !inner->year) {
      inner->year_step = *which;
      inner->begin = i;
      inner->mod = mod;
      return inner;
    }
    if (is(possessive, "quarter")) out->unit = Unit::year;
  }
  out->begin = i;
  out->step = *which;
  out->bare = bare;
  out->latest = is(at, "the") && is(at + 1, "latest");
  out->demonstrative = is(at, "this");
  out->mod = mod;
  if (out->year || out->year_step != Step::none) out->step = Step::none;
  add_part(*out);
  return out;
}

}  // namespace casus::resolve
