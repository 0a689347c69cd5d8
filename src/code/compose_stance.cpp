// How stances stack. `apply` is one operator over one reading; `grammar` is what auxiliaries and negation do
// to the reading of their own verb. Both only ever look at the reading below, so chains of any length cost
// nothing more than their links.
#include "code/compose.h"

namespace casus::code {

using document::no_token;
using document::PredicateKind;
using document::Tense;
using document::Voice;

// A law introduced is something yielded; a price given is not.
bool Composer::enacts(FrameId frame) const {
  return enact_ && frames_.words().in(frames_[frame].predicate->head, *enact_);
}

std::optional<Reading> Composer::apply(const Rule& rule, RuleId id, FrameId frame,
                                       const Reading& inner) const {
  Reading out = inner;
  out.chain.insert(out.chain.begin(), Link{rule.op, id, {}, frame});
  out.fallback = rule.cameo;
  // Begun, kept or given, a policy is still none of the things that it would be if it were asked for.
  out.alone = rule.op != Operator::trans || inner.stance != Stance::act || inner.alone ||
              !std::string_view(inner.content).starts_with("083");
  // A plan or a demand that is merely spoken of is no event; made, announced or refused it is.
  if (!rule.alone && frames_[frame].predicate->light_verb == no_token) out.alone = false;
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
      out.negated = false;  // "urged them not to attack": what was not to be is asked for all the same
      if (inner.negated && hostile) return content(to, tables_.map(Table::stop, inner.content));
      return stance(to);
    }
    case Operator::intent:
      if (inner.stance == Stance::act) {
        if (inner.negated) {
          out.negated = false;
          if (hostile) return content(Stance::intent, tables_.map(Table::stop, inner.content));
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
      // Refusing to send troops is refusing help; refusing other harm says nothing of what.
      if (inner.stance == Stance::act && hostile && tables_.map(Table::reject, inner.content).empty())
        return content(Stance::reject, "");
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
          out.alone = inner.alone || !inner.content.starts_with("083");
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
      // "Efforts to hold prices" are as little an event as prices are; "introduced reforms" is one.
      out.alone = inner.alone || !inner.content.starts_with("08") ||
                  (frames_[frame].kind == PredicateKind::verb && (inner.content != "0832" || enacts(frame)));
      return out;
    case Operator::announce: {
      out.fallback = inner.fallback;
      // What is announced against another is done with the announcement.
      const bool open = !frames_.condition(inner.top()).empty();
      if (inner.stance == Stance::threat && !open) return stance(Stance::act);
      return out;
    }
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
  const bool negated = predicate.negated && !reading.negation_told;
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
  // A statement is no act that could be asked for or promised.
  const bool statement = std::string_view(content).substr(0, 2) == "01" || (reading.event && content.empty());
  if ((must || should) && !statement) {
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
    // "Will resign" is resigning announced; "will not" is a refusal.
    const bool own_kind = reading.event.has_value() && (!negated || statement);
    if (reading.stance == Stance::act && !own_kind) {
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

}  // namespace casus::code
