#include "code/obligations.h"

#include <algorithm>

#include "code/obligations_condition.h"
#include "code/obligations_treaty.h"
#include "code/quotes.h"

namespace casus::code {

using document::Dep;
using document::Embedding;
using document::EntityId;
using document::Mood;
using document::no_token;
using document::Predicate;
using document::PredicateId;
using document::PredicateKind;
using document::Role;
using document::Tense;
using document::TokenIndex;
using document::TokenRange;
using events::Obligation;
using events::ObligationKind;

namespace {

constexpr std::string_view maker = "obligations/1";

class ObligationCoder {
 public:
  ObligationCoder(const StoryIndex& story, const ObligationTables& tables, const events::Claims& claims,
                  Choices* trace)
      : story_(story),
        document_(story.document()),
        words_(story.words()),
        tables_(tables),
        claims_(claims),
        conditions_(story, tables),
        attributions_(claims.quotes),
        trace_(trace) {}

  std::vector<Obligation> code() {
    for (std::size_t i = 0; i < document_.predicates.size(); ++i) {
      const PredicateId id(i);
      commitment(id);
      mandate_by_word(id);
      mandate_by_presence(id);
      prohibition(id);
    }
    for (TokenIndex i = 0; i < document_.size(); ++i) {
      if (!document::is_noun(document_.tokens.tag[i])) continue;
      mandate_noun(i);
      prohibition_noun(i);
    }
    return std::move(found_);
  }

 private:
  bool form_in(TokenIndex i, std::initializer_list<std::string_view> wanted) const {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](std::string_view word) { return words_.is(i, word); });
  }
  bool has_word(const LemmaSet& set, const Predicate& predicate) const {
    return set.has(predicate.key) || set.has(words_.lemma(predicate.head)) ||
           set.has(words_.form(predicate.head));
  }
  bool modal_in(const Predicate& predicate, const LemmaSet& set) const {
    return predicate.modal != no_token &&
           (set.has(words_.lemma(predicate.modal)) || set.has(words_.form(predicate.modal)));
  }

  // ---- spans

  // A clause from its verb to the end of its own words and of the clauses that it holds, but not into
  // `cut`, a condition or the like that begins inside it.
  TokenRange clause_from(TokenIndex head, TokenIndex cut = no_token) const {
    TokenRange out = story_.own_range(head);
    const TokenRange whole = document_.subtree(head);
    TokenIndex end = whole.end;
    // What is coordinated with it is another clause.
    for (const TokenIndex child : document_.children(head)) {
      const Dep dep = document_.tokens.dep[child];
      if (child > head && (dep == Dep::conj || dep == Dep::cc || dep == Dep::parataxis)) {
        end = std::min(end, document_.subtree(child).begin);
      }
    }
    if (cut != no_token && cut > out.begin) end = std::min(end, cut);
    out.end = std::max(std::min(out.begin + 1, end), end);
    while (out.size() > 1 && document_.tokens.pos[out.end - 1] == document::Pos::punct) --out.end;
    return out;
  }

  // ---- who speaks

  // Country or code of those who say what this predicate says; empty where nobody is named.
  std::vector<EntityId> speakers(PredicateId id, base::Span span) const {
    PredicateId at = id;
    for (int step = 0; step < 6 && at.valid(); ++step) {
      const Predicate& predicate = story_.predicate(at);
      if (!predicate.parent.valid() || predicate.parent == at) break;
      if (predicate.embedding == Embedding::content) {
        const auto said = story_.parties(predicate.parent, {Role::agent});
        if (!said.empty()) return said;
      }
      at = predicate.parent;
    }
    std::vector<EntityId> out;
    for (const events::QuoteId quote : attributions_.of(span)) {
      const EntityId speaker = claims_.quotes[quote.index()].speaker;
      if (speaker.valid()) out.push_back(speaker);
    }
    return out;
  }

  bool same_side(EntityId a, EntityId b) const {
    if (a == b) return true;
    const std::string left = story_.country(a);
    return !left.empty() && left == story_.country(b);
  }

  bool can_be_bound(EntityId id) const {
    using document::EntityType;
    if (!id.valid()) return false;
    switch (document_.entities[id.index()].type) {
      case EntityType::place:
      case EntityType::civilian:
        return false;
      default:
        return true;
    }
  }

  bool is_threat(PredicateId id) const {
    return std::any_of(claims_.events.begin(), claims_.events.end(), [&](const events::Event& event) {
      return event.predicate == id && event.type == ontology::EventType::threaten;
    });
  }

  // ---- kinds

  void keep(ObligationKind kind, EntityId bearer, base::Span words, base::Span action, base::Span condition) {
    // What overlaps an obligation of the same kind and bearer in the same clause is that one.
    for (const Obligation& other : found_) {
      if (other.kind != kind || !other.evidence.span().overlaps(words)) continue;
      note(words, Choice::Verdict::joined, "the same clause again", other.evidence.span());
      return;
    }
    note(words, Choice::Verdict::taken, events::name(kind));
    Obligation out{events::Evidence(words, std::string(maker))};
    out.kind = kind;
    out.bearer = bearer;
    out.action = action;
    out.condition = condition;
    found_.push_back(std::move(out));
  }

  void note(base::Span words, Choice::Verdict verdict, std::string_view why, base::Span other = {}) const {
    if (trace_ != nullptr) trace_->push_back({"obligation", words, verdict, std::string(why), other});
  }
  void leave(TokenIndex word, std::string_view why) const {
    note(document_.tokens.span[word], Choice::Verdict::left, why);
  }

  // The verb, adjective or noun of commitment over a predicate, or the predicate itself.
  PredicateId commitment_over(PredicateId id) const {
    PredicateId at = id;
    for (int step = 0; step < 3 && at.valid(); ++step) {
      const Predicate& predicate = story_.predicate(at);
      // "Open fire", not "open to talks".
      const bool opens = predicate.kind == PredicateKind::verb && words_.lemma(predicate.head) == "open";
      if (!opens && has_word(tables_.commit, predicate)) return at;
      const bool climbs = predicate.embedding == Embedding::content && predicate.mood != Mood::declarative;
      if (!climbs || predicate.parent == at) break;
      at = predicate.parent;
    }
    return {};
  }

  void commitment(PredicateId id) {
    const auto condition = conditions_.of(id);
    if (!condition || condition->words.empty()) return;
    const Predicate& predicate = story_.predicate(id);
    if (is_threat(id)) return leave(predicate.head, "a threat binds nobody to help");
    if (predicate.embedding == Embedding::condition) return;
    const PredicateId vow = commitment_over(id);
    if (vow.valid()) {
      const Predicate& governor = story_.predicate(vow);
      if (governor.negated) return leave(governor.head, "the commitment is denied");
      if (is_threat(vow)) return leave(governor.head, "a threat binds nobody to help");
      const auto bearers = story_.parties(vow, {Role::agent, Role::theme});
      if (bearers.empty() || !can_be_bound(bearers.front()))
        return leave(governor.head, "nobody who can be bound commits himself");
      PredicateId act = id;
      if (vow == id) {
        for (const PredicateId child : story_.children(id)) {
          if (story_.predicate(child).embedding == Embedding::content) act = child;
        }
      }
      const TokenIndex head = act == id ? predicate.head : story_.predicate(act).head;
      const base::Span action = document_.span(clause_from(head, condition->marker));
      const base::Span words = base::join(document_.tokens.span[governor.head], action);
      keep(ObligationKind::conditional_commitment, bearers.front(),
           base::join(words, document_.span(condition->words)), action, document_.span(condition->words));
      return;
    }
    if (predicate.tense != Tense::future || predicate.negated || predicate.perfect) return;
    if (predicate.embedding == Embedding::relative) return;
    if (predicate.modal != no_token &&
        form_in(predicate.modal, {"may", "might", "could", "can", "should", "must"}))
      return;
    // "We would have to act": what need would make one do.
    if (needs_to(id)) return leave(predicate.head, "necessity, not a promise");
    const bool until = words_.form(condition->marker) == "until";
    if (has_word(tables_.forecast, predicate))
      return leave(predicate.head, "under a condition this verb forecasts");
    const auto agents = story_.parties(id, {Role::agent, Role::theme});
    const base::Span action = document_.span(clause_from(predicate.head, condition->marker));
    const base::Span words = base::join(action, document_.span(condition->words));
    const auto said_by = speakers(id, action);
    EntityId bearer;
    for (const EntityId agent : agents) {
      const bool own =
          std::any_of(said_by.begin(), said_by.end(), [&](EntityId who) { return same_side(who, agent); });
      if (own && can_be_bound(agent)) {
        bearer = agent;
        break;
      }
    }
    // "These operations will continue until ...": what the speaker's side does.
    if (!bearer.valid() && until && !said_by.empty() && agents.empty()) bearer = said_by.back();
    if (!bearer.valid()) return leave(predicate.head, "not said by the side that would do it");
    keep(ObligationKind::conditional_commitment, bearer, words, action, document_.span(condition->words));
  }

  // Under "have to" or "need to".
  bool needs_to(PredicateId id) const {
    const Predicate& predicate = story_.predicate(id);
    if (predicate.modal != no_token && form_in(predicate.modal, {"have", "has", "had", "need"})) return true;
    const TokenIndex above = document_.tokens.head[predicate.head];
    return document_.tokens.dep[predicate.head] == Dep::xcomp && above != predicate.head &&
           (words_.lemma(above) == "have" || words_.lemma(above) == "need");
  }

  // The clause that a predicate governs, else what stands under "to" or "from"; the predicate's own words
  // where neither does.
  base::Span action_of(PredicateId id) const {
    for (const PredicateId child : story_.children(id)) {
      const Predicate& below = story_.predicate(child);
      if (below.embedding != Embedding::content && below.embedding != Embedding::purpose) continue;
      if (below.head > story_.predicate(id).head) return document_.span(clause_from(below.head));
    }
    const Predicate& predicate = story_.predicate(id);
    for (const document::Argument& argument : predicate.arguments) {
      if (argument.marker != no_token && form_in(argument.marker, {"from", "for"}) &&
          !argument.tokens.empty()) {
        return document_.span(argument.tokens);
      }
    }
    return document_.span(clause_from(predicate.head));
  }

  void mandate_by_word(PredicateId id) {
    const Predicate& predicate = story_.predicate(id);
    if (predicate.negated || !has_word(tables_.mandate_words, predicate)) return;
    if (predicate.embedding == Embedding::condition || predicate.tense == Tense::future) return;
    if (predicate.modal != no_token) return;
    const bool verb = predicate.kind == PredicateKind::verb;
    const bool governs =
        std::any_of(story_.children(id).begin(), story_.children(id).end(), [&](PredicateId child) {
          const Predicate& below = story_.predicate(child);
          return (below.embedding == Embedding::content || below.embedding == Embedding::purpose) &&
                 (below.mood == Mood::infinitive || below.mood == Mood::gerund);
        });
    if (!governs) return;
    std::vector<EntityId> bearers;
    if (verb && predicate.voice == document::Voice::active) {
      // Only what is law binds by requiring.
      bool law = false;
      for (const document::Argument& argument : predicate.arguments) {
        if (argument.head == no_token) continue;
        if (argument.role != Role::agent && argument.role != Role::theme) continue;
        law = law || tables_.sources.has(words_.lemma(argument.head)) || is_council(argument.head);
      }
      if (!law) return leave(predicate.head, "only laws, treaties and bodies oblige; others demand");
      bearers = story_.parties(id, {Role::patient, Role::recipient});
    } else {
      bearers = story_.parties(id, {Role::patient, Role::recipient, Role::theme, Role::agent});
    }
    // Those bound may be nobody in particular: "obliges member states to inspect".
    const bool somebody =
        std::any_of(predicate.arguments.begin(), predicate.arguments.end(), [&](const auto& one) {
          return (one.role == Role::patient || one.role == Role::recipient) && one.head != no_token &&
                 !one.clause.valid();
        });
    if (bearers.empty() ? !(somebody && governs) : !can_be_bound(bearers.front()))
      return leave(predicate.head, "nobody who can be bound stands there");
    const base::Span action = action_of(id);
    keep(ObligationKind::mandate, bearers.empty() ? EntityId{} : bearers.front(),
         base::join(document_.tokens.span[predicate.head], action), action, {});
  }

  bool is_council(TokenIndex head) const {
    return words_.is(head, "council") && head > 0 && words_.is(head - 1, "security");
  }
  bool is_such_body(TokenIndex head) const {
    if ((words_.classes(head) & tables_.bodies_with_mandate).any()) return true;
    for (const TokenIndex child : document_.children(head)) {
      const Dep dep = document_.tokens.dep[child];
      if (dep == Dep::compound && (words_.classes(child) & tables_.bodies_with_mandate).any()) return true;
      if (dep != Dep::prep || words_.form(child) != "of") continue;
      for (const TokenIndex object : document_.children(child)) {
        if (document_.tokens.dep[object] == Dep::pobj &&
            (words_.classes(object) & tables_.bodies_with_mandate).any()) {
          return true;
        }
      }
    }
    return false;
  }

  // "Monitors are on the ground to observe the ceasefire."
  void mandate_by_presence(PredicateId id) {
    const Predicate& predicate = story_.predicate(id);
    if (predicate.embedding != Embedding::purpose || predicate.mood != Mood::infinitive || predicate.negated)
      return;
    if (!predicate.parent.valid() || predicate.parent == id) return;
    const Predicate& above = story_.predicate(predicate.parent);
    if (above.negated || above.embedding == Embedding::condition) return;
    const std::string_view lemma = words_.lemma(above.head);
    const bool copula = above.kind != PredicateKind::verb || lemma == "be";
    if (!copula && !tables_.present.has(above.key) && !tables_.present.has(lemma)) return;
    for (const document::Argument& argument : above.arguments) {
      if (argument.head == no_token) continue;
      if (argument.role != Role::agent && argument.role != Role::theme && argument.role != Role::patient)
        continue;
      if (!is_such_body(argument.head)) continue;
      const auto bearers = story_.entities(argument.head);
      const base::Span action = document_.span(clause_from(predicate.head));
      base::Span words = action;
      if (predicate.head > 0 && words_.form(predicate.head - 1) == "to") {
        words = base::join(words, document_.tokens.span[predicate.head - 1]);
      }
      keep(ObligationKind::mandate, bearers.empty() ? EntityId{} : bearers.front(), words, action, {});
      return;
    }
  }

  // "Have a strict mission"; "their mission is to protect the town".
  void mandate_noun(TokenIndex noun) {
    if (!tables_.mandate_nouns.has(words_.lemma(noun))) return;
    base::Span action = document_.span(story_.own_range(noun));
    // "Bears responsibility for these groups" blames; "has a responsibility to act" binds.
    const auto children = document_.children(noun);
    const bool to_do = std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
      return document_.tokens.dep[child] == Dep::acl && document_.tokens.tag[child] == document::Tag::vb;
    });
    if (words_.is(noun, "responsibility") && !to_do) return;
    for (const TokenIndex child : document_.children(noun)) {
      const Dep dep = document_.tokens.dep[child];
      const bool clause = dep == Dep::acl && document_.tokens.tag[child] == document::Tag::vb;
      if (clause) action = document_.span(clause_from(child));
    }
    if (const PredicateId own = story_.at(noun); own.valid()) {
      const Predicate& predicate = story_.predicate(own);
      if (predicate.light_verb != no_token && tables_.holders.has(words_.lemma(predicate.light_verb))) {
        if (predicate.negated || predicate.tense == Tense::future) return;
        const auto bearers = story_.parties(own, {Role::agent, Role::recipient});
        held(noun, predicate.light_verb, bearers, action);
        return;
      }
    }
    for (const Filling& filling : story_.fillings(noun)) {
      const Predicate& governor = story_.predicate(filling.predicate);
      if (!tables_.holders.has(governor.key) && !tables_.holders.has(words_.lemma(governor.head))) continue;
      const Role role = filling.argument->role;
      if (role != Role::patient && role != Role::theme) continue;
      if (governor.negated || governor.tense == Tense::future || filling.argument->marker != no_token)
        continue;
      const bool given = words_.is(governor.head, "give") || words_.is(governor.head, "assign");
      const auto bearers = given ? story_.parties(filling.predicate, {Role::recipient})
                                 : story_.parties(filling.predicate, {Role::agent});
      // "The mission has a mandate to protect civilians": a holder without a name.
      const bool nameless =
          bearers.empty() && to_do &&
          std::any_of(governor.arguments.begin(), governor.arguments.end(), [&](const auto& one) {
            return one.role == (given ? Role::recipient : Role::agent) && one.head != no_token;
          });
      if (nameless) {
        const base::Span words =
            base::join(document_.tokens.span[governor.head], document_.span(story_.own_range(noun)));
        return keep(ObligationKind::mandate, {}, base::join(words, action), action, {});
      }
      held(noun, governor.head, bearers, action);
      return;
    }
    // A possessor, and "is to ..." after it.
    const TokenIndex above = document_.tokens.head[noun];
    if (above == noun || !words_.is(above, "be") || document_.tokens.dep[noun] != Dep::nsubj) return;
    for (const TokenIndex clause : document_.children(above)) {
      const Dep dep = document_.tokens.dep[clause];
      if ((dep != Dep::xcomp && dep != Dep::advcl && dep != Dep::ccomp) ||
          document_.tokens.tag[clause] != document::Tag::vb) {
        continue;
      }
      for (const TokenIndex child : document_.children(noun)) {
        if (document_.tokens.dep[child] != Dep::poss) continue;
        const auto bearers = story_.entities(child);
        held(noun, noun, bearers, document_.span(clause_from(clause)));
        return;
      }
    }
  }

  void held(TokenIndex noun, TokenIndex verb, const std::vector<EntityId>& bearers, base::Span action) {
    if (bearers.empty() || !can_be_bound(bearers.front())) return;
    base::Span words = base::join(document_.tokens.span[verb], document_.span(story_.own_range(noun)));
    words = base::join(words, action);
    keep(ObligationKind::mandate, bearers.front(), words, action, {});
  }

  void prohibition(PredicateId id) {
    const Predicate& predicate = story_.predicate(id);
    if (predicate.kind == PredicateKind::noun && predicate.light_verb == no_token) return;
    if (predicate.embedding == Embedding::condition) return;
    // What should or ought not to be is an opinion.
    if (predicate.modal != no_token && form_in(predicate.modal, {"should", "ought", "could", "might"})) {
      if (predicate.negated) leave(predicate.head, "an opinion, no prohibition");
      return;
    }
    const bool passive = predicate.voice == document::Voice::passive;
    if (predicate.negated) {
      const bool deontic = modal_in(predicate, tables_.modals) && !predicate.perfect;
      const bool use = passive && has_word(tables_.passive, predicate) &&
                       (predicate.tense == Tense::future || predicate.modal != no_token);
      const bool permitted = passive && has_word(tables_.permission, predicate);
      // "may not" of chance rather than of leave: things do not get leave.
      const bool chance = predicate.modal != no_token && words_.is(predicate.modal, "may") && !passive;
      if (!(deontic && !chance) && !use && !permitted) return;
      auto bearers = passive ? story_.parties(id, {Role::patient, Role::theme, Role::recipient})
                             : story_.parties(id, {Role::agent, Role::theme});
      const bool has_bearer = !bearers.empty() && can_be_bound(bearers.front());
      if (!has_bearer && !permitted) return;
      const TokenRange range = clause_from(predicate.head);
      const base::Span action = permitted ? forbidden_by(id, has_bearer) : document_.span(range);
      keep(ObligationKind::prohibition, has_bearer ? bearers.front() : EntityId{},
           base::join(document_.span(range), action), action, {});
      return;
    }
    if (!has_word(tables_.ban_verbs, predicate)) return;
    if (predicate.kind != PredicateKind::verb || predicate.tense == Tense::future) return;
    // "Urged that the party be banned", "the habit of banning": nothing is forbidden yet.
    const bool told = predicate.mood == Mood::declarative && predicate.tense != Tense::none;
    if ((!told && predicate.mood != Mood::participle) || predicate.modal != no_token) return;
    if (document_.tokens.dep[predicate.head] == Dep::amod)
      return leave(predicate.head, "says what something is, not what is forbidden here");
    const auto bearers = story_.parties(id, {Role::patient, Role::theme});
    const bool bound = !bearers.empty() && can_be_bound(bearers.front());
    const base::Span action = forbidden_by(id, bound);
    if (action == document_.tokens.span[predicate.head])
      return leave(predicate.head, "it does not say what is forbidden");
    keep(ObligationKind::prohibition, bound ? bearers.front() : EntityId{},
         base::join(document_.tokens.span[predicate.head], action), action, {});
  }

  // What a verb of prohibition forbids: what stands under "to" or "from", else its object; for a party that
  // is banned itself, the clause.
  base::Span forbidden_by(PredicateId id, bool bound) const {
    const Predicate& predicate = story_.predicate(id);
    for (const document::Argument& argument : predicate.arguments) {
      const bool from = argument.marker != no_token && form_in(argument.marker, {"from", "to"});
      if (from && !argument.tokens.empty()) return document_.span(argument.tokens);
    }
    for (const PredicateId child : story_.children(id)) {
      const Predicate& below = story_.predicate(child);
      const bool open = below.mood == Mood::infinitive || below.mood == Mood::gerund;
      const bool governed = below.embedding == Embedding::content || below.embedding == Embedding::purpose;
      const bool inside =
          std::any_of(predicate.arguments.begin(), predicate.arguments.end(), [&](const auto& one) {
            return one.role == Role::patient && one.tokens.contains(below.head) && one.head != below.head;
          });
      if (open && governed && !inside && below.head > predicate.head)
        return document_.span(clause_from(below.head));
    }
    if (!bound) {
      for (const document::Argument& argument : predicate.arguments) {
        if ((argument.role == Role::patient || argument.role == Role::theme) && !argument.tokens.empty())
          return document_.span(argument.tokens);
      }
    }
    return document_.span(clause_from(predicate.head));
  }

  // "Called for a ban", "lifted the ban".
  bool is_not_in_force(TokenIndex noun) const {
    // "His call for a ban", "a proposal for a moratorium"
    const TokenIndex preposition = document_.tokens.head[noun];
    if (document_.tokens.dep[noun] == Dep::pobj && preposition != noun) {
      const TokenIndex over = document_.tokens.head[preposition];
      if (over != preposition && document::is_noun(document_.tokens.tag[over]) &&
          tables_.void_words.has(std::string(words_.lemma(over)) + " " +
                                 std::string(words_.form(preposition))))
        return true;
    }
    return std::any_of(story_.fillings(noun).begin(), story_.fillings(noun).end(),
                       [&](const Filling& filling) {
                         if (filling.argument->role == Role::agent) return false;
                         const Predicate& governor = story_.predicate(filling.predicate);
                         std::string key = governor.key;
                         if (filling.argument->marker != no_token)
                           key += " " + std::string(words_.form(filling.argument->marker));
                         return tables_.void_words.has(key);
                       });
  }

  // "A ban on rallies"; "a fatwa against the development of such weapons".
  void prohibition_noun(TokenIndex noun) {
    if (!tables_.ban_nouns.has(words_.lemma(noun))) return;
    if (document_.tokens.dep[noun] == Dep::compound) return;
    const bool weak = tables_.weak_nouns.has(words_.lemma(noun));
    if (is_not_in_force(noun)) return leave(noun, "asked for or ended, not in force");
    base::Span action;
    TokenIndex last = noun;
    const auto look = [&](TokenIndex of) {
      for (const TokenIndex child : document_.children(of)) {
        if (child < noun || document_.tokens.dep[child] != Dep::prep) continue;
        const std::string_view form = words_.form(child);
        if (!tables_.ban_markers.has(form) || (weak && form != "against")) continue;
        for (const TokenIndex object : document_.children(child)) {
          const Dep dep = document_.tokens.dep[object];
          if (dep != Dep::pobj && dep != Dep::pcomp) continue;
          if (!action.empty()) continue;
          action = document_.span(clause_from(object));
          last = object;
        }
      }
    };
    look(noun);
    // "a fatwa by the leader against ...": the parser may hang it lower.
    if (action.empty()) {
      const TokenRange range = document_.subtree(noun);
      for (TokenIndex i = noun + 1; i < range.end && action.empty(); ++i) {
        if (document_.tokens.dep[i] == Dep::prep && words_.form(i) == "against")
          look(document_.tokens.head[i]);
      }
    }
    if (action.empty()) return leave(noun, "it does not say what is forbidden");
    EntityId bearer;
    for (const TokenIndex child : document_.children(noun)) {
      const Dep dep = document_.tokens.dep[child];
      if (dep == Dep::poss) {
        const auto who = story_.entities(child);
        if (!who.empty()) bearer = who.front();
      }
      if (dep != Dep::prep || words_.form(child) != "by") continue;
      for (const TokenIndex object : document_.children(child)) {
        const auto who = story_.entities(object);
        if (document_.tokens.dep[object] == Dep::pobj && !who.empty()) bearer = who.front();
      }
    }
    const base::Span words{document_.tokens.span[noun].start,
                           std::max(action.end, document_.tokens.span[last].end)};
    keep(ObligationKind::prohibition, bearer, words, action, {});
  }

  const StoryIndex& story_;
  const document::Document& document_;
  const DocumentWords& words_;
  const ObligationTables& tables_;
  const events::Claims& claims_;
  const ConditionReader conditions_;
  const Attributions attributions_;
  Choices* trace_;
  std::vector<Obligation> found_;
};

}  // namespace

std::vector<Obligation> code_obligations(const StoryIndex& story, const ObligationTables& tables,
                                         const events::Claims& claims, const knowledge::Knowledge* known,
                                         Choices* trace) {
  if (!story.document().has_syntax()) return {};
  std::vector<Obligation> out = code_treaty_triggers(story, tables, claims, known, trace);
  for (Obligation& one : ObligationCoder(story, tables, claims, trace).code()) {
    // The condition of a treaty is no commitment of whoever speaks of it.
    const bool told = std::any_of(out.begin(), out.end(), [&](const Obligation& treaty) {
      return treaty.kind == ObligationKind::treaty_trigger &&
             treaty.evidence.span().overlaps(one.evidence.span());
    });
    if (told) continue;
    if (one.kind == ObligationKind::conditional_commitment) one.status = status_under(one.condition, claims);
    out.push_back(std::move(one));
  }
  std::stable_sort(out.begin(), out.end(), [](const Obligation& a, const Obligation& b) {
    return a.evidence.span() < b.evidence.span();
  });
  return out;
}

}  // namespace casus::code
