#include "code/story_index.h"

#include <algorithm>

namespace casus::code {

using document::Dep;
using document::Document;
using document::EntityId;
using document::MentionId;
using document::no_token;
using document::PlaceId;
using document::PredicateId;
using document::Role;
using document::TimeExpression;
using document::TimeId;
using document::TokenIndex;
using document::TokenRange;

namespace {

// A child that begins a clause or a coordinated phrase of its own.
bool stands_apart(Dep dep) {
  switch (dep) {
    case Dep::acl:
    case Dep::advcl:
    case Dep::ccomp:
    case Dep::conj:
    case Dep::csubj:
    case Dep::csubjpass:
    case Dep::parataxis:
    case Dep::pcomp:
    case Dep::relcl:
    case Dep::xcomp:
      return true;
    default:
      return false;
  }
}

void add(std::vector<EntityId>& out, EntityId id) {
  if (id.valid() && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
}

}  // namespace

StoryIndex::StoryIndex(const Document& document, const Lexicon& lexicon)
    : document_(document),
      words_(document, lexicon),
      at_(document.size()),
      fillings_(document.size()),
      children_(document.predicates.size()),
      mention_at_(document.size()) {
  for (std::size_t i = 0; i < document.predicates.size(); ++i) {
    const document::Predicate& predicate = document.predicates[i];
    at_[predicate.head] = PredicateId(i);
    if (predicate.light_verb != no_token && !at_[predicate.light_verb].valid()) {
      at_[predicate.light_verb] = PredicateId(i);
    }
    if (predicate.parent.valid()) children_[predicate.parent.index()].push_back(PredicateId(i));
    for (const document::Argument& argument : predicate.arguments) {
      if (argument.head != no_token) fillings_[argument.head].push_back({PredicateId(i), &argument});
    }
  }
  for (std::size_t i = 0; i < document.mentions.size(); ++i) {
    const document::Mention& mention = document.mentions[i];
    if (mention.head != no_token && !mention_at_[mention.head].valid()) {
      mention_at_[mention.head] = MentionId(i);
    }
  }
  today_ = document.dateline.date ? document.dateline.date : document.day();
}

std::vector<TokenIndex> StoryIndex::own_words(TokenIndex head) const {
  std::vector<TokenIndex> out = {head};
  for (std::size_t i = 0; i < out.size() && out.size() <= document_.size(); ++i) {
    for (const TokenIndex child : document_.children(out[i])) {
      if (!stands_apart(document_.tokens.dep[child])) out.push_back(child);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

TokenRange StoryIndex::own_range(TokenIndex head) const {
  const std::vector<TokenIndex> words = own_words(head);
  TokenRange out{words.front(), words.back() + 1};
  if (document::is_verb(document_.tokens.tag[head])) {
    out.begin = head;
    for (const TokenIndex child : document_.children(head)) {
      const Dep dep = document_.tokens.dep[child];
      if (dep == Dep::aux || dep == Dep::auxpass || dep == Dep::neg) out.begin = std::min(out.begin, child);
    }
  }
  const auto trim = [&](TokenIndex i) { return document_.tokens.pos[i] == document::Pos::punct; };
  while (out.size() > 1 && trim(out.end - 1)) --out.end;
  while (out.size() > 1 && trim(out.begin)) ++out.begin;
  return out;
}

EntityId StoryIndex::entity_of(TokenIndex head, bool inside) const {
  if (const MentionId id = mention_at_[head]; id.valid()) return document_.mentions[id.index()].entity;
  if (!inside) return {};
  for (const TokenIndex child : document_.children(head)) {
    if (document_.tokens.dep[child] != Dep::prep || words_.form(child) != "of") continue;
    for (const TokenIndex object : document_.children(child)) {
      if (document_.tokens.dep[object] != Dep::pobj) continue;
      if (const EntityId found = entity_of(object, true); found.valid()) return found;
    }
  }
  for (const TokenIndex child : document_.children(head)) {
    const Dep dep = document_.tokens.dep[child];
    const bool in_front =
        dep == Dep::poss || dep == Dep::compound || dep == Dep::nmod || dep == Dep::amod || dep == Dep::appos;
    if (!in_front) continue;
    if (const MentionId id = mention_at_[child]; id.valid()) return document_.mentions[id.index()].entity;
  }
  return {};
}

std::vector<EntityId> StoryIndex::entities(TokenIndex head) const {
  std::vector<EntityId> out;
  std::vector<TokenIndex> heads = {head};
  for (std::size_t i = 0; i < heads.size() && heads.size() < 32; ++i) {
    add(out, entity_of(heads[i], true));
    for (const TokenIndex child : document_.children(heads[i])) {
      if (document_.tokens.dep[child] == Dep::conj) heads.push_back(child);
    }
  }
  return out;
}

std::vector<EntityId> StoryIndex::parties(PredicateId id, std::initializer_list<Role> roles) const {
  std::vector<EntityId> out;
  for (const Role role : roles) {
    for (const document::Argument& argument : predicate(id).arguments) {
      if (argument.role != role || argument.head == no_token || argument.clause.valid()) continue;
      for (const EntityId one : entities(argument.head)) add(out, one);
    }
  }
  return out;
}

std::string StoryIndex::country(EntityId id) const {
  if (!id.valid()) return {};
  const document::Entity& entity = document_.entities[id.index()];
  if (!entity.country.empty()) return entity.country;
  return entity.code.size() >= 3 ? entity.code.substr(0, 3) : std::string{};
}

bool StoryIndex::is_past(const TimeExpression& time) const {
  if (!today_ || !time.end) return false;
  // "Earlier this month" ends before today, whatever its month does.
  return *time.end < *today_ || (time.mod == "START" && time.begin && *time.begin <= *today_);
}

bool StoryIndex::is_ahead(const TimeExpression& time) const {
  if (!today_ || !time.begin || !time.end) return false;
  return *time.begin > *today_ || (*time.end > *today_ && time.mod == "END");
}

bool StoryIndex::is_dated(const TimeExpression& time) {
  if (time.type != document::TimeType::date && time.type != document::TimeType::time) return false;
  return time.value && time.value->find("_REF") == std::string::npos && !time.value->starts_with("X");
}

std::vector<TimeId> StoryIndex::times_in(TokenRange range) const {
  std::vector<TimeId> out;
  for (std::size_t i = 0; i < document_.times.size(); ++i) {
    if (document_.times[i].tokens.overlaps(range)) out.emplace_back(i);
  }
  return out;
}

PlaceId StoryIndex::place_in(TokenRange range) const {
  for (std::size_t i = 0; i < document_.places.size(); ++i) {
    const TokenRange words = document_.places[i].tokens;
    if (!range.contains(words)) continue;
    TokenIndex before = words.begin;
    while (before > range.begin) {
      --before;
      const std::string_view form = words_.form(before);
      if (form == "in" || form == "at" || form == "near" || form == "to") return PlaceId(i);
      if (document_.tokens.tag[before] == document::Tag::in) break;
    }
  }
  return {};
}

events::EventId event_at(const std::vector<events::Event>& found, PredicateId predicate, base::Span span) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (predicate.valid() && found[i].predicate == predicate) return events::EventId(i);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const base::Span told : found[i].evidence.spans()) {
      if (told.overlaps(span)) return events::EventId(i);
    }
  }
  return {};
}

}  // namespace casus::code
