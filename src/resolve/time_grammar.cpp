// The grammar of time expressions, by hand: a word that can begin one is tried as each kind of phrase, and
// the longest reading wins; of two equally long ones the first tried. What begins no phrase costs one look at
// its senses. Prepositions stay outside ("in October" reads "October"), articles and what weighs the phrase
// ("nearly", "late", "the end of") stay inside, as TimeML has it.
#include "resolve/time_grammar.h"

#include <algorithm>

namespace casus::resolve {

// ---- all together

void TimeGrammar::set_limit(std::size_t i) {
  constexpr std::size_t longest_phrase = 32;
  limit_ = i + 1;
  while (limit_ < atoms_.size() && limit_ < i + longest_phrase && atoms_[limit_].breaks < 2) ++limit_;
}

std::optional<Phrase> TimeGrammar::read(std::size_t i) {
  set_limit(i);
  const Atom& atom = atoms_[i];
  const bool may_begin = atom.senses != nullptr || atom.kind == AtomKind::number || atom.lower == "'" ||
                         words_.holidays(atom.lower) != nullptr;
  if (!may_begin) {
    // Words that lead into a phrase without being of time themselves.
    constexpr std::string_view leads[] = {
        "the",    "a",      "an",          "more",    "less",          "fewer",     "at",     "up",
        "no",     "half",   "its",         "their",   "these",         "those",     "final",  "first",
        "very",   "past",   "recent",      "latest",  "couple",        "fiscal",    "noon",   "midnight",
        "midday", "right",  "modern",      "present", "sometime",      "overnight", "close",  "his",
        "our",    "future", "intervening", "just",    "approximately", "closing",   "latter", "date"};
    if (std::find(std::begin(leads), std::end(leads), atom.lower) == std::end(leads)) return std::nullopt;
  }
  std::optional<Phrase> best = calendar(i);
  keep_longer(best, stepped(i));
  keep_longer(best, around(i));
  keep_longer(best, day_alone(i));
  keep_longer(best, today(i));
  keep_longer(best, part_of_day(i));
  keep_longer(best, offset_or_duration(i));
  keep_longer(best, bound_unit(i));
  keep_longer(best, set(i));
  keep_longer(best, reference(i));
  keep_longer(best, timed(i));
  if (!best || best->end <= i) return std::nullopt;
  best->begin = i;
  if (best->shape == Shape::calendar || best->shape == Shape::stretch) add_clock(*best);
  return best;
}

std::optional<Phrase> TimeGrammar::read_further_day(const Phrase& phrase) {
  if (phrase.end >= atoms_.size()) return std::nullopt;
  set_limit(phrase.end);
  if (phrase.shape != Shape::calendar || !phrase.month || !phrase.day || phrase.year) return std::nullopt;
  std::size_t at = phrase.end;
  if (!hyphen(at) && !any(at, "-", "~", "and", "or", "to", ",")) return std::nullopt;
  ++at;
  if (is(at, "and")) ++at;
  std::size_t end = 0;
  if (!in(at) || atoms_[at].kind != AtomKind::number) return std::nullopt;
  const auto day = day_number(at, end);
  if (!day || *day <= *phrase.day) return std::nullopt;
  std::size_t ignored = 0;
  bool plural = false;
  if (month(past_hyphen(end), ignored) || (is(end, "of") && month(end + 1, ignored)) || unit(end, plural) ||
      sense(end, WordClass::counted) || any(end, "%", "percent", "million", "others")) {
    return std::nullopt;
  }
  if (in(end) && atoms_[end].kind == AtomKind::word && document::is_noun(tag(end))) return std::nullopt;
  Phrase out = phrase;
  out.begin = at;
  out.end = end;
  out.day = *day;
  out.weekday.reset();
  out.part.reset();
  out.minutes.reset();
  out.mod.clear();
  attached_year(end, out);
  return out;
}

}  // namespace casus::resolve
