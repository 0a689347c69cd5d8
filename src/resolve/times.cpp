#include "resolve/times.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "resolve/time_anchor.h"
#include "resolve/time_atoms.h"
#include "resolve/time_grammar.h"
#include "resolve/time_setting.h"
#include "resolve/time_tense.h"

namespace casus::resolve {
namespace {

struct Found {
  Phrase phrase;
  base::Span span;
};

std::vector<Found> find_phrases(const TimeAtoms& atoms, const TimeWords& words) {
  TimeGrammar grammar(atoms, words);
  std::vector<Found> out;
  const auto keep = [&](const Phrase& phrase) {
    out.push_back({phrase, {atoms[phrase.begin].span.start, atoms[phrase.end - 1].span.end}});
  };
  for (std::size_t i = 0; i < atoms.size();) {
    auto phrase = grammar.read(i);
    if (!phrase) {
      ++i;
      continue;
    }
    keep(*phrase);
    i = phrase->end;
    while (const auto further = grammar.read_further_day(*phrase)) {
      phrase = further;
      keep(*phrase);
      i = phrase->end;
    }
  }
  return out;
}

// History names years long past more often than it says "Friday" or "yesterday".
bool tells_history(const std::vector<Found>& phrases, std::optional<base::Date> written) {
  std::size_t of_today = 0;
  std::size_t long_past = 0;
  std::size_t recent = 0;
  for (const Found& found : phrases) {
    const Phrase& phrase = found.phrase;
    const bool weekday = phrase.weekday && !phrase.year;
    const bool deictic =
        (phrase.shape == Shape::stretch && phrase.step <= Step::next && phrase.step != Step::none) ||
        (phrase.shape == Shape::offset && phrase.direction == Direction::ago);
    of_today += weekday || deictic;
    if (phrase.year && !phrase.short_year) {
      const int year = phrase.before_christ ? -*phrase.year : *phrase.year;
      const bool past = !written || year < static_cast<int>(written->year()) - 1;
      long_past += past;
      recent += !past;
    }
  }
  return long_past >= 6 && long_past > 6 * of_today && 4 * long_past > 5 * recent &&
         long_past * 10 > phrases.size();
}

// "From 18 August to 15 September 1951", "in August and September 1914": the year is said once, at the end.
void share_years(std::vector<Found>& phrases, const TimeAtoms& atoms) {
  constexpr std::string_view links[] = {"-", "and", "or", "to", "until", "through", "till", ","};
  for (std::size_t i = phrases.size(); i-- > 1;) {
    Phrase& first = phrases[i - 1].phrase;
    const Phrase& second = phrases[i].phrase;
    const bool of_a_month = first.shape == Shape::calendar && first.month && !first.year &&
                            first.year_step == Step::none && first.step == Step::none;
    const bool of_a_season = first.shape == Shape::calendar && first.season && !first.month && !first.year &&
                             first.year_step == Step::none && first.step == Step::none;
    if (!second.year || second.short_year || (!of_a_month && !of_a_season)) continue;
    if (second.begin <= first.end || second.begin - first.end > 3) continue;
    if (std::find(std::begin(links), std::end(links), atoms[first.end].lower) == std::end(links)) continue;
    bool linked = true;
    for (std::size_t k = first.end + 1; k < second.begin; ++k) {
      linked = linked && (atoms[k].lower == "on" || atoms[k].lower == "in" || atoms[k].lower == "the" ||
                          atoms[k].lower == "and");
    }
    if (!linked) continue;
    if (of_a_season) {
      if (!second.season || *second.season < *first.season) continue;
      first.year = second.year;
    } else {
      if (!second.month) continue;
      const bool before =
          *first.month < *second.month ||
          (*first.month == *second.month && (!first.day || !second.day || *first.day <= *second.day));
      first.year = before ? *second.year : *second.year - 1;
    }
    first.before_christ = second.before_christ;
    if (first.before_christ && *first.year < *second.year) first.year = *second.year + 1;
  }
}

// "Two days after June 10": the length stays what it is, and lies where it leads to.
void place_lengths(const std::vector<Found>& phrases, const TimeAtoms& atoms, document::Document& document) {
  for (std::size_t i = 0; i + 1 < phrases.size(); ++i) {
    const Phrase& length = phrases[i].phrase;
    const Phrase& from = phrases[i + 1].phrase;
    document::TimeExpression& time = document.times[i];
    const document::TimeExpression& base = document.times[i + 1];
    if (length.shape != Shape::duration || length.vague || length.count > 10'000 || time.begin ||
        !base.begin || !base.end || length.count != std::floor(length.count)) {
      continue;
    }
    std::size_t at = length.end;
    if (at >= atoms.size() ||
        (atoms[at].lower != "after" && atoms[at].lower != "before" && atoms[at].lower != "from")) {
      continue;
    }
    const int sign = atoms[at].lower == "before" ? -1 : 1;
    if (++at < atoms.size() && atoms[at].lower == "the") ++at;
    if (at != from.begin && length.end + 1 != from.begin) continue;
    const int count = sign * static_cast<int>(length.count);
    const auto moved = [&](base::Date date) -> std::optional<base::Date> {
      switch (length.unit) {
        case Unit::day:
        case Unit::night:
          return base::add_days(date, count);
        case Unit::week:
          return base::add_days(date, count * 7);
        case Unit::month:
          return base::add_months(date, count);
        case Unit::year:
          return base::add_months(date, count * 12);
        default:
          return std::nullopt;
      }
    };
    const auto begin = moved(*base.begin);
    const auto end = moved(*base.end);
    const auto written = [](base::Date date) {
      return date.year() >= std::chrono::year{1} && date.year() <= std::chrono::year{9999};
    };
    if (!begin || !end || !written(*begin) || !written(*end)) continue;
    time.begin = begin;
    time.end = end;
    time.from = base.span;
  }
}

// "From Monday to Wednesday", "from Monday through Friday": two days, nothing else between.
bool closes_stretch(const Found& first, const Found& second, const TimeAtoms& atoms) {
  const auto bare_weekday = [](const Phrase& phrase) {
    return phrase.shape == Shape::calendar && phrase.weekday && !phrase.day && phrase.step == Step::none;
  };
  if (!bare_weekday(first.phrase) || !bare_weekday(second.phrase)) return false;
  const std::size_t link = first.phrase.end;
  if (first.phrase.begin == 0 || second.phrase.begin != link + 1) return false;
  const std::string_view word = atoms[link].lower;
  return atoms[first.phrase.begin - 1].lower == "from" &&
         (word == "to" || word == "until" || word == "till" || word == "through");
}

bool needs_tense(const Phrase& phrase) {
  return (phrase.shape == Shape::calendar && !phrase.year) ||
         (phrase.shape == Shape::stretch && phrase.bare) || phrase.adverb;
}

}  // namespace

base::Result<TimeReader> TimeReader::load(const std::string& words_folder) {
  auto words = TimeWords::load(words_folder);
  if (!words) return words.error();
  return TimeReader(std::move(*words));
}

void TimeReader::read(document::Document& document) const {
  const TimeAtoms atoms(document, words_);
  std::vector<Found> phrases = find_phrases(atoms, words_);
  share_years(phrases, atoms);

  const std::optional<base::Date> written = document.day();
  const bool by_dateline = document.dateline.day || !base::parse_date(document.article().published);
  const base::Span written_from = written && by_dateline ? document.dateline.span : base::Span();
  TimeAnchor anchor(written, written_from, tells_history(phrases, written));

  TimeSettings settings(atoms);
  document.times.clear();
  document.times.reserve(phrases.size());
  std::vector<Found> read;  // the phrases that became times
  read.reserve(phrases.size());
  TimeTense tense_before = TimeTense::unknown;
  for (const Found& found : phrases) {
    document::TimeExpression time;
    time.span = found.span;
    time.tokens = document.tokens_in(found.span);
    TimeTense tense = TimeTense::unknown;
    if (needs_tense(found.phrase)) tense = tense_at(atoms, found.phrase.begin, found.phrase.end, words_);
    // A stretch that lies ahead ends ahead: "announced a strike from Monday to Wednesday".
    const bool ahead =
        tense_before == TimeTense::future && !read.empty() && closes_stretch(read.back(), found, atoms);
    if (ahead) tense = TimeTense::future;
    tense_before = tense;
    // "Soon" and "shortly" with a verb of the past say in what order, not when.
    if (found.phrase.adverb && tense == TimeTense::past) continue;
    anchor.resolve(found.phrase, found.span, tense, settings.at(found.phrase.begin, found.phrase.end), time);
    if (found.phrase.zone_end > found.phrase.zone_begin) {
      time.zone_words = {atoms[found.phrase.zone_begin].span.start,
                         atoms[found.phrase.zone_end - 1].span.end};
    }
    document.times.push_back(std::move(time));
    read.push_back(found);
  }
  place_lengths(read, atoms, document);
  if (anchor.lacked_a_day()) {
    document.warnings.push_back(
        {"no_date",
         "The story has no date of publication and no dateline, so times that count from it have no value."});
  }
}

}  // namespace casus::resolve
