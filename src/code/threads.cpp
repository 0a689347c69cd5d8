#include "code/threads.h"

#include <algorithm>
#include <set>

#include "code/setting.h"
#include "code/thread_content.h"

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
constexpr std::uint32_t sentences_beside = 2;
constexpr std::uint32_t sentences_said = 8;

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
  Linker(const StoryIndex& story, const ThreadTables& tables, const events::Claims& claims, Choices* trace)
      : story_(story),
        document_(story.document()),
        words_(story.words()),
        tables_(tables),
        claims_(claims),
        content_(story, tables, claims),
        trace_(trace) {}

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
      if (content_.is_question(EventId(i))) {
        note(EventId(i), {}, Choice::Verdict::left, "a question, which asks for nothing to be done");
        continue;
      }
      const Side by = asker(event);
      if (says_need(event)) {
        note(EventId(i), {}, Choice::Verdict::left, "says what is needed or expected, and asks nobody");
        continue;
      }
      const Side to = addressee(event, by);
      if (tables_.name(*topic) == "any" && !asks_somebody(EventId(i), by, to)) {
        note(EventId(i), {}, Choice::Verdict::left, "no word of asking, or nobody asks, or for nothing");
        continue;
      }
      if (speaks_of_itself(event, by)) {
        note(EventId(i), {}, Choice::Verdict::left, "what the speaker's own side does or says is so");
        continue;
      }
      asked.push_back({EventId(i), by, to, *topic});
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
      if (again) {
        note(one.event, {}, Choice::Verdict::joined, "the same asked again");
        continue;
      }
      told.push_back(one);
      Thread thread{one.event};
      thread.asker = entities(one.by);
      thread.asked = entities(one.to);
      thread.terms = content_.terms(one.event);
      for (std::size_t i = 0; i < claims_.events.size(); ++i) {
        const Answer found = answer(one.event, one.by, one.to, one.topic, EventId(i));
        if (found.kind) thread.responses.push_back({EventId(i), *found.kind});
        if (found.why != nullptr)
          note(EventId(i), one.event, found.kind ? Choice::Verdict::taken : Choice::Verdict::left, found.why);
      }
      if (thread.responses.empty())
        note(one.event, {}, Choice::Verdict::taken, "open: nobody answers it here");
      out.push_back(std::move(thread));
    }
    return out;
  }

 private:
  // What an event is to a request: an answer, or why it is none. `why` is null for what does not answer at
  // all.
  struct Answer {
    std::optional<ResponseKind> kind;
    const char* why = nullptr;
  };

  void note(EventId what, EventId request, Choice::Verdict verdict, const char* why) const {
    if (trace_ == nullptr) return;
    const auto words = [&](EventId id) {
      return id.valid() ? claims_.events[id.index()].evidence.span() : base::Span{};
    };
    trace_->push_back({"thread", words(what), verdict, why, words(request)});
  }

  static std::vector<EntityId> entities(const Side& side) {
    std::vector<EntityId> out;
    for (const std::uint32_t one : side.entities) out.push_back(EntityId(one));
    return out;
  }

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
    // Civilians and refugees of one country are no side: what some ask, others do not answer.
    if (role == "CVL" || role == "REF") return out;
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

  bool says_need(const Event& event) const {
    if (!event.predicate.valid()) return false;
    const document::Predicate& predicate = story_.predicate(event.predicate);
    // "The proposed law" says what the law is.
    if (document_.tokens.dep[predicate.head] == document::Dep::amod) return true;
    return predicate.kind == document::PredicateKind::adjective || tables_.is_need(predicate.key) ||
           tables_.is_need(words_.lemma(predicate.head));
  }

  // Where the code does not say for what: a word of asking, somebody who asks or is asked, and something
  // asked.
  bool asks_somebody(EventId id, const Side& by, const Side& to) {
    const Event& event = claims_.events[id.index()];
    if (!event.predicate.valid() || content_.terms(id).empty()) return false;
    const document::Predicate& predicate = story_.predicate(event.predicate);
    const std::string lemma(words_.lemma(predicate.head));
    if (predicate.kind == document::PredicateKind::noun) {
      if (!tables_.is_asking(lemma) && !tables_.is_asking(predicate.key)) return false;
      // "A call with the leader" asks for nothing; "a call for calm" and "an appeal to stop" do.
      const auto below = document_.children(predicate.head);
      const bool says = std::any_of(below.begin(), below.end(), [&](TokenIndex child) {
        const document::Dep dep = document_.tokens.dep[child];
        return child > predicate.head &&
               (dep == document::Dep::acl || words_.form(child) == "for" || words_.form(child) == "to");
      });
      return says && (!by.empty() || !to.empty());
    }
    if (by.empty()) return false;
    if (tables_.is_asking_verb(predicate.key) || tables_.is_asking_verb(lemma)) return true;
    const auto children = document_.children(predicate.head);
    return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
      return child > predicate.head && document_.tokens.dep[child] == document::Dep::prep &&
             tables_.is_asking_verb(lemma + " " + std::string(words_.form(child)));
    });
  }

  // "Insists it is continuing its efforts", "suggested that he had been wronged": nobody is asked.
  bool speaks_of_itself(const Event& event, const Side& by) const {
    if (!event.predicate.valid()) return false;
    const document::Predicate& predicate = story_.predicate(event.predicate);
    const bool claims = tables_.is_claiming(predicate.key);
    for (const document::PredicateId child : story_.children(event.predicate)) {
      const document::Predicate& below = story_.predicate(child);
      if (below.embedding != document::Embedding::content) continue;
      const bool asks = below.modal != document::no_token &&
                        (words_.is(below.modal, "should") || words_.is(below.modal, "must"));
      if (claims && !asks && (below.tense != document::Tense::none || below.modal != document::no_token))
        return true;
      Side doers;
      for (const EntityId one : story_.parties(child, {document::Role::agent})) doers.add(side_of(one, {}));
      const bool own =
          !doers.empty() && std::all_of(doers.entities.begin(), doers.entities.end(),
                                        [&](std::uint32_t one) { return by.entities.contains(one); });
      if (claims && own) return true;
    }
    return false;
  }

  // Those asked; where nobody is named, the states that stand in what was asked for ("Russian support").
  // Nobody asks himself.
  Side addressee(const Event& event, const Side& by) const {
    Side out;
    for (const Participant& one : event.participants) {
      if (one.party != Party::recipient || one.inferred || !one.entity.valid()) continue;
      const Side recipient = side_of(one.entity, one.code);
      if (!recipient.meets(by)) {
        out.add(recipient);
      } else if (!by.entities.contains(one.entity.value)) {
        out.entities.insert(one.entity.value);  // one body of a state asks another
      }
    }
    if (!out.empty() || !event.predicate.valid()) return out;
    const TokenIndex head = story_.predicate(event.predicate).head;
    const auto add = [&](EntityId entity) {
      const Side one = side_of(entity, {});
      if (!one.meets(by)) out.add(one);
    };
    // "asked that Russia send troops": who would do it.
    for (const document::PredicateId child : story_.children(event.predicate)) {
      if (story_.predicate(child).embedding != document::Embedding::content) continue;
      for (const EntityId one : story_.parties(child, {document::Role::agent})) add(one);
    }
    // "appealed for Russian support", "the request for help from Moscow"
    for (const TokenIndex word : story_.own_words(head)) {
      if (word <= head) continue;
      const document::MentionId id = story_.mention_at(word);
      if (!id.valid()) continue;
      const document::Dep dep = document_.tokens.dep[word];
      const bool before_noun = dep == document::Dep::amod || dep == document::Dep::compound ||
                               dep == document::Dep::poss || dep == document::Dep::nmod;
      const bool behind_from =
          dep == document::Dep::pobj && (words_.form(document_.tokens.head[word]) == "from" ||
                                         words_.form(document_.tokens.head[word]) == "by");
      if (before_noun || behind_from) add(document_.mentions[id.index()].entity);
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
    if (tables_.is_deferral(predicate.key) || tables_.is_deferral(words_.lemma(predicate.head))) return true;
    // "is not expected to decide whether to accept"
    const document::TokenRange words = document_.subtree(predicate.head);
    for (TokenIndex i = words.begin; i + 1 < words.end; ++i) {
      if (words_.lemma(i) == "decide" && words_.form(i + 1) == "whether") return true;
    }
    return false;
  }

  // Whether one of a meeting's parties, other than those asked, stands in the request's own words.
  bool meets_somebody_named(const Event& request, const Side& to, const Side& all) const {
    if (!request.predicate.valid()) return false;
    const document::TokenRange words = document_.subtree(story_.predicate(request.predicate).head);
    std::set<std::uint32_t> asked_here;
    for (const document::Mention& mention : document_.mentions) {
      if (!mention.entity.valid() || !words.contains(mention.tokens)) continue;
      const Side one = side_of(mention.entity, {});
      if (one.meets(to)) {
        asked_here.insert(mention.entity.value);
      } else if (one.meets(all)) {
        return true;
      }
    }
    return asked_here.size() > 1;
  }

  // Whether every one of several who were asked to meet takes part: "urged Armenia and Azerbaijan to talk".
  bool all_take_part(const Event& request, const Side& all) const {
    std::vector<Side> asked;
    for (const Participant& one : request.participants) {
      if (one.party == Party::recipient && !one.inferred) asked.push_back(side_of(one.entity, one.code));
    }
    if (asked.size() < 2) return true;
    return std::count_if(asked.begin(), asked.end(), [&](const Side& one) { return one.meets(all); }) >= 2;
  }

  // "Agreed", "declined": an answer without a content of its own.
  bool answers_barely(EventId id) const {
    const Event& event = claims_.events[id.index()];
    return event.predicate.valid() && tables_.is_answering(story_.predicate(event.predicate).key);
  }

  // Whether what the answer says is what was asked, and how that shows; nullptr where it does not.
  const char* same_content(EventId asked, EventId id, std::uint32_t topic, std::uint32_t about,
                           bool speaks_to, std::uint32_t apart, bool deed) {
    if (apart <= sentences_apart && content_.names_request(id)) return "it names the request";
    // "They asked us for help, but we declined."
    if (!deed && apart <= 1 && content_.terms(id).empty() && answers_barely(id))
      return "a bare answer beside the request";
    const int shared = content_.shared(asked, id);
    const bool near = apart <= sentences_apart;
    const bool open = tables_.name(topic) == "any" || tables_.name(about) == "any";
    // Where one of the two does not say what about, they must speak to each other as well.
    if (open && !speaks_to) return shared >= 2 && near ? "it speaks of what was asked" : nullptr;
    // A word said outright on the same topic reaches further than a deed.
    if ((shared >= 2 && (near || speaks_to)) || (shared == 1 && (near || (!deed && apart <= sentences_said))))
      return "it speaks of what was asked";
    if (near && content_.same_matter(asked, id, topic)) return "it is of the same matter";
    if (!deed && !open && speaks_to && apart <= sentences_beside)
      return "of the same topic, to the one who asked";
    return nullptr;
  }

  Answer answer(EventId asked, const Side& by, const Side& to, std::uint32_t topic, EventId id) {
    const Event& request = claims_.events[asked.index()];
    const Event& event = claims_.events[id.index()];
    if (id == asked || event.in_headline || event.type == EventType::request) return {};
    if (event.status == Status::hypothetical || event.status == Status::historical) return {};

    Turn turn = Turn::deed;
    if (event.type == EventType::agree) turn = Turn::agree;
    if (event.type == EventType::reject) turn = Turn::reject;
    const auto about = tables_.topic(turn, event.cameo);
    if (!about) return {};
    if (content_.asks_for(asked, id)) return {};

    const Side actors = side(event, Party::actor);
    const Side recipients = side(event, Party::recipient, false);
    const bool meets_asker = recipients.meets(by);
    const std::uint32_t here = sentence_of(request), there = sentence_of(event);
    const std::uint32_t apart = here > there ? here - there : there - here;
    const bool near = apart <= sentences_apart;
    const bool vague = tables_.name(topic) == "any" || tables_.name(*about) == "any";
    const bool same_topic = tables_.answers(topic, *about);

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
        from_addressee = near && here != there && (all.empty() || all.meets(by) || announced) &&
                         content_.same_matter(asked, id, topic);
      } else {
        from_addressee = from_addressee || (all.meets(to) && all.meets(by));
        // Whom to meet: the asker, another of those asked, or somebody whom the request names.
        if (from_addressee && !all.meets(by) && !meets_somebody_named(request, to, all))
          return {std::nullopt, "a meeting with others than those the request speaks of"};
        if (from_addressee && !all_take_part(request, all))
          return {std::nullopt, "not all who were asked take part"};
      }
    }
    if (!from_addressee) return {std::nullopt, "not by those who were asked"};
    if (!same_topic && !(meets_asker && near && turn != Turn::deed))
      return {std::nullopt, "of another topic"};
    const char* why = same_content(asked, id, topic, *about, meets_asker, apart, turn == Turn::deed);
    if (why == nullptr) return {std::nullopt, "it does not speak of what was asked"};

    switch (turn) {
      case Turn::reject:
        if (event.status == Status::negated) return {std::nullopt, "no refusal: said not to be so"};
        if (defers(event)) return {ResponseKind::deferral, why};
        return {event.status == Status::conditional ? ResponseKind::conditional : ResponseKind::refusal, why};
      case Turn::agree:
        // Help promised to somebody else is no answer.
        if (is_given(topic) && !recipients.empty() && !meets_asker)
          return {std::nullopt, "promised to somebody else"};
        if (event.status == Status::negated) return {ResponseKind::refusal, why};
        if (event.status == Status::conditional || !event.condition.empty() || is_conditional(event))
          return {ResponseKind::conditional, why};
        if (defers(event)) return {ResponseKind::deferral, why};
        return {has_partial_word(event) ? ResponseKind::partial : ResponseKind::grant, why};
      case Turn::deed:
        if (vague) return {std::nullopt, "a deed, and the request does not say what for"};
        if (event.predicate.valid() && story_.predicate(event.predicate).modal != document::no_token &&
            event.status == Status::actual)
          return {std::nullopt, "what should or may be done is not done"};
        if (earlier(event, request) && tables_.name(topic) != "meet")
          return {std::nullopt, "done before it was asked"};
        // What is given must go to the asker; yielding and reform may go to anybody.
        if (is_given(topic) && !meets_asker && !actors.meets(by))
          return {std::nullopt, "given to somebody else"};
        if (event.status == Status::negated) return {ResponseKind::refusal, why};
        if (event.type == EventType::mobilize && !recipients.meets(by))
          return {std::nullopt, "forces moved, but not to the one who asked"};
        if (event.status == Status::conditional) return {ResponseKind::conditional, why};
        return {has_partial_word(event) ? ResponseKind::partial : ResponseKind::grant, why};
      case Turn::request:
        break;
    }
    return {};
  }

  const StoryIndex& story_;
  const document::Document& document_;
  const DocumentWords& words_;
  const ThreadTables& tables_;
  const events::Claims& claims_;
  ThreadContent content_;
  Choices* trace_;
};

}  // namespace

std::vector<Thread> link_threads(const StoryIndex& story, const ThreadTables& tables,
                                 const events::Claims& claims, Choices* trace) {
  if (!story.document().has_syntax()) return {};
  return Linker(story, tables, claims, trace).link();
}

}  // namespace casus::code
