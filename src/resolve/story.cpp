#include "resolve/story.h"

#include <algorithm>
#include <numeric>

namespace casus::resolve {

using document::Dep;
using document::MentionKind;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;

Story::Story(document::Document& document, const EntityWords& hints, const knowledge::Knowledge& knowledge,
             EntityTrace* trace)
    : document_(document),
      hints_(hints),
      knowledge_(knowledge),
      trace_(trace),
      words_(document, hints, knowledge),
      name_at_(document.size(), -1),
      taken_(document.size(), 0),
      by_head_(document.size()),
      visited_(document.size(), 0) {
  date_ = document.day();
}

void Story::read() {
  names_ = find_names(words_, knowledge_);
  for (std::size_t k = 0; k < names_.size(); ++k) {
    if (name_at_[names_[k].head] < 0) name_at_[names_[k].head] = static_cast<std::int32_t>(k);
    for (TokenIndex i = names_[k].tokens.begin; i < names_[k].tokens.end; ++i) taken_[i] = 1;
  }
  count_countries();
  read_names();
  count_persons();
  find_speakers();
  sweep();
  finish();
}

ActorIndex Story::add_actor(Actor actor) {
  actors_.push_back(std::move(actor));
  return static_cast<ActorIndex>(actors_.size() - 1);
}

ActorIndex Story::actor_keyed(const std::string& key) {
  const auto at = keyed_.find(key);
  return at == keyed_.end() ? no_actor : at->second;
}

void Story::mention(TokenRange tokens, TokenIndex head, ActorIndex actor, MentionKind kind, bool modifier) {
  for (const std::uint32_t other : by_head_[head]) {
    if (mentions_[other].actor == actor) return;
  }
  by_head_[head].push_back(static_cast<std::uint32_t>(mentions_.size()));
  mentions_.push_back({tokens, head, actor, kind, modifier});
}

std::string Story::flat(TokenRange tokens) const {
  std::string out;
  bool blank = false;
  for (const char c : document_.text(tokens)) {
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    if (space) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

// From left to right: what a pronoun or a noun phrase may refer to stands before it.
void Story::sweep() {
  seen_.reserve(mentions_.size() * 2);
  for (TokenIndex i = 0; i < document_.size(); ++i) {
    const Tag tag = document_.tokens.tag[i];
    if (tag == Tag::prp || tag == Tag::prp_poss) {
      read_pronoun(i);
    } else if (is_nominal(i)) {
      read_nominal(i);
    } else if (is_role_modifier(i)) {
      read_role_modifier(i);
    } else if (is_counted(i)) {
      read_counted(i);
    }
    for (std::size_t k = 0; k < by_head_[i].size(); ++k) {
      const std::uint32_t m = by_head_[i][k];
      read_leader(m);
      seen_.push_back(m);
      ++actors_[mentions_[m].actor].mentions;
    }
  }
}

// Who acts for a state that hardly anyone recognises is coded by the ground it stands on.
void Story::claim(document::Entity& entity) const {
  const std::string_view state = hints_.claimed_by(entity.country);
  if (state.empty()) return;
  std::string roles = entity.code.size() > 3 ? entity.code.substr(3) : std::string();
  const bool acts = entity.type != document::EntityType::place &&
                    entity.type != document::EntityType::civilian &&
                    entity.type != document::EntityType::ethnic_group;
  if (acts && (roles.empty() || roles == "GOV" || roles == "MIL" || roles == "LEG" || roles == "COP")) {
    roles = roles.empty() || roles == "GOV" ? "SEP" : "SEP" + roles;
  }
  entity.code = std::string(state) + roles;
  entity.country = state;
}

void Story::finish() {
  std::vector<std::uint32_t> order(mentions_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const TokenRange left = mentions_[a].tokens;
    const TokenRange right = mentions_[b].tokens;
    if (left.begin != right.begin) return left.begin < right.begin;
    if (left.end != right.end) return left.end > right.end;
    return a < b;
  });
  std::vector<document::EntityId> ids(actors_.size());
  document_.mentions.reserve(order.size());
  for (const std::uint32_t m : order) {
    const ActorMention& from = mentions_[m];
    document::EntityId& id = ids[from.actor];
    if (!id.valid()) {
      claim(actors_[from.actor].entity);
      id = document::EntityId(document_.entities.size());
      document_.entities.push_back(std::move(actors_[from.actor].entity));
    }
    document::Mention out;
    out.tokens = from.tokens;
    out.span = document_.span(from.tokens);
    out.head = from.head;
    out.entity = id;
    out.kind = from.kind;
    document_.entities[id.index()].mentions.emplace_back(document_.mentions.size());
    document_.mentions.push_back(out);
  }
}

void Story::note(TokenRange tokens, ActorIndex chosen, std::string_view loser, std::string_view code,
                 std::string_view reason) {
  if (trace_ == nullptr) return;
  EntityLoser out;
  out.span = document_.span(tokens);
  out.name = loser;
  out.code = code;
  out.reason = reason;
  if (chosen != no_actor) out.chosen = actors_[chosen].entity.name;
  trace_->push_back(std::move(out));
}

}  // namespace casus::resolve
