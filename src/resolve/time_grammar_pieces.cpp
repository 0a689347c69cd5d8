// The small pieces: numbers, months, weekdays, units, clock times.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "resolve/time_grammar.h"

namespace casus::resolve {
namespace {

using document::Tag;

// Words that say "what follows may be a time".
bool is_time_preposition(std::string_view word) {
  constexpr std::array<std::string_view, 19> words = {
      "in", "on", "since",   "until",   "till", "by",  "during", "before", "after", "from",
      "of", "to", "between", "through", "and",  "for", "circa",  "around", "this"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_ordinal_ending(std::string_view word) {
  return word == "st" || word == "nd" || word == "rd" || word == "th";
}

}  // namespace

std::optional<int> TimeGrammar::sense(std::size_t i, WordClass word_class) const {
  if (!in(i) || atoms_[i].senses == nullptr) return std::nullopt;
  for (const WordSense& sense : *atoms_[i].senses) {
    if (sense.word_class == word_class && (!sense.capital || atoms_[i].capital)) return sense.value;
  }
  return std::nullopt;
}

Tag TimeGrammar::tag(std::size_t i) const {
  if (!in(i) || atoms_[i].token == document::no_token) return Tag::none;
  const auto& tags = atoms_.document().tokens.tag;
  return atoms_[i].token < tags.size() ? tags[atoms_[i].token] : Tag::none;
}

bool TimeGrammar::hyphen(std::size_t i) const {
  return is(i, "-") && atoms_[i].glued && in(i + 1) && atoms_[i + 1].glued &&
         atoms_[i + 1].kind != AtomKind::mark;
}

std::size_t TimeGrammar::past_period(std::size_t i) const {
  return is(i, ".") && atoms_[i].glued ? i + 1 : i;
}

std::size_t TimeGrammar::past_possessive(std::size_t i) const {
  return is(i, "'") && atoms_[i].glued && is(i + 1, "s") && atoms_[i + 1].glued ? i + 2 : i;
}

bool TimeGrammar::after_preposition(std::size_t i) const {
  return i > 0 && !atoms_[i].new_line && is_time_preposition(atoms_[i - 1].lower);
}

// "May" and "March" are other words too, and the short names need their period or a number.
std::optional<int> TimeGrammar::month(std::size_t i, std::size_t& end) const {
  const auto found = sense(i, WordClass::month);
  if (!found) return std::nullopt;
  const Atom& atom = atoms_[i];
  end = i + 1;
  const bool number_next = in(i + 1) && atoms_[i + 1].kind == AtomKind::number;
  const bool number_before = i > 0 && atoms_[i - 1].kind == AtomKind::number;
  if (atom.lower.size() <= 4 && atom.lower != "may" && atom.lower != "june" && atom.lower != "july") {
    end = past_period(i + 1);
    const bool number_later = in(end) && atoms_[end].kind == AtomKind::number;
    if (!atom.capital) return std::nullopt;
    if (end == i + 1 && !number_next && !number_before) return std::nullopt;
    if (atom.lower == "mar" && !number_later && !number_before) return std::nullopt;
  } else if (!atom.capital) {
    return std::nullopt;
  }
  if (atom.lower == "may" || atom.lower == "march" || atom.lower == "august") {
    const Tag found_tag = tag(i);
    if (is(i + 1, "for") || (is(i + 1, "of") && any(i + 2, "the", "a")))
      return std::nullopt;  // "March for Life"
    if (number_next || number_before) return found;
    if (document::is_verb(found_tag) || found_tag == Tag::md) return std::nullopt;
    const bool introduced =
        after_preposition(i) ||
        (i > 0 && (sense(i - 1, WordClass::step) || hyphen(i - 1) || sense(i - 1, WordClass::edge)));
    if (!introduced && !document::is_proper(found_tag) && !(is(i + 1, ",") && found_tag != Tag::none)) {
      return std::nullopt;
    }
  }
  return found;
}

std::optional<int> TimeGrammar::weekday(std::size_t i, std::size_t& end) const {
  const auto found = sense(i, WordClass::weekday);
  if (!found || !atoms_[i].capital) return std::nullopt;
  end = i + 1;
  if (atoms_[i].lower.size() <= 5) {
    end = past_period(i + 1);
    const std::size_t next = past_comma(end);
    std::size_t ignored = 0;
    const bool date_next =
        in(next) && (atoms_[next].kind == AtomKind::number || month(next, ignored).has_value());
    if (end == i + 1 && !date_next) return std::nullopt;
    if (atoms_[i].lower.size() == 3 && !date_next && !after_preposition(i)) return std::nullopt;
  }
  return found;
}

// "fall" and "spring" are other words too: they need something that introduces them, or a year.
std::optional<int> TimeGrammar::season(std::size_t i, std::size_t& end, bool introduced) const {
  const auto found = sense(i, WordClass::season);
  if (!found) return std::nullopt;
  if (document::is_verb(tag(i))) return std::nullopt;
  end = i + 1;
  Phrase ignored;
  // The fall of a city, a fall in prices, fall-out.
  if (is(i, "fall") && (hyphen(end) || any(end, "in", "of")) && !attached_year(end, ignored))
    return std::nullopt;
  if (introduced || sense(end, WordClass::seasonal)) return found;
  const bool before = any(end, "and", "or") && sense(end + 1, WordClass::season);
  const bool after = i > 1 && any(i - 1, "and", "or") && sense(i - 2, WordClass::season);
  if ((before || after) && tag(i) != Tag::none) return found;
  const std::size_t next = is(end, "of") ? end + 1 : past_comma(end);
  const bool year_next =
      in(next) && atoms_[next].kind == AtomKind::number && atoms_[next].plain && atoms_[next].digits == 4;
  const bool after_in = i > 0 && any(i - 1, "in", "by", "until", "since", "during", "after", "before");
  return year_next || after_in ? found : std::nullopt;
}

// 1 to 31, in digits ("12", "12th") or spelled as an ordinal ("the twenty-first").
std::optional<int> TimeGrammar::day_number(std::size_t i, std::size_t& end) const {
  if (!in(i)) return std::nullopt;
  const Atom& atom = atoms_[i];
  if (atom.kind == AtomKind::number) {
    if (!atom.plain || atom.digits > 2 || atom.number < 1 || atom.number > 31) return std::nullopt;
    end = i + 1;
    if (in(end) && atoms_[end].glued) {
      if (is_ordinal_ending(atoms_[end].lower)) {
        ++end;
      } else if (atoms_[end].kind == AtomKind::word || any(end, "/", "%") ||
                 (is(end, ":") && in(end + 1) && atoms_[end + 1].glued)) {
        return std::nullopt;
      }
    }
    return static_cast<int>(atom.number);
  }
  const auto found = ordinal(i, end);
  return found && *found <= 31 ? found : std::nullopt;
}

std::optional<int> TimeGrammar::ordinal(std::size_t i, std::size_t& end) const {
  if (!in(i)) return std::nullopt;
  if (atoms_[i].kind == AtomKind::number && atoms_[i].plain && in(i + 1) && atoms_[i + 1].glued &&
      is_ordinal_ending(atoms_[i + 1].lower) && atoms_[i].number < 1000) {
    end = i + 2;
    return static_cast<int>(atoms_[i].number);
  }
  const auto tens = sense(i, WordClass::number);
  if (tens && *tens >= 20 && *tens % 10 == 0) {
    const std::size_t next = past_hyphen(i + 1);
    const auto ones = sense(next, WordClass::ordinal);
    if (ones && *ones < 10) {
      end = next + 1;
      return *tens + *ones;
    }
    return std::nullopt;
  }
  const auto found = sense(i, WordClass::ordinal);
  if (found) end = i + 1;
  return found;
}

// A number in words below a million: "twenty-four", "two hundred and ten", "three thousand".
std::optional<int> TimeGrammar::spelled(std::size_t i, std::size_t& end) const {
  int total = 0;
  int group = 0;
  bool any_word = false;
  int last = 1000;
  std::size_t at = i;
  while (in(at)) {
    std::size_t next = any_word ? past_hyphen(at) : at;
    if (any_word && is(next, "and") && last == 100) ++next;
    const auto value = sense(next, WordClass::number);
    const auto scale = sense(next, WordClass::scale);
    if (value && (!any_word || last >= 100 || (last >= 20 && last % 10 == 0 && *value < 10))) {
      group += *value;
      last = *value;
    } else if (scale && any_word && (*scale == 100 || *scale == 1000 || *scale == 12)) {
      if (*scale == 1000) {
        total += group * 1000;
        group = 0;
      } else {
        group *= *scale;
      }
      last = *scale;
    } else {
      break;
    }
    any_word = true;
    at = next + 1;
    if (total + group > 999999) return std::nullopt;
  }
  if (!any_word) return std::nullopt;
  end = at;
  return total + group;
}

// How many: digits, words, "a", "half a", "a couple of", "several"; "2 1/2" and "two and a half".
std::optional<TimeGrammar::Number> TimeGrammar::number(std::size_t i) const {
  if (!in(i)) return std::nullopt;
  Number out;
  const Atom& atom = atoms_[i];
  if (atom.kind == AtomKind::number) {
    if (i > 0 && atom.glued && any(i - 1, "$", "/", ":", ".", "#")) return std::nullopt;
    out = {atom.number, i + 1, false, false, true, {}};
    const bool fraction = in(i + 3) && atoms_[i + 1].kind == AtomKind::number && is(i + 2, "/") &&
                          atoms_[i + 3].kind == AtomKind::number && atoms_[i + 3].number > 0;
    if (fraction) {
      out.value += atoms_[i + 1].number / atoms_[i + 3].number;
      out.end = i + 4;
    } else if (is(i + 1, "/") && atoms_[i + 1].glued && in(i + 2) && atoms_[i + 2].number > 0) {
      out.value = atom.number / atoms_[i + 2].number;
      out.end = i + 3;
    }
  } else if (any(i, "a", "an")) {
    out = {1, i + 1, false, true, false, {}};
    if (is(i + 1, "couple")) {
      out = {2, is(i + 2, "of") ? i + 3 : i + 2, false, false, false, "APPROX"};
    } else if (is(i + 1, "few") || (is(i + 1, "number") && is(i + 2, "of"))) {
      out = {0, is(i + 1, "few") ? i + 2 : i + 3, true, false, false, {}};
    } else if (is(i + 1, "half")) {
      out = {0.5, past_hyphen(i + 2), false, false, false, {}};
    } else if (const auto scale = sense(i + 1, WordClass::scale)) {
      out = {static_cast<double>(*scale), i + 2, false, false, false, {}};
    }
  } else if (is(i, "half") && (any(i + 1, "a", "an") || hyphen(i + 1))) {
    out = {0.5, i + 2, false, false, false, {}};
  } else if (any(i, "couple") && is(i + 1, "of")) {
    out = {2, i + 2, false, false, false, "APPROX"};
  } else if (sense(i, WordClass::vague)) {
    out = {0, i + 1, true, false, false, {}};
  } else {
    std::size_t end = 0;
    const auto value = spelled(i, end);
    if (!value) return std::nullopt;
    out = {static_cast<double>(*value), end, false, false, false, {}};
  }
  if (!out.article && is(out.end, "and") && any(out.end + 1, "a", "one") && is(out.end + 2, "half")) {
    out.value += 0.5;
    out.end += 3;
  } else if (!out.article && is(out.end, "and") && is(out.end + 1, "half")) {
    out.value += 0.5;
    out.end += 2;
  }
  return out;
}

std::optional<Unit> TimeGrammar::unit(std::size_t i, bool& plural) const {
  if (const auto many = sense(i, WordClass::units)) {
    plural = true;
    return static_cast<Unit>(*many);
  }
  if (const auto one = sense(i, WordClass::unit)) {
    plural = false;
    return static_cast<Unit>(*one);
  }
  return std::nullopt;
}

// "early", "late in", "mid-", "the end of", "later": which part of what follows.
std::optional<TimeGrammar::Edge> TimeGrammar::edge(std::size_t i) const {
  constexpr std::array<std::string_view, 3> mods = {"START", "MID", "END"};
  if (const auto found = sense(i, WordClass::edge)) {
    std::size_t end = past_hyphen(i + 1);
    if (any(end, "in", "on") && !atoms_[end].new_line) ++end;
    return Edge{std::string(mods[static_cast<std::size_t>(*found)]), end, false};
  }
  if (const auto found = sense(i, WordClass::more)) {
    std::size_t end = i + 1;
    if (any(end, "in", "on")) ++end;
    return Edge{std::string(mods[static_cast<std::size_t>(*found)]), end, true};
  }
  std::size_t at = is(i, "the") ? i + 1 : i;
  if (any(at, "very", "early", "latter", "later", "final", "last", "closing", "first", "opening") &&
      any(at + 1, "part", "days", "months", "weeks", "stages", "half") && is(at + 2, "of")) {
    const bool last = any(at, "latter", "later", "final", "last", "closing");
    Phrase ignored;
    if (is(at + 1, "half") && (!is(at, "latter") || attached_year(at + 2, ignored))) return std::nullopt;
    return Edge{last ? "END" : "START", at + 3, false};
  }
  if (is(at, "very")) ++at;
  const auto found = sense(at, WordClass::edge_of);
  if (found && any(at + 1, "of", "in")) {
    return Edge{std::string(mods[static_cast<std::size_t>(*found)]), at + 2, false};
  }
  return std::nullopt;
}

// "last", "this past", "the following", "that same": which one of its kind.
std::optional<Step> TimeGrammar::step(std::size_t i, std::size_t& end) const {
  const auto as_step = [](int value) {
    switch (value) {
      case -1:
        return Step::last;
      case 0:
        return Step::current;
      case 1:
        return Step::next;
      case -2:
        return Step::previous;
      case 2:
        return Step::same;
      default:
        return Step::following;
    }
  };
  const bool article = any(i, "the", "its", "their", "his", "our");
  const std::size_t at = article ? i + 1 : i;
  if (any(i, "this", "that", "the") && any(i + 1, "past", "coming", "same", "very")) {
    end = i + 2;
    if (is(i + 1, "past")) return Step::last;
    if (is(i + 1, "coming")) return Step::next;
    if (is(i + 1, "very") && is(i + 2, "same")) ++end;
    return is(i, "this") && is(i + 1, "very") ? Step::current : Step::same;
  }
  if (is(at, "past")) {
    end = at + 1;
    return Step::last;
  }
  const auto found = sense(at, WordClass::step);
  if (!found) return std::nullopt;
  if (is(at, "that") && tag(at) == Tag::in) return std::nullopt;  // "said that February sales"
  if (is(at, "following") && !article) return std::nullopt;  // "following Wednesday's attacks": after them
  end = at + 1;
  if (article && is(at, "next")) return Step::following;
  if (is(at, "that") && is(at + 1, "same")) ++end;
  return as_step(*found);
}

// ---- clock times

// "EST", "local time", "Eastern Standard Time", "Kabul time", "8 p.m. Eastern", "1500Z".
std::size_t TimeGrammar::zone_name(std::size_t i) const {
  const auto in_table = [&](std::string_view words) {
    const std::vector<WordSense>* senses = words_.find(words);
    return senses != nullptr && std::any_of(senses->begin(), senses->end(), [&](const WordSense& sense) {
             return (sense.word_class == WordClass::zone || sense.word_class == WordClass::zone_of) &&
                    (!sense.capital || atoms_[i].capital);
           });
  };
  if (is(i, "local") && is(i + 1, "time")) return i + 2;
  constexpr std::size_t longest = 4;
  std::string words;
  std::size_t known = i;
  bool capitals = true;
  for (std::size_t at = i; in(at) && at < i + longest && atoms_[at].kind == AtomKind::word; ++at) {
    if (at > i) words += ' ';
    words += atoms_[at].lower;
    const bool letter = words.size() == 1 && !(atoms_[i].glued && atoms_[i].capital);
    if (!letter && in_table(words)) known = at + 1;
    // A place's: "Moscow time", "New York time".
    if (is(at, "time") && at > i && capitals && !sense(at - 1, WordClass::weekday)) return at + 1;
    capitals = capitals && atoms_[at].capital;
  }
  // "Eastern" alone, but no "Eastern Airlines".
  const bool goes_on = known == i + 1 && atoms_[i].lower.size() > 5 && in(known) && atoms_[known].capital;
  return goes_on ? i : known;
}

std::size_t TimeGrammar::zone(std::size_t i) const {
  const bool bracket = is(i, "(");
  const std::size_t end = zone_name(bracket ? i + 1 : i);
  if (!bracket) return end;
  return end > i + 1 && is(end, ")") ? end + 1 : i;
}

// Whether those words alone make a clock time of a number: "0600 local time", "8 GMT", but no "3 Pacific
// islands".
bool TimeGrammar::zone_makes_clock(std::size_t i) const {
  const std::size_t end = zone(i);
  if (end == i) return false;
  const std::size_t first = is(i, "(") ? i + 1 : i;
  const std::size_t last = is(i, "(") ? end - 2 : end - 1;
  return is(last, "time") || sense(first, WordClass::zone);
}

// Greenwich alone is part of the value; every other zone stands beside it.
void TimeGrammar::take_zone(Clock& clock) const {
  const std::size_t end = zone(clock.end);
  if (end == clock.end) return;
  const bool bracket = is(clock.end, "(");
  clock.zone_begin = clock.end + (bracket ? 1 : 0);
  clock.zone_end = end - (bracket ? 1 : 0);
  clock.end = end;
  std::string words;
  for (std::size_t at = clock.zone_begin; at < clock.zone_end; ++at) {
    words += (at > clock.zone_begin ? " " : "") + std::string(atoms_[at].lower);
  }
  const std::vector<WordSense>* senses = words_.find(words);
  const bool greenwich =
      senses != nullptr && std::any_of(senses->begin(), senses->end(), [](const WordSense& sense) {
        return sense.word_class == WordClass::zone && sense.value == 0;
      });
  if (greenwich) clock.zone = "Z";
}

// "8 p.m.", "8:30 a.m. EST", "20:00 GMT", "0751EST", "noon", "four o'clock", "4 in the morning".
std::optional<TimeGrammar::Clock> TimeGrammar::clock(std::size_t i) const {
  Clock out;
  std::size_t at = i;
  if (any(at, "noon", "midnight", "midday")) {
    if (atoms_[at].capital && at > 0 && atoms_[at - 1].capital && !atoms_[at].new_line) return std::nullopt;
    out.minutes = is(at, "midnight") ? 24 * 60 : 12 * 60;
    out.end = at + 1;
    take_zone(out);
    return out;
  }
  int hour = -1;
  int minute = 0;
  bool colon = false;
  if (in(at) && atoms_[at].kind == AtomKind::number && atoms_[at].plain && atoms_[at].digits <= 2) {
    if (at > 0 && atoms_[at].glued && any(at - 1, "/", ":", "-", "$", ".")) return std::nullopt;
    hour = static_cast<int>(atoms_[at].number);
    ++at;
    if (is(at, ":") && atoms_[at].glued && in(at + 1) && atoms_[at + 1].glued && atoms_[at + 1].plain &&
        atoms_[at + 1].digits == 2) {
      minute = static_cast<int>(atoms_[at + 1].number);
      colon = true;
      at += 2;
      if (is(at, ":") && atoms_[at].glued && in(at + 1) && atoms_[at + 1].plain) at += 2;  // seconds
    }
  } else if (in(at) && atoms_[at].kind == AtomKind::number && atoms_[at].plain && atoms_[at].digits == 4 &&
             atoms_[at].lower.size() == 4) {
    // Military: only with its zone or "hours".
    const int whole = static_cast<int>(atoms_[at].number);
    const bool in_hours = any(at + 1, "hours", "hrs");
    out.end = at + 1 + (in_hours ? 1U : 0U);
    const bool introduced = after_preposition(at) || (at > 0 && is(at - 1, "at"));
    const bool zoned = zone_makes_clock(out.end) || (in_hours && introduced);
    if (!zoned || whole / 100 > 24 || whole % 100 > 59) return std::nullopt;
    out.minutes = whole / 100 * 60 + whole % 100;
    take_zone(out);
    return out;
  } else if (in(at) && atoms_[at].kind == AtomKind::number && !atoms_[at].plain && atoms_[at].digits <= 2 &&
             atoms_[at].lower.find('.') != std::string_view::npos && any(at + 1, "am", "pm")) {
    const double value = atoms_[at].number;  // "7.30 pm"
    hour = static_cast<int>(value);
    minute = static_cast<int>((value - hour) * 100 + 0.5);
    ++at;
  } else {
    std::size_t end = 0;
    const auto word = spelled(at, end);
    if (!word || *word < 1 || *word > 12) return std::nullopt;
    hour = *word;
    at = end;
    if (!any(at, "am", "pm", "o") && !(is(at, "in") && is(at + 1, "the") && sense(at + 2, WordClass::part))) {
      return std::nullopt;
    }
  }
  if (hour > 24 || minute > 59) return std::nullopt;
  if (any(at, "am", "pm")) {
    if (hour > 12) return std::nullopt;
    hour = hour % 12 + (is(at, "pm") ? 12 : 0);
    ++at;
  } else if (is(at, "o") && is(at + 1, "'") && is(at + 2, "clock")) {
    at += 3;
    if (is(at, "in") && is(at + 1, "the") && sense(at + 2, WordClass::part)) {
      if (any(at + 2, "afternoon", "evening") && hour < 12) hour += 12;
      at += 3;
    }
  } else if (is(at, "in") && is(at + 1, "the") && any(at + 2, "morning", "afternoon", "evening") && !colon &&
             hour <= 12 && hour > 0) {
    if (!is(at + 2, "morning") && hour < 12) hour += 12;
    at += 3;
  } else if (!colon) {
    const bool letter = in(at) && atoms_[at].lower.size() == 1;
    if (!zone_makes_clock(at) || letter || hour == 0) return std::nullopt;
  }
  out.minutes = hour * 60 + minute;
  out.end = at;
  take_zone(out);
  return out;
}

}  // namespace casus::resolve
