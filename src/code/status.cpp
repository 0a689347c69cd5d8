#include "code/status.h"

namespace casus::code {

using document::Dep;
using document::Embedding;
using document::Mood;
using document::no_token;
using document::PredicateKind;
using document::Tense;
using document::TokenIndex;
using ontology::Status;

StatusClasses::StatusClasses(const Lexicon& lexicon)
    : speech(lexicon.find("speech")),
      implicative(lexicon.find("implicative")),
      irrealis_verb(lexicon.find("irrealis_verb")),
      irrealis_noun(lexicon.find("irrealis_noun")),
      belief(lexicon.find("belief")),
      future_modifier(lexicon.find("future_modifier")),
      irrealis_modifier(lexicon.find("irrealis_modifier")),
      undo(lexicon.find("undo")),
      occasion(lexicon.find("occasion")) {}

namespace {

class Judge {
 public:
  Judge(const Frames& frames, const StatusClasses& classes, const Reading& reading)
      : frames_(frames),
        words_(frames.words()),
        document_(frames.document()),
        classes_(classes),
        reading_(reading) {}

  Standing judge() {
    const FrameId top = reading_.top();
    const Frame& frame = frames_[top];
    own_words(frame, top);
    if (frame.kind == PredicateKind::noun) noun_above(frame);
    climb(top);
    if (reading_.negated) out_.status = Status::negated;
    if (reading_.softened && out_.status == Status::actual) out_.status = Status::hypothetical;
    return out_;
  }

 private:
  bool in(TokenIndex token, const std::optional<ClassId>& id) const {
    return token != no_token && id && words_.in(token, *id);
  }
  void weaken(Status to) {
    if (out_.status == Status::actual || (out_.status == Status::future && to == Status::hypothetical)) {
      out_.status = to;
    }
  }
  std::string_view modal_of(const document::Predicate& predicate) const {
    return predicate.modal == no_token ? std::string_view{} : words_.lemma(predicate.modal);
  }

  void own_words(const Frame& frame, FrameId id) {
    const document::Predicate& predicate = *frame.predicate;
    out_.hedged = predicate.hedge != no_token;
    // "Retreating troops": told in passing.
    if (frame.kind == PredicateKind::verb && document_.tokens.dep[predicate.head] == Dep::amod) {
      out_.background = true;
    }
    const std::string_view modal = modal_of(predicate);
    const bool plain_past =
        predicate.tense == Tense::past && modal.empty() && frame.kind == PredicateKind::verb;
    base::Span condition = frames_.condition(id);
    // "was ready to assist if necessary": the condition may hang on the act below.
    for (std::size_t i = 1; i < reading_.chain.size() && condition.empty(); ++i) {
      condition = frames_.condition(reading_.chain[i].frame);
    }
    if (!condition.empty() && !(plain_past && reading_.stance == Stance::act)) {
      out_.status = Status::conditional;
      out_.condition = condition;
    }
    const bool supposed = modal == "may" || modal == "might" || modal == "could" || modal == "can";
    if (supposed && reading_.stance != Stance::threat && !reading_.modal) weaken(Status::hypothetical);
    if (modal == "would" && reading_.stance == Stance::act && predicate.perfect) weaken(Status::hypothetical);
    const bool future =
        predicate.tense == Tense::future || modal == "will" || modal == "shall" || modal == "would";
    if (future && reading_.stance == Stance::act) weaken(Status::future);
    if (predicate.mood == Mood::interrogative) weaken(Status::hypothetical);
    if (predicate.mood == Mood::imperative && reading_.stance == Stance::act) weaken(Status::hypothetical);
    for (const TokenIndex child : document_.children(predicate.head)) {
      if (in(child, classes_.future_modifier) && reading_.stance == Stance::act) weaken(Status::future);
      if (in(child, classes_.irrealis_modifier)) weaken(Status::hypothetical);
    }
  }

  // "the possibility of an attack", "fear of war", "to prevent attacks".
  void noun_above(const Frame& frame) {
    TokenIndex token =
        frame.predicate->light_verb == no_token ? frame.predicate->head : frame.predicate->light_verb;
    for (int steps = 0; steps < 4 && document_.tokens.head[token] != token; ++steps) {
      const Dep dep = document_.tokens.dep[token];
      token = document_.tokens.head[token];
      if (dep == Dep::relcl || dep == Dep::acl || dep == Dep::advcl) return;
      if (in(token, classes_.irrealis_noun)) weaken(Status::hypothetical);
      if (document::is_verb(document_.tokens.tag[token])) {
        const bool complement = dep == Dep::dobj || dep == Dep::prep || dep == Dep::nsubjpass ||
                                dep == Dep::attr || dep == Dep::conj;
        if (complement && in(token, classes_.irrealis_verb)) weaken(Status::hypothetical);
        if (complement && reading_.stance == Stance::act && is_undone(token)) out_.status = Status::negated;
        return;
      }
      if (dep == Dep::compound || dep == Dep::nmod) out_.background = true;
    }
  }

  // "Cancelled the visit": it did not take place. Grammar must say that it was cancelled.
  bool is_undone(TokenIndex verb) const {
    if (!in(verb, classes_.undo)) return false;
    const FrameId id = frames_.at(verb);
    if (!id.valid()) return false;
    const document::Predicate& above = *frames_[id].predicate;
    return !above.negated && above.mood == Mood::declarative && modal_of(above).empty() &&
           above.tense != Tense::none;
  }

  // "Until they leave", "before they leave": they have not left, unless the whole is told as past.
  bool is_yet_to_come(const document::Predicate& predicate, FrameId above) const {
    if (predicate.embedding_marker == no_token || !above.valid()) return false;
    const std::string_view marker = words_.form(predicate.embedding_marker);
    if (marker != "until" && marker != "till" && marker != "before") return false;
    const document::Predicate& governor = *frames_[above].predicate;
    return governor.tense != Tense::past || !modal_of(governor).empty();
  }

  // "Flew to Washington to ask for a loan": who went or wrote to say something said it.
  bool was_said(FrameId above) const {
    const bool words = reading_.stance == Stance::appeal || reading_.stance == Stance::demand ||
                       reading_.stance == Stance::threat ||
                       std::string_view(reading_.content).starts_with("14") ||
                       std::string_view(reading_.content).starts_with("11");
    if (!words || !above.valid()) return false;
    const document::Predicate& governor = *frames_[above].predicate;
    const bool done = governor.tense == Tense::past && !governor.negated && modal_of(governor).empty();
    return done && (in(governor.head, classes_.occasion) || in(governor.light_verb, classes_.occasion));
  }

  void climb(FrameId id) {
    for (int steps = 0; steps < 12 && id.valid(); ++steps) {
      const Frame& frame = frames_[id];
      const document::Predicate& predicate = *frame.predicate;
      const FrameId above = frame.parent;
      const TokenIndex above_head = above.valid() ? frames_[above].predicate->head : no_token;
      switch (predicate.embedding) {
        case Embedding::none:
          if (frame.kind == PredicateKind::noun && above.valid() &&
              frames_[above].kind == PredicateKind::noun) {
            out_.background = true;
          }
          break;
        case Embedding::condition:
          weaken(Status::hypothetical);
          if (out_.status == Status::conditional) out_.status = Status::hypothetical;
          out_.background = true;
          break;
        case Embedding::purpose:
          // "went on to accuse" is no purpose.
          if (above.valid() && frames_[above].predicate->particle != no_token &&
              in(above_head, classes_.implicative)) {
            break;
          }
          if ((id == reading_.top() || steps == 0) && !was_said(above)) weaken(Status::hypothetical);
          out_.background = true;
          break;
        case Embedding::time_clause:
          if (is_yet_to_come(predicate, above)) weaken(Status::hypothetical);
          out_.background = true;
          break;
        case Embedding::relative:
        case Embedding::participle:
          // "A bridge to be bombed": an infinitive tells of nothing done.
          if (steps == 0 && predicate.mood == Mood::infinitive) weaken(Status::hypothetical);
          out_.background = true;
          break;
        case Embedding::cause_clause:
        case Embedding::concession:
          out_.background = true;
          break;
        case Embedding::content:
          if (above.valid()) content_under(frame, above, above_head);
          break;
        case Embedding::conjunct:
          // What governs the first governs the second, when both are infinitives.
          if (predicate.mood == Mood::infinitive && above.valid() &&
              frames_[above].predicate->embedding == Embedding::purpose) {
            weaken(Status::hypothetical);
          }
          break;
      }
      if (above == id) break;
      id = above;
    }
  }

  void content_under(const Frame& frame, FrameId above, TokenIndex above_head) {
    const document::Predicate& predicate = *frame.predicate;
    const document::Predicate& governor = *frames_[above].predicate;
    const TokenIndex light = governor.light_verb;
    const auto governed = [&](const std::optional<ClassId>& id) {
      return in(above_head, id) || in(light, id);
    };
    if (governed(classes_.irrealis_verb) || governed(classes_.irrealis_noun)) weaken(Status::hypothetical);
    if (governed(classes_.belief)) out_.hedged = true;
    if (governor.negated && !governed(classes_.speech)) weaken(Status::hypothetical);
    const bool infinitive = predicate.mood == Mood::infinitive && modal_of(predicate).empty();
    if (infinitive && !governed(classes_.implicative)) weaken(Status::hypothetical);
    const std::string_view modal = modal_of(governor);
    if (modal == "may" || modal == "might" || modal == "could") weaken(Status::hypothetical);
    const base::Span condition = frames_.condition(above);
    if (!condition.empty() && out_.condition.empty() && governed(classes_.speech)) {
      // "he said, if necessary, ..." hangs on the verb of speech by mistake of the parser.
      if (reading_.stance != Stance::act || out_.status == Status::future) {
        out_.status = Status::conditional;
        out_.condition = condition;
      }
    }
  }

  const Frames& frames_;
  const DocumentWords& words_;
  const document::Document& document_;
  const StatusClasses& classes_;
  const Reading& reading_;
  Standing out_;
};

}  // namespace

Standing standing_of(const Frames& frames, const StatusClasses& classes, const Reading& reading) {
  return Judge(frames, classes, reading).judge();
}

}  // namespace casus::code
