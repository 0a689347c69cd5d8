// An item needs two things: a word of a kind, and something that puts it ahead. `orientation` answers the
// second for a predicate, climbing through its governors; a noun asks the predicates that it fills a place
// of, the nouns over it, its modifiers and its own day. The strongest answer wins, in the order cancelled,
// postponed, scheduled, expected, proposed.
#include "code/agenda.h"

#include <algorithm>
#include <optional>

#include "code/agenda_ahead.h"
#include "code/agenda_words.h"
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

constexpr std::string_view maker = "agenda/1";

class AgendaCoder {
 public:
  AgendaCoder(const StoryIndex& story, const AgendaTables& tables, const events::Claims& claims,
              Choices* trace)
      : story_(story),
        document_(story.document()),
        words_(story.words()),
        tables_(tables),
        kinds_(story, tables),
        ahead_(story, tables, kinds_),
        claims_(claims),
        taken_(document_.size()),
        trace_(trace) {}

  std::vector<AgendaItem> code() {
    for (TokenIndex i = 0; i < document_.size(); ++i) {
      if (document::is_noun(document_.tokens.tag[i])) {
        noun(i);
      } else if (document::is_verb(document_.tokens.tag[i])) {
        verb(i);
      }
    }
    for (std::size_t i = 0; i < document_.times.size(); ++i) {
      term(TimeId(i));
      given_term(TimeId(i));
    }
    for (std::size_t i = 0; i < document_.predicates.size(); ++i) other(PredicateId(i));
    std::stable_sort(found_.begin(), found_.end(), [](const AgendaItem& a, const AgendaItem& b) {
      return a.evidence.span() < b.evidence.span();
    });
    merge();
    return std::move(found_);
  }

 private:  // ---- when, where, who
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
    for (const TokenIndex top : ahead_.tops(noun)) {
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
                        (id.valid() && ahead_.is_holding(story_.predicate(id), no_token));
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
    if (trace_ != nullptr)
      note(item.evidence.span(), Choice::Verdict::taken,
           std::string(events::name(what)) + ", " + std::string(events::name(certainty)));
    found_.push_back(std::move(item));
  }

  void note(base::Span words, Choice::Verdict verdict, std::string why, base::Span other = {}) const {
    trace_->push_back({"agenda", words, verdict, std::move(why), other});
  }
  void leave(TokenIndex word, const char* why) const {
    if (trace_ != nullptr) note(document_.tokens.span[word], Choice::Verdict::left, why);
  }

  void noun(TokenIndex head) {
    const Dep dep = document_.tokens.dep[head];
    if (dep == Dep::compound || dep == Dep::amod || dep == Dep::nmod || dep == Dep::npadvmod) return;
    const AgendaEntry* entry = kinds_.noun_entry(head);
    if (entry == nullptr || in_a_time(head)) return;
    if (ahead_.is_rejected(head)) return leave(head, "refused, so nothing is ahead");

    std::optional<Ahead> ahead = ahead_.noun_governors(head, true);
    if (const auto other = ahead_.modifiers(head)) {
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
      if (story_.predicate(own).negated) return leave(head, "said not to be so");
      if (const auto other = ahead_.orientation(own);
          other && (!ahead || strength(*other) > strength(*ahead)))
        ahead = other;
    }

    const std::vector<TokenIndex> words = noun_words(head);
    const bool undone = ahead && is_undone(ahead->certainty);
    TimeId time = time_among(head, words, undone);
    const bool own_day = time.valid() && story_.is_ahead(document_.times[time.index()]);
    if (!ahead) {
      // A day of its own that is still to come.
      if (!own_day || told_as_done(head))
        return leave(head, "nothing puts it ahead: no tense, word or day to come");
      ahead = Ahead{Certainty::scheduled, false, false, {}};
    }
    std::vector<PredicateId> holders = ahead->holders;
    if (ahead->holder.valid()) holders.insert(holders.begin(), ahead->holder);
    for (const PredicateId id : holders) {
      if (time.valid()) break;
      time = time_of_holder(id, undone || ahead->past);
      if (time.valid()) ahead->holder = id;
    }
    if (ahead->certainty == Certainty::postponed) {
      // The new day before the old one.
      if (const TimeId later = until(head); later.valid()) time = later;
    }
    std::string next;
    if (!time.valid() && !undone) {
      // A day gone by that stands with the noun itself: it was then, unless a bare weekday was taken for the
      // last one instead of the next.
      if (const TimeId gone = time_among(head, words, true); gone.valid()) {
        next = next_weekday(document_.times[gone.index()]);
        if (next.empty()) return leave(head, "its day is past");
      }
    }
    if (ahead->dated && !(time.valid() && story_.is_ahead(document_.times[time.index()])))
      return leave(head, "ahead only with a day to come, and none is named");
    if (time.valid() && !undone && story_.is_past(document_.times[time.index()]))
      return leave(head, "its day is past");
    if (ahead->past && !undone && !time.valid()) return leave(head, "it was ahead once, without a day");
    if (!undone && told_as_done(head)) return leave(head, "told of as done");

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
    if (!next.empty()) found_.back().value.value = next;
  }

  // "On Monday", read as the Monday just gone: the day a week later; "" for any other time.
  std::string next_weekday(const TimeExpression& time) const {
    if (!time.begin || !time.end || *time.begin != *time.end || !story_.today()) return {};
    if (time.tokens.size() != 1 || !words_.form(time.tokens.begin).ends_with("day")) return {};
    const int gone = base::days_between(*time.begin, *story_.today());
    if (gone <= 0 || gone > 7) return {};
    return base::to_string(base::add_days(*time.begin, 7));
  }

  // "Postponed the summit until September"
  TimeId until(TokenIndex noun) const {
    for (const TokenIndex top : ahead_.tops(noun)) {
      for (const Filling& filling : ahead_.fillings(top)) {
        const Predicate& governor = story_.predicate(filling.predicate);
        const auto cue = ahead_.governor_cue(governor, no_token);
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
    for (const TokenIndex top : ahead_.tops(noun)) {
      for (const Filling& filling : ahead_.fillings(top)) {
        const Predicate& governor = story_.predicate(filling.predicate);
        if (ahead_.holds(governor, filling.argument->role, filling.argument->marker) &&
            ahead_.is_past(governor) && governor.mood == Mood::declarative && !ahead_.was_to(governor)) {
          return true;
        }
      }
    }
    const PredicateId own = story_.at(noun);
    if (!own.valid() || story_.predicate(own).light_verb == no_token) return false;
    return ahead_.is_past(story_.predicate(own));
  }

  void verb(TokenIndex head) {
    const PredicateId id = story_.at(head);
    if (!id.valid() || taken_[head]) return;
    const Predicate& predicate = story_.predicate(id);
    if (predicate.kind != PredicateKind::verb || predicate.head != head) return;
    const AgendaEntry* entry = kinds_.verb_entry(head, id);
    if (entry == nullptr) return;
    const auto ahead = ahead_.orientation(id);
    if (!ahead) return leave(head, "nothing puts it ahead: no tense, modal or word");
    const bool undone = is_undone(ahead->certainty);
    std::vector<TokenIndex> words = story_.own_words(head);
    TimeId time = time_among(head, words, undone || ahead->past);
    if (!time.valid() && predicate.parent.valid() && predicate.embedding != Embedding::none) {
      // "is scheduled on Monday to meet": the governor's day, where it governs an infinitive.
      const Predicate& above = story_.predicate(predicate.parent);
      const bool same = predicate.mood == Mood::infinitive || predicate.embedding == Embedding::conjunct;
      if (same && ahead_.governor_cue(above, no_token)) {
        time = time_among(above.head, story_.own_words(above.head), undone);
        if (time.valid() && !undone && !story_.is_ahead(document_.times[time.index()])) time = {};
      }
    }
    const bool comes = time.valid() && story_.is_ahead(document_.times[time.index()]);
    if (ahead->dated && !comes) return leave(head, "ahead only with a day to come, and none is named");
    if (time.valid() && !undone && story_.is_past(document_.times[time.index()])) {
      if (ahead->past) return leave(head, "its day is past");
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
    if (!named) return leave(head, "it does not say who");
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

  // "Gave the generals three days to surrender": a term by its length.
  void given_term(TimeId id) {
    const TimeExpression& time = document_.times[id.index()];
    if (time.type != document::TimeType::duration || time.tokens.empty()) return;
    const TokenIndex last = time.tokens.end - 1;
    const TokenIndex verb = document_.tokens.head[last];
    if (verb == last || !document::is_verb(document_.tokens.tag[verb]) || words_.lemma(verb) != "give")
      return;
    const PredicateId over = story_.at(verb);
    if (!over.valid() || story_.predicate(over).negated) return;
    PredicateId act;
    for (const TokenIndex holder : {last, verb}) {
      for (const TokenIndex child : document_.children(holder)) {
        if (child > last && document_.tokens.tag[child] == document::Tag::vb && story_.at(child).valid())
          act = story_.at(child);
      }
    }
    if (!act.valid()) return;
    keep(AgendaKind::deadline, time.tokens, verb, over, Certainty::scheduled, id, {},
         story_.parties(over, {Role::recipient}), {});
  }

  // ---- anything else that somebody will do on a day ahead

  void other(PredicateId id) {
    const Predicate& predicate = story_.predicate(id);
    if (predicate.kind != PredicateKind::verb || predicate.tense != Tense::future || predicate.negated)
      return;
    if (taken_[predicate.head] || tables_.is_plain(predicate.key) || ahead_.has_condition(id)) return;
    if (predicate.light_verb != no_token && taken_[predicate.light_verb]) return;
    const std::vector<TokenIndex> words = story_.own_words(predicate.head);
    const TimeId time = time_among(predicate.head, words, false);
    if (!time.valid() || !story_.is_ahead(document_.times[time.index()])) return;
    const TokenIndex first = document_.times[time.index()].tokens.begin;
    if (first > 0 && tables_.ends_term(words_.form(first - 1))) return;
    // "Will postpone its meeting of April 28": that day is the meeting's.
    if (const auto cue = ahead_.governor_cue(predicate, no_token); cue && is_undone(cue->certainty)) return;
    std::vector<document::EntityId> actors = story_.parties(id, {Role::agent});
    if (actors.empty()) return;
    document::PlaceId place;
    if (const PlaceSetting setting = place_setting(document_, id); !setting.inferred) place = setting.place;
    keep(AgendaKind::other, story_.own_range(predicate.head), predicate.head, id, Certainty::scheduled, time,
         place, std::move(actors), {});
  }

  // ---- one item told several times

  std::string value_of(const AgendaItem& item) const {
    if (!item.value.expression.valid()) return item.value.value;
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
      if (trace_ != nullptr)
        note(item.evidence.span(), Choice::Verdict::joined, "the same item told again",
             twin->evidence.span());
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
  const AgendaWords kinds_;
  const AgendaAhead ahead_;
  const events::Claims& claims_;
  std::vector<bool> taken_;  // words of an item
  Choices* trace_;
  std::vector<AgendaItem> found_;
};

}  // namespace

std::vector<AgendaItem> code_agenda(const StoryIndex& story, const AgendaTables& tables,
                                    const events::Claims& claims, Choices* trace) {
  if (!story.document().has_syntax()) return {};
  return AgendaCoder(story, tables, claims, trace).code();
}

}  // namespace casus::code
