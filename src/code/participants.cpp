#include "code/participants.h"

#include <algorithm>
#include <array>
#include <set>

namespace casus::code {

using document::Dep;
using document::EntityType;
using document::MentionId;
using document::no_token;
using document::PredicateKind;
using document::Role;
using document::TokenIndex;
using events::Participant;
using events::Party;

std::string code_of(const document::Entity& entity) {
  return entity.code.empty() ? entity.country : entity.code;
}

Participants::Participants(const Frames& frames, const StatusClasses& classes)
    : frames_(frames),
      classes_(classes),
      doing_(frames.words().find("doing")),
      by_head_(frames.document().size()) {
  const document::Document& document = frames.document();
  for (std::size_t m = 0; m < document.mentions.size(); ++m) {
    const document::Mention& mention = document.mentions[m];
    if (mention.head == no_token || !mention.entity.valid()) continue;
    by_head_[mention.head].emplace_back(m);
  }
}

std::vector<Participants::Found> Participants::mentions_of(TokenIndex head, bool look_inside) const {
  std::vector<Found> out;
  const document::Document& document = frames_.document();
  const auto add = [&](TokenIndex token, bool inside) {
    for (const MentionId id : by_head_[token]) {
      const auto entity = document.mentions[id.index()].entity;
      const bool seen = std::any_of(out.begin(), out.end(), [&](const Found& found) {
        return document.mentions[found.mention.index()].entity == entity;
      });
      if (!seen) out.push_back({id, inside});
    }
  };
  for (const TokenIndex one : frames_.conjuncts(head)) {
    const std::size_t before = out.size();
    add(one, false);
    if (out.size() != before) add_sides(one, out);
    TokenIndex token = one;
    for (int depth = 0; depth < 3 && out.size() == before; ++depth) {
      const TokenIndex under = frames_.inner_head(token);
      if (under == token) break;
      for (const TokenIndex conjunct : frames_.conjuncts(under)) add(conjunct, false);
      token = under;
    }
    if (out.size() != before || !look_inside) continue;
    for (const TokenIndex child : document.children(one)) {
      const Dep dep = document.tokens.dep[child];
      if (dep == Dep::poss || dep == Dep::compound || dep == Dep::amod || dep == Dep::nmod ||
          dep == Dep::appos) {
        for (const TokenIndex conjunct : frames_.conjuncts(child)) add(conjunct, true);
      }
    }
    // "An IS weapons storage warehouse": whoever stands in front of what stands in front.
    for (const TokenIndex child : document.children(one)) {
      if (out.size() != before || document.tokens.dep[child] != Dep::compound) continue;
      for (const TokenIndex inner : document.children(child)) {
        if (document.tokens.dep[inner] == Dep::compound) add(inner, true);
      }
      const auto land = [&](const Found& found) {
        const EntityType type = entity_of(found).type;
        return type == EntityType::state || type == EntityType::place;
      };
      out.erase(std::remove_if(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(), land),
                out.end());
    }
    if (out.size() != before) continue;
    const document::TokenRange range = document.subtree(one);
    for (TokenIndex i = one + 1; i < range.end && out.size() == before; ++i) {
      if (document.tokens.dep[i] == Dep::relcl || document.tokens.dep[i] == Dep::acl) break;
      if (document.tokens.dep[i] == Dep::pobj) add(i, true);
    }
  }
  return out;
}

// Whoever made a thing, as a participle on it says: "a law signed by the governor".
std::vector<TokenIndex> Participants::makers_of(TokenIndex thing) const {
  std::vector<TokenIndex> out;
  const document::Document& document = frames_.document();
  for (const TokenIndex child : document.children(thing)) {
    if (document.tokens.dep[child] != Dep::acl || document.tokens.tag[child] != document::Tag::vbn) continue;
    for (const TokenIndex by : document.children(child)) {
      if (document.tokens.dep[by] != Dep::agent) continue;
      for (const TokenIndex object : document.children(by)) {
        if (document.tokens.dep[object] == Dep::pobj) out.push_back(object);
      }
    }
  }
  return out;
}

// "Delegations from Ethiopia and Eritrea" speak of both, though the phrase has one country.
void Participants::add_sides(TokenIndex head, std::vector<Found>& out) const {
  const document::Document& document = frames_.document();
  const std::string country = entity_of(out.back()).country;
  if (country.empty()) return;
  const auto state_at = [&](TokenIndex token) -> MentionId {
    for (const MentionId id : by_head_[token]) {
      if (document.entities[document.mentions[id.index()].entity.index()].type == EntityType::state)
        return id;
    }
    return {};
  };
  for (const TokenIndex child : document.children(head)) {
    const std::string_view marker = frames_.words().form(child);
    if (document.tokens.dep[child] != Dep::prep || (marker != "from" && marker != "of")) continue;
    for (const TokenIndex object : document.children(child)) {
      const MentionId first = document.tokens.dep[object] == Dep::pobj ? state_at(object) : MentionId{};
      if (!first.valid() || entity_of({first, false}).country != country) continue;
      for (const TokenIndex conjunct : frames_.conjuncts(object)) {
        const MentionId other = conjunct == object ? MentionId{} : state_at(conjunct);
        if (other.valid() && entity_of({other, false}).country != country) out.push_back({other, false});
      }
    }
  }
}

// The verb that an event noun is the object or subject of: "a written appeal had been sent to ...".
FrameId Participants::governor(FrameId noun) const {
  const Frame& frame = frames_[noun];
  if (frame.kind != PredicateKind::noun || frame.predicate->light_verb != no_token) return {};
  const document::Document& document = frames_.document();
  TokenIndex token = frame.predicate->head;
  for (int steps = 0; steps < 3 && document.tokens.head[token] != token; ++steps) {
    const Dep dep = document.tokens.dep[token];
    const bool complement =
        dep == Dep::dobj || dep == Dep::nsubjpass || dep == Dep::pobj || dep == Dep::prep || dep == Dep::conj;
    if (!complement) return {};
    token = document.tokens.head[token];
    if (document::is_verb(document.tokens.tag[token])) {
      const FrameId above = frames_.at(token);
      return above == noun ? FrameId{} : above;
    }
  }
  return {};
}

FrameId Participants::verb_of_subject(FrameId noun) const {
  const document::Document& document = frames_.document();
  const TokenIndex head = frames_[noun].predicate->head;
  if (frames_[noun].id.valid() || document.tokens.dep[head] != Dep::nsubj) return {};
  const FrameId verb = frames_.at(document.tokens.head[head]);
  return verb.valid() && verb != noun && frames_[verb].kind == PredicateKind::verb ? verb : FrameId{};
}

TokenIndex Participants::speaker_above(FrameId id) const {
  const document::Document& document = frames_.document();
  for (int steps = 0; steps < 8 && id.valid(); ++steps) {
    const FrameId above = frames_[id].parent;
    if (!above.valid() || above == id) return no_token;
    const Frame& governor = frames_[above];
    // "Asked to comment, he said ..." is not what he said.
    if (frames_[id].predicate->embedding == document::Embedding::participle &&
        document.tokens.head[frames_[id].predicate->head] == governor.predicate->head) {
      return no_token;
    }
    if (classes_.speech && frames_.words().in(governor.predicate->head, *classes_.speech)) {
      for (const Filler& filler : governor.fillers) {
        if (filler.role == Role::agent) return filler.head;
      }
    }
    id = above;
  }
  return no_token;
}

std::vector<TokenIndex> Participants::heads(FrameId id, const std::string& selector,
                                            const Reading& reading) const {
  std::vector<TokenIndex> out;
  if (!id.valid()) return out;
  const Frame& frame = frames_[id];
  const DocumentWords& words = frames_.words();
  if (selector.starts_with("content.") || selector.starts_with("purpose.")) {
    const std::string inner = selector.substr(8);
    if (selector[0] == 'c') {
      for (std::size_t i = 1; i < reading.chain.size(); ++i) {
        if (reading.chain[i].frame == id) continue;
        for (const TokenIndex head : heads(reading.chain[i].frame, inner, reading)) out.push_back(head);
        if (!out.empty()) return out;
      }
    }
    for (const FrameId child : frames_.children(id)) {
      const document::Embedding how = frames_[child].predicate->embedding;
      if (how != document::Embedding::content && how != document::Embedding::purpose) continue;
      for (const TokenIndex head : heads(child, inner, reading)) out.push_back(head);
      if (!out.empty()) return out;
    }
    return out;
  }
  if (selector == "speaker") {
    if (const TokenIndex head = speaker_above(id); head != no_token) out.push_back(head);
    return out;
  }
  if (selector == "modifier" || selector == "possessor") {
    const document::Document& document = frames_.document();
    for (const TokenIndex child : document.children(frame.predicate->head)) {
      const Dep dep = document.tokens.dep[child];
      const bool fits = selector == "possessor" ? dep == Dep::poss
                                                : dep == Dep::amod || dep == Dep::compound ||
                                                      dep == Dep::nmod || dep == Dep::poss;
      if (fits) out.push_back(child);
    }
    return out;
  }
  for (const Filler& filler : frame.fillers) {
    bool fits = false;
    if (selector == "object") {
      fits = Frames::is_object(frame, filler, words);
    } else if (selector == "subject") {
      fits = filler.role == Role::agent;
    } else if (const auto role = document::find_role(selector)) {
      fits = filler.role == *role;
    } else {
      fits = filler.marker != no_token && words.form(filler.marker) == selector && filler.role != Role::time;
    }
    if (fits) out.push_back(filler.head);
  }
  // The preposition may hang on the object: "beefed up security around the embassies".
  if (out.empty() && !document::find_role(selector) && selector != "object" && selector != "subject") {
    const document::Document& document = frames_.document();
    for (const Filler& filler : frame.fillers) {
      if (!Frames::is_object(frame, filler, words)) continue;
      for (const TokenIndex child : document.children(filler.head)) {
        if (document.tokens.dep[child] != Dep::prep || words.form(child) != selector) continue;
        for (const TokenIndex object : document.children(child)) {
          if (document.tokens.dep[object] == Dep::pobj) out.push_back(object);
        }
      }
    }
  }
  return out;
}

std::vector<Participants::Found> Participants::doing_theme(FrameId id) const {
  const Frame& frame = frames_[id];
  if (frame.kind != PredicateKind::verb || frame.predicate->voice != document::Voice::active) return {};
  for (const Filler& filler : frame.fillers) {
    const bool subject =
        filler.role == Role::theme && filler.marker == no_token && filler.head < frame.predicate->head;
    if (subject) return mentions_of(filler.head, false);
  }
  return {};
}

std::vector<Participants::Found> Participants::below_objects(FrameId id) const {
  const document::Document& document = frames_.document();
  const DocumentWords& words = frames_.words();
  const Frame& frame = frames_[id];
  constexpr std::array<std::array<std::string_view, 9>, 2> prepositions = {{
      {"to", "against", "with", "among", "between", "for", "toward", "towards", "from"},
      {"of", "on", "in", "over", "into", "around", "at", "inside", "outside"},
  }};
  for (const auto& these : prepositions) {
    for (const Filler& filler : frame.fillers) {
      const bool about = filler.role != Role::agent && filler.role != Role::time &&
                         filler.role != Role::condition && filler.role != Role::place &&
                         filler.role != Role::manner;
      if (!about || !document::is_noun(document.tokens.tag[filler.head])) continue;
      const document::TokenRange range = document.subtree(filler.head);
      for (TokenIndex i = filler.head + 1; i < range.end; ++i) {
        const Dep dep = document.tokens.dep[i];
        if (dep == Dep::relcl || dep == Dep::acl) break;
        if (dep != Dep::pobj) continue;
        const std::string_view under = words.form(document.tokens.head[i]);
        if (std::find(these.begin(), these.end(), under) == these.end()) continue;
        std::vector<Found> found = mentions_of(i, true);
        if (!found.empty()) return found;
      }
    }
  }
  return {};
}

std::optional<document::EntityId> Participants::home_of(const Participant& actor, bool government) const {
  const document::Document& document = frames_.document();
  const std::string& country = document.entities[actor.entity.index()].country;
  if (country.empty()) return std::nullopt;
  std::optional<document::EntityId> out;
  for (std::size_t e = 0; e < document.entities.size(); ++e) {
    const document::Entity& entity = document.entities[e];
    if (entity.country != country || document::EntityId(e) == actor.entity) continue;
    if (entity.type != EntityType::state && entity.type != EntityType::government) continue;
    // The government itself, or those who speak for it, not "the town hall".
    const bool rules = entity.name.starts_with("government") || entity.name.ends_with("officials") ||
                       entity.name.ends_with("authorities");
    if (entity.type == EntityType::government && !rules) continue;
    if (government && entity.type == EntityType::government) return document::EntityId(e);
    if (!out) out = document::EntityId(e);
  }
  return out;
}

std::vector<Participants::Found> Participants::select(FrameId frame, const std::string& selector,
                                                      const Reading& reading, Reach reach) const {
  std::vector<Found> out;
  const std::vector<TokenIndex> where = heads(frame, selector, reading);
  const bool agents = selector == "agent" || selector == "subject" || selector == "by";
  for (const bool look_inside : {false, true}) {
    if (look_inside && reach == Reach::head) break;
    for (const TokenIndex head : where) {
      std::vector<Found> those = mentions_of(head, look_inside);
      const FrameId deed = frames_.at(head);
      if (reach == Reach::doer && look_inside && deed.valid() && deed != frame && agents &&
          frames_[deed].kind == PredicateKind::noun) {
        those.clear();
        for (const TokenIndex doer : heads(deed, "agent", reading)) {
          for (const Found& found : mentions_of(doer, false)) those.push_back(found);
        }
      }
      // "A law signed by the governor allows ...": whoever made it.
      if (look_inside && agents) {
        std::vector<Found> makers;
        for (const TokenIndex maker : makers_of(head)) {
          for (const Found& found : mentions_of(maker, false)) makers.push_back(found);
        }
        if (!makers.empty()) those = std::move(makers);
      }
      for (const Found& found : those) out.push_back(found);
    }
    if (!out.empty()) return out;
  }
  return out;
}

bool Participants::is_nobody(const Found& one) const {
  const document::Entity& entity = entity_of(one);
  return code_of(entity).empty() && (entity.type == EntityType::place || entity.type == EntityType::unknown ||
                                     entity.type == EntityType::other);
}

bool Participants::is_part_of_deed(const Found& one, const Rule* rule) const {
  if (rule == nullptr || !entity_of(one).country.empty()) return false;
  const TokenIndex head = frames_.document().mentions[one.mention.index()].head;
  return std::any_of(rule->keys.begin(), rule->keys.end(), [&](const Key& key) {
    return std::find(key.words.begin() + 1, key.words.end(), frames_.words().lemma(head)) != key.words.end();
  });
}

std::string Participants::standing_in(const Found& one) const {
  const document::Document& document = frames_.document();
  const document::Entity& entity = entity_of(one);
  const std::string code = code_of(entity);
  const bool without_country = entity.country.empty() && code.size() == 3 && entity.key.empty() &&
                               entity.type != EntityType::igo && entity.type != EntityType::ngo;
  if (!without_country) return code;
  const TokenIndex head = document.mentions[one.mention.index()].head;
  const document::TokenRange range = document.subtree(head);
  for (TokenIndex i = head + 1; i < range.end; ++i) {
    if (document.tokens.dep[i] != Dep::pobj) continue;
    const std::string_view marker = frames_.words().form(document.tokens.head[i]);
    if (marker != "in" && marker != "of" && marker != "from" && marker != "at" && marker != "near") continue;
    for (const MentionId id : by_head_[i]) {
      const document::Entity& where = document.entities[document.mentions[id.index()].entity.index()];
      const bool land = where.type == EntityType::place || where.type == EntityType::state;
      if (land && !where.country.empty()) return where.country + code;
    }
  }
  return code;
}

std::vector<Participants::Found> Participants::within_objects(FrameId id) const {
  const document::Document& document = frames_.document();
  const Frame& frame = frames_[id];
  for (const Filler& filler : frame.fillers) {
    if (!Frames::is_object(frame, filler, frames_.words())) continue;
    const document::TokenRange range = document.subtree(filler.head);
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      for (const MentionId mention : by_head_[i]) {
        const Found found{mention, true};
        if (!entity_of(found).country.empty()) return {found};
      }
    }
  }
  return {};
}

std::vector<Participants::Found> Participants::subject_of_being(FrameId noun) const {
  const document::Document& document = frames_.document();
  const Frame& frame = frames_[noun];
  TokenIndex token = frame.predicate->head;
  if (frame.kind != PredicateKind::noun || document.tokens.dep[token] != Dep::pobj) return {};
  token = document.tokens.head[token];
  const std::string_view marker = frames_.words().form(token);
  if (document.tokens.dep[token] != Dep::prep || (marker != "on" && marker != "in")) return {};
  token = document.tokens.head[token];
  if (frames_.words().lemma(token) != "be") return {};
  for (const TokenIndex child : document.children(token)) {
    if (document.tokens.dep[child] == Dep::nsubj) return mentions_of(child, false);
  }
  return {};
}

std::vector<Participants::Found> Participants::doers_of_objects(FrameId id, const Reading& reading) const {
  std::vector<Found> out;
  for (const Filler& filler : frames_[id].fillers) {
    if (!Frames::is_object(frames_[id], filler, frames_.words())) continue;
    for (const TokenIndex one : frames_.conjuncts(filler.head)) {
      const FrameId deed = frames_.at(one);
      if (!deed.valid() || deed == id || frames_[deed].kind != PredicateKind::noun) continue;
      for (const char* place : {"agent", "by"}) {
        for (const TokenIndex doer : heads(deed, place, reading)) {
          for (const Found& found : mentions_of(doer, false)) out.push_back(found);
        }
      }
    }
  }
  return out;
}

std::vector<Participants::Found> Participants::doers_of_means(FrameId id, const Reading& reading) const {
  std::vector<Found> out;
  const Frame& frame = frames_[id];
  if (frame.kind != PredicateKind::verb || frame.predicate->voice != document::Voice::passive) return out;
  for (const Filler& filler : frame.fillers) {
    if (filler.marker == no_token) continue;
    const std::string_view marker = frames_.words().form(filler.marker);
    const FrameId deed = frames_.at(filler.head);
    const bool means = marker == "in" || marker == "by" || marker == "from";
    if (!means || !deed.valid() || deed == id || frames_[deed].kind != PredicateKind::noun) continue;
    for (const char* place : {"agent", "by"}) {
      for (const TokenIndex doer : heads(deed, place, reading)) {
        for (const Found& found : mentions_of(doer, false)) out.push_back(found);
      }
    }
  }
  return out;
}

bool Participants::suffers_object(FrameId id, const Found& one, const Reading& reading) const {
  const TokenIndex head = frames_.document().mentions[one.mention.index()].head;
  for (const Filler& filler : frames_[id].fillers) {
    if (!Frames::is_object(frames_[id], filler, frames_.words())) continue;
    const FrameId deed = frames_.at(filler.head);
    if (!deed.valid() || deed == id || frames_[deed].kind != PredicateKind::noun) continue;
    for (const char* place : {"patient", "theme", "of", "on", "against"}) {
      for (const TokenIndex sufferer : heads(deed, place, reading)) {
        if (frames_.document().subtree(sufferer).contains(head)) return true;
      }
    }
  }
  return false;
}

std::vector<Participants::Found> Participants::named_by(FrameId noun) const {
  const Frame& frame = frames_[noun];
  if (frame.kind != PredicateKind::noun || frame.predicate->light_verb != no_token) return {};
  std::vector<Found> out;
  for (const MentionId id : by_head_[frame.predicate->head]) {
    const Found found{id, false};
    if (entity_of(found).plural || entity_of(found).type == EntityType::person) out.push_back(found);
  }
  return out;
}

std::string_view Participants::marker_of(FrameId noun) const {
  const document::Document& document = frames_.document();
  const TokenIndex head = frames_[noun].predicate->head;
  if (document.tokens.dep[head] != Dep::pobj) return {};
  return frames_.words().form(document.tokens.head[head]);
}

bool Participants::has_opponent(FrameId noun) const {
  const Frame& frame = frames_[noun];
  return std::any_of(frame.fillers.begin(), frame.fillers.end(), [&](const Filler& filler) {
    return filler.marker != no_token && (frames_.words().form(filler.marker) == "with" ||
                                         frames_.words().form(filler.marker) == "against");
  });
}

bool Participants::has_object(FrameId id) const {
  const Frame& frame = frames_[id];
  return frame.kind == PredicateKind::verb &&
         std::any_of(frame.fillers.begin(), frame.fillers.end(), [&](const Filler& filler) {
           return filler.marker == no_token && !filler.frame.valid() &&
                  Frames::is_object(frame, filler, frames_.words());
         });
}

bool Participants::is_doing(FrameId verb) const {
  return doing_ && frames_.words().in(frames_[verb].predicate->head, *doing_);
}

bool Participants::each_other(FrameId id) const {
  const DocumentWords& words = frames_.words();
  for (const Filler& filler : frames_[id].fillers) {
    if (filler.role == Role::agent || filler.role == Role::time) continue;
    // "Each other", "each other's diplomats".
    TokenIndex head = filler.head;
    for (const TokenIndex child : frames_.document().children(head)) {
      if (frames_.document().tokens.dep[child] == Dep::poss) head = child;
    }
    const std::string_view word = words.form(head);
    if ((word != "other" && word != "another") || head == 0) continue;
    if (words.form(head - 1) == (word == "other" ? "each" : "one")) return true;
  }
  return false;
}

bool Participants::is_side(const Found& one) const {
  const document::Document& document = frames_.document();
  TokenIndex token = document.mentions[one.mention.index()].head;
  for (int steps = 0; steps < 8 && document.tokens.dep[token] == Dep::conj; ++steps) {
    token = document.tokens.head[token];
  }
  return document.tokens.dep[token] == Dep::pobj &&
         frames_.words().form(document.tokens.head[token]) == "between";
}

std::vector<Participants::Found> Participants::foreign_below(FrameId id, const std::string& country) const {
  const document::Document& document = frames_.document();
  for (const FrameId child : frames_.children(id)) {
    if (child == id) continue;
    const Frame& below = frames_[child];
    const document::Embedding how = below.predicate->embedding;
    if (how != document::Embedding::content && how != document::Embedding::purpose) continue;
    const document::TokenRange range = document.subtree(below.predicate->head);
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      for (const MentionId mention : by_head_[i]) {
        const document::Entity& entity = document.entities[document.mentions[mention.index()].entity.index()];
        if (!entity.country.empty() && entity.country != country) return {{mention, true}};
      }
    }
  }
  return {};
}

}  // namespace casus::code
