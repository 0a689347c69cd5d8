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

Participants::Participants(const Frames& frames, const RuleSet& rules, const StatusClasses& classes)
    : frames_(frames), rules_(rules), classes_(classes), by_head_(frames.document().size()) {
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
    if (out.size() != before) continue;
    const document::TokenRange range = document.subtree(one);
    for (TokenIndex i = one + 1; i < range.end && out.size() == before; ++i) {
      if (document.tokens.dep[i] == Dep::relcl || document.tokens.dep[i] == Dep::acl) break;
      if (document.tokens.dep[i] == Dep::pobj) add(i, true);
    }
  }
  return out;
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

TokenIndex Participants::speaker_above(FrameId id) const {
  for (int steps = 0; steps < 8 && id.valid(); ++steps) {
    const FrameId above = frames_[id].parent;
    if (!above.valid() || above == id) return no_token;
    const Frame& governor = frames_[above];
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
    const std::string inner = selector.substr(8) == "object" ? "object" : selector.substr(8);
    if (selector[0] == 'c') {
      for (std::size_t i = 1; i < reading.chain.size(); ++i) {
        if (reading.chain[i].frame == id) continue;
        for (const TokenIndex head : heads(reading.chain[i].frame, inner, reading)) out.push_back(head);
        if (!out.empty()) return out;
      }
    }
    for (std::size_t f = 0; f < frames_.size(); ++f) {
      const Frame& other = frames_[FrameId(f)];
      if (other.parent != id) continue;
      const document::Embedding how = other.predicate->embedding;
      if (how != document::Embedding::content && how != document::Embedding::purpose) continue;
      for (const TokenIndex head : heads(FrameId(f), inner, reading)) out.push_back(head);
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
      // "An air strike on Kunduz killed two": who struck did it, and Kunduz did not.
      if (const FrameId deed = frames_.at(head); agents && look_inside && deed.valid() && deed != frame &&
                                                 frames_[deed].kind == PredicateKind::noun) {
        those.clear();
        for (const TokenIndex doer : heads(deed, "agent", reading)) {
          for (const Found& found : mentions_of(doer, false)) those.push_back(found);
        }
      }
      for (const Found& found : those) out.push_back(found);
    }
    if (!out.empty()) return out;
  }
  return out;
}

std::vector<Participant> Participants::of(const Reading& reading, const std::string& code) const {
  const document::Document& document = frames_.document();
  std::vector<Participant> out;
  std::set<std::uint32_t> taken;
  const auto add = [&](const std::vector<Found>& found, Party party, bool inferred) {
    bool any = false;
    for (const Found& one : found) {
      const document::Mention& mention = document.mentions[one.mention.index()];
      if (!taken.insert(mention.entity.value).second) continue;
      Participant participant;
      participant.party = party;
      participant.entity = mention.entity;
      participant.code = code_of(document.entities[mention.entity.index()]);
      participant.span = mention.span;
      participant.inferred = inferred;
      if (inferred) participant.from = mention.span;
      out.push_back(std::move(participant));
      any = true;
    }
    return any;
  };

  // The frames of the chain, outermost first, each once.
  std::vector<FrameId> chain;
  for (const Link& link : reading.chain) {
    if (std::find(chain.begin(), chain.end(), link.frame) == chain.end()) chain.push_back(link.frame);
  }
  const auto rule_at = [&](FrameId frame) -> const Rule* {
    for (const Link& link : reading.chain) {
      if (link.frame == frame && link.rule.valid()) return &rules_[link.rule];
    }
    return nullptr;
  };
  const Rule* top_rule = rule_at(chain.front());
  const Rule* leaf_rule = rule_at(chain.back());
  const bool bare_modal = reading.modal;

  // ---- actors
  bool have_actor = false;
  if (bare_modal) {
    have_actor = add(select(chain.front(), "speaker", reading), Party::actor, false);
  } else {
    static const std::vector<std::string> usual = {"agent"};
    const std::vector<std::string>& wanted =
        top_rule != nullptr && !top_rule->actor.empty() ? top_rule->actor : usual;
    for (const std::string& selector : wanted) {
      if ((have_actor = add(select(chain.front(), selector, reading), Party::actor, false))) break;
    }
    // An intention, an attempt, an end: whoever does the act below.
    if (!have_actor && reading.stance != Stance::appeal && reading.stance != Stance::demand) {
      for (std::size_t i = 1; i < chain.size() && !have_actor; ++i) {
        const Rule* inner = rule_at(chain[i]);
        const std::vector<std::string>& own =
            inner != nullptr && !inner->actor.empty() ? inner->actor : usual;
        for (const std::string& selector : own) {
          if ((have_actor = add(select(chain[i], selector, reading), Party::actor, false))) break;
        }
      }
    }
    // "Armenia stopped shelling": the subject of a verb that can also happen by itself.
    for (std::size_t i = 0;
         i < chain.size() && !have_actor && (top_rule == nullptr || top_rule->actor.empty()); ++i) {
      if (reading.stance == Stance::appeal || reading.stance == Stance::demand) break;
      have_actor = add(doing_theme(chain[i]), Party::actor, false);
    }
    if (!have_actor) {
      const FrameId above = governor(chain.front());
      if (above.valid()) have_actor = add(select(above, "agent", reading), Party::actor, false);
    }
    // "Russian troops will not be used": whose forces they are refuses.
    if (!have_actor && (reading.stance == Stance::reject || reading.stance == Stance::intent)) {
      for (std::size_t i = 0; i < chain.size() && !have_actor; ++i) {
        if (frames_[chain[i]].predicate->voice != document::Voice::passive) continue;
        std::vector<Found> forces = select(chain[i], "patient", reading, Reach::head);
        std::erase_if(forces, [&](const Found& one) {
          const EntityType type =
              document.entities[document.mentions[one.mention.index()].entity.index()].type;
          return type != EntityType::military && type != EntityType::police;
        });
        have_actor = add(forces, Party::actor, false);
      }
    }
    // "The president said an appeal had been sent": what is said without a doer is the speaker's.
    if (!have_actor && reading.stance != Stance::act) {
      have_actor = add(select(chain.front(), "speaker", reading, Reach::head), Party::actor, true);
    }
  }

  // ---- recipients
  using Names = std::vector<std::string>;
  static const Names act = {"patient", "recipient", "beneficiary", "against", "to",  "with",   "on",
                            "at",      "goal",      "theme",       "from",    "for", "between"};
  static const Names ask = {"recipient", "patient", "to", "on", "upon", "at", "from", "of"};
  static const Names refuse = {"recipient", "from", "by", "to", "patient", "with"};
  static const Names threaten = {"patient", "recipient", "against", "to"};
  static const Names within = {"agent", "possessor", "modifier"};
  bool have_recipient = false;
  // First whoever a place is filled with, in all places; only then who is named inside what fills them.
  for (const Reach reach : {Reach::head, Reach::inside}) {
    if (have_recipient) break;
    const auto try_all = [&](FrameId frame, const Names& names) {
      for (const std::string& selector : names) {
        if (have_recipient) return;
        have_recipient = add(select(frame, selector, reading, reach), Party::recipient, false);
      }
    };
    if (bare_modal) {
      try_all(chain.front(), {"agent", "patient", "theme"});
    } else {
      const bool operator_on_top = top_rule != nullptr && top_rule->op != Operator::act && chain.size() > 1;
      if (top_rule != nullptr && !top_rule->recipient.empty()) {
        try_all(chain.front(), top_rule->recipient);
      }
      switch (reading.stance) {
        case Stance::appeal:
        case Stance::demand:
          if (top_rule == nullptr || top_rule->recipient.empty()) try_all(chain.front(), ask);
          for (std::size_t i = 1; i < chain.size(); ++i) try_all(chain[i], within);
          for (std::size_t i = 1; i < chain.size(); ++i) {
            const Rule* inner = rule_at(chain[i]);
            try_all(chain[i], inner != nullptr && !inner->recipient.empty() ? inner->recipient : act);
          }
          break;
        case Stance::reject:
          for (std::size_t i = 1; i < chain.size(); ++i) try_all(chain[i], within);
          if (top_rule == nullptr || top_rule->recipient.empty()) try_all(chain.front(), refuse);
          break;
        case Stance::threat:
          if (operator_on_top && top_rule->recipient.empty()) try_all(chain.front(), threaten);
          break;
        case Stance::intent:
        case Stance::act:
          break;
      }
      if (!have_recipient && reading.stance != Stance::appeal && reading.stance != Stance::demand) {
        for (std::size_t i = chain.size(); i-- > 0 && !have_recipient;) {
          const Rule* inner = rule_at(chain[i]);
          if (i == 0 && inner == top_rule && top_rule != nullptr && !top_rule->recipient.empty()) continue;
          try_all(chain[i], inner != nullptr && !inner->recipient.empty() ? inner->recipient : act);
        }
      }
    }
    if (!have_recipient) {
      for (const FrameId frame : chain) {
        const FrameId above = governor(frame);
        if (above.valid()) try_all(above, {"recipient", "goal", "to", "with", "against", "on", "from"});
      }
    }
  }
  // Whoever hangs on what it is about: "sanctions against Haiti", "aid to rebels", "a mediation among
  // republics".
  for (std::size_t i = 0; i < chain.size() && !have_recipient; ++i) {
    have_recipient = add(below_objects(chain[i]), Party::recipient, false);
  }
  // The place where it happened stands for whom it happened to, where nobody else is named.
  if (!have_recipient && code.size() >= 2 &&
      (code[0] == '1' || code[0] == '2' || code.starts_with("07") || code.starts_with("08"))) {
    for (const FrameId frame : chain) {
      for (const char* selector : {"in", "at", "near", "into", "inside", "outside", "place"}) {
        std::vector<Found> found = select(frame, selector, reading);
        std::erase_if(found, [&](const Found& one) {
          const auto& entity = document.entities[document.mentions[one.mention.index()].entity.index()];
          return entity.type != EntityType::place && entity.type != EntityType::state;
        });
        if (!have_recipient && !found.empty()) have_recipient = add(found, Party::recipient, true);
      }
    }
  }
  // A protest is against those who govern; a curfew, a ban, a concession at home is towards those at home.
  const std::string_view root = std::string_view(code).substr(0, 2);
  if (!have_recipient && !out.empty() && (root == "14" || root == "17" || root == "08")) {
    if (const auto home = home_of(out.front(), root == "14")) {
      Participant participant;
      participant.party = Party::recipient;
      participant.entity = *home;
      participant.code = code_of(document.entities[home->index()]);
      participant.inferred = true;
      participant.from = out.front().span;
      out.push_back(std::move(participant));
    }
  }
  // Sides that meet or fight each other are all actors.
  const bool reciprocal =
      (leaf_rule != nullptr && leaf_rule->reciprocal) || (top_rule != nullptr && top_rule->reciprocal);
  if (reciprocal && !have_actor) {
    for (Participant& participant : out) participant.party = Party::actor;
  }
  // Where two sides share the subject ("Chad and Sudan met"), each is also the other's other side.
  const bool both =
      reciprocal || (leaf_rule != nullptr && leaf_rule->both) || (top_rule != nullptr && top_rule->both);
  const auto is_actor = [](const Participant& one) { return one.party == Party::actor; };
  if (both && std::count_if(out.begin(), out.end(), is_actor) >= 2 &&
      std::all_of(out.begin(), out.end(), is_actor)) {
    const std::vector<Participant> sides = out;
    for (Participant side : sides) {
      side.party = Party::recipient;
      out.push_back(std::move(side));
    }
  }
  return out;
}

}  // namespace casus::code
