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
      asked.push_back({EventId(i), side(event, Party::actor), addressee(event), *topic});
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
    std::string country = story_.country(entity);
    if (country.empty() && code.size() >= 3) country = code.substr(0, 3);
    // Bodies of many states have codes that name no state.
    static const std::set<std::string> no_state = {"IGO", "NGO", "INT", "MNC", "NGM", "IMG", "---"};
    if (country.size() == 3 && !no_state.contains(country)) out.countries.insert(country);
    return out;
  }

  Side side(const Event& event, Party party) const {
    Side out;
    for (const Participant& one : event.participants) {
      if (one.party == party) out.add(side_of(one.entity, one.code));
    }
    return out;
  }

  // Those asked; where nobody is named, the states that stand in what was asked for.
  Side addressee(const Event& event) const {
    Side out = side(event, Party::recipient);
    if (!out.empty() || !event.predicate.valid()) return out;
    const Side by = side(event, Party::actor);
    const document::TokenRange words = document_.subtree(story_.predicate(event.predicate).head);
    for (const document::Mention& mention : document_.mentions) {
      if (!words.contains(mention.tokens)) continue;
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
    const Side recipients = side(event, Party::recipient);
    const bool meets_asker = recipients.meets(by) || (turn == Turn::deed && actors.meets(by) && !to.empty());
    const bool same_topic = tables_.answers(topic, *about);
    bool from_addressee =
        to.empty() ? false : actors.meets(to) || (speakers(event).meets(to) && !actors.meets(by));
    if (tables_.name(topic) == "meet" && same_topic && turn == Turn::deed) {
      // Both sides of a meeting may stand on either side of the event.
      Side all = actors;
      all.add(recipients);
      from_addressee = from_addressee || (!to.empty() && all.meets(to) && all.meets(by));
      if (to.empty()) {
        const std::uint32_t here = sentence_of(request), there = sentence_of(event);
        const std::uint32_t apart = here > there ? here - there : there - here;
        const bool fits = all.empty() || all.meets(by);
        from_addressee = apart > 0 && apart <= sentences_apart && fits && event.status != Status::negated;
      }
    }
    if (!from_addressee) return std::nullopt;

    switch (turn) {
      case Turn::reject:
        if (!same_topic && !meets_asker) return std::nullopt;
        if (event.status == Status::negated) return std::nullopt;
        return event.status == Status::conditional ? ResponseKind::conditional : ResponseKind::refusal;
      case Turn::agree:
        if (!same_topic && !meets_asker) return std::nullopt;
        if (event.status == Status::negated) return ResponseKind::refusal;
        if (event.status == Status::conditional || !event.condition.empty()) return ResponseKind::conditional;
        if (defers(event)) return ResponseKind::deferral;
        return has_partial_word(event) ? ResponseKind::partial : ResponseKind::grant;
      case Turn::deed: {
        if (!same_topic || earlier(event, request)) return std::nullopt;
        const bool inward = tables_.name(topic) == "yield" || tables_.name(topic) == "reform";
        if (!inward && !meets_asker && !to.empty() && !recipients.empty() && !actors.meets(by))
          return std::nullopt;
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
