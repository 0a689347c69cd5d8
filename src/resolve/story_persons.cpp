// Persons: which one a name means, what office they hold on the story's date, what the text calls them.
//
// The text's own title comes first ("Prime Minister X" governs, "former President X" did); where it says
// nothing the offices of the tables do, as of the story's date: before and after an office its holder is one
// of the elite (ELI). A surname alone means a known person only where something speaks for it: a fuller name
// in the story, a title before it, or an office on that day in a country that the story speaks of.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "resolve/entity_kinds.h"
#include "resolve/story.h"

namespace casus::resolve {

using document::Dep;
using document::EntityType;
using document::MentionKind;
using document::NameLabel;
using document::no_token;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;
using knowledge::Entry;
using knowledge::EntryId;
using knowledge::Kind;
using knowledge::Match;
using knowledge::Sense;
using knowledge::Tenure;

namespace {

int rank_of(std::string_view office) {
  constexpr std::array<std::string_view, 7> order = {
      "head_of_state",    "supreme_leader",    "head_of_government", "de_facto_leader",
      "foreign_minister", "secretary_general", "defence_minister"};
  const auto at = std::find(order.begin(), order.end(), office);
  return static_cast<int>(at - order.begin());
}

bool covers(const Tenure& tenure, base::Date on) {
  return (!tenure.from || *tenure.from <= on) && (!tenure.to || on <= *tenure.to);
}

// The tenure that counts on a day: the highest office then held.
const Tenure* current(const std::vector<Tenure>& tenures, base::Date on) {
  const Tenure* best = nullptr;
  for (const Tenure& tenure : tenures) {
    if (!covers(tenure, on)) continue;
    if (best == nullptr || rank_of(tenure.office) < rank_of(best->office)) best = &tenure;
  }
  return best;
}

// Whether news of a day speaks of whoever held it as of history.
bool long_gone(const Tenure& tenure, base::Date on) {
  constexpr int years = 25;
  return tenure.to && base::add_months(*tenure.to, 12 * years) < on;
}

const Tenure* last_before(const std::vector<Tenure>& tenures, base::Date on) {
  const Tenure* best = nullptr;
  for (const Tenure& tenure : tenures) {
    if (tenure.to && *tenure.to < on && (best == nullptr || *best->to < *tenure.to)) best = &tenure;
  }
  return best;
}

bool is_particle(std::string_view word) {
  constexpr std::array<std::string_view, 22> particles = {
      "al", "el", "bin", "ben", "ibn", "abu", "von", "van", "de", "der", "da",
      "di", "du", "la",  "le",  "dos", "jr.", "jr",  "sr",  "ii", "iii", "abd"};
  return std::find(particles.begin(), particles.end(), word) != particles.end();
}

// "al-Assad" is looked for as "Assad".
std::string_view bare(std::string_view word) {
  for (const std::string_view prefix : {"al-", "Al-", "el-", "El-", "ul-", "Ul-"}) {
    if (word.starts_with(prefix)) return word.substr(prefix.size());
  }
  return word;
}

// The first words of two names: the same, an initial of the same, or nearly so ("Sergei", "Sergey").
bool first_names_agree(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return true;
  if (base::to_lower(a.front()) != base::to_lower(b.front())) return false;
  if (a.size() <= 2 || b.size() <= 2) return true;
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && base::to_lower(a[same]) == base::to_lower(b[same])) ++same;
  return same >= std::min<std::size_t>(3, std::min(a.size(), b.size()));
}

}  // namespace

bool Story::looks_like_person(const NamedSpan& span) const {
  if (span.inner) return false;
  const Match* best = choose(span);
  if (best != nullptr) {
    const Entry entry = knowledge_.entry(best->entry);
    if (entry.kind == Kind::person) return true;
    return false;
  }
  return span.label == NameLabel::person && !(span.tokens.size() == 1 && located(span));
}

// "in Houla": what stands in a place, here or elsewhere in the story, is a place whatever the model says.
bool Story::located(const NamedSpan& span) const {
  const std::string_view text = words_.form(span.head);
  return std::any_of(names_.begin(), names_.end(), [&](const NamedSpan& other) {
    if (other.tokens.size() != 1 || words_.form(other.head) != text) return false;
    if (document_.tokens.dep[other.head] != Dep::pobj || words_.phrase_begin(other.head) != other.head)
      return false;
    const std::string_view before = words_.lemma(document_.tokens.head[other.head]);
    return before == "in" || before == "near" || before == "outside" || before == "around" ||
           before == "inside";
  });
}

Gender Story::gender_of_name(TokenRange tokens) const {
  for (TokenIndex i = tokens.begin; i < tokens.end && tokens.size() > 1; ++i) {
    if (i + 1 == tokens.end) break;  // a surname says nothing
    const std::string first = base::lowered(words_.form(i));
    const Hints hints = hints_.of(first);
    const bool he = hints.has(Hint::male_name) || hints.has(Hint::male);
    const bool she = hints.has(Hint::female_name) || hints.has(Hint::female);
    if (he != she) return he ? Gender::male : Gender::female;
  }
  return Gender::unknown;
}

void Story::learn_short_names(ActorIndex actor, TokenRange tokens) {
  const auto learn = [&](std::string_view word) {
    if (word.size() < 2 || is_particle(base::lowered(word))) return;
    std::vector<ActorIndex>& owners = short_names_[std::string(word)];
    if (std::find(owners.begin(), owners.end(), actor) == owners.end()) owners.push_back(actor);
  };
  for (TokenIndex i = tokens.begin; i < tokens.end; ++i) {
    if (i == tokens.begin || (i + 1 < tokens.end && words_.capitalised(i)))
      learn(flat(TokenRange{i, tokens.end}));
  }
  const bool many = tokens.size() > 1;
  for (TokenIndex i = tokens.end; i-- > tokens.begin;) {
    const std::string_view word = words_.form(i);
    if (!words_.capitalised(i) && !word.starts_with("al-")) continue;
    // A common first name alone is nobody in particular.
    if (many && i == tokens.begin && tokens.size() == 2 && gender_of_name(tokens) != Gender::unknown) {
      const Hints hints = hints_.of(base::lowered(word));
      if (hints.has(Hint::male_name) || hints.has(Hint::female_name)) {
        const std::string_view surname = words_.form(tokens.end - 1);
        if (surname.size() > 2) {
          std::vector<ActorIndex>& owners = short_names_[std::string(word)];
          if (owners.empty()) owners.push_back(actor);
          continue;
        }
      }
    }
    learn(word);
    if (bare(word) != word) learn(bare(word));
    // The last word with what binds it: "de Klerk", "al Assad".
    if (i + 1 == tokens.end && i > tokens.begin && is_particle(base::lowered(words_.form(i - 1)))) {
      learn(flat(TokenRange{i - 1, i + 1}));
    }
  }
}

std::optional<EntryId> Story::likely_person(const NamedSpan& span, const std::vector<Match>& candidates,
                                            const Description& description) const {
  std::optional<EntryId> best;
  int best_score = 0;
  const auto held_office = [&](const std::vector<Tenure>& tenures) {
    return std::any_of(tenures.begin(), tenures.end(), [&](const Tenure& tenure) {
      return tenure.office == description.office && (!date_ || !tenure.from || *tenure.from <= *date_);
    });
  };
  // "President Mitterrand" of a later story: whoever alone of that name held the office.
  const auto holders = std::count_if(candidates.begin(), candidates.end(), [&](const Match& match) {
    return !description.office.empty() && held_office(knowledge_.tenures(match.entry));
  });
  for (const Match& match : candidates) {
    const Entry entry = knowledge_.entry(match.entry);
    const std::vector<Tenure> tenures = knowledge_.tenures(match.entry);
    int score = match.sense == Sense::surname ? -3 : 4;
    const Tenure* now = date_ ? current(tenures, *date_) : nullptr;
    if (now != nullptr) score += 5 - std::min(rank_of(now->office), 4);
    const Tenure* last = date_ && now == nullptr ? last_before(tenures, *date_) : nullptr;
    const bool of_another_age = last != nullptr && long_gone(*last, *date_);
    // Of those who left, the well known: heads of state and government, foreign ministers.
    if (last != nullptr && !of_another_age) score += rank_of(last->office) < 5 ? 3 : 1;
    const bool same_country = std::find(description.countries.begin(), description.countries.end(),
                                        entry.country) != description.countries.end();
    if (!description.countries.empty()) score += same_country ? 4 : -6;
    const double part = share(entry.country);
    // A name of somebody of another age, in a story that has nothing to do with his country, is a namesake's.
    if (of_another_age && part == 0 && !same_country && description.office.empty()) continue;
    score += part > 0.25 ? 3 : part > 0 ? 1 : -2;
    if (!description.office.empty()) {
      if (held_office(tenures)) score += holders == 1 ? 5 : 3;
    } else if (description.has_role) {
      score += tenures.empty() ? 0 : 1;
    }
    if (span.label == NameLabel::person) score += 1;
    if (!best || score > best_score) {
      best = match.entry;
      best_score = score;
    }
  }
  if (!best) return std::nullopt;
  // What a surname alone must bring: an office on the day and its country in the story, or a fitting title.
  const bool alone = std::all_of(candidates.begin(), candidates.end(),
                                 [](const Match& match) { return match.sense == Sense::surname; });
  if (alone && best_score < 4) return std::nullopt;
  return best;
}

void Story::apply_tenure(Actor& actor, EntryId person, const Description& description) {
  const Entry entry = knowledge_.entry(person);
  const std::vector<Tenure> tenures = knowledge_.tenures(person);
  actor.entity.key = entry.key;
  actor.entity.name = entry.name;
  if (actor.entity.country.empty()) actor.entity.country = entry.country;
  const Tenure* tenure = date_ ? current(tenures, *date_) : nullptr;
  if (!description.office.empty() && !description.former) {
    // The office that the text names, where the tables have it around the story's date.
    for (const Tenure& other : tenures) {
      if (other.office != description.office) continue;
      if (date_ && !covers(other, *date_)) continue;
      tenure = &other;
    }
  }
  if (tenure == nullptr && !date_ && !tenures.empty()) {
    tenure = &tenures.front();
    for (const Tenure& other : tenures) {
      if (rank_of(other.office) < rank_of(tenure->office)) tenure = &other;
    }
  }
  if (tenure != nullptr && !description.former) {
    actor.entity.role = tenure->title;
    actor.entity.role_from = tenure->from;
    actor.entity.role_to = tenure->to;
    actor.entity.code = tenure->code;
    if (tenure->country.size() == 3 && !tenure->code.starts_with("IGO"))
      actor.entity.country = tenure->country;
    actor.roles = tenure->code.size() > 3 ? tenure->code.substr(3) : std::string_view("GOV");
    return;
  }
  const Tenure* last = date_ ? last_before(tenures, *date_) : nullptr;
  if (last == nullptr && description.former && !tenures.empty()) last = &tenures.front();
  if (last != nullptr) {
    actor.former = true;
    actor.entity.role = "former " + std::string(last->title);
    actor.entity.role_from = last->from;
    actor.entity.role_to = last->to;
    actor.roles = "ELI";
    actor.entity.code = actor.entity.country + "ELI";
    return;
  }
  actor.entity.code = entry.code.empty() ? std::string(entry.country) : std::string(entry.code);
  if (actor.entity.code.size() > 3) actor.roles = actor.entity.code.substr(3);
}

// What the words around the name say of its bearer, on top of what is known.
void Story::describe_person(Actor& actor, const Description& description) {
  if (description.gender != Gender::unknown) actor.gender = description.gender;
  if (!description.title.empty()) {
    const std::string_view head = words_.lemma(description.head);
    if (std::find(actor.nouns.begin(), actor.nouns.end(), head) == actor.nouns.end())
      actor.nouns.push_back(head);
  }
  if (actor.titled && (description.office.empty() || description.article == Article::indefinite))
    return;  // an office says more than "a veteran diplomat"
  actor.titled = actor.titled || !description.office.empty();
  if (description.former && !actor.entity.role.empty() && !actor.former) {
    // "President X, a former soldier": what he was before does not unmake what he is.
    return;
  }
  if (description.former) actor.former = true;
  // The text's present title counts for more than an office that the tables say is over.
  const bool stale =
      actor.former && !description.former && (description.has_role || !description.office.empty());
  const bool known = !actor.entity.key.empty() && !actor.entity.role.empty() && !stale;
  if (description.owner != no_actor) {
    const document::Entity& owner = actors_[description.owner].entity;
    if (!known) {
      if (actor.entity.country.empty()) actor.entity.country = owner.country;
      actor.entity.code = description.former && !owner.country.empty() ? owner.country + "ELI" : owner.code;
      actor.roles = actors_[description.owner].roles;
      if (description.has_role && !owner.country.empty() && owner.type != EntityType::armed_group &&
          owner.type != EntityType::igo && outranks(description.roles, actor.roles)) {
        actor.roles = description.roles;
        actor.entity.code = owner.country + description.roles;
      }
      if (actor.entity.role.empty() || stale) actor.entity.role = description.title;
      actor.former = description.former;
    }
    return;
  }
  std::string country = description.countries.empty() ? actor.entity.country : description.countries.front();
  if (description.former) {
    if (country.empty() && (description.has_role || !description.office.empty())) {
      const Guess guess = infer_country(description.head, true);
      country = guess.country;
      actor.entity.country_from = guess.from;
    }
    if (!country.empty()) {
      actor.entity.country = country;
      actor.entity.code = country + "ELI";
      actor.roles = "ELI";
    }
    if (actor.entity.role.empty()) actor.entity.role = "former " + description.title;
    return;
  }
  if (description.elsewhere) {
    // "president of the national confederation": no office of a state.
    if (actor.entity.role.empty()) actor.entity.role = description.title;
    if (actor.entity.country.empty() && !country.empty()) actor.entity.country = country;
    if (actor.entity.code.empty()) actor.entity.code = actor.entity.country;
    return;
  }
  if (!description.has_role && description.office.empty()) {
    if (actor.entity.country.empty() && !country.empty()) {
      actor.entity.country = country;
      if (actor.entity.code.empty()) actor.entity.code = country;
    }
    return;
  }
  const bool holds = known && !actor.entity.role.starts_with("former ");
  if (holds) return;  // the tables know the office by its dates
  std::string roles = description.roles;
  if (!description.office.empty()) {
    const std::string_view of_office = knowledge_.role_of_office(description.office);
    if (roles.empty() || !outranks(roles, of_office)) roles = of_office;
  }
  if (country.empty() && roles != "IGO" && roles != "NGO") {
    const Guess guess = infer_country(description.head, is_local(roles));
    country = guess.country;
    actor.entity.country_from = guess.from;
  }
  actor.former = false;
  actor.roles = roles;
  actor.entity.country = roles == "IGO" ? std::string() : country;
  actor.entity.code = roles == "IGO" || roles == "NGO" ? roles : country + roles;
  actor.entity.role = description.title;
  actor.entity.role_from.reset();
  actor.entity.role_to.reset();
}

// Where the words before a name begin that belong to it: "Russian President", "MSF head of mission".
TokenIndex Story::title_begin(const NamedSpan& span) const {
  const TokenIndex edge = std::min(words_.phrase_begin(span.head), span.tokens.begin);
  TokenIndex begin = span.tokens.begin;
  for (TokenIndex i = span.tokens.begin; i-- > edge;) {
    const Tag tag = document_.tokens.tag[i];
    const bool mark =
        document_.tokens.pos[i] == document::Pos::punct && tag != Tag::hyph && words_.form(i) != "-";
    if (tag == Tag::space && words_.form(i).find("\n\n") == std::string_view::npos)
      continue;  // a wrapped line
    if (mark || tag == Tag::cc || tag == Tag::space || document::is_verb(tag)) break;
    const bool other_person = std::any_of(by_head_[i].begin(), by_head_[i].end(), [&](std::uint32_t m) {
      return actors_[mentions_[m].actor].person;
    });
    if (other_person) break;
    begin = i;
  }
  return begin;
}

void Story::read_person(const NamedSpan& span, const std::vector<Match>& candidates) {
  const TokenIndex head = span.head;
  const TokenIndex begin = title_begin(span);
  Description title;
  if (begin < span.tokens.begin) {
    TokenIndex end = span.tokens.begin;
    // "President Sheikh X": the address stands between the office and the name.
    while (end - 1 > begin &&
           (words_.has(end - 1, Hint::honorific) || document_.tokens.tag[end - 1] == Tag::space)) {
      if (words_.has(end - 1, Hint::honorific) && words_.role_ending(end - 2) == nullptr &&
          document_.tokens.tag[end - 2] != Tag::space) {
        break;
      }
      --end;
    }
    title = describe(begin, end - 1, end);
    for (TokenIndex i = end; i < span.tokens.begin; ++i) {
      if (words_.has(i, Hint::male)) title.gender = Gender::male;
      if (words_.has(i, Hint::female)) title.gender = Gender::female;
    }
  }
  title.plural = false;
  if (title.countries.empty() && (title.has_role || !title.office.empty())) {
    // "Prime Minister X of Norway"
    for (const TokenIndex child : document_.children(head)) {
      if (child < head || words_.lemma(child) != "of") continue;
      for (const TokenIndex object : document_.children(child)) {
        if (by_head_[object].empty()) continue;
        const document::Entity& land = actors_[mentions_[by_head_[object].front()].actor].entity;
        if (land.type == EntityType::state) title.countries.push_back(land.country);
      }
    }
  }
  const std::string text = flat(span.tokens);
  // The words of a title are no actors of their own.
  TokenIndex first = span.tokens.begin;
  for (TokenIndex i = begin; i < span.tokens.begin; ++i) {
    const Dep dep = document_.tokens.dep[i];
    if (dep != Dep::det && dep != Dep::poss && dep != Dep::case_) first = std::min(first, i);
    if (!taken_[i] || by_head_[i].empty()) taken_[i] = 2;
  }
  const TokenRange whole{
      title.article == Article::none || title.article == Article::possessive ? first : begin,
      span.tokens.end};

  ActorIndex actor = no_actor;
  const bool single = span.tokens.size() == 1;
  // A part of a fuller name in the story, or the same name again.
  const std::string_view last_word = bare(words_.form(span.tokens.end - 1));
  for (const std::string_view name : {std::string_view(text), last_word}) {
    if (name == last_word && !single && name != text) {
      // "Roza Otunbayeva" after "Otunbayeva" is handled by order; "Ed Royce" is not "Bob Royce".
      break;
    }
    const auto at = short_names_.find(std::string(name));
    if (at == short_names_.end()) continue;
    for (const ActorIndex owner : at->second) {
      const document::Entity& entity = actors_[owner].entity;
      const bool clash = !title.countries.empty() && !entity.country.empty() && entity.country_from.empty() &&
                         title.countries.front() != entity.country && at->second.size() > 1;
      const bool other_sex = title.gender != Gender::unknown && actors_[owner].gender != Gender::unknown &&
                             title.gender != actors_[owner].gender;
      if (clash || other_sex) continue;
      actor = owner;
      break;
    }
    if (actor != no_actor) break;
  }
  if (actor == no_actor && !single && candidates.empty()) {
    // The same surname under a first name that agrees: "Sergei Lavrov" and "Sergey Lavrov".
    if (const ActorIndex other = person_called(last_word); other != no_actor) {
      const std::string_view name = actors_[other].entity.name;
      const std::size_t blank = name.find(' ');
      if (blank != std::string_view::npos &&
          first_names_agree(name.substr(0, blank), words_.form(span.tokens.begin))) {
        actor = other;
      }
    }
  }
  if (actor == no_actor) {
    Actor made;
    made.person = true;
    made.named = true;
    made.entity.type = EntityType::person;
    made.entity.name = text;
    made.gender = gender_of_name(span.tokens);
    std::vector<Match> possible = candidates;
    if (possible.empty() && !single) {
      // The tables may have the surname under a first name spelt otherwise.
      const std::vector<std::string_view>& forms = words_.forms();
      for (const Match& match : knowledge_.names_at(forms, span.tokens.end - 1)) {
        const Entry entry = knowledge_.entry(match.entry);
        if (match.tokens != 1 || entry.kind != Kind::person || match.sense != Sense::surname) continue;
        const std::size_t blank = entry.name.find(' ');
        if (blank == std::string_view::npos) continue;
        if (!first_names_agree(entry.name.substr(0, blank), words_.form(span.tokens.begin))) continue;
        possible.push_back(match);
      }
    }
    const auto person = likely_person(span, possible, title);
    if (person) {
      const std::string key(knowledge_.entry(*person).key);
      actor = actor_keyed(key);
      if (actor == no_actor) {
        apply_tenure(made, *person, title);
        actor = keyed_[key] = add_actor(std::move(made));
      }
      for (const Match& match : possible) {
        if (match.entry == *person) continue;
        const Entry other = knowledge_.entry(match.entry);
        note(span.tokens, actor, other.name, other.code,
             "another of that name fits title, country and date better");
      }
    } else {
      for (const Match& match : possible) {
        const Entry other = knowledge_.entry(match.entry);
        note(span.tokens, no_actor, other.name, other.code,
             "a surname alone, with neither title nor office on the day");
      }
      if (span.label != NameLabel::person && single) return;  // the surname of nobody in this story
      actor = add_actor(std::move(made));
    }
  }
  describe_person(actors_[actor], title);
  if (actors_[actor].entity.name.size() < text.size() && actors_[actor].entity.key.empty()) {
    actors_[actor].entity.name = text;
  }
  if (actors_[actor].gender == Gender::unknown) actors_[actor].gender = gender_of_name(span.tokens);
  learn_short_names(actor, span.tokens);
  if (!actors_[actor].entity.key.empty()) {
    // Later mentions may use the surname of the known name.
    const std::string_view name = actors_[actor].entity.name;
    const std::size_t blank = name.rfind(' ');
    std::vector<ActorIndex>& owners =
        short_names_[std::string(blank == std::string_view::npos ? name : name.substr(blank + 1))];
    if (std::find(owners.begin(), owners.end(), actor) == owners.end()) owners.push_back(actor);
  }
  const Dep dep = document_.tokens.dep[head];
  const bool modifier = dep == Dep::compound || dep == Dep::nmod || dep == Dep::amod;
  mention(whole, head, actor, MentionKind::named, modifier);
}

}  // namespace casus::resolve
