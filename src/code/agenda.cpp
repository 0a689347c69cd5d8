// An item needs two things: a word of a kind, and something that puts it ahead. `orientation` answers the
// second for a predicate, climbing through its governors; a noun asks the predicates that it fills a place
// of, the nouns over it, its modifiers and its own day. The strongest answer wins, in the order cancelled,
// postponed, scheduled, expected, proposed.
#include "code/agenda.h"

#include <algorithm>
#include <optional>

#include "code/setting.h"

namespace casus::code {

using document::Dep;
using document::Embedding;
using document::Mood;
using document::no_token;
using document::Predicate;
using document::PredicateId;
using document::PredicateKind;
using document::Role;
using document::Tense;
using document::TimeExpression;
using document::TimeId;
using document::TokenIndex;
using document::TokenRange;
using events::AgendaItem;
using events::AgendaKind;
using events::Certainty;

namespace {

constexpr int highest_climb = 5;
constexpr std::string_view maker = "agenda/1";

// What puts something ahead.
struct Ahead {
  Certainty certainty = Certainty::expected;
  bool past = false;   // it was ahead once: "was scheduled for Monday"
  bool dated = false;  // holds only for what has a day of its own ahead
  PredicateId holder;  // the predicate whose time, place and agent are those of the thing too
  std::vector<PredicateId> holders = {};  // all of them
};

int strength(const Ahead& ahead) {
  switch (ahead.certainty) {
    case Certainty::cancelled:
      return 5;
    case Certainty::postponed:
      return 4;
    case Certainty::scheduled:
      return ahead.dated ? 2 : 3;
    case Certainty::expected:
      return 2;
    case Certainty::proposed:
      return 1;
  }
  return 0;
}

// Certainties that speak of the act of putting off, not of the thing.
bool is_undone(Certainty certainty) {
  return certainty == Certainty::cancelled || certainty == Certainty::postponed;
}

class AgendaCoder {
 public:
  AgendaCoder(const StoryIndex& story, const AgendaTables& tables, const events::Claims& claims)
      : story_(story),
        document_(story.document()),
        words_(story.words()),
        tables_(tables),
        claims_(claims),
        taken_(document_.size()) {}

  std::vector<AgendaItem> code() {
    for (TokenIndex i = 0; i < document_.size(); ++i) {
      if (document::is_noun(document_.tokens.tag[i])) {
        noun(i);
      } else if (document::is_verb(document_.tokens.tag[i])) {
        verb(i);
      }
    }
    for (std::size_t i = 0; i < document_.times.size(); ++i) term(TimeId(i));
    for (std::size_t i = 0; i < document_.predicates.size(); ++i) other(PredicateId(i));
    std::stable_sort(found_.begin(), found_.end(), [](const AgendaItem& a, const AgendaItem& b) {
      return a.evidence.span() < b.evidence.span();
    });
    merge();
    return std::move(found_);
  }

 private:
  // ---- words of the kinds

  bool fits(const Company& company, const std::vector<TokenIndex>& among) const {
    return std::any_of(among.begin(), among.end(), [&](TokenIndex i) {
      if ((words_.classes(i) & company.classes).any()) return true;
      if (company.person && document_.tokens.tag[i] == document::Tag::nnp && names_a_person(i)) return true;
      return std::any_of(company.lemmas.begin(), company.lemmas.end(), [&](const std::string& lemma) {
        return lemma.find(' ') == std::string::npos ? words_.is(i, lemma) : phrase_at(i, lemma);
      });
    });
  }

  bool names_a_person(TokenIndex i) const {
    const document::MentionId mention = story_.mention_at(i);
    if (!mention.valid()) return false;
    const document::EntityId entity = document_.mentions[mention.index()].entity;
    return entity.valid() && document_.entities[entity.index()].type == document::EntityType::person;
  }

  // Whether a phrase of several words begins at `i`.
  bool phrase_at(TokenIndex i, std::string_view phrase) const {
    for (std::size_t at = 0; at <= phrase.size();) {
      const std::size_t end = std::min(phrase.find(' ', at), phrase.size());
      if (i >= document_.size() || !words_.is(i, phrase.substr(at, end - at))) return false;
      ++i;
      at = end + 1;
    }
    return true;
  }

  // Whether the phrase stands around its head: "peace conference", "handover of power".
  bool noun_phrase_at(TokenIndex head, const std::vector<std::string>& phrase) const {
    const std::size_t at = AgendaTables::head_of(phrase);
    if (at > head || head - at + phrase.size() > document_.size()) return false;
    for (std::size_t k = 0; k < phrase.size(); ++k) {
      if (!words_.is(static_cast<TokenIndex>(head - at + k), phrase[k])) return false;
    }
    return true;
  }

  const AgendaEntry* noun_entry(TokenIndex head) const {
    const std::vector<TokenIndex> among = story_.own_words(head);
    for (const AgendaTables::Listening& one : tables_.nouns(words_.lemma(head))) {
      const AgendaEntry& entry = tables_.entry(one.entry);
      if (entry.plural && document_.tokens.tag[head] != document::Tag::nns) continue;
      const std::vector<std::string>& phrase = entry.nouns[one.phrase];
      if (!noun_phrase_at(head, phrase)) continue;
      if (!entry.with.empty() && !fits(entry.with, among)) continue;
      if (!entry.unless.empty() && fits(entry.unless, among)) continue;
      return &entry;
    }
    return nullptr;
  }

  const AgendaEntry* verb_entry(TokenIndex head, PredicateId id) const {
    const Predicate& predicate = story_.predicate(id);
    std::vector<TokenIndex> among = story_.own_words(head);
    // What is lent to it counts as well, and the clauses that fill its places.
    for (const document::Argument& argument : predicate.arguments) {
      if (argument.head != no_token) {
        const std::vector<TokenIndex> more = story_.own_words(argument.head);
        among.insert(among.end(), more.begin(), more.end());
      }
    }
    for (const AgendaTables::Listening& one : tables_.verbs(words_.lemma(head))) {
      const AgendaEntry& entry = tables_.entry(one.entry);
      const std::vector<std::string>& phrase = entry.verbs[one.phrase];
      bool whole = true;
      for (std::size_t k = 1; k < phrase.size() && whole; ++k) {
        whole = std::any_of(among.begin(), among.end(), [&](TokenIndex i) {
          return i > head && i < head + 12 && words_.is(i, phrase[k]);
        });
      }
      if (!whole) continue;
      if (!entry.with.empty() && !fits(entry.with, among)) continue;
      if (!entry.unless.empty() && fits(entry.unless, among)) continue;
      return &entry;
    }
    return nullptr;
  }

  // ---- what puts things ahead

  // The cue of a governor, with its preposition where it has one.
  std::optional<AgendaCue> governor_cue(const Predicate& governor, TokenIndex marker) const {
    std::string key = governor.key.empty() ? std::string(words_.lemma(governor.head)) : governor.key;
    if (marker != no_token) {
      if (const auto cue = tables_.governor(key + " " + std::string(words_.form(marker)))) return cue;
      return std::nullopt;
    }
    return tables_.governor(key);
  }

  bool is_holding(const Predicate& governor, TokenIndex marker) const {
    const std::string key = governor.key.empty() ? std::string(words_.lemma(governor.head)) : governor.key;
    if (marker != no_token && tables_.is_holding(key + " " + std::string(words_.form(marker)))) return true;
    if (tables_.is_holding(key)) return true;
    // "take place", "take effect"
    for (const document::Argument& argument : governor.arguments) {
      if (argument.role != Role::patient || argument.marker != no_token || argument.head == no_token)
        continue;
      if (tables_.is_holding(key + " " + std::string(words_.lemma(argument.head)))) return true;
    }
    return governor.light_verb != no_token && tables_.is_holding(words_.lemma(governor.light_verb));
  }

  // Whether what a predicate says of this argument is said of the thing itself: "the talks will be held",
  // "will hold talks", "will take part in talks".
  bool holds(const Predicate& governor, Role role, TokenIndex marker) const {
    if (marker != no_token) {
      const std::string key = governor.key.empty() ? std::string(words_.lemma(governor.head)) : governor.key;
      return tables_.is_holding(key + " " + std::string(words_.form(marker)));
    }
    const bool involved =
        role == Role::agent || role == Role::theme || role == Role::patient || role == Role::attribute;
    return involved && is_holding(governor, marker);
  }

  static bool is_past(const Predicate& predicate) {
    return predicate.tense == Tense::past && predicate.modal == no_token;
  }

  // A main verb without a tense is one that the tagger took for an infinitive.
  static bool is_present(const Predicate& predicate) {
    if (predicate.tense == Tense::present) return true;
    return predicate.tense == Tense::none && predicate.mood == Mood::declarative &&
           predicate.modal == no_token && predicate.embedding == Embedding::none &&
           predicate.kind == PredicateKind::verb;
  }

  bool modal_is(const Predicate& predicate, std::initializer_list<std::string_view> wanted) const {
    if (predicate.modal == no_token) return false;
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](std::string_view word) { return words_.is(predicate.modal, word); });
  }

  bool has_condition(PredicateId id) const {
    const Predicate& predicate = story_.predicate(id);
    const bool argument = std::any_of(predicate.arguments.begin(), predicate.arguments.end(),
                                      [](const auto& one) { return one.role == Role::condition; });
    const auto& below = story_.children(id);
    return argument || std::any_of(below.begin(), below.end(), [&](PredicateId child) {
             return story_.predicate(child).embedding == Embedding::condition;
           });
  }

  // How a predicate stands towards the future; nothing where it is not ahead.
  std::optional<Ahead> orientation(PredicateId id, int depth = 0) const {
    if (depth > highest_climb) return std::nullopt;
    const Predicate& predicate = story_.predicate(id);
    if (predicate.negated || predicate.embedding == Embedding::condition) return std::nullopt;
    if (predicate.mood == Mood::interrogative) return std::nullopt;
    std::optional<Ahead> out;
    const auto take = [&](Ahead ahead) {
      ahead.holder = id;
      if (!out || strength(ahead) > strength(*out)) out = ahead;
    };

    if (modal_is(predicate, {"may", "might", "could", "can", "should", "must", "ought"})) {
      if (!predicate.perfect) take({Certainty::proposed, false, false, id});
    } else if (predicate.tense == Tense::future) {
      take({Certainty::expected, predicate.modal == no_token && was_to(predicate), false, id});
    } else if (is_present(predicate) && !predicate.perfect &&
               (predicate.kind == PredicateKind::verb || predicate.light_verb != no_token) &&
               predicate.embedding != Embedding::relative) {
      take({Certainty::scheduled, false, true, id});
    }

    if (predicate.parent.valid() && predicate.parent != id) {
      const Predicate& above = story_.predicate(predicate.parent);
      const bool open = predicate.mood == Mood::infinitive || predicate.tense == Tense::future ||
                        predicate.mood == Mood::gerund || predicate.modal != no_token;
      const bool governed =
          predicate.embedding == Embedding::content ||
          (predicate.embedding == Embedding::purpose && predicate.mood == Mood::infinitive) ||
          predicate.embedding == Embedding::none;
      if (governed && open && !above.negated) {
        if (above.kind == PredicateKind::noun) {
          const std::string_view lemma = words_.lemma(above.head);
          if (const auto cue = tables_.noun(lemma)) {
            Ahead ahead{cue->certainty, false, false, id};
            if (const auto over = noun_governors(above.head, false); over && is_undone(over->certainty))
              ahead = *over;
            take(ahead);
          }
        }
        if (is_to(predicate, above)) {
          take({Certainty::scheduled, is_past(above), false, id});
        } else if (const auto cue = governor_cue(above, no_token)) {
          if (!(above.perfect && is_past(above))) {
            // What was decided, ordered or set may have been done since: only a day ahead says that it is
            // not.
            const bool dated = cue->reach == Reach::dated && is_past(above) && !above.perfect;
            Ahead ahead{cue->certainty, is_past(above) && cue->reach == Reach::any, dated, id};
            // "may cancel", "would like to schedule": only as far as the governor itself is.
            if (modal_is(above, {"may", "might", "could"})) ahead.certainty = Certainty::proposed;
            take(ahead);
          }
        } else if (predicate.embedding != Embedding::content || !out) {
          const bool follows =
              predicate.embedding == Embedding::purpose && predicate.mood == Mood::infinitive;
          if (follows || is_holding(above, no_token)) {
            if (const auto over = orientation(predicate.parent, depth + 1); over && !over->dated) take(*over);
          }
        }
      }
      if (predicate.embedding == Embedding::conjunct && predicate.mood == above.mood && !out) {
        if (const auto over = orientation(predicate.parent, depth + 1)) take(*over);
      }
      if (predicate.embedding == Embedding::participle && tables_.is_sequence(predicate.key)) {
        if (const auto cue = governor_cue(above, no_token); cue && !above.negated) {
          take({cue->certainty, false, false, id});
        } else if (const auto over = orientation(predicate.parent, depth + 1)) {
          take(*over);
        }
      }
    }
    if (out && !is_undone(out->certainty) && has_condition(id)) out->certainty = Certainty::proposed;
    return out;
  }

  // "The talks are to begin", "he is to visit": not "the aim is to begin".
  bool is_to(const Predicate& predicate, const Predicate& above) const {
    if (above.kind != PredicateKind::verb || above.key != "be" || predicate.mood != Mood::infinitive)
      return false;
    for (const document::Argument& argument : above.arguments) {
      if (argument.role != Role::theme && argument.role != Role::agent) continue;
      if (argument.head == no_token) continue;
      if (noun_entry(argument.head) != nullptr) return true;
      const document::MentionId mention = story_.mention_at(argument.head);
      if (!mention.valid()) continue;
      const document::EntityId entity = document_.mentions[mention.index()].entity;
      if (!entity.valid()) continue;
      const document::EntityType type = document_.entities[entity.index()].type;
      return type != document::EntityType::unknown && type != document::EntityType::other;
    }
    return false;
  }

  // "was to take place"
  bool was_to(const Predicate& predicate) const {
    for (const TokenIndex child : document_.children(predicate.head)) {
      if (words_.form(child) == "was" || words_.form(child) == "were") return true;
    }
    const TokenIndex above = document_.tokens.head[predicate.head];
    return above != predicate.head && (words_.form(above) == "was" || words_.form(above) == "were");
  }

  static bool is_thing_role(Role role) {
    return role == Role::patient || role == Role::theme || role == Role::content || role == Role::topic ||
           role == Role::purpose || role == Role::goal || role == Role::beneficiary ||
           role == Role::attribute || role == Role::place || role == Role::companion;
  }

  // Where a noun fills a place of a predicate, and where the tree hangs it as an object that the roles layer
  // has left out ("cancelled the talks, as well as a visit").
  std::vector<Filling> fillings(TokenIndex noun) const {
    std::vector<Filling> out = story_.fillings(noun);
    const Dep dep = document_.tokens.dep[noun];
    const TokenIndex above = document_.tokens.head[noun];
    if ((dep != Dep::dobj && dep != Dep::conj) || above == noun ||
        !document::is_verb(document_.tokens.tag[above])) {
      return out;
    }
    const PredicateId id = story_.at(above);
    static const document::Argument object{Role::patient, no_token, {}, no_token, {}, true};
    const bool known =
        std::any_of(out.begin(), out.end(), [&](const Filling& one) { return one.predicate == id; });
    if (id.valid() && !known) out.push_back({id, &object});
    return out;
  }

  // "Rejected a proposal for an early election": nothing is ahead.
  bool is_rejected(TokenIndex noun) const {
    const std::vector<Filling> all = fillings(noun);
    return std::any_of(all.begin(), all.end(), [&](const Filling& one) {
      if (one.argument->role == Role::agent || one.argument->marker != no_token) return false;
      return tables_.is_rejecting(story_.predicate(one.predicate).key);
    });
  }

  // Whether something is said to be put off, and not only asked, feared or planned to be.
  bool is_done(const Predicate& governor) const {
    if (governor.embedding == Embedding::condition || governor.mood == Mood::interrogative) return false;
    if (modal_is(governor, {"may", "might", "could", "can", "should", "must", "ought"})) return false;
    if (governor.tense != Tense::none || governor.mood == Mood::participle) return true;
    if (governor.kind == PredicateKind::noun) return true;
    return governor.parent.valid() && tables_.is_effective(story_.predicate(governor.parent).key);
  }

  // What the predicates and nouns over a noun say of it.
  std::optional<Ahead> noun_governors(TokenIndex noun, bool nouns_too) const {
    std::optional<Ahead> out;
    if (is_rejected(noun)) return std::nullopt;
    std::vector<PredicateId> holders;
    const auto take = [&](const Ahead& ahead) {
      if (ahead.holder.valid()) holders.push_back(ahead.holder);
      if (!out || strength(ahead) > strength(*out)) out = ahead;
    };
    for (const TokenIndex top : tops(noun)) {
      for (const Filling& filling : fillings(top)) {
        const Predicate& governor = story_.predicate(filling.predicate);
        if (governor.head == noun || governor.negated) continue;
        const TokenIndex marker = filling.argument->marker;
        const Role role = filling.argument->role;
        if (role != Role::agent && is_thing_role(role)) {
          if (const auto cue = governor_cue(governor, marker); cue && cue->reach != Reach::clause) {
            Ahead ahead{cue->certainty, is_past(governor) && governor.voice == document::Voice::passive,
                        cue->reach == Reach::dated, filling.predicate};
            if (is_undone(cue->certainty)) {
              if (!is_done(governor)) continue;
              ahead.holder = {};
              ahead.past = false;
            }
            if (governor.perfect && is_past(governor) && !is_undone(cue->certainty)) ahead.past = true;
            take(ahead);
            continue;
          }
        }
        if (holds(governor, role, marker)) {
          if (const auto ahead = orientation(filling.predicate)) take(*ahead);
        }
        if (tables_.is_sequence(governor.key)) {
          if (auto ahead = orientation(filling.predicate)) {
            ahead->holder = filling.predicate;
            take(*ahead);
          }
        }
      }
      if (!nouns_too) continue;
      // "the possibility of a snap election"
      const TokenIndex preposition = document_.tokens.head[top];
      if (document_.tokens.dep[top] == Dep::pobj && preposition != top) {
        const TokenIndex over = document_.tokens.head[preposition];
        const bool is_noun = over != preposition && document::is_noun(document_.tokens.tag[over]);
        if (const auto cue =
                is_noun && !is_rejected(over) ? tables_.noun(words_.lemma(over)) : std::nullopt) {
          Ahead ahead{cue->certainty, false, false, {}};
          take(ahead);
        }
      }
    }
    if (!out) return out;
    if (!out->holder.valid() && !holders.empty()) out->holder = holders.front();
    out->holders = std::move(holders);
    return out;
  }

  // The noun and the nouns that stand for it: what it is coordinated under, "a round of talks".
  std::vector<TokenIndex> tops(TokenIndex noun) const {
    std::vector<TokenIndex> out = {noun};
    TokenIndex at = noun;
    for (int step = 0; step < 6; ++step) {
      const TokenIndex above = document_.tokens.head[at];
      if (above == at) break;
      if (document_.tokens.dep[at] == Dep::conj && document::is_noun(document_.tokens.tag[above])) {
        at = above;
      } else if (document_.tokens.dep[at] == Dep::pobj && words_.form(above) == "of" &&
                 is_portion(document_.tokens.head[above])) {
        at = document_.tokens.head[above];
      } else if (document_.tokens.dep[at] == Dep::pobj && words_.form(above) == "as" && well_as(above)) {
        at = document_.tokens.head[above];
      } else {
        break;
      }
      out.push_back(at);
    }
    return out;
  }

  bool is_portion(TokenIndex i) const {
    constexpr std::string_view portions[] = {"round",      "series",  "set",   "number", "day",   "start",
                                             "beginning",  "session", "cycle", "wave",   "phase", "stage",
                                             "resumption", "opening", "pair",  "couple", "rest"};
    return std::find(std::begin(portions), std::end(portions), words_.lemma(i)) != std::end(portions);
  }

  // "as well as"
  bool well_as(TokenIndex as) const { return as > 0 && words_.form(as - 1) == "well"; }

  std::optional<Ahead> modifiers(TokenIndex noun) const {
    std::optional<Ahead> out;
    for (const TokenIndex child : document_.children(noun)) {
      const Dep dep = document_.tokens.dep[child];
      if (dep == Dep::amod || dep == Dep::compound || dep == Dep::advmod || dep == Dep::nmod) {
        auto cue = tables_.modifier(words_.form(child));
        if (!cue) cue = tables_.modifier(words_.lemma(child));
        if (!cue) continue;
        const Ahead ahead{cue->certainty, false, false, {}};
        if (!out || strength(ahead) > strength(*out)) out = ahead;
      }
      // "elections, scheduled for May 25"; "talks due on Monday"
      if (dep == Dep::acl || dep == Dep::relcl || dep == Dep::amod) {
        const PredicateId id = story_.at(child);
        std::optional<AgendaCue> cue =
            id.valid() ? governor_cue(story_.predicate(id), no_token) : tables_.governor(words_.lemma(child));
        const bool passive = document_.tokens.tag[child] == document::Tag::vbn ||
                             document_.tokens.tag[child] == document::Tag::jj;
        if (cue && cue->reach != Reach::clause && passive) {
          const Ahead ahead{cue->certainty, false, cue->reach == Reach::dated, id};
          if (!out || strength(ahead) > strength(*out)) out = ahead;
        } else if (id.valid() && is_holding(story_.predicate(id), no_token)) {
          auto ahead = orientation(id);
          // "elections to be held in May"
          const bool infinitive = story_.predicate(id).mood == Mood::infinitive && dep == Dep::acl;
          if (!ahead && infinitive) ahead = Ahead{Certainty::scheduled, false, false, id};
          if (ahead && (!out || strength(*ahead) > strength(*out))) out = *ahead;
        }
      }
    }
    return out;
  }

  // ---- when, where, who

  // The dated time among these words that hangs nearest to `head`; not past unless asked for; nothing where
  // none fits.
  TimeId time_among(TokenIndex head, const std::vector<TokenIndex>& among, bool past_too) const {
    if (among.empty()) return {};
    TimeId best;
    int best_depth = 0;
    for (const TimeId id : story_.times_in({among.front(), among.back() + 1})) {
      const TimeExpression& time = document_.times[id.index()];
      if (!StoryIndex::is_dated(time) || (!past_too && story_.is_past(time))) continue;
      if (std::find(among.begin(), among.end(), time.tokens.begin) == among.end() &&
          std::find(among.begin(), among.end(), time.tokens.end - 1) == among.end()) {
        continue;
      }
      const int depth = depth_below(head, time.tokens);
      if (best.valid() && depth >= best_depth) continue;
      best = id;
      best_depth = depth;
    }
    return best;
  }

  TimeId time_of_holder(PredicateId id, bool past_too) const {
    const Predicate& holder = story_.predicate(id);
    const TokenIndex top = holder.light_verb == no_token ? holder.head : holder.light_verb;
    std::vector<TokenIndex> words = story_.own_words(top);
    if (top != holder.head) {
      const std::vector<TokenIndex> rest = story_.own_words(holder.head);
      words.insert(words.end(), rest.begin(), rest.end());
      std::sort(words.begin(), words.end());
    }
    return time_among(top, words, past_too);
  }

  // Steps from the words up to `head`; many where they do not lead there.
  int depth_below(TokenIndex head, TokenRange words) const {
    constexpr int many = 32;
    int best = many;
    for (TokenIndex i = words.begin; i < words.end; ++i) {
      TokenIndex at = i;
      for (int step = 0; step < best; ++step) {
        if (at == head) best = step;
        if (document_.tokens.head[at] == at) break;
        at = document_.tokens.head[at];
      }
    }
    return best;
  }

  // Words of the noun phrase, with those of a cue that hangs on it ("scheduled for May 25").
  std::vector<TokenIndex> noun_words(TokenIndex noun) const {
    std::vector<TokenIndex> out = story_.own_words(noun);
    for (const TokenIndex top : tops(noun)) {
      if (document_.tokens.lemma.empty() || top == noun) continue;
      if (document_.tokens.dep[noun] == Dep::conj) break;
      const std::vector<TokenIndex> more = story_.own_words(top);
      out.insert(out.end(), more.begin(), more.end());
    }
    for (const TokenIndex child : document_.children(noun)) {
      const Dep dep = document_.tokens.dep[child];
      if (dep != Dep::acl && dep != Dep::relcl) continue;
      const PredicateId id = story_.at(child);
      const bool cued = tables_.governor(words_.lemma(child)).has_value() ||
                        (id.valid() && is_holding(story_.predicate(id), no_token));
      if (!cued) continue;
      const std::vector<TokenIndex> more = story_.own_words(child);
      out.insert(out.end(), more.begin(), more.end());
    }
    // A participle that the parser hung on a noun inside the phrase: "a visit by the commander scheduled for
    // June".
    for (std::size_t k = 0; k < out.size() && k < 64; ++k) {
      if (out[k] == noun) continue;
      for (const TokenIndex child : document_.children(out[k])) {
        if (document_.tokens.dep[child] != Dep::acl || document_.tokens.tag[child] != document::Tag::vbn)
          continue;
        const auto cue = tables_.governor(words_.lemma(child));
        if (!cue || cue->reach != Reach::any) continue;
        const std::vector<TokenIndex> more = story_.own_words(child);
        out.insert(out.end(), more.begin(), more.end());
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  std::vector<document::EntityId> noun_parties(TokenIndex noun, PredicateId holder) const {
    std::vector<document::EntityId> out;
    const auto add = [&](document::EntityId id) {
      if (id.valid() && std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    };
    if (const PredicateId own = story_.at(noun); own.valid()) {
      for (const auto id : story_.parties(own, {Role::agent, Role::companion, Role::recipient})) add(id);
    }
    for (const TokenIndex child : document_.children(noun)) {
      const Dep dep = document_.tokens.dep[child];
      if (dep == Dep::poss || dep == Dep::compound || dep == Dep::amod || dep == Dep::nmod) {
        const document::MentionId mention = story_.mention_at(child);
        if (mention.valid()) add(document_.mentions[mention.index()].entity);
      }
      if (dep == Dep::prep) {
        const std::string_view form = words_.form(child);
        if (form != "between" && form != "with" && form != "among" && form != "by" && form != "of") continue;
        for (const TokenIndex object : document_.children(child)) {
          if (document_.tokens.dep[object] != Dep::pobj) continue;
          for (const auto id : story_.entities(object)) add(id);
        }
      }
      if (dep == Dep::acl && (words_.lemma(child) == "involve" || words_.lemma(child) == "bring")) {
        for (const TokenIndex object : document_.children(child)) {
          if (document_.tokens.dep[object] != Dep::dobj) continue;
          for (const auto id : story_.entities(object)) add(id);
        }
      }
    }
    if (holder.valid()) {
      for (const auto id : story_.parties(holder, {Role::agent})) add(id);
    }
    return out;
  }

  // ---- items

  void keep(AgendaKind what, TokenRange words, TokenIndex head, PredicateId predicate, Certainty certainty,
            TimeId time, document::PlaceId place, std::vector<document::EntityId> actors,
            std::string_view id) {
    std::string by(maker);
    if (!id.empty()) by = id;
    AgendaItem item{events::Evidence(document_.span(words), by)};
    item.what = what;
    item.certainty = certainty;
    if (time.valid()) item.value.expression = time;
    item.place = place;
    item.actors = std::move(actors);
    item.event = event_at(claims_.events, predicate, document_.tokens.span[head]);
    found_.push_back(std::move(item));
  }

  void noun(TokenIndex head) {
    const Dep dep = document_.tokens.dep[head];
    if (dep == Dep::compound || dep == Dep::amod || dep == Dep::nmod || dep == Dep::npadvmod) return;
    const AgendaEntry* entry = noun_entry(head);
    if (entry == nullptr || is_rejected(head) || in_a_time(head)) return;

    std::optional<Ahead> ahead = noun_governors(head, true);
    if (const auto other = modifiers(head)) {
      if (!ahead || strength(*other) > strength(*ahead)) {
        Ahead stronger = *other;
        if (ahead) {
          stronger.holders = ahead->holders;
          if (!stronger.holder.valid()) stronger.holder = ahead->holder;
        }
        ahead = std::move(stronger);
      }
    }
    const PredicateId own = story_.at(head);
    if (own.valid() && story_.predicate(own).light_verb != no_token) {
      if (story_.predicate(own).negated) return;
      if (const auto other = orientation(own); other && (!ahead || strength(*other) > strength(*ahead)))
        ahead = other;
    }

    const std::vector<TokenIndex> words = noun_words(head);
    const bool undone = ahead && is_undone(ahead->certainty);
    TimeId time = time_among(head, words, undone);
    const bool own_day = time.valid() && story_.is_ahead(document_.times[time.index()]);
    if (!ahead) {
      // A day of its own that is still to come.
      if (!own_day || told_as_done(head)) return;
      ahead = Ahead{Certainty::scheduled, false, false, {}};
    }
    std::vector<PredicateId> holders = ahead->holders;
    if (ahead->holder.valid()) holders.insert(holders.begin(), ahead->holder);
    for (const PredicateId id : holders) {
      if (time.valid()) break;
      time = time_of_holder(id, undone || ahead->past);
      if (time.valid()) ahead->holder = id;
    }
    if (ahead->certainty == Certainty::postponed && !time.valid()) time = until(head);
    if (ahead->dated && !(time.valid() && story_.is_ahead(document_.times[time.index()]))) return;
    if (time.valid() && !undone && story_.is_past(document_.times[time.index()])) return;
    if (ahead->past && !undone && !time.valid()) return;
    if (!undone && told_as_done(head)) return;

    Certainty certainty = ahead->certainty;
    if (certainty == Certainty::expected && ahead->holder.valid() && time.valid() &&
        (story_.predicate(ahead->holder).tense == Tense::future)) {
      certainty = Certainty::scheduled;
    }
    document::PlaceId place = story_.place_in({words.front(), words.back() + 1});
    for (const PredicateId id : holders) {
      if (place.valid()) break;
      const PlaceSetting setting = place_setting(document_, id);
      if (!setting.inferred) place = setting.place;
    }
    for (const TokenIndex i : words) taken_[i] = true;
    if (ahead->holder.valid()) taken_[story_.predicate(ahead->holder).head] = true;
    keep(entry->what, story_.own_range(head), head, own, certainty, time, place,
         noun_parties(head, ahead->holder), entry->id);
  }

  // "Postponed the summit until September"
  TimeId until(TokenIndex noun) const {
    for (const TokenIndex top : tops(noun)) {
      for (const Filling& filling : fillings(top)) {
        const Predicate& governor = story_.predicate(filling.predicate);
        const auto cue = governor_cue(governor, no_token);
        if (!cue || cue->certainty != Certainty::postponed) continue;
        const std::vector<TokenIndex> words = story_.own_words(governor.head);
        for (const TimeId id : story_.times_in({words.front(), words.back() + 1})) {
          const TimeExpression& time = document_.times[id.index()];
          if (time.tokens.begin == 0 || !StoryIndex::is_dated(time) || story_.is_past(time)) continue;
          const std::string_view before = words_.form(time.tokens.begin - 1);
          if (before == "until" || before == "till" || before == "to") return id;
        }
      }
    }
    return {};
  }

  // "March" is a month.
  bool in_a_time(TokenIndex i) const {
    return std::any_of(document_.times.begin(), document_.times.end(),
                       [&](const TimeExpression& time) { return time.tokens.contains(i); });
  }

  // Whether the noun is told of as done: under a holding verb in the past.
  bool told_as_done(TokenIndex noun) const {
    for (const TokenIndex top : tops(noun)) {
      for (const Filling& filling : fillings(top)) {
        const Predicate& governor = story_.predicate(filling.predicate);
        if (holds(governor, filling.argument->role, filling.argument->marker) && is_past(governor) &&
            governor.mood == Mood::declarative && !was_to(governor)) {
          return true;
        }
      }
    }
    const PredicateId own = story_.at(noun);
    if (!own.valid() || story_.predicate(own).light_verb == no_token) return false;
    return is_past(story_.predicate(own));
  }

  void verb(TokenIndex head) {
    const PredicateId id = story_.at(head);
    if (!id.valid() || taken_[head]) return;
    const Predicate& predicate = story_.predicate(id);
    if (predicate.kind != PredicateKind::verb || predicate.head != head) return;
    const AgendaEntry* entry = verb_entry(head, id);
    if (entry == nullptr) return;
    const auto ahead = orientation(id);
    if (!ahead) return;
    const bool undone = is_undone(ahead->certainty);
    std::vector<TokenIndex> words = story_.own_words(head);
    TimeId time = time_among(head, words, undone || ahead->past);
    if (!time.valid() && predicate.parent.valid() && predicate.embedding != Embedding::none) {
      // "is scheduled on Monday to meet": the governor's day, where it governs an infinitive.
      const Predicate& above = story_.predicate(predicate.parent);
      const bool same = predicate.mood == Mood::infinitive || predicate.embedding == Embedding::conjunct;
      if (same && governor_cue(above, no_token)) {
        time = time_among(above.head, story_.own_words(above.head), undone);
        if (time.valid() && !undone && !story_.is_ahead(document_.times[time.index()])) time = {};
      }
    }
    const bool comes = time.valid() && story_.is_ahead(document_.times[time.index()]);
    if (ahead->dated && !comes) return;
    if (time.valid() && !undone && story_.is_past(document_.times[time.index()])) {
      if (ahead->past) return;
      time = {};
    }
    // Who goes, meets or votes must be said; what is done to things may stay without.
    std::vector<document::EntityId> actors = story_.parties(id, {Role::agent, Role::companion});
    if (actors.empty()) actors = story_.parties(id, {Role::theme, Role::patient});
    const bool named =
        std::any_of(predicate.arguments.begin(), predicate.arguments.end(), [](const auto& argument) {
          return argument.role == Role::agent || argument.role == Role::patient ||
                 argument.role == Role::theme;
        });
    if (!named) return;
    Certainty certainty = ahead->certainty;
    if (certainty == Certainty::expected && comes && predicate.tense == Tense::future)
      certainty = Certainty::scheduled;
    document::PlaceId place;
    if (const PlaceSetting setting = place_setting(document_, id); !setting.inferred) place = setting.place;
    for (const TokenIndex i : words) taken_[i] = true;
    keep(entry->what, story_.own_range(head), head, id, certainty, time, place, std::move(actors), entry->id);
  }

  // ---- terms: "to leave by Friday" under a demand

  void term(TimeId id) {
    const TimeExpression& time = document_.times[id.index()];
    if (!StoryIndex::is_dated(time) || story_.is_past(time) || time.tokens.empty()) return;
    if (time.tokens.begin == 0) return;
    const TokenIndex marker = time.tokens.begin - 1;
    if (taken_[marker] && taken_[time.tokens.begin]) return;  // part of another item
    if (!tables_.ends_term(words_.form(marker))) return;
    PredicateId at = predicate_at(document_, marker);
    TokenIndex hung = document_.tokens.head[marker];
    if (story_.at(hung).valid()) at = story_.at(hung);
    if (!at.valid()) return;
    // The act that has to be done, or the one that sets the term.
    PredicateId over = at;
    for (int step = 0; step < 4 && over.valid(); ++step) {
      const Predicate& predicate = story_.predicate(over);
      if (predicate.negated) return;
      const bool demands = tables_.is_demand(predicate.key) ||
                           (predicate.modal != no_token && tables_.is_demand(words_.lemma(predicate.modal)));
      if (demands) {
        std::vector<document::EntityId> actors = story_.parties(over, {Role::recipient, Role::patient});
        if (actors.empty() || (over == at && predicate.modal != no_token)) {
          const auto own = story_.parties(at, {Role::agent});
          if (!own.empty()) actors = own;
        }
        keep(AgendaKind::deadline, {marker, time.tokens.end}, marker, at, Certainty::scheduled, id, {},
             std::move(actors), {});
        return;
      }
      if (predicate.parent == over) break;
      over = predicate.parent;
    }
  }

  // ---- anything else that somebody will do on a day ahead

  void other(PredicateId id) {
    const Predicate& predicate = story_.predicate(id);
    if (predicate.kind != PredicateKind::verb || predicate.tense != Tense::future || predicate.negated)
      return;
    if (taken_[predicate.head] || tables_.is_plain(predicate.key) || has_condition(id)) return;
    if (predicate.light_verb != no_token && taken_[predicate.light_verb]) return;
    const std::vector<TokenIndex> words = story_.own_words(predicate.head);
    const TimeId time = time_among(predicate.head, words, false);
    if (!time.valid() || !story_.is_ahead(document_.times[time.index()])) return;
    if (time.index() > 0 && tables_.ends_term(words_.form(document_.times[time.index()].tokens.begin - 1)))
      return;
    std::vector<document::EntityId> actors = story_.parties(id, {Role::agent});
    if (actors.empty()) return;
    document::PlaceId place;
    if (const PlaceSetting setting = place_setting(document_, id); !setting.inferred) place = setting.place;
    keep(AgendaKind::other, story_.own_range(predicate.head), predicate.head, id, Certainty::scheduled, time,
         place, std::move(actors), {});
  }

  // ---- one item told several times

  std::string value_of(const AgendaItem& item) const {
    if (!item.value.expression.valid()) return {};
    return document_.times[item.value.expression.index()].value.value_or("");
  }

  bool same(const AgendaItem& a, const AgendaItem& b) const {
    if (a.what != b.what || a.what == AgendaKind::other || a.what == AgendaKind::deadline) return false;
    if (a.evidence.span().overlaps(b.evidence.span())) return true;
    if (is_undone(a.certainty) != is_undone(b.certainty)) return false;
    const std::string left = value_of(a), right = value_of(b);
    const bool shared = std::any_of(a.actors.begin(), a.actors.end(), [&](document::EntityId one) {
      return std::find(b.actors.begin(), b.actors.end(), one) != b.actors.end();
    });
    if (!left.empty() && left == right) return shared || a.actors.empty() || b.actors.empty();
    if (left.empty() && right.empty()) return shared && a.certainty == b.certainty;
    return false;
  }

  void merge() {
    std::vector<AgendaItem> out;
    for (AgendaItem& item : found_) {
      const auto twin =
          std::find_if(out.begin(), out.end(), [&](const AgendaItem& other) { return same(other, item); });
      if (twin == out.end()) {
        out.push_back(std::move(item));
        continue;
      }
      twin->evidence.add(item.evidence.span());
      if (!twin->value.known()) twin->value = item.value;
      if (!twin->place.valid()) twin->place = item.place;
      if (!twin->event.valid()) twin->event = item.event;
      if (static_cast<int>(item.certainty) < static_cast<int>(twin->certainty) &&
          !is_undone(twin->certainty)) {
        twin->certainty = item.certainty;
      }
      for (const document::EntityId actor : item.actors) {
        if (std::find(twin->actors.begin(), twin->actors.end(), actor) == twin->actors.end()) {
          twin->actors.push_back(actor);
        }
      }
    }
    found_ = std::move(out);
  }

  const StoryIndex& story_;
  const document::Document& document_;
  const DocumentWords& words_;
  const AgendaTables& tables_;
  const events::Claims& claims_;
  std::vector<bool> taken_;  // words of an item
  std::vector<AgendaItem> found_;
};

}  // namespace

std::vector<AgendaItem> code_agenda(const StoryIndex& story, const AgendaTables& tables,
                                    const events::Claims& claims) {
  if (!story.document().has_syntax()) return {};
  return AgendaCoder(story, tables, claims).code();
}

}  // namespace casus::code
