// How readings are gathered: which rule speaks for a frame, what its complement means, what it takes in. What
// an operator or an auxiliary makes of a reading is in compose_stance.cpp.
#include "code/compose.h"

#include <algorithm>
#include <array>

namespace casus::code {

using document::Dep;
using document::no_token;
using document::PredicateKind;
using document::Role;
using document::TokenIndex;

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
      enact_(frames.words().find("enact")),
      paper_(frames.words().find("paper")),
      done_(frames.size()),
      reading_(frames.size()),
      consumed_(frames.size()) {}

// "That would give", "that allows": a relative clause that says what is to be, not what was.
bool Composer::provides_ahead(TokenIndex head) const {
  const FrameId frame = frames_.at(head);
  if (!frame.valid()) return false;
  const document::Predicate& predicate = *frames_[frame].predicate;
  return predicate.tense != document::Tense::past || predicate.modal != no_token;
}

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
    for (const FrameId child : frames_.children(frame)) {
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
  for (const FrameId child : frames_.children(frame)) {
    if (frames_[child].predicate->embedding != document::Embedding::conjunct) continue;
    for (const Reading& reading : with_conjuncts(child)) out.push_back(reading);
  }
  return out;
}

std::vector<Reading> Composer::content_of(FrameId id, const Rule& rule) {
  const Operator op = rule.op;
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
    for (const FrameId child : frames_.children(id)) {
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
  // "A bill giving women the vote", "a motion that would send troops": what a paper provides for is what it
  // is.
  const auto provided_for = [&](TokenIndex paper) {
    const bool judged = op == Operator::reject || op == Operator::appeal || op == Operator::demand ||
                        op == Operator::accept || op == Operator::stop;
    if (!judged || !paper_ || !words.in(paper, *paper_)) return;
    for (const TokenIndex child : document.children(paper)) {
      const Dep dep = document.tokens.dep[child];
      const bool provides = dep == Dep::relcl
                                ? provides_ahead(child)
                                : dep == Dep::acl && document.tokens.tag[child] != document::Tag::vbn;
      if (!provides) continue;
      for (Reading reading : with_conjuncts(frames_.at(child))) {
        // "That would send" is no promise of its own.
        if (reading.stance == Stance::intent || reading.stance == Stance::threat)
          reading.stance = Stance::act;
        if (!reading.content.empty()) out.push_back(std::move(reading));
      }
    }
  };
  const auto noun_and_company = [&](TokenIndex head) {
    for (const TokenIndex one : frames_.conjuncts(head)) {
      provided_for(one);
      if (!out.empty()) continue;
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

  // "Issued an ultimatum to halt attacks": what lets things through lets its own object through first.
  if (op == Operator::trans) {
    for (const Filler& filler : frame.fillers) {
      const bool noun = filler.frame.valid() && frames_[filler.frame].kind == PredicateKind::noun;
      if (noun && Frames::is_object(frame, filler, words)) take(filler.frame);
    }
    if (!out.empty()) return out;
  }
  // 1. A clause.
  for (const FrameId clause : matcher_.content_clauses(id)) take(clause);
  if (!out.empty()) return out;
  // 2. A gerund or clause under a preposition.
  for (const Filler& filler : frame.fillers) {
    if (filler.marker == no_token || !filler.frame.valid() || filler.role == Role::agent) continue;
    if (filler.role == Role::time || filler.role == Role::condition) continue;
    // "Weapons to fight the rebels": what it is for comes after what it is (5).
    if (filler.role == Role::purpose && words.form(filler.marker) == "to") continue;
    // "By raising prices" says how.
    if (words.form(filler.marker) == "by") continue;
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
  // "Gained seats in elections", "began on Monday": what lets things through does so from few places.
  const auto lets_through = [&](std::string_view preposition) {
    if (op != Operator::trans || preposition == "for" || preposition == "of" || preposition == "to" ||
        preposition == "with" || preposition == "under") {
      return true;
    }
    return std::any_of(rule.when.begin(), rule.when.end(), [&](const Guard& guard) {
      return guard.slot == Slot::preposition && !guard.negated && guard.preposition == preposition;
    });
  };
  for (const std::string_view preposition : order) {
    if (!lets_through(preposition)) continue;
    for (const Filler& filler : frame.fillers) {
      if (filler.marker == no_token || words.form(filler.marker) != preposition) continue;
      if (filler.role == Role::agent || filler.role == Role::time) continue;
      noun_and_company(filler.head);
    }
    if (!out.empty()) return out;
  }
  // 5. Purpose: "used force to disperse"; only where the operator lets things through, or asks.
  if (op != Operator::swallow && op != Operator::accept) {
    for (const FrameId child : frames_.children(id)) {
      if (frames_[child].predicate->embedding == document::Embedding::purpose) take(child);
    }
    if (!out.empty()) return out;
  }
  // "Renewed its call on them to end the war": what a noun asks for may hang on the verb that governs it.
  if (frame.kind == PredicateKind::noun && frame.parent.valid() && frame.predicate->light_verb == no_token &&
      (op == Operator::appeal || op == Operator::demand || op == Operator::intent || op == Operator::reject ||
       op == Operator::threat)) {
    const Frame& above = frames_[frame.parent];
    const bool object = std::any_of(above.fillers.begin(), above.fillers.end(), [&](const Filler& filler) {
      return filler.frame == id && Frames::is_object(above, filler, words);
    });
    for (const FrameId child : frames_.children(frame.parent)) {
      if (!object || above.kind != PredicateKind::verb || child == id) continue;
      const document::Predicate& hanging = *frames_[child].predicate;
      if (hanging.embedding != document::Embedding::purpose || hanging.mood != document::Mood::infinitive)
        continue;
      if (hanging.head > frame.predicate->head) take(child);
    }
    if (!out.empty()) return out;
  }
  // 6. Any word of the complement that means something.
  if (op == Operator::swallow || op == Operator::trans || op == Operator::announce) return out;
  // What is merely expected is not looked for far and wide.
  if (op == Operator::intent && rule.cameo.empty()) return out;
  for (const Filler& filler : frame.fillers) {
    if (filler.role == Role::agent || filler.role == Role::time || filler.role == Role::place) continue;
    const document::TokenRange range = document.subtree(filler.head);
    if (range.contains(frame.predicate->head)) continue;
    for (TokenIndex i = range.begin; i < range.end && out.empty(); ++i) {
      const FrameId inner = frames_.at(i);
      // "Jailed dissidents" are dissidents.
      const bool said_of =
          inner.valid() && frames_[inner].kind == PredicateKind::verb && document.tokens.dep[i] == Dep::amod;
      if (inner.valid() && inner != id && !said_of) take(inner);
    }
  }
  return out;
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

std::vector<Reading> Composer::read_as(FrameId id, const Match& match) {
  const Rule& rule = rules_[match.rule];
  std::vector<Reading> out;

  const auto asks_polarity = [](const Guard& guard) { return guard.slot == Slot::polarity; };
  const auto own = [&](const std::string& code) {
    Reading reading;
    reading.content = code;
    reading.mode = rule.mode;
    reading.event = rule.event;
    reading.contexts = rule.contexts;
    reading.alone = rule.alone;
    reading.chain = {Link{rule.op, match.rule, {}, id}};
    reading.negation_told = std::any_of(rule.when.begin(), rule.when.end(), asks_polarity);
    for (const Refinement& refinement : rule.refine) {
      const bool holds = std::all_of(refinement.when.begin(), refinement.when.end(),
                                     [&](const Guard& guard) { return matcher_.holds(guard, id, *this); });
      if (!holds) continue;
      reading.negation_told |= std::any_of(refinement.when.begin(), refinement.when.end(), asks_polarity);
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
    for (const TokenIndex token : matcher_.taken(id, match, *this)) {
      const FrameId part = frames_.at(token);
      if (part.valid() && part != id) consumed_[part.index()] = true;
    }
    if (asks_content) {
      // What a protest is for is not a second event.
      for (const FrameId child : frames_.children(id)) {
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

  for (const Reading& inner : content_of(id, rule)) {
    if (out.size() >= 4) break;
    auto composed = apply(rule, match.rule, id, inner);
    if (!composed) continue;
    // Where the rule asks for the negation, it has told it; what stands above is negated or not of itself.
    const bool told = composed->negation_told;
    composed->negation_told |= std::any_of(rule.when.begin(), rule.when.end(), asks_polarity);
    grammar(id, *composed);
    composed->negation_told = told;
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
  // To admit an act, or to deny it, is something done beside the act itself.
  const bool beside = rule.op == Operator::trans || rule.op == Operator::negate;
  if ((out.empty() || beside) && !rule.cameo.empty()) {
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
