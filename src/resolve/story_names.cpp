#include "resolve/story_names.h"

#include <algorithm>

#include "base/ascii.h"

namespace casus::resolve {

using document::Dep;
using document::NameLabel;
using document::no_token;
using document::Pos;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;
using knowledge::Kind;
using knowledge::Match;
using knowledge::Sense;

namespace {

bool may_begin(const StoryWords& words, TokenIndex i) {
  if (words.capitalised(i)) return true;
  const std::string_view text = words.form(i);
  if (text.empty()) return false;
  if (base::is_digit(text.front())) return true;
  return text.starts_with("al-") || text == "al" || text == "ethnic" || text == "el" || text == "the";
}

bool actor_label(NameLabel label) {
  switch (label) {
    case NameLabel::person:
    case NameLabel::org:
    case NameLabel::gpe:
    case NameLabel::norp:
    case NameLabel::loc:
    case NameLabel::fac:
      return true;
    default:
      return false;
  }
}

// The model's span without an article, a possessive ending, quotation marks, blanks.
TokenRange trimmed(const StoryWords& words, TokenRange range) {
  const auto& tokens = words.document().tokens;
  const auto loose = [&](TokenIndex i) {
    const Tag tag = tokens.tag[i];
    return tag == Tag::dt || tag == Tag::pos || tag == Tag::space || tokens.pos[i] == Pos::punct;
  };
  while (!range.empty() && loose(range.begin)) ++range.begin;
  while (!range.empty() && loose(range.end - 1) && words.form(range.end - 1) != ".") --range.end;
  // "Xinhua news agency": the words that say what it is are no part of the name.
  TokenIndex end = range.end;
  while (end > range.begin + 1 && tokens.tag[end - 1] == Tag::nn && !words.capitalised(end - 1)) --end;
  if (end < range.end && words.capitalised(end - 1)) range.end = end;
  return range;
}

// Whether a single word that a table has is meant as a name here.
bool plausible(const StoryWords& words, TokenIndex i, const std::vector<Match>& matches, NameLabel label) {
  if (label != NameLabel::none && actor_label(label)) return true;
  const auto& tokens = words.document().tokens;
  const Tag tag = tokens.tag[i];
  if (tag == Tag::nnp || tag == Tag::nnps) return true;
  const bool of_country = std::any_of(matches.begin(), matches.end(), [](const Match& match) {
    return match.sense == Sense::adjective || match.sense == Sense::people || match.sense == Sense::ethnic;
  });
  if (of_country && (tag == Tag::jj || tag == Tag::nn || tag == Tag::nns)) return true;
  // A capital inside a sentence is a name even where the tagger saw a noun or an adjective.
  if (words.shouted(i) && words.form(i).size() < 4) return false;  // "US", "WHO", "IT" among capitals
  const bool first = tokens.sentence_start[i] != 0;
  return !first && !words.shouted(i) &&
         (tag == Tag::nn || tag == Tag::nns || tag == Tag::jj || tag == Tag::fw);
}

bool is_person(const knowledge::Knowledge& knowledge, const NamedSpan& span) {
  return std::any_of(span.matches.begin(), span.matches.end(),
                     [&](const Match& match) { return knowledge.entry(match.entry).kind == Kind::person; });
}

bool is_adjective(const NamedSpan& span) {
  return std::any_of(span.matches.begin(), span.matches.end(),
                     [](const Match& match) { return match.sense == Sense::adjective; });
}

}  // namespace

TokenIndex head_of(const document::Document& document, TokenRange range) {
  for (TokenIndex i = range.begin; i < range.end; ++i) {
    const TokenIndex head = document.tokens.head[i];
    if (head == i || !range.contains(head)) {
      if (document.tokens.pos[i] != Pos::punct && document.tokens.dep[i] != Dep::case_) return i;
    }
  }
  return range.end - 1;
}

std::vector<NamedSpan> find_names(const StoryWords& words, const knowledge::Knowledge& knowledge) {
  const document::Document& document = words.document();
  std::vector<NameLabel> label(document.size(), NameLabel::none);
  for (const document::Name& name : document.names) {
    for (TokenIndex i = name.tokens.begin; i < name.tokens.end && i < document.size(); ++i) {
      label[i] = name.label;
    }
  }
  std::vector<NamedSpan> found;
  for (TokenIndex i = 0; i < document.size();) {
    if (!may_begin(words, i)) {
      ++i;
      continue;
    }
    std::vector<Match> matches = knowledge.names_at(words.forms(), i);
    if (matches.empty()) {
      ++i;
      continue;
    }
    const std::uint32_t length = matches.front().tokens;
    std::erase_if(matches, [&](const Match& match) { return match.tokens != length; });
    const bool date_word = label[i] == NameLabel::date || label[i] == NameLabel::time;
    const bool fits = length > 1 || plausible(words, i, matches, label[i]);
    if (!fits || date_word) {
      ++i;
      continue;
    }
    NamedSpan span;
    span.tokens = {i, std::min<TokenIndex>(i + length, document.size())};
    span.matches = std::move(matches);
    found.push_back(std::move(span));
    i += length;
  }

  // The model's names: the same span takes the label, a longer one stands beside what it holds.
  const std::size_t known = found.size();
  std::size_t from = 0;
  for (const document::Name& name : document.names) {
    if (!actor_label(name.label)) continue;
    const TokenRange range = trimmed(words, name.tokens);
    if (range.empty() || words.shouted(range.begin)) continue;
    while (from < known && found[from].tokens.end <= range.begin) ++from;
    bool taken = false;
    bool proper = false;
    for (TokenIndex i = range.begin; i < range.end; ++i) proper |= words.capitalised(i);
    if (!proper) continue;
    for (std::size_t k = from; k < known && found[k].tokens.begin < range.end; ++k) {
      NamedSpan& span = found[k];
      if (span.tokens.contains(range)) {
        if (span.label == NameLabel::none) span.label = name.label;
        taken = true;
      } else if (!range.contains(span.tokens)) {
        taken |= span.tokens.size() >= range.size();
      }
    }
    if (taken) continue;
    bool known_person = false;
    for (std::size_t k = from; k < known && found[k].tokens.begin < range.end; ++k) {
      if (!range.contains(found[k].tokens)) continue;
      if (name.label == NameLabel::person) {
        // "President Barack Obama" is who is known; "Karen" in "Karen Lund" is no people.
        if (found[k].tokens.end == range.end && found[k].tokens.size() > 1 &&
            is_person(knowledge, found[k])) {
          found[k].label = name.label;
          known_person = true;
        } else if (!is_adjective(found[k]) || found[k].tokens.begin != range.begin) {
          found[k].matches.clear();
          found[k].tokens.end = found[k].tokens.begin;  // taken out below
        }
      }
      found[k].inner = true;
    }
    if (known_person) {
      for (std::size_t k = from; k < known && found[k].tokens.begin < range.end; ++k) {
        if (found[k].label == NameLabel::person) found[k].inner = false;
      }
      continue;
    }
    NamedSpan span;
    span.tokens = range;
    span.label = name.label;
    found.push_back(std::move(span));
  }
  std::erase_if(found, [](const NamedSpan& span) { return span.tokens.empty(); });
  std::sort(found.begin(), found.end(), [](const NamedSpan& a, const NamedSpan& b) {
    if (a.tokens.begin != b.tokens.begin) return a.tokens.begin < b.tokens.begin;
    return a.tokens.end > b.tokens.end;
  });
  for (NamedSpan& span : found) span.head = head_of(document, span.tokens);
  return found;
}

}  // namespace casus::resolve
