// Lengths of time, and what is counted with them: "for two days", "two days later", "every two days", "now".

#include "resolve/time_grammar.h"

namespace casus::resolve {

using document::Tag;

// ---- so many units

// "the year-earlier quarter", "year-ago", "day-long", "year-end": a unit bound by a hyphen.
std::optional<Phrase> TimeGrammar::bound_unit(std::size_t i) const {
  const std::size_t at = is(i, "the") ? i + 1 : i;
  bool plural = false;
  const auto found = unit(at, plural);
  if (!found || *found < Unit::hour) return std::nullopt;
  std::size_t next = at + 1;
  if (*found == Unit::year && past_possessive(next) > next) next = past_possessive(next);
  const bool hyphenated = hyphen(next);
  if (hyphenated) ++next;
  Phrase out;
  out.begin = i;
  out.unit = *found;
  if (hyphenated && any(next, "ago", "earlier") && !plural) {
    out.shape = Shape::offset;
    out.direction = is(next, "ago") ? Direction::ago : Direction::earlier;
    out.end = next + 1;
    std::size_t end = 0;
    const auto which = ordinal(out.end, end);
    if (which && *which <= 4 && is(past_hyphen(end), "quarter")) {
      out.quarter = *which;
      out.end = past_hyphen(end) + 1;
    } else if (any(out.end, "quarter", "period")) {
      out.quarter = 0;  // the one told of
      ++out.end;
    }
    return out;
  }
  if (hyphenated && is(next, "long")) {
    out.shape = Shape::duration;
    out.vague = plural;
    out.end = next + 1;
    return out;
  }
  if (*found == Unit::year && !plural && is(next, "end") && !is(next + 1, "of")) {
    out.shape = Shape::stretch;
    out.step = Step::same;
    out.bare = true;
    out.mod = "END";
    out.end = next + 1;
    return out;
  }
  return std::nullopt;
}

std::optional<Phrase> TimeGrammar::offset_or_duration(std::size_t i) const {
  std::size_t at = i;
  Phrase out;
  out.begin = i;
  out.shape = Shape::duration;
  const auto weigh = [&](std::string_view mod, std::size_t words) {
    out.mod = mod;
    at += words;
  };
  if (any(at, "no") && any(at + 1, "more", "less", "fewer", "later") && is(at + 2, "than")) {
    weigh(is(at + 1, "more") ? "EQUAL_OR_LESS" : "EQUAL_OR_MORE", 3);
  } else if (is(at, "more") && is(at + 1, "than")) {
    weigh("MORE_THAN", 2);
  } else if (any(at, "less", "fewer") && is(at + 1, "than")) {
    weigh("LESS_THAN", 2);
  } else if (is(at, "at") && any(at + 1, "least", "most")) {
    weigh(is(at + 1, "least") ? "EQUAL_OR_MORE" : "EQUAL_OR_LESS", 2);
  } else if (is(at, "up") && is(at + 1, "to")) {
    weigh("EQUAL_OR_LESS", 2);
  } else if (is(at, "close") && is(at + 1, "to")) {
    weigh("LESS_THAN", 2);
  } else if (const auto mod = sense(at, WordClass::mod)) {
    // "Over the past weeks" is during them, "over three weeks" is more.
    if (any(at, "over", "under") &&
        (any(at + 1, "the", "these", "those", "this", "its", "his", "their", "our") ||
         sense(at + 1, WordClass::vague))) {
      return std::nullopt;
    }
    constexpr std::string_view names[] = {"APPROX",        "MORE_THAN",     "LESS_THAN",
                                          "EQUAL_OR_MORE", "EQUAL_OR_LESS", "LESS_THAN"};
    weigh(names[static_cast<std::size_t>(*mod)], 1);
  }

  // "the past", "the first", "recent", "coming": a stretch of so many units before or after today.
  bool led = false;
  const std::size_t lead_at = at;
  if (any(at, "the", "these", "those", "its", "their", "his", "this")) ++at;
  if (any(at, "past", "last", "next", "first", "coming", "previous", "preceding", "following", "final",
          "recent", "latest", "ensuing", "subsequent", "intervening", "opening", "closing")) {
    const bool a_verb = is(at, "last") && document::is_verb(tag(at));  // "to last an hour"
    const bool a_preposition = is(at, "following") && at == lead_at;   // "following two days of talks"
    if (a_verb || a_preposition) return std::nullopt;
    led = true;
    if (any(at, "past", "last", "recent", "latest")) out.step = Step::last;
    if (any(at, "next", "coming")) out.step = Step::next;
    if (any(at, "previous", "preceding")) out.step = Step::previous;
    if (any(at, "following", "ensuing", "subsequent")) out.step = Step::following;
    ++at;
  } else if (at > lead_at && !sense(at, WordClass::number) &&
             !(in(at) && atoms_[at].kind == AtomKind::number)) {
    at = lead_at;
    if (any(at, "the", "these", "those", "its", "their", "his", "this")) return std::nullopt;
  }

  if (is(at, "many") && at > 0 && is(at - 1, "as")) return std::nullopt;  // "the second in as many months"
  const auto count = number(at);
  if (!count && led && at == lead_at + 1 && any(lead_at, "recent", "past", "latest", "coming")) {
    // "In recent weeks": no length is meant, only which way it lies.
    bool many = false;
    const auto named = unit(at, many);
    if (!named || !many || breaks_before(at) || hyphen(at + 1) || shortened(at)) return std::nullopt;
    out.shape = Shape::reference;
    out.reference = is(lead_at, "coming") ? "FUTURE_REF" : "PAST_REF";
    out.end = at + 1;
    return out;
  }
  const bool article = count && count->article;
  if (count) {
    out.count = count->value;
    out.vague = count->vague;
    if (out.mod.empty()) out.mod = count->mod;
    at = count->end;
    if (any(at, "more", "additional", "other", "full", "straight", "consecutive", "whole", "long", "trading",
            "business", "working", "extra", "short", "successive", "solid", "mere")) {
      ++at;
    } else if (tag(at) == Tag::jj && sense(at + 1, WordClass::units) && !article) {
      ++at;                                             // "two bloody weeks"
    } else if (any(at, "to", "or", "-") && !article) {  // "two to three weeks": the most they can be
      const bool dash = is(at, "-");
      if (!dash || hyphen(at)) {
        const auto second = number(at + 1);
        bool plural = false;
        if (second && !second->article && unit(second->end, plural)) {
          at = second->end;
          if (!count->vague && !second->vague && second->value > count->value) {
            out.count = second->value;
            if (out.mod.empty()) out.mod = "EQUAL_OR_LESS";
          }
        }
      }
    }
    if (any(at, "and") && hyphen(at - 1)) return std::nullopt;
    at = past_hyphen(at);
  } else {
    out.vague = true;
    if (out.mod == "APPROX") out.mod.clear();  // "some years"
  }
  bool plural = false;
  const auto found = unit(at, plural);
  if (!found || breaks_before(at)) return std::nullopt;
  if (document::is_verb(tag(at))) return std::nullopt;
  if (count && count->digits) {
    const Atom& figure = atoms_[count->end - 1];
    const int whole = static_cast<int>(figure.number);
    const bool four = figure.kind == AtomKind::number && figure.plain && figure.digits == 4;
    // "1900 hours" is a time of day, "the 1986 year" a year.
    if (four && *found == Unit::hour && whole / 100 <= 24 && whole % 100 < 60 &&
        (after_preposition(i) || (i > 0 && is(i - 1, "at"))))
      return std::nullopt;
    if (four && !plural && whole >= 1900 && whole <= 2100) return std::nullopt;
    if (!plural && count->value >= 2200 && !is(at - 1, "-")) return std::nullopt;
  }
  out.unit = *found;
  out.end = at + 1;
  const bool hyphenated = is(at - 1, "-");
  if (article && !plural && any(at - 1, "a", "an")) {  // "a night stick", "a night-raid", "a day labourer"
    const bool bound = hyphen(out.end) && !any(out.end + 1, "long", "ago", "old", "and", "earlier");
    const bool stands_before = (*found == Unit::day || *found == Unit::night) && in(out.end) &&
                               !atoms_[out.end].glued &&
                               (tag(out.end) == Tag::nn || tag(out.end) == Tag::nns);
    if (bound || stands_before) return std::nullopt;
  }
  if (article && plural) {  // "a months-long siege"
    if (!hyphen(out.end)) return std::nullopt;
    out.vague = true;
  }
  if (!count) {
    if (!plural || shortened(at)) return std::nullopt;
    const bool introduced =
        led || (i > 0 && !atoms_[i].new_line &&
                any(i - 1, "for", "in", "within", "over", "after", "of", "take", "takes", "took", "last",
                    "lasted", "spent", "spend", "about", "before", "through", "until", "during", "many"));
    if (i > 1 && is(i - 1, "many") && is(i - 2, "as")) return std::nullopt;  // "in as many days"
    const bool directed = any(out.end, "ago", "earlier", "later", "before", "after");
    if (!introduced && !directed) return std::nullopt;
    if (!led && !directed && i > 0 && any(i - 1, "of", "in") && !any(out.end, ",", ".", "of") && !plural) {
      return std::nullopt;
    }
  } else if (article) {
    if (*found == Unit::quarter || *found == Unit::second) {
      if (!any(out.end, "ago", "earlier", "later")) return std::nullopt;
    }
  } else if (!count->vague && !plural && !hyphenated && count->value != 1 && count->value != 0.5 && !led) {
    // "five year low" is a duration, "12 hour" hardly: allow, but not before an ordinal word.
    if (*found == Unit::second || *found == Unit::quarter) return std::nullopt;
  }
  if (*found == Unit::second && count && !plural) return std::nullopt;
  if (*found == Unit::quarter && count && (hyphenated || is(out.end, "of")))
    return std::nullopt;                                                                 // a fraction
  if (count && count->digits && atoms_[at].capital && !hyphenated) return std::nullopt;  // a title

  if (is(out.end, "and") && any(out.end + 1, "a") && is(out.end + 2, "half") && count && !count->vague) {
    out.count += 0.5;
    out.end += 3;
  }
  if (is(out.end, "or") && is(out.end + 1, "so")) {
    out.mod = "APPROX";
    out.end += 2;
  }
  // Ages.
  std::size_t old = out.end;
  if (hyphen(old)) ++old;
  if (any(old, "old", "olds") && *found >= Unit::day) {
    // "A 43-year-old" says who somebody is, not when or for how long; "is 43 years old" is an age.
    const bool apposed = *found == Unit::year && i > 0 && (is(i - 1, ",") || document::is_noun(tag(i - 1)));
    if (count && (!plural || apposed) && *found == Unit::year) return std::nullopt;
    out.end = old + 1;
    return out;
  }
  if (is(out.end, "of") && is(out.end + 1, "age")) {
    out.end += 2;
    return out;
  }
  if (hyphen(out.end) && is(out.end + 1, "long")) {
    out.end += 2;
    return out;
  }
  if (led || hyphenated) {
    const bool adjective = hyphenated && hyphen(out.end) && any(out.end + 1, "ago", "earlier");
    if (!adjective) return out;
    ++out.end;
  }
  if (hyphen(out.end) && any(out.end + 1, "ago", "earlier")) ++out.end;  // "year-ago"

  // So long before or after something.
  const auto direct = [&](Direction direction, std::size_t words) {
    out.shape = Shape::offset;
    out.direction = direction;
    out.end += words;
  };
  const std::size_t next = out.end;
  if (any(next, "ago")) {
    direct(Direction::ago, 1);
    if (is(out.end, "today") || is(out.end, "this")) return out;
  } else if (any(next, "earlier", "previously", "beforehand") || (is(next, "before") && !in(next + 1))) {
    direct(Direction::earlier, 1);
  } else if (any(next, "later", "afterward", "afterwards") && !is(next + 1, "than")) {
    direct(Direction::later, 1);
  } else if (is(next, "from") && any(next + 1, "now", "today")) {
    direct(Direction::ahead, 2);
  } else if (is(next, "hence")) {
    direct(Direction::ahead, 1);
  } else if (any(next, "before", "after") && (any(next + 1, ",", ".", ";", "that", "this"))) {
    direct(is(next, "before") ? Direction::earlier : Direction::later, 1);
  } else if (article && i > 0 && !atoms_[i].new_line && !plural) {
    // "twice a week", "$5 a share a year": a rate.
    const bool rate =
        any(i - 1, "times", "once", "twice", "%", "percent") ||
        (atoms_[i - 1].kind == AtomKind::number && !any(i - 1, "/")) ||
        sense(i - 1, WordClass::scale).has_value() ||
        any(i - 1, "million", "billion", "tons", "barrels", "cents", "dollars", "miles", "tonnes");
    if (rate) {
      out.shape = Shape::set;
      out.count = 1;
    }
  }
  return out;
}

// ---- now, then, some day

std::optional<Phrase> TimeGrammar::reference(std::size_t i) const {
  Phrase out;
  out.begin = i;
  out.shape = Shape::reference;
  const auto as = [&](std::string_view value, std::size_t words) {
    out.reference = value;
    out.end = i + words;
    return out;
  };
  const bool capital_inside =
      atoms_[i].capital && i > 0 && !atoms_[i].new_line && !any(i - 1, ".", "\"", "'", "?");
  if (sense(i, WordClass::present)) {
    if (capital_inside) return std::nullopt;
    if (is(i, "current") && any(i + 1, "account", "events", "affairs")) return std::nullopt;
    return as("PRESENT_REF", 1);
  }
  if (is(i, "right") && is(i + 1, "now")) return as("PRESENT_REF", 2);
  if (is(i, "these") && is(i + 1, "days")) return as("PRESENT_REF", 2);
  if (any(i, "modern", "present") && (hyphen(i + 1) ? is(i + 2, "day") : is(i + 1, "day"))) {
    return as("PRESENT_REF", hyphen(i + 1) ? 3 : 2);
  }
  if (is(i, "the") && is(i + 1, "moment") && i > 0 && is(i - 1, "at")) return as("PRESENT_REF", 2);
  if (is(i, "the") && is(i + 1, "present") && i > 0 && any(i - 1, "at", "for", "until", "to") &&
      !hyphen(i + 2) && !document::is_noun(tag(i + 2))) {
    return as("PRESENT_REF", 2);
  }
  if (is(i, "present") && i > 0 && is(i - 1, "at")) return as("PRESENT_REF", 1);
  if (is(i, "date") && i > 0 && is(i - 1, "to") && !(i > 1 && any(i - 2, "up", "out")) &&
      !document::is_verb(tag(i)) && tag(i + 1) != Tag::nn &&
      !(in(i + 1) && atoms_[i + 1].kind == AtomKind::word && atoms_[i + 1].glued)) {
    return as("PRESENT_REF", 1);
  }
  if (is(i, "more") && is(i + 1, "recently")) return as("PAST_REF", 2);
  if (sense(i, WordClass::past)) return as("PAST_REF", 1);
  if (is(i, "recent") && !capital_inside) return as("PAST_REF", 1);
  bool plural = false;
  if (is(i, "the") && is(i + 1, "past") && !unit(i + 2, plural) && !number(i + 2)) return as("PAST_REF", 2);
  if (is(i, "the") && any(i + 1, "near", "foreseeable", "immediate", "distant", "not") &&
      is(i + 2, "future")) {
    return as("FUTURE_REF", 3);
  }
  if (is(i, "the") && is(i + 1, "future") && !unit(i + 2, plural)) {
    // "The future of the alliance" is its fate.
    if (is(i + 2, "of")) return std::nullopt;
    if (tag(i + 1) != Tag::jj) return as("FUTURE_REF", 2);
  }
  if (is(i, "future") && !capital_inside && !is(i + 1, "of") &&
      (tag(i) != Tag::jj || (unit(i + 1, plural) && plural))) {
    // "Future gains" says of what kind they are.
    return as("FUTURE_REF", unit(i + 1, plural) && plural ? 2 : 1);
  }
  if (sense(i, WordClass::future)) {
    if (is(i, "shortly") && any(i + 1, "before", "after", "afterward", "afterwards")) return std::nullopt;
    if (is(i, "soon") && any(i + 1, "after", "afterward", "afterwards")) return std::nullopt;
    if (i > 0 && is(i, "soon") && any(i - 1, "as", "too", "how") && !is(i + 2, "possible"))
      return std::nullopt;
    out.adverb = true;
    return as("FUTURE_REF", 1);
  }
  return std::nullopt;
}

// ---- again and again

std::optional<Phrase> TimeGrammar::set(std::size_t i) const {
  Phrase out;
  out.begin = i;
  out.shape = Shape::set;
  if (const auto found = sense(i, WordClass::frequency)) {
    // A newspaper: "the party daily", "The Daily Nation".
    if (atoms_[i].capital && i > 0 && !any(i - 1, ".", "\"")) return std::nullopt;
    if (i > 0 && atoms_[i - 1].capital && in(i + 1) && atoms_[i + 1].capital && !is(i + 1, "for"))
      return std::nullopt;
    if (tag(i) == Tag::nn || tag(i) == Tag::nns) return std::nullopt;
    out.unit = static_cast<Unit>(*found);
    out.end = i + 1;
    return out;
  }
  if (!sense(i, WordClass::every)) return std::nullopt;
  std::size_t at = i + 1;
  if (any(at, "single", "passing")) ++at;
  if (is(at, "other") || is(at, "second")) {
    out.count = 2;
    ++at;
  }
  if (is(at, "few") || is(at, "several")) {
    out.vague = true;
    ++at;
  }
  std::size_t end = 0;
  if (const auto day = weekday(at, end)) {
    out.weekday = *day;
    out.end = end;
    add_part(out);
    return out;
  }
  if (const auto named = sense(at, WordClass::month); named && atoms_[at].capital) {
    out.month = *named;
    out.end = at + 1;
    return out;
  }
  if (const auto named = season(at, end, true)) {
    out.season = *named;
    out.end = end;
    return out;
  }
  if (const auto named = sense(at, WordClass::part); named && !is(at, "night")) {
    out.part = *named;
    out.end = at + 1;
    return out;
  }
  if (const auto count = number(at); count && !count->article && !count->vague) {
    out.count = count->value;
    at = count->end;
  }
  bool plural = false;
  const auto found = unit(at, plural);
  if (!found || document::is_verb(tag(at))) return std::nullopt;
  if (*found == Unit::second && !plural) return std::nullopt;
  out.unit = *found;
  out.end = at + 1;
  return out;
}

}  // namespace casus::resolve
