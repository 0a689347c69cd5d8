// Years, decades and centuries, in digits and in words.

#include "resolve/time_grammar.h"

namespace casus::resolve {

// "264-241 BC", "from 499 to 493 BC", "496 and 495 BC": the first of two takes the era of the second.
bool TimeGrammar::shares_era(std::size_t i) const {
  const std::size_t second = i + 2;
  if (!in(second) || !any(i + 1, "-", "to", "and", "or", "until")) return false;
  if (atoms_[second].kind != AtomKind::number || !atoms_[second].plain) return false;
  return any(second + 1, "bc", "bce") && atoms_[second].number < atoms_[i].number;
}

// "2007-08", "1915-16": the last two digits of the later year.
bool TimeGrammar::ends_range(std::size_t i) const {
  if (i < 2 || atoms_[i].digits != 2 || !atoms_[i].glued || !is(i - 1, "-") || !atoms_[i - 1].glued)
    return false;
  const Atom& first = atoms_[i - 2];
  const bool a_year = first.kind == AtomKind::number && first.plain && first.digits == 4 &&
                      first.number >= 1500 && first.number <= 2100;
  const bool goes_on =
      in(i + 1) && atoms_[i + 1].glued && (atoms_[i + 1].kind != AtomKind::mark || is(i + 1, "-"));
  if (!a_year || goes_on || (i > 2 && first.glued && any(i - 3, "-", "/", "."))) return false;
  const int begin = static_cast<int>(first.number) % 100;
  return atoms_[i].number > begin && atoms_[i].number <= begin + 40;
}

// A year at atom `i` in digits, words, or with an apostrophe; sets year, short_year, before_christ and end.
bool TimeGrammar::year(std::size_t i, Phrase& out) const {
  if (!in(i)) return false;
  const Atom& atom = atoms_[i];
  const auto era = [&](std::size_t at) {
    if (any(at, "bc", "bce")) {
      out.before_christ = true;
      return at + 1;
    }
    return any(at, "ad", "ce") && atoms_[at].token != document::no_token && atoms_[at].capital ? at + 1 : at;
  };
  if (atom.kind == AtomKind::number && atom.plain && atom.digits <= 4) {
    if (shares_era(i) || ends_range(i)) {
      out.before_christ = !ends_range(i);
      out.year = static_cast<int>(atom.number);
      if (!out.before_christ) *out.year += static_cast<int>(atoms_[i - 2].number) / 100 * 100;
      out.end = i + 1;
      return true;
    }
    const std::size_t end = era(i + 1);
    if (end > i + 1 && atom.number > 0) {
      out.year = static_cast<int>(atom.number);
      out.end = end;
      return true;
    }
    if (atom.digits != 4 || atom.number < 1000 || atom.number > 2199) return false;
    const bool ratio = is(i + 1, ":") && in(i + 2) && atoms_[i + 2].glued;
    if (in(i + 1) && atoms_[i + 1].glued &&
        (atoms_[i + 1].kind == AtomKind::word || any(i + 1, "%", "/") || ratio)) {
      return false;
    }
    out.year = static_cast<int>(atom.number);
    out.end = i + 1;
    return true;
  }
  if (atom.lower == "'" && in(i + 1) && atoms_[i + 1].glued && atoms_[i + 1].plain &&
      atoms_[i + 1].digits == 2 && (!atom.glued || i == 0)) {
    if (in(i + 2) && atoms_[i + 2].glued && atoms_[i + 2].kind == AtomKind::word) return false;
    out.year = static_cast<int>(atoms_[i + 1].number);
    out.short_year = true;
    out.end = i + 2;
    return true;
  }
  // "nineteen ninety-six", "two thousand", "two thousand and five"
  const auto first = sense(i, WordClass::number);
  if (!first) return false;
  if (*first >= 13 && *first <= 20) {
    std::size_t end = 0;
    const std::size_t next = past_hyphen(i + 1);
    const auto rest = spelled(next, end);
    if (rest && *rest >= 10 && *rest <= 99) {
      out.year = *first * 100 + *rest;
      out.end = end;
      return true;
    }
  }
  return false;
}

// "1989", ", 1989", "of 1989", "of that year", "last year" behind a month, season, quarter or holiday.
bool TimeGrammar::attached_year(std::size_t i, Phrase& out) const {
  std::size_t at = i;
  if (any(at, ",", "of", "in") && !breaks_before(at)) ++at;
  if (!in(at) || breaks_before(at)) return false;
  Phrase found;
  if (!any(i, "in") && year(at, found)) {
    out.year = found.year;
    out.short_year = found.short_year;
    out.before_christ = found.before_christ;
    out.end = found.end;
    return true;
  }
  if (is(i, ",")) return false;
  std::size_t end = 0;
  const auto which = step(at, end);
  if (which && is(end, "year") && !is(i, "in")) {
    out.year_step = *which;
    out.end = end + 1;
    return true;
  }
  return false;
}

std::optional<Phrase> TimeGrammar::decade(std::size_t i) const {
  Phrase out;
  std::size_t at = i;
  if (const auto named = sense(at, WordClass::decade)) {
    out.decade = *named;
    out.end = at + 1;
    return out;
  }
  if (const auto first = sense(at, WordClass::number); first && *first >= 15 && *first <= 20) {
    if (const auto named = sense(past_hyphen(at + 1), WordClass::decade)) {
      out.decade = *first * 100 + *named;
      out.end = past_hyphen(at + 1) + 1;
      return out;
    }
  }
  const bool apostrophe = is(at, "'") && in(at + 1) && atoms_[at + 1].glued;
  if (apostrophe) ++at;
  if (!in(at) || atoms_[at].kind != AtomKind::number || !atoms_[at].plain) return std::nullopt;
  const int value = static_cast<int>(atoms_[at].number);
  const bool four = atoms_[at].digits == 4 || atoms_[at].digits == 3;
  if (value % 10 != 0 || (!four && atoms_[at].digits != 2)) return std::nullopt;
  std::size_t end = at + 1;
  if (is(end, "'") && atoms_[end].glued) ++end;
  if (!is(end, "s") || !atoms_[end].glued) return std::nullopt;
  ++end;
  if (four && (value < 1000 || value > 2100) && !any(end, "bc", "bce")) return std::nullopt;
  if (!four && !apostrophe && !(i > 0 && any(i - 1, "the", "early", "late", "mid")) &&
      !(i > 1 && is(i - 1, "-") && any(i - 2, "early", "late", "mid", "pre", "post"))) {
    return std::nullopt;
  }
  if (four && value % 100 == 0 && value < 2000) {  // "the 1800s" are a century
    out.century = value / 100 + 1;
    out.end = end;
    return out;
  }
  out.decade = value;
  if (any(end, "bc", "bce")) {
    out.before_christ = true;
    ++end;
  }
  out.end = end;
  return out;
}

std::optional<Phrase> TimeGrammar::century(std::size_t i) const {
  std::size_t at = 0;
  const auto number = ordinal(i, at);
  if (!number || *number > 30) return std::nullopt;
  at = past_hyphen(at);
  if (!any(at, "century", "centuries")) return std::nullopt;
  Phrase out;
  out.century = *number;
  out.end = at + 1;
  if (any(out.end, "bc", "bce")) {
    out.before_christ = true;
    ++out.end;
  } else if (any(out.end, "ad", "ce")) {
    ++out.end;
  }
  return out;
}

}  // namespace casus::resolve
