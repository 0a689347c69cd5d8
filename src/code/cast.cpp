#include "code/cast.h"

#include <algorithm>
#include <set>

namespace casus::code {

using document::EntityType;
using events::Participant;
using events::Party;

namespace {

using Names = std::vector<std::string>;
using Reach = Participants::Reach;
using Founds = std::vector<Participants::Found>;

// Those who do not govern: what they demand, refuse and fight at home is directed at those who do.
bool is_governed(EntityType type) {
  switch (type) {
    case EntityType::party:
    case EntityType::armed_group:
    case EntityType::ethnic_group:
    case EntityType::religious_group:
    case EntityType::civilian:
      return true;
    default:
      return false;
  }
}

bool is_violent(std::string_view root) { return root == "18" || root == "19" || root == "20"; }

class Cast {
 public:
  Cast(const Participants& people, const Frames& frames, const RuleSet& rules, const Reading& reading,
       const std::string& code, const CodeAt& code_at)
      : people_(people),
        code_at_(code_at),
        frames_(frames),
        rules_(rules),
        reading_(reading),
        code_(code),
        root_(std::string_view(code).substr(0, 2)) {
    for (const Link& link : reading.chain) {
      if (std::find(chain_.begin(), chain_.end(), link.frame) == chain_.end()) chain_.push_back(link.frame);
    }
    top_rule_ = rule_at(chain_.front());
    leaf_rule_ = rule_at(chain_.back());
  }

  std::vector<Participant> read() {
    actors();
    stated_recipients();
    sides();
    recipients_nearby();
    inferred_recipients();
    return std::move(out_);
  }

 private:
  const Rule* rule_at(FrameId frame) const {
    for (const Link& link : reading_.chain) {
      if (link.frame == frame && link.rule.valid()) return &rules_[link.rule];
    }
    return nullptr;
  }
  // To blame a deed is to blame who does it, never whom it is done to.
  bool judges() const { return reading_.stance == Stance::act && (root_ == "11" || root_ == "05"); }
  // "Turkey's offer was rejected": whoever offers, asks or orders is not who answers.
  bool answers(std::size_t link) const {
    const Rule* inner = rule_at(chain_[link]);
    return reading_.stance == Stance::reject && top_rule_ != nullptr && top_rule_->op == Operator::reject &&
           inner != nullptr &&
           (inner->op == Operator::intent || inner->op == Operator::appeal || inner->op == Operator::demand);
  }
  // "Agreed to demands from the rebels": what is answered has those who want it.
  bool grants() const {
    return chain_.size() > 1 && rule_at(chain_[1]) != nullptr && top_rule_ != nullptr &&
           (top_rule_->op == Operator::accept || top_rule_->op == Operator::intent) &&
           (rule_at(chain_[1])->op == Operator::demand || rule_at(chain_[1])->op == Operator::appeal) &&
           frames_[chain_[1]].kind == document::PredicateKind::noun;
  }
  bool asks() const { return reading_.stance == Stance::appeal || reading_.stance == Stance::demand; }
  Founds select(FrameId frame, const std::string& selector, Reach reach = Reach::doer) const {
    return people_.select(frame, selector, reading_, reach);
  }

  bool add(const Founds& found, Party party, bool inferred) {
    bool any = false;
    for (const Participants::Found& one : found) {
      const document::Mention& mention = frames_.document().mentions[one.mention.index()];
      // Places do nothing.
      const EntityType type = people_.entity_of(one).type;
      if (party == Party::actor && !inferred && type == EntityType::place) continue;
      if (!taken_.insert(mention.entity.value).second) continue;
      Participant participant;
      participant.party = party;
      participant.entity = mention.entity;
      participant.code = people_.standing_in(one);
      participant.span = mention.span;
      participant.inferred = inferred;
      if (inferred) participant.from = mention.span;
      out_.push_back(std::move(participant));
      if (people_.is_side(one)) ++sides_;
      any = true;
    }
    return any;
  }
  void act(const Founds& found, bool inferred = false) {
    have_actor_ = add(found, Party::actor, inferred) || have_actor_;
  }
  void receive(const Founds& found, bool inferred = false) {
    have_recipient_ = add(found, Party::recipient, inferred) || have_recipient_;
  }

  void actors() {
    if (reading_.modal) {
      act(select(chain_.front(), "speaker"));
      return;
    }
    static const Names usual = {"agent"};
    static const Names usual_of_noun = {"agent", "by", "possessor"};
    const auto actors_of = [&](FrameId frame, const Rule* rule) -> const Names& {
      if (rule != nullptr && !rule->actor.empty()) return rule->actor;
      return frames_[frame].kind == document::PredicateKind::noun ? usual_of_noun : usual;
    };
    const auto first_of = [&](FrameId frame, const Rule* rule) {
      for (const std::string& selector : actors_of(frame, rule)) {
        if (have_actor_) return;
        act(select(frame, selector));
      }
    };
    first_of(chain_.front(), top_rule_);
    // An intention, an attempt, an end: whoever does the act below.
    for (std::size_t i = 1; i < chain_.size() && !have_actor_ && !asks() && !answers(i); ++i) {
      first_of(chain_[i], rule_at(chain_[i]));
    }
    // "The visit by the minister was put off": the visitor's own deed.
    if (!have_actor_ && reading_.stance == Stance::act && root_ == "16") {
      act(people_.doers_of_objects(chain_.front(), reading_));
    }
    // "Armenia stopped shelling", "Kiev has applied for a loan": the subject of a verb that can also happen
    // by itself.
    if (top_rule_ == nullptr || top_rule_->actor.empty()) {
      for (std::size_t i = 0; i < chain_.size() && !have_actor_; ++i) {
        if (i > 0 && asks()) break;
        act(people_.doing_theme(chain_[i]));
      }
    }
    // "Killed in a Turkish air strike": whoever does the deed that does it.
    if (is_violent(root_)) {
      for (std::size_t i = 0; i < chain_.size() && !have_actor_; ++i) {
        act(people_.doers_of_means(chain_[i], reading_));
      }
    }
    if (!have_actor_) {
      const FrameId above = people_.governor(chain_.front());
      if (above.valid() && takes_part(above)) act(select(above, "agent"));
      if (!have_actor_) act(people_.subject_of_being(chain_.front()));
    }
    // "Two suicide bombers struck a market": the word names the doer with the deed.
    if (!have_actor_ && is_violent(root_)) {
      act(people_.named_by(chain_.front()));
    }
    // "Russian troops will not be used": whose forces they are refuses.
    if (!have_actor_ && (reading_.stance == Stance::reject || reading_.stance == Stance::intent)) {
      for (std::size_t i = 0; i < chain_.size() && !have_actor_; ++i) {
        if (frames_[chain_[i]].predicate->voice != document::Voice::passive) continue;
        Founds forces = select(chain_[i], "patient", Reach::head);
        std::erase_if(forces, [&](const Participants::Found& one) {
          const EntityType type = people_.entity_of(one).type;
          return type != EntityType::military && type != EntityType::police;
        });
        act(forces);
      }
    }
    // "Was arrested in Lebanon": by those who have the say there.
    if (!have_actor_ && reading_.stance == Stance::act && (root_ == "17" || code_ == "116")) {
      for (const char* selector : {"in", "place"}) {
        if (!have_actor_) act(lands(chain_.front(), selector), true);
      }
    }
    // "The president said an appeal had been sent": what is said without a doer is the speaker's. Where a
    // doer is told, though nobody knows who it is, the speaker is another.
    if (!have_actor_ && reading_.stance != Stance::act && !tells_doer()) {
      act(select(chain_.front(), "speaker", Reach::head), true);
    }
  }

  // Whoever does something at a meeting, on a visit, takes part in it; whoever fights during a battle fights
  // it; but who does something at a rally may be there to end it.
  bool takes_part(FrameId above) const {
    if (root_ == "04" || people_.is_doing(above)) return true;
    if (is_violent(root_)) {
      if (!is_violent(std::string_view(code_at_(above)).substr(0, 2))) return false;
      return people_.marker_of(chain_.front()) != "after" || people_.has_opponent(chain_.front());
    }
    if (people_.marker_of(chain_.front()).empty()) return false;
    const Founds found = select(above, "agent");
    if (root_ == "15") {
      return std::all_of(found.begin(), found.end(), [&](const Participants::Found& one) {
        const EntityType type = people_.entity_of(one).type;
        return type == EntityType::military || type == EntityType::state || type == EntityType::armed_group ||
               type == EntityType::government;
      });
    }
    if (root_ != "14") return false;
    return !found.empty() && std::all_of(found.begin(), found.end(), [&](const Participants::Found& one) {
      const document::Entity& entity = people_.entity_of(one);
      return is_governed(entity.type) && entity.plural && !entity.code.ends_with("MED");
    });
  }
  bool tells_doer() const {
    return std::any_of(chain_.begin(), chain_.end(), [&](FrameId frame) {
      const std::vector<Filler>& fillers = frames_[frame].fillers;
      return std::any_of(fillers.begin(), fillers.end(),
                         [](const Filler& filler) { return filler.role == document::Role::agent; });
    });
  }

  // Of those found, leaves out whom the judged deed is done to.
  void leave_sufferers(FrameId frame, Founds& found) const {
    if (!judges() || (root_ != "11" && doers_.empty())) return;
    // "Defended his choice of the general": his own deed is defended for its object's sake.
    const bool own = std::any_of(doers_.begin(), doers_.end(), [&](const Participants::Found& one) {
      return taken_.contains(frames_.document().mentions[one.mention.index()].entity.value);
    });
    if (own) return;
    std::erase_if(
        found, [&](const Participants::Found& one) { return people_.suffers_object(frame, one, reading_); });
  }

  void try_all(FrameId frame, const Names& names, Reach reach) {
    for (const std::string& selector : names) {
      if (have_recipient_) return;
      Founds found = select(frame, selector, reach);
      leave_sufferers(frame, found);
      // What names nobody ("the bridge"), or is part of the deed ("sent inspectors to Iran"), comes last.
      const bool last = std::all_of(found.begin(), found.end(), [&](const Participants::Found& one) {
        return people_.is_nobody(one) || people_.is_part_of_deed(one, rule_at(frame));
      });
      if (!last) {
        receive(found);
      } else if (spare_.empty()) {
        spare_ = std::move(found);
      }
    }
  }

  // Demands and protests of those who do not govern; blame only of those who are in opposition.
  bool is_against_rulers() const {
    if (out_.empty() || out_.front().party != Party::actor) return false;
    const document::Entity& actor = frames_.document().entities[out_.front().entity.index()];
    if (!is_governed(actor.type)) return false;
    if (root_ == "11") return actor.type == EntityType::party || actor.code.ends_with("OPP");
    // "Guerrillas blew up a bridge": what they hit belongs to the other side.
    if (is_violent(root_)) return people_.has_object(chain_.back());
    return root_ == "02" || root_ == "10" || root_ == "12" || root_ == "13" || root_ == "14";
  }

  // First whoever a place is filled with, in all places; only then who is named inside what fills them.
  void stated_recipients() {
    if (judges()) doers_ = people_.doers_of_objects(chain_.front(), reading_);
    for (const Reach reach : {Reach::head, Reach::inside}) {
      if (reach == Reach::inside && !have_recipient_) receive(doers_);
      if (!have_recipient_) recipients_within(reach);
    }
  }

  void recipients_within(Reach reach) {
    static const Names act = {"patient", "recipient", "beneficiary", "against", "to",  "with",   "on",
                              "at",      "goal",      "theme",       "from",    "for", "between"};
    static const Names ask = {"recipient", "patient", "to", "on",           "upon",
                              "at",        "from",    "of", "content.agent"};
    static const Names refuse = {"recipient", "from", "by", "to", "patient", "with"};
    static const Names threaten = {"patient", "recipient", "against", "to"};
    static const Names doers = {"agent", "possessor", "modifier"};
    static const Names above = {"recipient", "goal", "to", "with", "against", "on", "from"};
    const auto recipients_of = [](const Rule* rule) -> const Names& {
      return rule != nullptr && !rule->recipient.empty() ? rule->recipient : act;
    };
    const bool own = top_rule_ != nullptr && !top_rule_->recipient.empty();
    if (reading_.modal) {
      try_all(chain_.front(), {"agent", "patient", "theme"}, reach);
    } else {
      if (own) try_all(chain_.front(), top_rule_->recipient, reach);
      switch (reading_.stance) {
        case Stance::appeal:
        case Stance::demand:
          if (!own) try_all(chain_.front(), ask, reach);
          // Whoever is to do it.
          for (std::size_t i = 1; i < chain_.size(); ++i) {
            if (const Rule* inner = rule_at(chain_[i])) try_all(chain_[i], inner->actor, reach);
            try_all(chain_[i], doers, reach);
          }
          for (std::size_t i = 1; i < chain_.size(); ++i) {
            try_all(chain_[i], recipients_of(rule_at(chain_[i])), reach);
          }
          break;
        case Stance::reject:
          for (std::size_t i = 1; i < chain_.size(); ++i) try_all(chain_[i], doers, reach);
          if (!own) try_all(chain_.front(), refuse, reach);
          break;
        case Stance::threat:
          if (!own && top_rule_ != nullptr && top_rule_->op != Operator::act && chain_.size() > 1) {
            try_all(chain_.front(), threaten, reach);
          }
          break;
        case Stance::intent:
        case Stance::act:
          if (grants()) try_all(chain_[1], {"agent", "possessor", "from", "by", "of"}, reach);
          break;
      }
      for (std::size_t i = chain_.size(); i-- > 0 && !asks();) {
        if (i == 0 && own) continue;
        try_all(chain_[i], recipients_of(rule_at(chain_[i])), reach);
      }
    }
    // "The bomb killed 17 people."
    if (!have_recipient_ && reach == Reach::head && is_violent(root_)) {
      const FrameId verb = people_.verb_of_subject(chain_.front());
      if (verb.valid()) try_all(verb, {"patient"}, reach);
    }
    for (const FrameId frame : chain_) {
      const FrameId verb = people_.governor(frame);
      if (!have_recipient_ && verb.valid()) try_all(verb, above, reach);
      // "Struck the town with mortar fire": both fell on the town.
      const std::string_view marker = people_.marker_of(frame);
      const bool both = (marker == "in" || marker == "with" || marker == "by") && code_ != "191";
      if (both && !have_recipient_ && verb.valid() && is_violent(root_) && takes_part(verb)) {
        try_all(verb, {"patient"}, reach);
      }
    }
  }

  void recipients_nearby() {
    // Whoever hangs on what it is about: "sanctions against Haiti", "aid to rebels", "a mediation among
    // republics".
    for (std::size_t i = 0; i < chain_.size() && !have_recipient_; ++i) {
      Founds found = people_.below_objects(chain_[i]);
      leave_sufferers(chain_[i], found);
      receive(found);
    }
    // Whoever does not govern demands of, refuses and fights those who do.
    if (!have_recipient_ && is_against_rulers()) {
      at_home(true);
    }
    // "Examined accounts held by the general": whoever is named in what it is done to.
    for (std::size_t i = 0; i < chain_.size() && !have_recipient_ && reading_.stance == Stance::act; ++i) {
      receive(people_.within_objects(chain_[i]), true);
    }
    // Whom the clause below is about: "denied that its troops had entered Chad".
    const std::string country =
        out_.empty() ? std::string() : frames_.document().entities[out_.front().entity.index()].country;
    for (std::size_t i = 0; i < chain_.size() && !have_recipient_ && !country.empty(); ++i) {
      receive(people_.foreign_below(chain_[i], country), true);
    }
    if (!have_recipient_) receive(spare_);
  }

  void inferred_recipients() {
    // The place where it happened stands for whom it happened to, where nobody else is named.
    if (!have_recipient_ && code_.size() >= 2 &&
        (root_[0] == '1' || root_[0] == '2' || root_ == "07" || root_ == "08")) {
      for (const FrameId frame : chain_) {
        for (const char* selector : {"in", "at", "near", "into", "inside", "outside", "place"}) {
          if (!have_recipient_) receive(lands(frame, selector), true);
        }
      }
    }
    // A protest is against those who govern; a curfew, a ban, a concession is towards those at home.
    const bool yields =
        !asks() && (reading_.content.starts_with("081") || reading_.content.starts_with("083"));
    const bool ruled = code_.starts_with("172") || code_ == "170";
    if (!have_recipient_ && (root_ == "14" || ruled || root_ == "08" || yields)) at_home(root_ == "14");
  }

  // The actor's own country, or its government, as recipient.
  void at_home(bool government) {
    if (out_.empty()) return;
    auto home = people_.home_of(out_.front(), government);
    // "The union seeks a rise": not from the whole country.
    const bool named = home && frames_.document().entities[home->index()].type == EntityType::government;
    if (government && !named && (root_ == "02" || (root_ >= "10" && root_ < "14"))) return;
    // "Turkey lifted emergency rule": towards its own.
    const document::Entity& actor = frames_.document().entities[out_.front().entity.index()];
    const bool ruled = root_ == "08" || code_.starts_with("172") || code_.starts_with("034") ||
                       code_.starts_with("0351") || code_.starts_with("123");
    if (!home && ruled && actor.type == EntityType::state) home = out_.front().entity;
    if (!home) return;
    Participant participant;
    participant.party = Party::recipient;
    participant.entity = *home;
    participant.code = code_of(frames_.document().entities[home->index()]);
    participant.inferred = true;
    participant.from = out_.front().span;
    out_.push_back(std::move(participant));
    have_recipient_ = true;
  }

  Founds lands(FrameId frame, const char* selector) const {
    Founds found = select(frame, selector, Reach::inside);
    std::erase_if(found, [&](const Participants::Found& one) {
      const EntityType type = people_.entity_of(one).type;
      return type != EntityType::place && type != EntityType::state;
    });
    return found;
  }

  void sides() {
    // Sides that meet or fight each other are all actors.
    const bool reciprocal =
        (leaf_rule_ != nullptr && leaf_rule_->reciprocal) || (top_rule_ != nullptr && top_rule_->reciprocal);
    // Whoever is asked to meet, or offered it, has not met by that.
    if (reciprocal && !have_actor_ && !asks() && reading_.stance != Stance::reject) {
      for (Participant& participant : out_) participant.party = Party::actor;
    }
    // Where two sides share the subject ("Chad and Sudan met"), each is also the other's other side.
    const bool mutual =
        std::any_of(chain_.begin(), chain_.end(), [&](FrameId frame) { return people_.each_other(frame); });
    const bool both = reciprocal || mutual || (leaf_rule_ != nullptr && leaf_rule_->both) ||
                      (top_rule_ != nullptr && top_rule_->both);
    const auto is_actor = [](const Participant& one) { return one.party == Party::actor; };
    // "The talks between Chad and Sudan collapsed": by both.
    if (!both && !have_actor_ && out_.size() >= 2 && sides_ == out_.size()) {
      for (Participant& participant : out_) participant.party = Party::actor;
    }
    const bool shared = both || (out_.size() >= 2 && sides_ == out_.size());
    const std::ptrdiff_t enough = mutual ? 1 : 2;
    if (shared && std::count_if(out_.begin(), out_.end(), is_actor) >= enough &&
        std::all_of(out_.begin(), out_.end(), is_actor)) {
      const std::vector<Participant> these = out_;
      for (Participant side : these) {
        side.party = Party::recipient;
        out_.push_back(std::move(side));
      }
      have_recipient_ = true;
    }
  }

  const Participants& people_;
  const CodeAt& code_at_;
  const Frames& frames_;
  const RuleSet& rules_;
  const Reading& reading_;
  const std::string& code_;
  std::string_view root_;
  std::vector<FrameId> chain_;  // the frames of the chain, outermost first, each once
  const Rule* top_rule_ = nullptr;
  const Rule* leaf_rule_ = nullptr;
  std::vector<Participant> out_;
  std::set<std::uint32_t> taken_;
  Founds spare_;
  Founds doers_;           // of the deed that is judged
  std::size_t sides_ = 0;  // of those found, how many are named as sides: "between A and B"
  bool have_actor_ = false;
  bool have_recipient_ = false;
};

}  // namespace

std::vector<Participant> cast(const Participants& people, const Frames& frames, const RuleSet& rules,
                              const Reading& reading, const std::string& code, const CodeAt& code_at) {
  return Cast(people, frames, rules, reading, code, code_at).read();
}

}  // namespace casus::code
