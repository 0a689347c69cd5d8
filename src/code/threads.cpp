#include "code/threads.h"

#include <algorithm>
#include <set>

#include "code/setting.h"

namespace casus::code {

using document::EntityId;
using document::TokenIndex;
using events::Event;
using events::EventId;
using events::Participant;
using events::Party;
using events::ResponseKind;
using events::Thread;
using ontology::EventType;
using ontology::Status;

namespace {

constexpr std::uint32_t sentences_apart = 4;

// Those of one side: entities, and the states that they are of.
struct Side {
  std::set<std::uint32_t> entities;
  std::set<std::string> countries;
  bool empty() const { return entities.empty() && countries.empty(); }
  bool meets(const Side& other) const {
    const auto shared = [](const auto& a, const auto& b) {
      return std::any_of(a.begin(), a.end(), [&](const auto& one) { return b.contains(one); });
    };
    return shared(entities, other.entities) || shared(countries, other.countries);
  }
  void add(const Side& other) {
    entities.insert(other.entities.begin(), other.entities.end());
    countries.insert(other.countries.begin(), other.countries.end());
  }
};

class Linker {
 public:
  Linker(const StoryIndex& story, const ThreadTables& tables, const events::Claims& claims)
      : story_(story), document_(story.document()), words_(story.words()), tables_(tables), claims_(claims) {}

  std::vector<Thread> link() {
    struct Asked {
      EventId event;
      Side by, to;
      std::uint32_t topic = 0;
    };
    std::vector<Asked> asked;
    for (std::size_t i = 0; i < claims_.events.size(); ++i) {
      const Event& event = claims_.events[i];
      if (event.type != EventType::request || event.in_headline) continue;
      if (event.status != Status::actual && event.status != Status::historical) continue;
      const auto topic = tables_.topic(Turn::request, event.cameo);
      if (!topic) continue;
      const Side by = asker(event);
      asked.push_back({EventId(i), by, addressee(event, by), *topic});
    }
    // Who was asked may be said in another telling of the same request.
    for (Asked& one : asked) {
      if (!one.to.empty()) continue;
      for (const Asked& other : asked) {
        if (other.event != one.event && !other.to.empty() && other.by.meets(one.by) &&
            (other.topic == one.topic || tables_.answers(one.topic, other.topic))) {
          one.to.add(other.to);
          break;
        }
      }
    }
    std::vector<Thread> out;
    std::vector<Asked> told;
    for (const Asked& one : asked) {
      const bool again = std::any_of(told.begin(), told.end(), [&](const Asked& other) {
        return other.by.meets(one.by) && tables_.answers(other.topic, one.topic) &&
               (other.to.meets(one.to) || (other.to.empty() && one.to.empty()));
      });
      if (again) continue;
      told.push_back(one);
      Thread thread{one.event};
      for (std::size_t i = 0; i < claims_.events.size(); ++i) {
        if (const auto kind = answer(one.event, one.by, one.to, one.topic, EventId(i))) {
          thread.responses.push_back({EventId(i), *kind});
        }
      }
      out.push_back(std::move(thread));
    }
    return out;
  }

 private:
  Side side_of(EntityId entity, const std::string& code) const {
    Side out;
    if (!entity.valid()) return out;
    out.entities.insert(entity.value);
    std::string own = code.empty() ? document_.entities[entity.index()].code : code;
    std::string country = story_.country(entity);
    if (country.empty() && own.size() >= 3) country = own.substr(0, 3);
    // Bodies of many states have codes that name no state.
    static const std::set<std::string> no_state = {"IGO", "NGO", "INT", "MNC", "NGM", "IMG", "---"};
    if (country.size() != 3 || no_state.contains(country)) return out;
    // Those who act for a state are one side; a rebel, a student or a reporter of it is not.
    static const std::set<std::string> official = {"", "GOV", "MIL", "COP", "LEG", "JUD", "SPY", "ELI"};
    const std::string role = own.size() > 3 && own.starts_with(country) ? own.substr(3, 3) : std::string{};
    out.countries.insert(official.contains(role) ? country : country + role);
    return out;
  }

  Side side(const Event& event, Party party, bool inferred_too = true) const {
    Side out;
    for (const Participant& one : event.participants) {
      if (one.party == party && (inferred_too || !one.inferred)) out.add(side_of(one.entity, one.code));
    }
    return out;
  }

  // Who asks: the actor; of a noun, whom it "came from"; else whoever says so.
  Side asker(const Event& event) const {
    Side out = side(event, Party::actor);
    if (!out.empty()) return out;
    if (event.predicate.valid()) {
      for (const Filling& filling : story_.fillings(story_.predicate(event.predicate).head)) {
        for (const document::Argument& argument : story_.predicate(filling.predicate).arguments) {
          if (argument.head == document::no_token || argument.marker == document::no_token) continue;
          if (words_.form(argument.marker) != "from" && words_.form(argument.marker) != "by") continue;
          for (const EntityId one : story_.entities(argument.head)) out.add(side_of(one, {}));
        }
      }
    }
    return out.empty() ? speakers(event) : out;
  }

  // Those asked; where nobody is named, the states that stand in what was asked for ("Russian support").
  // Nobody asks himself.
  Side addressee(const Event& event, const Side& by) const {
    Side out;
    for (const Participant& one : event.participants) {
      if (one.party != Party::recipient || one.inferred) continue;
      const Side recipient = side_of(one.entity, one.code);
      if (!recipient.meets(by)) out.add(recipient);
    }
    if (!out.empty() || !event.predicate.valid()) return out;
    const document::TokenRange words = document_.subtree(story_.predicate(event.predicate).head);
    for (const document::Mention& mention : document_.mentions) {
      if (!words.contains(mention.tokens) || mention.tokens.begin < story_.predicate(event.predicate).head)
        continue;
      const Side one = side_of(mention.entity, {});
      if (!one.meets(by)) out.add(one);
    }
    return out;
  }

  Side speakers(const Event& event) const {
    Side out;
    for (const events::QuoteId id : event.attribution)
      out.add(side_of(claims_.quotes[id.index()].speaker, {}));
    return out;
  }

  std::uint32_t sentence_of(const Event& event) const {
    const document::TokenRange tokens = document_.tokens_in(event.evidence.span());
    return tokens.empty() ? 0 : document_.sentence_of(tokens.begin);
  }

  // Told to have been before the request, to the day.
  bool earlier(const Event& answer, const Event& request) const {
    const auto mine = day_of(document_, answer.time);
    const auto asked = day_of(document_, request.time);
    return mine && asked && base::days_between(*mine, *asked) > 0;
  }

  bool has_partial_word(const Event& event) const {
    if (!event.predicate.valid()) return false;
    const std::vector<TokenIndex> own = story_.own_words(story_.predicate(event.predicate).head);
    return std::any_of(own.begin(), own.end(), [&](TokenIndex i) {
      return tables_.is_partial(words_.lemma(i)) && (document_.tokens.pos[i] == document::Pos::adv ||
                                                     document_.tokens.pos[i] == document::Pos::adj ||
                                                     document_.tokens.pos[i] == document::Pos::det ||
                                                     document_.tokens.pos[i] == document::Pos::noun);
    });
  }

  // Whether what is asked for goes to the asker.
  bool is_given(std::uint32_t topic) const {
    return tables_.name(topic) == "help" || tables_.name(topic) == "backing";
  }

  // A commitment under a condition stands in the same words.
  bool is_conditional(const Event& event) const {
    return std::any_of(claims_.obligations.begin(), claims_.obligations.end(),
                       [&](const events::Obligation& one) {
                         return one.kind == events::ObligationKind::conditional_commitment &&
                                one.evidence.span().overlaps(event.evidence.span());
                       });
  }

  bool defers(const Event& event) const {
    if (!event.predicate.valid()) return false;
    const document::Predicate& predicate = story_.predicate(event.predicate);
    return tables_.is_deferral(predicate.key) || tables_.is_deferral(words_.lemma(predicate.head));
  }

  std::optional<ResponseKind> answer(EventId asked, const Side& by, const Side& to, std::uint32_t topic,
                                     EventId id) const {
    const Event& request = claims_.events[asked.index()];
    const Event& event = claims_.events[id.index()];
    if (id == asked || event.in_headline || event.type == EventType::request) return std::nullopt;
    if (event.status == Status::hypothetical || event.status == Status::historical) return std::nullopt;

    Turn turn = Turn::deed;
    if (event.type == EventType::agree) turn = Turn::agree;
    if (event.type == EventType::reject) turn = Turn::reject;
    const auto about = tables_.topic(turn, event.cameo);
    if (!about) return std::nullopt;

    const Side actors = side(event, Party::actor);
    const Side recipients = side(event, Party::recipient, false);
    const bool meets_asker = recipients.meets(by);
    const std::uint32_t here = sentence_of(request), there = sentence_of(event);
    const std::uint32_t apart = here > there ? here - there : there - here;
    const bool near = apart <= sentences_apart;
    // Where one of the two does not say what about, they must speak to each other or stand side by side.
    const bool vague = tables_.name(topic) == "any" || tables_.name(*about) == "any";
    const bool close =
        apart <= (turn == Turn::reject ? 2U : 1U) && (recipients.empty() || turn == Turn::reject);
    const bool same_topic = tables_.answers(topic, *about) && (!vague || (near && (meets_asker || close)));

    bool from_addressee = actors.meets(to);
    // What the addressee says that a body or its troops will do.
    if (!from_addressee && actors.countries.empty()) from_addressee = speakers(event).meets(to);
    if (tables_.name(topic) == "meet" && tables_.name(*about) == "meet" && turn != Turn::reject) {
      // Both sides of a meeting may stand on either side of the event; a meeting of nobody in particular
      // answers a request to nobody in particular.
      Side all = actors;
      all.add(recipients);
      if (to.empty()) {
        // Whoever announces the meeting need not be a party of it.
        const bool announced = speakers(event).meets(actors);
        from_addressee = near && here != there && (all.empty() || all.meets(by) || announced);
      } else {
        from_addressee = from_addressee || (all.meets(to) && all.meets(by));
      }
    }
    if (!from_addressee) return std::nullopt;

    switch (turn) {
      case Turn::reject:
        if (!same_topic && !(meets_asker && near)) return std::nullopt;
        if (event.status == Status::negated) return std::nullopt;
        return event.status == Status::conditional ? ResponseKind::conditional : ResponseKind::refusal;
      case Turn::agree:
        if (!same_topic && !(meets_asker && near)) return std::nullopt;
        // Help promised to somebody else is no answer.
        if (is_given(topic) && !recipients.empty() && !meets_asker) return std::nullopt;
        if (event.status == Status::negated) return ResponseKind::refusal;
        if (event.status == Status::conditional || !event.condition.empty() || is_conditional(event)) {
          return ResponseKind::conditional;
        }
        if (defers(event)) return ResponseKind::deferral;
        return has_partial_word(event) ? ResponseKind::partial : ResponseKind::grant;
      case Turn::deed: {
        if (!same_topic || vague || earlier(event, request)) {
          const bool meeting = tables_.name(topic) == "meet" && same_topic;
          if (!meeting) return std::nullopt;
        }
        // What is given must go to the asker; yielding and reform may go to anybody.
        if (is_given(topic) && !meets_asker && !actors.meets(by)) return std::nullopt;
        if (event.status == Status::negated) return ResponseKind::refusal;
        if (event.type == EventType::mobilize && !recipients.meets(by)) return std::nullopt;
        if (event.status == Status::conditional) return ResponseKind::conditional;
        return has_partial_word(event) ? ResponseKind::partial : ResponseKind::grant;
      }
      case Turn::request:
        break;
    }
    return std::nullopt;
  }

  const StoryIndex& story_;
  const document::Document& document_;
  const DocumentWords& words_;
  const ThreadTables& tables_;
  const events::Claims& claims_;
};

}  // namespace

std::vector<Thread> link_threads(const StoryIndex& story, const ThreadTables& tables,
                                 const events::Claims& claims) {
  if (!story.document().has_syntax()) return {};
  return Linker(story, tables, claims).link();
}

}  // namespace casus::code
