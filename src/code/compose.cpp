// How stances stack. `apply` is one operator over one reading; `grammar` is what auxiliaries and negation do
// to the reading of their own verb. Both only ever look at the reading below, so chains of any length cost
// nothing more than their links.
#include "code/compose.h"

#include <algorithm>
#include <array>

namespace casus::code {

using document::Dep;
using document::no_token;
using document::PredicateKind;
using document::Role;
using document::Tense;
using document::TokenIndex;
using document::Voice;

std::string_view name(Stance stance) {
  constexpr std::array<std::string_view, 6> names = {"act", "appeal", "demand", "intent", "reject", "threat"};
  return names[static_cast<std::size_t>(stance)];
}

Composer::Composer(const Frames& frames, const Matcher& matcher, const RuleSet& rules, const Tables& tables,
                   std::vector<Attempt>* attempts)
    : frames_(frames),
      matcher_(matcher),
      rules_(rules),
      tables_(tables),
      attempts_(attempts),
      done_(frames.size()),
      reading_(frames.size()),
      consumed_(frames.size()) {}

void Composer::read_all() {
  for (std::size_t f = 0; f < frames_.size(); ++f) readings(FrameId(f));
}

const std::vector<Reading>& Composer::readings(FrameId frame) {
  static const std::vector<Reading> none;
  auto& slot = done_[frame.index()];
  if (slot) return *slot;
  if (reading_[frame.index()]) return none;
  reading_[frame.index()] = true;
  std::vector<Reading> out = read(frame);
  reading_[frame.index()] = false;
  slot = std::move(out);
  return *slot;
}

void Composer::consume(const Reading& reading) {
  for (std::size_t i = 1; i < reading.chain.size(); ++i) {
    if (reading.chain[i].frame != reading.top()) consumed_[reading.chain[i].frame.index()] = true;
  }
}

bool Composer::has_agent(FrameId id) const {
  const Frame& frame = frames_[id];
  return std::any_of(frame.fillers.begin(), frame.fillers.end(),
                     [](const Filler& filler) { return filler.role == Role::agent; });
}

std::vector<std::string> Composer::codes_under(FrameId frame, Slot slot) {
  std::vector<std::string> out;
  // A noun that itself means nothing passes on what hangs on it: "responsibility for the bombing".
  const auto add = [&](FrameId child) {
    for (int depth = 0; depth < 2 && child.valid() && child != frame; ++depth) {
      for (const Reading& reading : readings(child)) {
        if (!reading.content.empty()) out.push_back(reading.content);
        const std::string code = code_of(reading);
        if (!code.empty() && code != reading.content) out.push_back(code);
      }
      if (!readings(child).empty() || frames_[child].kind != PredicateKind::noun) return;
      FrameId next;
      for (const Filler& filler : frames_[child].fillers) {
        if (!next.valid() && filler.role != Role::agent) next = filler.frame;
      }
      child = next;
    }
  };
  if (slot == Slot::content) {
    for (const FrameId clause : matcher_.content_clauses(frame)) add(clause);
    for (const Filler& filler : frames_[frame].fillers) {
      if (filler.role != Role::agent) add(filler.frame);
    }
  } else {
    for (const Filler& filler : frames_[frame].fillers) {
      if (filler.role == Role::purpose || filler.role == Role::topic || filler.role == Role::content ||
          filler.role == Role::cause || filler.marker != no_token) {
        add(filler.frame);
      }
    }
    for (const FrameId child : matcher_.children(frame)) {
      const document::Embedding how = frames_[child].predicate->embedding;
      if (how == document::Embedding::purpose || how == document::Embedding::participle ||
          how == document::Embedding::content) {
        add(child);
      }
    }
  }
  return out;
}

// A complement and what is coordinated with it: "to stop fighting and start talks".
std::vector<Reading> Composer::with_conjuncts(FrameId frame) {
  std::vector<Reading> out = readings(frame);
  for (const FrameId child : matcher_.children(frame)) {
    if (frames_[child].predicate->embedding != document::Embedding::conjunct) continue;
    for (const Reading& reading : with_conjuncts(child)) out.push_back(reading);
  }
  return out;
}

std::vector<Reading> Composer::content_of(FrameId id, Operator op) {
  const Frame& frame = frames_[id];
  const DocumentWords& words = frames_.words();
  const document::Document& document = frames_.document();
  std::vector<Reading> out;
  const auto take = [&](FrameId child) {
    if (!child.valid() || child == id) return;
    for (const Reading& reading : with_conjuncts(child)) out.push_back(reading);
  };
  // A noun that itself means nothing may carry what does: "permission to deploy".
  const auto hanging_on = [&](TokenIndex noun) {
    for (const FrameId child : matcher_.children(id)) {
      const TokenIndex head = frames_[child].predicate->head;
      const Dep dep = document.tokens.dep[head];
      // "troops stationed in Osh" are troops, whatever was done with them; "permission to deploy" is about
      // deploying.
      const bool aside =
          dep == Dep::relcl || (dep == Dep::acl && document.tokens.tag[head] != document::Tag::vb);
      if (document.tokens.head[head] == noun && !aside) take(child);
    }
    for (const TokenIndex child : document.children(noun)) {
      const Dep dep = document.tokens.dep[child];
      const bool infinitive = document.tokens.tag[child] == document::Tag::vb;
      if ((dep == Dep::acl && infinitive) || dep == Dep::xcomp) take(frames_.at(child));
    }
  };
  const auto noun_and_company = [&](TokenIndex head) {
    for (const TokenIndex one : frames_.conjuncts(head)) {
      take(frames_.at(one));
      if (out.empty()) hanging_on(one);
      if (const FrameId noun = frames_.at(one); out.empty() && noun.valid() && noun != id) {
        for (const Filler& filler : frames_[noun].fillers) {
          if (filler.role != Role::agent && filler.role != Role::time) take(filler.frame);
        }
      }
      if (out.empty()) {
        const TokenIndex under = frames_.inner_head(one);
        if (under != one) take(frames_.at(under));
      }
    }
  };

  // 1. A clause.
  for (const FrameId clause : matcher_.content_clauses(id)) take(clause);
  if (!out.empty()) return out;
  // 2. A gerund or clause under a preposition.
  for (const Filler& filler : frame.fillers) {
    if (filler.marker == no_token || !filler.frame.valid() || filler.role == Role::agent) continue;
    if (filler.role == Role::time || filler.role == Role::condition) continue;
    if (frames_[filler.frame].kind == PredicateKind::verb) take(filler.frame);
  }
  if (!out.empty()) return out;
  // 3. The object noun and what hangs on it.
  for (const Filler& filler : frame.fillers) {
    if (!Frames::is_object(frame, filler, words)) continue;
    noun_and_company(filler.head);
    if (!out.empty()) return out;
  }
  // 4. What the object's own preposition brings, and nouns under prepositions.
  constexpr std::array<std::string_view, 12> order = {"for", "of",   "to",   "on",      "from", "with",
                                                      "in",  "over", "into", "against", "as",   "about"};
  for (const std::string_view preposition : order) {
    for (const Filler& filler : frame.fillers) {
      if (filler.marker == no_token || words.form(filler.marker) != preposition) continue;
      if (filler.role == Role::agent || filler.role == Role::time) continue;
      noun_and_company(filler.head);
    }
    if (!out.empty()) return out;
  }
  // 5. Purpose: "used force to disperse"; only where the operator lets things through, or asks.
  if (op != Operator::swallow && op != Operator::accept) {
    for (const FrameId child : matcher_.children(id)) {
      if (frames_[child].predicate->embedding == document::Embedding::purpose) take(child);
    }
    if (!out.empty()) return out;
  }
  // 6. Any word of the complement that means something.
  if (op == Operator::swallow || op == Operator::trans || op == Operator::announce) return out;
  for (const Filler& filler : frame.fillers) {
    if (filler.role == Role::agent || filler.role == Role::time || filler.role == Role::place) continue;
    const document::TokenRange range = document.subtree(filler.head);
    if (range.contains(frame.predicate->head)) continue;
    for (TokenIndex i = range.begin; i < range.end && out.empty(); ++i) {
      const FrameId inner = frames_.at(i);
      if (inner.valid() && inner != id) take(inner);
    }
  }
  return out;
}

std::optional<Reading> Composer::apply(const Rule& rule, RuleId id, FrameId frame,
                                       const Reading& inner) const {
  Reading out = inner;
  out.chain.insert(out.chain.begin(), Link{rule.op, id, {}, frame});
  out.fallback = rule.cameo;
  out.alone = true;
  out.modal = false;
  const bool was_modal = inner.modal;
  const bool hostile = is_hostile(inner.content);
  const auto stance = [&](Stance to) {
    out.stance = to;
    return out;
  };
  const auto content = [&](Stance to, std::string_view code) {
    out.stance = to;
    out.content = std::string(code);
    out.mode.clear();
    out.event.reset();
    return out;
  };
  switch (rule.op) {
    case Operator::act:
      return std::nullopt;
    case Operator::appeal:
    case Operator::demand: {
      const Stance to = rule.op == Operator::appeal ? Stance::appeal : Stance::demand;
      if (inner.negated && hostile) return content(to, tables_.map(Table::stop, inner.content));
      out.negated = false;
      return stance(to);
    }
    case Operator::intent:
      if (inner.stance == Stance::act) {
        if (inner.negated && hostile) return content(Stance::intent, tables_.map(Table::stop, inner.content));
        if (inner.negated) {
          out.negated = false;
          return stance(Stance::reject);
        }
        const std::string_view root = std::string_view(inner.content).substr(0, 2);
        if (hostile && root != "09" && root != "11" && root != "15") return stance(Stance::threat);
        if (hostile) return stance(Stance::act);
        return stance(Stance::intent);
      }
      if (was_modal) return stance(Stance::intent);
      return out;  // a plan to ask is asking; to refuse, refusing
    case Operator::reject:
      if (inner.stance == Stance::reject) return stance(Stance::intent);
      if (inner.stance == Stance::threat) return content(Stance::reject, "");
      if (inner.stance == Stance::act && hostile) return content(Stance::reject, "");
      out.negated = false;
      return stance(Stance::reject);
    case Operator::threat:
      if (inner.stance == Stance::act || inner.stance == Stance::intent || inner.stance == Stance::threat) {
        if (is_cooperative(inner.content)) return content(Stance::threat, "");
        return stance(Stance::threat);
      }
      if (inner.stance == Stance::reject)
        return content(Stance::threat, tables_.map(Table::stop, inner.content));
      return content(Stance::threat, "");
    case Operator::stop:
      switch (inner.stance) {
        case Stance::act:
          return content(Stance::act, tables_.map(Table::stop, inner.content));
        case Stance::intent:
          return stance(Stance::reject);
        case Stance::reject:
          return stance(Stance::act);
        case Stance::threat:
        case Stance::demand:
        case Stance::appeal:
          return content(Stance::act, "080");
      }
      return std::nullopt;
    case Operator::allow: {
      const std::string_view code =
          inner.stance == Stance::act ? tables_.map(Table::allow, inner.content) : "";
      return content(Stance::act, code.empty() ? std::string_view(rule.cameo) : code);
    }
    case Operator::accept: {
      std::string_view code = tables_.map(Table::accept, inner.content);
      if (inner.stance == Stance::act && inner.content.empty()) code = {};
      if (code.empty()) return content(Stance::intent, "");
      if (code.starts_with("08")) return content(Stance::act, code);
      if (code == "038") {
        out.content = "045";
        out.stance = Stance::intent;
        out.fallback = "038";
        return out;
      }
      return stance(Stance::intent);
    }
    case Operator::negate:
      out.negated = !inner.negated;
      return out;
    case Operator::trans:
      out.fallback = inner.fallback;
      if (rule.cameo.empty()) return out;
      return out;
    case Operator::announce:
      out.fallback = inner.fallback;
      // What is announced against another is done with the announcement.
      if (inner.stance == Stance::threat) return stance(Stance::act);
      return out;
    case Operator::swallow:
      return std::nullopt;  // handled where the rule's own code is known
  }
  return std::nullopt;
}

// will, must, should, not: the words around a verb that change its stance.
void Composer::grammar(FrameId id, Reading& reading) const {
  const Frame& frame = frames_[id];
  const document::Predicate& predicate = *frame.predicate;
  const DocumentWords& words = frames_.words();
  const std::string_view modal =
      predicate.modal == no_token ? std::string_view{} : words.lemma(predicate.modal);
  const bool negated = predicate.negated;
  const std::string& content = reading.content;
  const auto link = [&](Operator op, std::string_view word) {
    reading.chain.insert(reading.chain.begin(), Link{op, {}, std::string(word), id});
  };
  const auto set = [&](Stance stance, std::string_view code, std::string_view fallback) {
    reading.stance = stance;
    if (code != reading.content) {
      reading.mode.clear();
      reading.event.reset();
    }
    reading.content = std::string(code);
    reading.fallback = std::string(fallback);
  };
  const auto stopped = [&] { return std::string(tables_.map(Table::stop, content)); };
  const bool has_code = !content.empty() || !reading.fallback.empty() || reading.event.has_value();
  if (!has_code) return;

  const bool must = modal == "must" || modal == "have" || modal == "need";
  const bool should = modal == "should" || modal == "ought";
  if ((must || should) && !reading.event) {
    if (reading.stance == Stance::act || reading.stance == Stance::intent) {
      const bool hostile = is_hostile(content);
      link(must ? Operator::demand : Operator::appeal, modal);
      if (negated) link(Operator::negate, "not");
      std::string code = content;
      if (negated && hostile) code = stopped();
      if (negated && !hostile) code.clear();
      set(must ? Stance::demand : Stance::appeal, code, must ? "100" : "020");
      reading.modal = true;
      reading.alone = true;
    }
    return;
  }

  const bool future =
      predicate.tense == Tense::future || modal == "will" || modal == "shall" || modal == "would";
  if (future) {
    reading.alone = true;
    if (reading.stance == Stance::act && !reading.event) {
      if (is_cooperative(content)) {
        link(negated ? Operator::reject : Operator::intent, modal.empty() ? "future" : modal);
        if (negated) link(Operator::negate, "not");
        set(negated ? Stance::reject : Stance::intent, content, negated ? "120" : "030");
        return;
      }
      if (is_hostile(content)) {
        const std::string_view root = std::string_view(content).substr(0, 2);
        const bool passive_without_agent = predicate.voice == Voice::passive && !has_agent(id);
        if (negated) {
          if (passive_without_agent) {
            reading.negated = true;
            return;
          }
          const std::string code = stopped();
          link(Operator::intent, modal.empty() ? "future" : modal);
          link(Operator::negate, "not");
          if (root == "15") {
            set(Stance::reject, "074", "120");
          } else {
            set(Stance::intent, code, "030");
          }
          return;
        }
        if (root != "09" && root != "11" && root != "15" && !passive_without_agent &&
            frame.kind == PredicateKind::verb) {
          link(Operator::threat, modal.empty() ? "future" : modal);
          set(Stance::threat, content, "130");
        }
        return;
      }
      if (negated) reading.negated = true;
      return;
    }
    if (negated) {
      if (reading.stance == Stance::intent) {
        link(Operator::negate, "not");
        set(Stance::reject, content, "120");
      } else if (reading.stance == Stance::reject) {
        link(Operator::negate, "not");
        set(Stance::intent, content, "030");
      } else {
        reading.negated = true;
      }
    }
    return;
  }

  // "may halt talks if": a threat.
  if (!negated && reading.stance == Stance::act && is_hostile(content) && !reading.event &&
      (modal == "may" || modal == "might" || modal == "could") && has_agent(id) &&
      !frames_.condition(id).empty()) {
    link(Operator::threat, modal);
    set(Stance::threat, content, "130");
    return;
  }

  if (!negated) return;
  const bool past = predicate.tense == Tense::past || predicate.perfect;
  switch (reading.stance) {
    case Stance::intent:
      link(Operator::negate, "not");
      set(Stance::reject, content, "120");
      return;
    case Stance::reject:
      link(Operator::negate, "not");
      set(Stance::intent, content, "030");
      reading.softened = true;
      return;
    case Stance::act: {
      // Not allowing, not recognising now is a refusal; not having done so is an event that did not happen.
      const bool refusal = is_cooperative(content) && !past && frame.kind == PredicateKind::verb &&
                           has_agent(id) && predicate.mood == document::Mood::declarative &&
                           (modal.empty() || modal == "can") &&
                           std::string_view(content).substr(0, 2) != "04";
      if (refusal) {
        link(Operator::negate, "not");
        set(Stance::reject, content, "120");
      } else {
        reading.negated = true;
      }
      return;
    }
    case Stance::appeal:
    case Stance::demand:
    case Stance::threat:
      reading.negated = true;
      return;
  }
}

// An operator whose complement says nothing lets the next rule try: "received the ambassador" is no
// beginning.
std::vector<Reading> Composer::read(FrameId id) {
  std::vector<Match> passed_over;
  while (passed_over.size() < 8) {
    std::vector<Attempt> attempts;
    const auto match = matcher_.match(id, *this, attempts_ == nullptr ? nullptr : &attempts, passed_over);
    if (!match) {
      if (attempts_ != nullptr && passed_over.empty()) {
        attempts_->insert(attempts_->end(), attempts.begin(), attempts.end());
      }
      return {};
    }
    std::vector<Reading> out = read_as(id, *match);
    if (attempts_ != nullptr) {
      for (Attempt& attempt : attempts) {
        if (!attempt.fired && !passed_over.empty()) continue;
        if (attempt.fired && out.empty()) {
          attempt.fired = false;
          attempt.failed = "its complement says nothing";
        }
        attempts_->push_back(attempt);
      }
    }
    if (!out.empty()) return out;
    passed_over.push_back(*match);
  }
  return {};
}

std::vector<Reading> Composer::read_as(FrameId id, const Match& found) {
  const Match* const match = &found;
  const Rule& rule = rules_[match->rule];
  std::vector<Reading> out;

  const auto own = [&](const std::string& code) {
    Reading reading;
    reading.content = code;
    reading.mode = rule.mode;
    reading.event = rule.event;
    reading.contexts = rule.contexts;
    reading.alone = rule.alone;
    reading.chain = {Link{rule.op, match->rule, {}, id}};
    for (const Refinement& refinement : rule.refine) {
      const bool holds = std::all_of(refinement.when.begin(), refinement.when.end(), [&](const Guard& guard) {
        if (!matcher_.holds(guard, id, *this)) return false;
        return true;
      });
      if (!holds) continue;
      if (!refinement.cameo.empty() && refinement.cameo != reading.content) {
        reading.content = refinement.cameo;
        if (!refinement.event && rule.event) reading.event = rule.event;
      }
      if (refinement.event) reading.event = refinement.event;
      if (refinement.mode) {
        reading.mode = *refinement.mode;
      } else if (refinement.event) {
        reading.mode.clear();
      }
      break;
    }
    return reading;
  };
  // Codes of stances given outright ("ultimatum") keep their stance, so that they compose like any other.
  const auto outright = [](Reading& reading) {
    const std::string_view root = std::string_view(reading.content).substr(0, 2);
    const auto to = [&](Stance stance) {
      reading.stance = stance;
      reading.fallback = reading.content;
      reading.content.clear();
    };
    if (root == "02") to(Stance::appeal);
    if (root == "03") to(Stance::intent);
    if (root == "10") to(Stance::demand);
    if (root == "12") to(Stance::reject);
    if (root == "13") to(Stance::threat);
  };
  const auto swallow_children = [&](bool topics) {
    for (const FrameId clause : matcher_.content_clauses(id)) {
      readings(clause);
      consumed_[clause.index()] = true;
    }
    if (!topics) return;
    for (const Filler& filler : frames_[id].fillers) {
      if (filler.frame.valid() && filler.frame != id && filler.role != Role::agent &&
          filler.role != Role::time) {
        readings(filler.frame);
        consumed_[filler.frame.index()] = true;
      }
    }
  };

  if (rule.op == Operator::act || rule.op == Operator::swallow) {
    Reading reading = own(rule.cameo);
    outright(reading);
    const bool asks_content =
        std::any_of(rule.refine.begin(), rule.refine.end(), [](const Refinement& refinement) {
          return std::any_of(refinement.when.begin(), refinement.when.end(),
                             [](const Guard& guard) { return guard.slot == Slot::purpose; });
        });
    if (rule.op == Operator::swallow) swallow_children(true);
    // "called off their strike": the strike is part of this event, not another.
    for (const TokenIndex token : matcher_.taken(id, *match, *this)) {
      const FrameId part = frames_.at(token);
      if (part.valid() && part != id) consumed_[part.index()] = true;
    }
    if (asks_content) {
      // What a protest is for is not a second event.
      for (const FrameId child : matcher_.children(id)) {
        const document::Embedding how = frames_[child].predicate->embedding;
        if (how == document::Embedding::purpose || how == document::Embedding::content) {
          readings(child);
          consumed_[child.index()] = true;
        }
      }
      for (const Filler& filler : frames_[id].fillers) {
        if (filler.frame.valid() && filler.frame != id && filler.marker != no_token &&
            filler.role != Role::time) {
          readings(filler.frame);
          consumed_[filler.frame.index()] = true;
        }
      }
    }
    grammar(id, reading);
    out.push_back(std::move(reading));
    return out;
  }

  for (const Reading& inner : content_of(id, rule.op)) {
    if (out.size() >= 4) break;
    auto composed = apply(rule, match->rule, id, inner);
    if (!composed) continue;
    grammar(id, *composed);
    consume(*composed);
    out.push_back(*std::move(composed));
  }
  // Two complements that come to the same are one.
  std::vector<Reading> distinct;
  for (Reading& reading : out) {
    const bool seen = std::any_of(distinct.begin(), distinct.end(), [&](const Reading& other) {
      return other.stance == reading.stance && code_of(other) == code_of(reading);
    });
    if (!seen) distinct.push_back(std::move(reading));
  }
  out = std::move(distinct);
  if (out.empty() && !rule.cameo.empty()) {
    Reading reading = own(rule.cameo);
    outright(reading);
    grammar(id, reading);
    out.push_back(std::move(reading));
  } else if (!out.empty() && !rule.refine.empty()) {
    // A refinement of an operator overrides what composition says.
    const Reading refined = own(rule.cameo);
    if (refined.content != rule.cameo) {
      for (Reading& reading : out) {
        if (!code_of(reading).empty() && code_of(reading) != reading.fallback) continue;
        reading.fallback = refined.content;
      }
    }
  }
  return out;
}

std::string Composer::code_of(const Reading& reading) const {
  std::string_view code;
  switch (reading.stance) {
    case Stance::act:
      return reading.content.empty() ? reading.fallback : reading.content;
    case Stance::appeal:
      code = tables_.map(Table::appeal, reading.content);
      break;
    case Stance::demand:
      code = tables_.map(Table::demand, reading.content);
      break;
    case Stance::intent:
      code =
          reading.fallback == "038" ? std::string_view("038") : tables_.map(Table::intent, reading.content);
      break;
    case Stance::reject:
      code = tables_.map(Table::reject, reading.content);
      break;
    case Stance::threat:
      code = tables_.map(Table::threat, reading.content);
      break;
  }
  return code.empty() ? reading.fallback : std::string(code);
}

}  // namespace casus::code
