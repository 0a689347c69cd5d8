#include "code/tolls_number.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "code/quotes_syntax.h"

namespace casus::code {
namespace {

using document::Dep;
using document::Document;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;
using events::Qualifier;

constexpr std::int64_t largest = 1'000'000'000;

std::optional<std::int64_t> small_number(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, int>, 29> words = {{
      {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
      {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
      {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
      {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
      {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},
      {"seventy", 70}, {"eighty", 80},  {"ninety", 90},    {"none", 0},
  }};
  for (const auto& [name, value] : words) {
    if (name == word) return value;
  }
  return std::nullopt;
}

std::optional<std::int64_t> scale(std::string_view word) {
  if (word == "dozen") return 12;
  if (word == "hundred") return 100;
  if (word == "thousand") return 1000;
  if (word == "million" || word == "mln") return 1'000'000;
  return std::nullopt;
}

// "4,800", "838", "2.5" (with its scale read by the caller).
std::optional<double> digits(std::string_view text) {
  double value = 0;
  double place = 0;
  bool any = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (base::is_digit(c)) {
      any = true;
      if (place > 0) {
        value += place * (c - '0');
        place /= 10;
      } else {
        value = value * 10 + (c - '0');
      }
    } else if (c == ',' && any && place == 0 && text.size() > i + 3) {
      continue;
    } else if (c == '.' && any && place == 0 && i + 1 < text.size()) {
      place = 0.1;
    } else {
      return std::nullopt;
    }
    if (value > static_cast<double>(largest)) return std::nullopt;
  }
  if (!any) return std::nullopt;
  return value;
}

struct Plain {
  std::int64_t value = 0;
  TokenIndex end = 0;
};

// A number in digits or words: "12", "twenty-four", "two hundred and fifty", "2.5 million".
std::optional<Plain> plain_number(const Document& document, TokenIndex at, TokenIndex limit) {
  double group = 0;
  double total = 0;
  bool any = false;
  bool open = true;  // a unit may still follow ("twenty" then "four")
  TokenIndex t = at;
  while (t < limit) {
    TokenIndex next = t;
    if (any && next + 1 < limit &&
        (lowered_text(document, next) == "-" || lowered_text(document, next) == "and"))
      ++next;
    const std::string word = lowered_text(document, next);
    const auto in_digits = digits(word);
    const auto small = small_number(word);
    const auto times = scale(word);
    if (in_digits && !any) {
      group = *in_digits;
      open = false;
    } else if (small && (!any || (open && next != t + 1) || (open && group >= 20))) {
      if (any && *small >= 10 && group < 100) break;
      group += static_cast<double>(*small);
      open = *small >= 20;
    } else if (times && any && next == t) {
      if (*times >= 1000) {
        total += group * static_cast<double>(*times);
        group = 0;
      } else {
        group *= static_cast<double>(*times);
      }
      open = true;
    } else {
      break;
    }
    any = true;
    t = next + 1;
  }
  if (!any) return std::nullopt;
  const double value = total + group;
  if (value > static_cast<double>(largest)) return std::nullopt;
  return Plain{static_cast<std::int64_t>(value + 0.5), t};
}

// Where a phrase begins that ends right before `end`; a line that is wrapped within it or behind it does not
// matter ("over\n    2,400").
std::optional<TokenIndex> phrase_before(const Document& document, TokenIndex end,
                                        const std::vector<std::string>& words) {
  TokenIndex t = end;
  for (auto word = words.rbegin(); word != words.rend(); ++word) {
    if (t > 0 && document.tokens.tag[t - 1] == Tag::space) {
      const std::string_view blank = document.token(t - 1).text();
      if (std::count(blank.begin(), blank.end(), '\n') <= 1) --t;
    }
    if (t == 0 || !base::equals_ignoring_case(document.token(t - 1).text(), *word)) return std::nullopt;
    --t;
  }
  return t;
}

// Where the phrase before its head begins, for a count: not before brackets, colons and dashes, behind which
// datelines and headlines end.
TokenIndex count_begin(const Document& document, TokenIndex head) {
  const TokenIndex first = document.subtree(head).begin;
  TokenIndex begin = head;
  while (begin > first) {
    const TokenIndex t = begin - 1;
    const Tag tag = document.tokens.tag[t];
    if (tag == Tag::open_bracket || tag == Tag::close_bracket || tag == Tag::colon || tag == Tag::period)
      break;
    // A line break alone may be a wrapped line; blank lines, indents and runs of blanks set headlines apart.
    if (tag == Tag::space && document.token(t).text() != "\n") break;
    if (tag == Tag::hyph && document.tokens.space_after[t] != 0) break;
    --begin;
  }
  return begin;
}

bool bound_to_a_unit(const Document& document, TokenIndex end) {
  // "two-year-old", "12-hour"
  return end + 1 < document.size() && lowered_text(document, end) == "-" &&
         document.tokens.space_after[end] == 0;
}

void add_bounds(const Document& document, const TollTables& tables, Quantity& out) {
  const TokenIndex begin = out.tokens.begin;
  for (const Bound& bound : tables.before()) {
    const auto start = phrase_before(document, begin, bound.words);
    if (!start) continue;
    out.tokens.begin = *start;
    if (out.qualifier == Qualifier::exact || bound.qualifier != Qualifier::about)
      out.qualifier = bound.qualifier;
    break;
  }
  for (const Bound& bound : tables.after()) {
    if (!phrase_at(document, out.tokens.end, document.size(), bound.words)) continue;
    out.tokens.end += static_cast<TokenIndex>(bound.words.size());
    out.qualifier = bound.qualifier;
    break;
  }
  // `low` stays the number as stated; what the bound leaves open is left out.
  switch (out.qualifier) {
    case Qualifier::at_least:
    case Qualifier::more_than:
      out.high.reset();
      break;
    case Qualifier::at_most:
    case Qualifier::less_than:
      if (!out.high) out.high = out.low;
      break;
    case Qualifier::exact:
    case Qualifier::about:
    case Qualifier::range:
    case Qualifier::vague:
      break;
  }
}

}  // namespace

bool phrase_at(const Document& document, TokenIndex at, TokenIndex limit,
               const std::vector<std::string>& words) {
  if (at + words.size() > limit) return false;
  for (TokenIndex k = 0; k < words.size(); ++k) {
    if (!base::equals_ignoring_case(document.token(at + k).text(), words[k])) return false;
  }
  return true;
}

bool is_time(const Document& document, TokenIndex t) {
  const auto& times = document.times;
  std::size_t low = 0;
  std::size_t high = times.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (times[middle].tokens.end <= t) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low < times.size() && times[low].tokens.contains(t)) return true;
  const auto name = std::partition_point(document.names.begin(), document.names.end(),
                                         [&](const document::Name& one) { return one.tokens.end <= t; });
  if (name == document.names.end() || !name->tokens.contains(t)) return false;
  switch (name->label) {
    case document::NameLabel::date:
    case document::NameLabel::time:
    case document::NameLabel::money:
    case document::NameLabel::percent:
      return true;
    default:
      return false;
  }
}

std::optional<Quantity> figure_at(const Document& document, const TollTables& tables, TokenIndex at,
                                  TokenIndex limit) {
  if (at >= limit) return std::nullopt;
  Quantity out;
  for (const Magnitude& magnitude : tables.magnitudes()) {
    if (!phrase_at(document, at, limit, magnitude.words)) continue;
    const auto end = static_cast<TokenIndex>(at + magnitude.words.size());
    // "some 50 people", "a few hundred": the number behind speaks.
    if (!magnitude.exact && plain_number(document, end, limit) && magnitude.words.size() == 1) continue;
    out.low = magnitude.low;
    out.high = magnitude.high;
    out.qualifier = magnitude.exact ? Qualifier::exact : Qualifier::vague;
    out.tokens = {at, end};
    add_bounds(document, tables, out);
    if (!magnitude.exact) out.qualifier = Qualifier::vague;
    return out;
  }
  const auto first = plain_number(document, at, limit);
  if (!first || is_time(document, at)) return std::nullopt;
  out.low = first->value;
  out.high = first->value;
  out.tokens = {at, first->end};
  if (first->end + 1 < limit) {
    const std::string joint = lowered_text(document, first->end);
    if (joint == "to" || joint == "or" || joint == "-" || joint == "\u2013" || joint == "and") {
      auto second = plain_number(document, first->end + 1, limit);
      for (const Magnitude& magnitude : tables.magnitudes()) {
        if (second || !magnitude.exact || !phrase_at(document, first->end + 1, limit, magnitude.words))
          continue;
        second = Plain{magnitude.low, static_cast<TokenIndex>(first->end + 1 + magnitude.words.size())};
      }
      const bool between = at > 0 && lowered_text(document, at - 1) == "between";
      if (second && second->value > first->value && (joint != "and" || between)) {
        out.high = second->value;
        out.qualifier = Qualifier::range;
        out.tokens.end = second->end;
        if (between) out.tokens.begin = at - 1;
      }
    }
  }
  if (bound_to_a_unit(document, out.tokens.end)) return std::nullopt;
  if (out.tokens.end < document.size()) {
    const std::string_view after = document.token(out.tokens.end).text();
    const bool per_cent = base::equals_ignoring_case(after, "per") && out.tokens.end + 1 < document.size() &&
                          base::equals_ignoring_case(document.token(out.tokens.end + 1).text(), "cent");
    if (after == "%" || per_cent || base::equals_ignoring_case(after, "percent") ||
        base::equals_ignoring_case(after, "pct") || base::equals_ignoring_case(after, "times")) {
      return std::nullopt;
    }
  }
  if (at > 0 && (document.tokens.tag[at - 1] == Tag::dollar || document.token(at - 1).text() == "#")) {
    return std::nullopt;
  }
  add_bounds(document, tables, out);
  return out;
}

std::optional<Quantity> quantity_of(const Document& document, const TollTables& tables, TokenIndex head) {
  const TokenIndex begin = count_begin(document, head);
  std::optional<Quantity> found;
  bool more = false;
  bool added = false;
  for (TokenIndex t = begin; t <= head; ++t) {
    const std::string word = lowered_text(document, t);
    if (word == "no" && document.tokens.tag[t] == Tag::dt) {
      Quantity none;
      none.low = 0;
      none.high = 0;
      none.none = true;
      none.tokens = {t, t + 1};
      return none;
    }
    more = more || tables.is_more(word);
    added = added || tables.is_added(word);
    // The figure next to the head is its own; one further off belongs to what stands between.
    if (found && t < found->tokens.end) continue;
    if (auto figure = figure_at(document, tables, t, head + 1)) found = figure;
  }
  // "a number of insurgents", "thousands of others", "one of his associates": the head counts what follows.
  for (const TokenIndex child : document.children(head)) {
    if (child < head || document.tokens.dep[child] != Dep::prep || lowered_text(document, child) != "of")
      continue;
    for (const TokenIndex inner : document.children(child)) {
      if (document.tokens.dep[inner] != Dep::pobj) continue;
      more = more || tables.is_more(lowered_text(document, inner));
      const bool counts = lowered_text(document, head) == "total" || lowered_text(document, head) == "group";
      if (!found || counts) {
        for (TokenIndex t = document.subtree(inner).begin; counts && t <= inner; ++t) {
          if (auto figure = figure_at(document, tables, t, inner + 1)) {
            found = figure;
            break;
          }
        }
      }
    }
  }
  // "killing two more at a market"
  if (found && found->tokens.end == head + 1 && head + 1 < document.size() &&
      document.tokens.head[head + 1] == head) {
    more = more || tables.is_more(lowered_text(document, head + 1));
    added = added || tables.is_added(lowered_text(document, head + 1));
  }
  if (found) {
    found->more = more;
    found->added = added;
  }
  return found;
}

}  // namespace casus::code
