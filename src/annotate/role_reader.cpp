#include "annotate/role_reader.h"

#include <algorithm>

#include "base/ascii.h"

namespace casus::annotate {

using document::Dep;
using document::NameLabel;
using document::no_token;
using document::Pos;
using document::Tag;

RoleReader::RoleReader(document::Document& document, const RoleLexicon& lexicon)
    : document_(document), lexicon_(lexicon) {}

void RoleReader::read() {
  document_.predicates.clear();
  look_up_words();
  find_predicates();
  const auto count = static_cast<std::uint32_t>(works_.size());
  for (std::uint32_t p = 0; p < count; ++p) read_grammar(p);
  for (std::uint32_t p = 0; p < count; ++p) inherit_grammar(p);
  for (std::uint32_t p = 0; p < count; ++p) {
    if (works_[p].kind == document::PredicateKind::noun) fill_noun(p);
    if (works_[p].kind != document::PredicateKind::noun || works_[p].light_verb != no_token) fill_verb(p);
  }
  share();
  link();
}

void RoleReader::look_up_words() {
  const TokenIndex n = document_.size();
  entries_.assign(n, nullptr);
  labels_.assign(n, NameLabel::none);
  std::string lowered;
  for (TokenIndex i = 0; i < n; ++i) {
    const Pos pos = document_.tokens.pos[i];
    if (pos == Pos::punct || pos == Pos::space) continue;
    const std::string_view lemma = document_.lemma(i);
    if (std::any_of(lemma.begin(), lemma.end(), base::is_upper)) {
      lowered = base::lowered(lemma);
      entries_[i] = lexicon_.find(lowered);
    } else {
      entries_[i] = lexicon_.find(lemma);
    }
  }
  for (const document::Name& name : document_.names) {
    for (TokenIndex i = name.tokens.begin; i < name.tokens.end && i < n; ++i) labels_[i] = name.label;
  }
}

bool RoleReader::is(TokenIndex i, std::string_view word) const {
  return base::equals_ignoring_case(document_.text(document_.tokens.span[i]), word);
}

RoleReader::TokenIndex RoleReader::child(TokenIndex i, Dep dep) const {
  for (const TokenIndex c : document_.children(i)) {
    if (document_.tokens.dep[c] == dep) return c;
  }
  return no_token;
}

bool RoleReader::has_form(TokenIndex i, std::string_view word) const {
  const auto children = document_.children(i);
  return std::any_of(children.begin(), children.end(), [&](TokenIndex c) { return is(c, word); });
}

bool RoleReader::has_to(TokenIndex i) const {
  for (const TokenIndex c : document_.children(i)) {
    if (c > i) break;
    if (document_.tokens.tag[c] == Tag::to && document_.tokens.dep[c] == Dep::aux) return true;
  }
  return false;
}

bool RoleReader::is_time(TokenIndex i) const {
  switch (labels_[i]) {
    case NameLabel::date:
    case NameLabel::time:
      return true;
    case NameLabel::none:
      break;
    default:
      return false;
  }
  if (word_is(i, RoleWord::time_noun)) return true;
  // A year that the model did not mark.
  const std::string_view text = document_.text(document_.tokens.span[i]);
  return document_.tokens.tag[i] == Tag::cd && text.size() == 4 && (text[0] == '1' || text[0] == '2') &&
         std::all_of(text.begin(), text.end(), base::is_digit);
}

bool RoleReader::is_place(TokenIndex i) const {
  const NameLabel label = labels_[i];
  return label == NameLabel::gpe || label == NameLabel::loc || label == NameLabel::fac || is(i, "where") ||
         is(i, "there") || is(i, "here");
}

bool RoleReader::is_person(TokenIndex i) const {
  switch (labels_[i]) {
    case NameLabel::person:
    case NameLabel::org:
    case NameLabel::norp:
    case NameLabel::gpe:
      return true;
    case NameLabel::none:
      break;
    default:
      return false;
  }
  const Tag tag = document_.tokens.tag[i];
  if (tag == Tag::prp || tag == Tag::prp_poss) return !is_lemma(i, "it") && !is(i, "its");
  if (tag == Tag::wp) return !is(i, "what");
  return word_is(i, RoleWord::actor_noun) || (document::is_proper(tag) && !is_place(i));
}

bool RoleReader::is_relativizer(TokenIndex i) const {
  const Tag tag = document_.tokens.tag[i];
  return tag == Tag::wdt || tag == Tag::wp || ((tag == Tag::in || tag == Tag::dt) && is(i, "that"));
}

FillerClass RoleReader::class_of(TokenIndex i) const {
  if (is_time(i)) return FillerClass::time;
  if (document::is_verb(document_.tokens.tag[i]) && owner_[i] != nobody) return FillerClass::clause;
  if (is_place(i)) return FillerClass::place;
  if (is_person(i)) return FillerClass::person;
  return FillerClass::thing;
}

RoleReader::Filler RoleReader::filler(TokenIndex head, TokenIndex marker) const {
  TokenRange range = document_.subtree(head);
  const auto is_edge = [&](TokenIndex i) {
    const Pos pos = document_.tokens.pos[i];
    const Tag tag = document_.tokens.tag[i];
    return i != head && (pos == Pos::space || tag == Tag::comma || tag == Tag::period || tag == Tag::colon);
  };
  while (range.begin < head && is_edge(range.begin)) ++range.begin;
  while (range.end > head + 1 && is_edge(range.end - 1)) --range.end;
  return {head, range, marker};
}

RoleReader::Filler RoleReader::antecedent(TokenIndex noun, TokenIndex clause) const {
  Filler found = filler(noun);
  TokenIndex cut = document_.subtree(clause).begin;
  if (cut <= noun) return found;
  while (cut > noun + 1 && document_.tokens.pos[cut - 1] == Pos::punct) --cut;
  found.tokens.end = std::min(found.tokens.end, cut);
  return found;
}

std::string RoleReader::key_of(const Work& work, TokenIndex particle) const {
  std::string key = base::lowered(document_.lemma(work.head));
  if (particle != no_token) {
    key += ' ';
    key += base::lowered(document_.text(document_.tokens.span[particle]));
  }
  return key;
}

}  // namespace casus::annotate
