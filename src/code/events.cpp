#include "code/events.h"

#include <algorithm>
#include <set>

#include "code/cast.h"
#include "code/participants.h"
#include "code/setting.h"

namespace casus::code {

using document::Document;
using document::no_token;
using document::TokenIndex;
using events::Event;
using events::Participant;
using events::Party;
using events::Salience;
using ontology::EventType;
using ontology::Status;

namespace {

// The words that carry an event: the outermost predicate, with its light verb or particle.
base::Span trigger_of(const Frames& frames, FrameId id) {
  const document::Predicate& predicate = *frames[id].predicate;
  const Document& document = frames.document();
  base::Span span = document.tokens.span[predicate.head];
  for (const TokenIndex more : {predicate.light_verb, predicate.particle}) {
    if (more != no_token) span = base::join(span, document.tokens.span[more]);
  }
  return span;
}

document::PredicateId predicate_of(const Frames& frames, FrameId id) {
  for (int steps = 0; steps < 4 && id.valid(); ++steps) {
    if (frames[id].id.valid()) return frames[id].id;
    id = frames[id].parent;
  }
  return {};
}

// A year and more before the story.
bool is_history(const Document& document, const events::When& when) {
  if (!when.expression.valid()) return false;
  const auto& end = document.times[when.expression.index()].end;
  const auto today = document.day();
  return end && today && base::days_between(*end, *today) > 365;
}

std::set<std::uint32_t> entities_of(const Event& event, Party party) {
  std::set<std::uint32_t> out;
  for (const Participant& participant : event.participants) {
    if (participant.party == party) out.insert(participant.entity.value);
  }
  return out;
}

// "After clashes", "in an attack": an event noun under a preposition is told in passing.
bool stands_under_preposition(const Document& document, const Frame& frame) {
  if (frame.kind != document::PredicateKind::noun || frame.predicate->light_verb != no_token) return false;
  TokenIndex token = frame.predicate->head;
  for (int steps = 0; steps < 8 && document.tokens.head[token] != token; ++steps) {
    const document::Dep dep = document.tokens.dep[token];
    if (dep == document::Dep::pobj || dep == document::Dep::appos) return true;
    if (dep != document::Dep::conj && dep != document::Dep::compound && dep != document::Dep::nmod)
      return false;
    token = document.tokens.head[token];
  }
  return false;
}

// "The shelling", "this war", by itself: what was told of before.
bool is_taken_up(const Frames& frames, FrameId id) {
  const Frame& frame = frames[id];
  const Document& document = frames.document();
  if (frame.kind != document::PredicateKind::noun || frame.predicate->light_verb != no_token) return false;
  bool the = false;
  for (const TokenIndex child : document.children(frame.predicate->head)) {
    const document::Dep dep = document.tokens.dep[child];
    if (dep == document::Dep::det) {
      const std::string_view word = frames.words().form(child);
      the = word == "the" || word == "this" || word == "that" || word == "these" || word == "those";
    } else if (dep == document::Dep::amod || dep == document::Dep::compound || dep == document::Dep::relcl ||
               dep == document::Dep::prep) {
      return false;
    }
  }
  return the;
}

// "March" is a month.
bool stands_in_a_time(const Document& document, TokenIndex token) {
  if (document.tokens.tag[token] != document::Tag::nnp) return false;
  return std::any_of(document.times.begin(), document.times.end(),
                     [&](const document::TimeExpression& time) { return time.tokens.contains(token); });
}

// "In order to": the noun is part of the conjunction.
bool is_in_order(const Document& document, TokenIndex token) {
  const TokenIndex above = document.tokens.head[token];
  return document.lemma(token) == "order" && document.lemma(above) == "in" &&
         document.tokens.dep[token] == document::Dep::pobj &&
         document.tokens.tag[token] == document::Tag::nn && token == above + 1;
}

}  // namespace

EventCoder::EventCoder(const ontology::Ontology& ontology, const Lexicon& lexicon, const RuleSet& rules,
                       const Tables& tables)
    : ontology_(ontology), lexicon_(lexicon), rules_(rules), tables_(tables), classes_(lexicon) {
  for (const ontology::Context& context : ontology.contexts()) {
    if (const auto id = lexicon.find("contexts." + context.name)) contexts_.emplace_back(context.name, *id);
  }
}

std::vector<Event> EventCoder::code(const Document& document, Trace* trace) const {
  std::vector<Event> out;
  if (!document.has_syntax()) return out;
  const DocumentWords words(document, lexicon_);
  const Frames frames(document, words, rules_);
  const Matcher matcher(frames, rules_);
  std::vector<Attempt> attempts;
  Composer composer(frames, matcher, rules_, tables_, trace == nullptr ? nullptr : &attempts);
  composer.read_all();
  const Participants participants(frames, classes_);
  const CodeAt code_at = [&](FrameId frame) {
    const std::vector<Reading>& readings = composer.readings(frame);
    return readings.empty() ? std::string() : composer.code_of(readings.front());
  };

  struct Place {
    std::size_t sentence = 0;
    bool in_passing = false;
    bool taken_up = false;  // "the shelling": told of before
  };
  std::vector<Place> places;  // beside `out`
  for (std::size_t f = 0; f < frames.size(); ++f) {
    const FrameId id(f);
    for (const Reading& reading : composer.readings(id)) {
      const std::string code = composer.code_of(reading);
      const auto tell = [&](std::string dropped) {
        if (trace == nullptr) return;
        Trace::Told told;
        told.head = frames[id].predicate->head;
        told.stance = name(reading.stance);
        told.content = reading.content;
        told.code = code;
        for (const Link& link : reading.chain) {
          told.chain.push_back(std::string(name(link.op)) + " " +
                               (link.rule.valid() ? rules_[link.rule].id : "\"" + link.word + "\""));
        }
        told.consumed = composer.consumed(id);
        told.dropped = std::move(dropped);
        trace->told.push_back(std::move(told));
      };
      if (composer.consumed(id)) {
        tell("part of another event");
        continue;
      }
      if (stands_in_a_time(document, frames[id].predicate->head)) {
        tell("part of a time");
        continue;
      }
      if (is_in_order(document, frames[id].predicate->head)) {
        tell("part of a conjunction");
        continue;
      }
      if (!reading.alone && reading.stance == Stance::act) {
        tell("means something only under a request, a promise and the like");
        continue;
      }
      const ontology::Code* entry = ontology_.find_code(code);
      const bool own_event = reading.stance == Stance::act && reading.event.has_value();
      if (!own_event && (entry == nullptr || !entry->event)) {
        tell("no code for this stance over this content");
        continue;
      }
      const Standing standing = standing_of(frames, classes_, reading);
      std::vector<Participant> parties = cast(participants, frames, rules_, reading, code, code_at);
      const bool has_actor = std::any_of(parties.begin(), parties.end(),
                                         [](const Participant& one) { return one.party == Party::actor; });
      const bool named_actor = std::any_of(parties.begin(), parties.end(), [](const Participant& one) {
        return one.party == Party::actor && !one.inferred;
      });
      if (!reading.alone && reading.content.empty() && !named_actor) {
        tell("nobody is named whose it is, and nothing what it is about");
        continue;
      }
      if (reading.modal && !has_actor) {
        tell("nobody is named who says so");
        continue;
      }

      Event event{events::Evidence(
          trigger_of(frames, id),
          rules_[reading.chain.back().rule.valid() ? reading.chain.back().rule : reading.chain.front().rule]
              .id)};
      event.predicate = predicate_of(frames, id);
      event.type = own_event ? *reading.event : *entry->event;
      // The mode of what is threatened is a mode of the threat, where it has one of that name.
      if (ontology_.find_mode(event.type, reading.mode) != nullptr) {
        event.mode = reading.mode;
      } else if (entry != nullptr && entry->event == event.type) {
        event.mode = entry->mode;
      }
      if (event.type != EventType::disrupt && entry != nullptr) {
        event.cameo = code;
        event.goldstein = entry->goldstein;
        event.score = ontology_.score(event.type, event.mode);
      }
      std::set<std::string> contexts(reading.contexts.begin(), reading.contexts.end());
      if (entry != nullptr) contexts.insert(entry->contexts.begin(), entry->contexts.end());
      const document::TokenRange sentence =
          document.sentences()[document.sentence_of(frames[id].predicate->head)];
      for (const auto& [context, class_id] : contexts_) {
        for (TokenIndex i = sentence.begin; i < sentence.end; ++i) {
          if (!words.in(i, class_id)) continue;
          contexts.insert(context);
          break;
        }
      }
      event.contexts.assign(contexts.begin(), contexts.end());
      event.participants = std::move(parties);
      event.status = standing.status;
      event.condition = standing.condition;
      event.salience = standing.background || code.starts_with("01") ? Salience::background : Salience::main;
      for (const Link& link : reading.chain) {
        event.rules.push_back(link.rule.valid() ? rules_[link.rule].id : "grammar." + link.word);
      }
      if (event.predicate.valid()) {
        event.time = time_of(document, event.predicate);
        event.place = place_of(document, event.predicate);
      }
      const bool now =
          frames[id].predicate->tense == document::Tense::present && !frames[id].predicate->perfect;
      if (event.status == Status::actual && !now && is_history(document, event.time)) {
        event.status = Status::historical;
      }
      // What is long past is told to explain the news, wherever it stands.
      if (event.status == Status::historical) event.salience = Salience::background;
      float confidence = 0.9F;
      if (!has_actor) confidence -= 0.15F;
      if (standing.hedged) confidence -= 0.2F;
      if (standing.background) confidence -= 0.05F;
      if (!frames[id].id.valid()) confidence -= 0.1F;
      confidence -= 0.03F * static_cast<float>(std::min<std::size_t>(reading.chain.size() - 1, 4));
      event.confidence = std::max(confidence, 0.1F);
      out.push_back(std::move(event));
      places.push_back({document.sentence_of(frames[id].predicate->head),
                        stands_under_preposition(document, frames[id]), is_taken_up(frames, id)});
      tell({});
    }
  }
  // "Turkey shelled the town. The shelling went on": by whom and on whom, where it is told again without.
  for (std::size_t i = 1; i < out.size(); ++i) {
    if (!places[i].taken_up || !out[i].participants.empty()) continue;
    const std::string_view root = std::string_view(out[i].cameo).substr(0, 2);
    for (std::size_t k = i; k-- > 0 && places[k].sentence + 1 >= places[i].sentence;) {
      const bool same = places[k].sentence == places[i].sentence
                            ? std::string_view(out[k].cameo).substr(0, 2) == root
                            : out[k].cameo == out[i].cameo;
      const bool told =
          !entities_of(out[k], Party::actor).empty() &&
          (!entities_of(out[k], Party::recipient).empty() || places[k].sentence == places[i].sentence);
      if (!same || root.empty() || !told || out[k].type != out[i].type) continue;
      for (Participant side : out[k].participants) {
        side.inferred = true;
        side.from = side.span.empty() ? side.from : side.span;
        side.span = {};
        out[i].participants.push_back(std::move(side));
      }
      break;
    }
  }
  // Where a sentence tells something outright, what it tells in passing is background.
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!places[i].in_passing || out[i].salience != Salience::main) continue;
    for (std::size_t k = 0; k < out.size(); ++k) {
      const bool outright = places[k].sentence == places[i].sentence && !places[k].in_passing &&
                            out[k].salience == Salience::main && out[k].status != Status::negated &&
                            out[k].status != Status::hypothetical;
      if (outright) out[i].salience = Salience::background;
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Event& a, const Event& b) {
    if (a.evidence.span() != b.evidence.span()) return a.evidence.span() < b.evidence.span();
    return a.rules < b.rules;
  });
  if (trace != nullptr) {
    for (const Attempt& attempt : attempts) {
      trace->tried.push_back({frames[attempt.frame].predicate->head, rules_[attempt.rule].id,
                              rules_[attempt.rule].keys[attempt.key].to_string(), attempt.fired,
                              attempt.failed});
    }
    std::stable_sort(trace->tried.begin(), trace->tried.end(),
                     [](const Trace::Tried& a, const Trace::Tried& b) { return a.head < b.head; });
  }
  return out;
}

void merge_same(std::vector<Event>& found) {
  std::vector<Event> out;
  for (Event& event : found) {
    const auto actors = entities_of(event, Party::actor);
    const auto recipients = entities_of(event, Party::recipient);
    const auto same = std::find_if(out.begin(), out.end(), [&](const Event& other) {
      if (other.type != event.type || other.mode != event.mode || other.cameo != event.cameo) return false;
      if (other.status != event.status || other.in_headline != event.in_headline) return false;
      if (actors.empty() || recipients.empty()) return false;
      if (entities_of(other, Party::actor) != actors || entities_of(other, Party::recipient) != recipients)
        return false;
      // Two incidents of one kind differ in time or place.
      const bool times =
          !other.time.known() || !event.time.known() ||
          (other.time.expression == event.time.expression && other.time.value == event.time.value);
      const bool places = !other.place.valid() || !event.place.valid() || other.place == event.place;
      return times && places;
    });
    if (same == out.end()) {
      out.push_back(std::move(event));
      continue;
    }
    same->evidence.add(event.evidence.span());
    if (!same->time.known()) same->time = event.time;
    if (!same->place.valid()) same->place = event.place;
    if (event.salience == Salience::main) same->salience = Salience::main;
    same->confidence = std::max(same->confidence, event.confidence);
  }
  found = std::move(out);
}

// "The request came from two ministers": those it came from are its actors.
void name_origin(const Document& document, Event& event) {
  if (!event.predicate.valid() || !entities_of(event, Party::actor).empty()) return;
  const document::Predicate& noun = document.predicates[event.predicate.index()];
  if (noun.kind != document::PredicateKind::noun) return;
  for (const document::Predicate& above : document.predicates) {
    if (above.key != "come" || document.tokens.head[noun.head] != above.head) continue;
    if (!document::is_subject(document.tokens.dep[noun.head])) continue;
    for (const document::Argument& argument : above.arguments) {
      if (argument.role != document::Role::origin || argument.head == no_token) continue;
      for (const document::Mention& mention : document.mentions) {
        if (!argument.tokens.contains(mention.tokens) || !mention.entity.valid()) continue;
        const bool conjunct =
            mention.head == argument.head || (document.tokens.dep[mention.head] == document::Dep::conj &&
                                              document.tokens.head[mention.head] == argument.head);
        if (!conjunct || entities_of(event, Party::actor).contains(mention.entity.value)) continue;
        event.participants.insert(event.participants.begin(),
                                  {Party::actor,
                                   mention.entity,
                                   code_of(document.entities[mention.entity.index()]),
                                   mention.span,
                                   false,
                                   {}});
      }
    }
  }
}

// "Threatened sanctions if Moscow disrupts the vote": a threat goes to whoever can keep its condition.
void infer_threatened(const Document& document, Event& event) {
  const document::TokenRange condition = document.tokens_in(event.condition);
  for (const document::Predicate& predicate : document.predicates) {
    if (!condition.contains(predicate.head)) continue;
    for (const document::Argument& argument : predicate.arguments) {
      if (argument.role != document::Role::agent || argument.head == no_token) continue;
      for (const document::Mention& mention : document.mentions) {
        if (mention.head != argument.head || !mention.entity.valid()) continue;
        const auto actors = entities_of(event, Party::actor);
        if (actors.contains(mention.entity.value)) return;
        event.participants.push_back({Party::recipient,
                                      mention.entity,
                                      code_of(document.entities[mention.entity.index()]),
                                      {},
                                      true,
                                      mention.span});
        return;
      }
    }
  }
}

void infer_recipients(const Document& document, std::vector<Event>& found) {
  for (Event& event : found) {
    if (event.type == EventType::request || event.type == EventType::agree) name_origin(document, event);
    if (event.type != EventType::threaten || event.condition.empty()) continue;
    if (entities_of(event, Party::recipient).empty()) infer_threatened(document, event);
  }
  const auto country = [&](const Participant& participant) {
    const std::string code =
        participant.code.empty() ? code_of(document.entities[participant.entity.index()]) : participant.code;
    return code.substr(0, 3);
  };
  for (std::size_t i = 0; i < found.size(); ++i) {
    Event& answer = found[i];
    if (answer.type != EventType::agree && answer.type != EventType::reject) continue;
    if (!entities_of(answer, Party::recipient).empty()) continue;
    for (std::size_t k = i; k-- > 0;) {
      const Event& request = found[k];
      if (request.type != EventType::request || request.status != Status::actual) continue;
      const bool asked =
          std::any_of(request.participants.begin(), request.participants.end(), [&](const Participant& to) {
            return to.party == Party::recipient && !country(to).empty() &&
                   std::any_of(answer.participants.begin(), answer.participants.end(),
                               [&](const Participant& by) {
                                 return by.party == Party::actor && country(by) == country(to);
                               });
          });
      if (!asked) continue;
      for (const Participant& who : request.participants) {
        if (who.party != Party::actor || entities_of(answer, Party::actor).contains(who.entity.value))
          continue;
        Participant inferred = who;
        inferred.party = Party::recipient;
        inferred.inferred = true;
        inferred.from = request.evidence.span();
        inferred.span = {};
        answer.participants.push_back(std::move(inferred));
      }
      break;
    }
  }
}

}  // namespace casus::code
