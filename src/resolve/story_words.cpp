#include "resolve/story_words.h"

#include <algorithm>

#include "base/ascii.h"

namespace casus::resolve {

using document::Dep;
using document::no_token;
using document::Tag;
using document::TokenIndex;

namespace {

bool has_upper(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return base::is_upper(c); });
}

bool has_lower(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return base::is_lower(c); });
}

// "Forces" as a name keeps its s in the lemma column; the tables have the singular.
std::size_t without_plural(std::string_view word) {
  if (word.size() > 3 && word.ends_with("sses")) return word.size() - 2;
  if (word.size() > 3 && word.ends_with("s") && !word.ends_with("ss") && !word.ends_with("us") &&
      !word.ends_with("is")) {
    return word.size() - 1;
  }
  return word.size();
}

bool opens_phrase(Dep dep) {
  switch (dep) {
    case Dep::det:
    case Dep::amod:
    case Dep::compound:
    case Dep::nmod:
    case Dep::nummod:
    case Dep::poss:
    case Dep::quantmod:
    case Dep::predet:
      return true;
    default:
      return false;
  }
}

}  // namespace

StoryWords::StoryWords(const document::Document& document, const EntityWords& hints,
                       const knowledge::Knowledge& knowledge)
    : document_(document),
      hints_(document.size()),
      role_ends_(document.size(), -1),
      shouted_(document.sentences().size(), 0),
      quote_of_(document.size(), 0) {
  read_forms();
  for (TokenIndex i = 0; i < document.size(); ++i) {
    const Tag tag = document.tokens.tag[i];
    if (is_noun(i) || document::is_verb(tag) || tag == Tag::jj || tag == Tag::in || tag == Tag::rb ||
        tag == Tag::cd || tag == Tag::dt || tag == Tag::fw) {
      hints_[i] = hints.of(lemmas_[i]);
    }
  }
  read_roles(knowledge);
  read_quotes();
}

void StoryWords::read_forms() {
  const TokenIndex size = document_.size();
  forms_.reserve(size);
  lemmas_.reserve(size);
  std::size_t needed = 0;
  for (TokenIndex i = 0; i < size; ++i) {
    const std::string_view lemma = document_.lemma(i);
    if (has_upper(lemma) || lemma.empty()) needed += std::max(lemma.size(), document_.token(i).text().size());
  }
  lowered_.reserve(needed + 2 * document_.text().size());  // never grows again: views point into it
  for (TokenIndex i = 0; i < size; ++i) {
    const std::string_view text = document_.token(i).text();
    forms_.push_back(text);
    std::string_view lemma = document_.lemma(i);
    if (lemma.empty()) lemma = text;
    if (!has_upper(lemma)) {
      lemmas_.push_back(lemma);
      continue;
    }
    const std::size_t begin = lowered_.size();
    for (const char c : lemma) lowered_ += base::to_lower(c);
    std::string_view lower = std::string_view(lowered_).substr(begin);
    if (document_.tokens.tag[i] == Tag::nnps) lower = lower.substr(0, without_plural(lower));
    lemmas_.push_back(lower);
  }
  for (std::size_t s = 0; s < shouted_.size(); ++s) {
    const document::TokenRange range = document_.sentences()[s];
    std::uint32_t loud = 0;
    std::uint32_t words = 0;
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      const bool lower = has_lower(forms_[i]);
      const bool upper = has_upper(forms_[i]);
      if (!lower && !upper) continue;
      ++words;
      if (!lower && forms_[i].size() > 1) ++loud;
    }
    if (words < 4 || loud * 4 < words * 3) continue;
    shouted_[s] = 1;
    // Names are looked up as they are written elsewhere; short ones may be acronyms and stay.
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (forms_[i].size() < 4 || has_lower(forms_[i])) continue;
      const std::size_t begin = lowered_.size();
      for (std::size_t c = 0; c < forms_[i].size(); ++c) {
        lowered_ += c == 0 ? forms_[i][c] : base::to_lower(forms_[i][c]);
      }
      forms_[i] = std::string_view(lowered_).substr(begin);
    }
  }
}

void StoryWords::read_roles(const knowledge::Knowledge& knowledge) {
  // "Human rights group", "arms dealer": a plural before another noun is part of the phrase as it is written.
  std::vector<std::string_view> as_written(lemmas_.begin(), lemmas_.end());
  std::vector<std::string> lowered(document_.size());
  for (TokenIndex i = 0; i + 1 < document_.size(); ++i) {
    if (document_.tokens.tag[i] != Tag::nns || !is_noun(i + 1)) continue;
    for (const char c : forms_[i]) lowered[i] += base::to_lower(c);
    as_written[i] = lowered[i];
  }
  for (TokenIndex i = 0; i < document_.size(); ++i) {
    if (!is_noun(i) && document_.tokens.tag[i] != Tag::jj && document_.tokens.tag[i] != Tag::vbg &&
        document_.tokens.tag[i] != Tag::vbn && document_.tokens.tag[i] != Tag::fw) {
      continue;
    }
    auto found = knowledge.role_at(as_written, i);
    if (const auto by_lemma = knowledge.role_at(lemmas_, i);
        by_lemma && (!found || by_lemma->first > found->first)) {
      found = by_lemma;
    }
    if (!found || found->first == 0) continue;
    const TokenIndex last = i + found->first - 1;
    if (last >= document_.size() || document_.sentence_of(last) != document_.sentence_of(i)) continue;
    if (role_ends_[last] >= 0) continue;  // a longer phrase began before
    role_ends_[last] = static_cast<std::int32_t>(roles_.size());
    roles_.push_back({i, found->second});
  }
}

// A straight mark opens where white space stands before it and none after it. A quotation that is never
// closed ends with its paragraph, or where the text has none with its sentence.
void StoryWords::read_quotes() {
  enum class Mark : std::uint8_t { none, open, close };
  const TokenIndex size = document_.size();
  const auto blank_before = [&](TokenIndex i) {
    return i == 0 || document_.tokens.space_after[i - 1] != 0 || document_.tokens.tag[i - 1] == Tag::space ||
           forms_[i - 1] == "-" || forms_[i - 1] == "(";
  };
  const auto mark_at = [&](TokenIndex i) {
    const std::string_view text = forms_[i];
    if (text == "\xE2\x80\x9C") return Mark::open;
    if (text == "\xE2\x80\x9D") return Mark::close;
    if (text != "\"" && text != "``" && text != "''") return Mark::none;
    return blank_before(i) && document_.tokens.space_after[i] == 0 ? Mark::open : Mark::close;
  };
  for (TokenIndex i = 0; i < size; ++i) {
    if (mark_at(i) != Mark::open) continue;
    ++quotes_;
    TokenIndex end = i + 1;
    TokenIndex paragraph = size;
    while (end < size && mark_at(end) == Mark::none) {
      const bool line =
          document_.tokens.tag[end] == Tag::space && forms_[end].find('\n') != std::string_view::npos;
      if (line && paragraph == size) paragraph = end;
      ++end;
    }
    const bool closed = end < size && mark_at(end) == Mark::close;
    if (!closed || paragraph < end) {
      if (paragraph < end) {
        end = paragraph;
      } else {
        end = std::min(end, document_.sentences()[document_.sentence_of(i)].end);
      }
    }
    for (TokenIndex k = i + 1; k < end; ++k) quote_of_[k] = quotes_;
    i = end < size && mark_at(end) == Mark::close ? end : end - 1;
  }
}

bool StoryWords::is_noun(TokenIndex i) const {
  const Tag tag = document_.tokens.tag[i];
  return tag == Tag::nn || tag == Tag::nns || tag == Tag::nnp || tag == Tag::nnps;
}

bool StoryWords::is_proper(TokenIndex i) const {
  const Tag tag = document_.tokens.tag[i];
  return tag == Tag::nnp || tag == Tag::nnps;
}

bool StoryWords::is_plural(TokenIndex i) const {
  const Tag tag = document_.tokens.tag[i];
  return tag == Tag::nns || tag == Tag::nnps;
}

bool StoryWords::capitalised(TokenIndex i) const {
  const std::string_view text = forms_[i];
  if (text.empty()) return false;
  return base::is_upper(text.front()) || (static_cast<unsigned char>(text.front()) >= 0xC3);
}

TokenIndex StoryWords::phrase_begin(TokenIndex head) const {
  TokenIndex begin = head;
  for (const TokenIndex child : document_.children(head)) {
    if (child >= head) break;
    if (opens_phrase(document_.tokens.dep[child])) begin = std::min(begin, document_.subtree(child).begin);
  }
  return begin;
}

bool StoryWords::modifies(TokenIndex token, TokenIndex head) const {
  TokenIndex at = token;
  for (int steps = 0; steps < 6 && at != head; ++steps) {
    const Dep dep = document_.tokens.dep[at];
    if (!opens_phrase(dep) && dep != Dep::conj && dep != Dep::npadvmod && dep != Dep::appos) return false;
    at = document_.tokens.head[at];
  }
  return at == head && token < head;
}

TokenIndex StoryWords::determiner(TokenIndex head) const {
  for (const TokenIndex child : document_.children(head)) {
    if (child >= head) break;
    const Dep dep = document_.tokens.dep[child];
    if (dep == Dep::det || dep == Dep::poss) return child;
  }
  return no_token;
}

TokenIndex StoryWords::first_conjunct(TokenIndex token) const {
  for (int steps = 0; steps < 12 && document_.tokens.dep[token] == Dep::conj; ++steps) {
    token = document_.tokens.head[token];
  }
  return token;
}

TokenIndex StoryWords::governor(TokenIndex token) const {
  token = first_conjunct(token);
  TokenIndex head = document_.tokens.head[token];
  if (head == token) return no_token;
  for (int steps = 0; steps < 4; ++steps) {
    const Dep dep = document_.tokens.dep[head];
    if ((dep != Dep::prep && dep != Dep::agent && dep != Dep::dative) ||
        document_.tokens.head[head] == head) {
      break;
    }
    head = document_.tokens.head[head];
  }
  return head;
}

bool StoryWords::is_subject(TokenIndex token) const {
  const Dep dep = document_.tokens.dep[first_conjunct(token)];
  return dep == Dep::nsubj || dep == Dep::nsubjpass;
}

}  // namespace casus::resolve
