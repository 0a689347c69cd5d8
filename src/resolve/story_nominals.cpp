// Noun phrases that are actors: "the interim leader", "Russian and Kyrgyz airlines", "Moscow police",
// "supporters of former President X", "the bloc".
//
// A phrase is read once, from its determiner to its head and on to the "of" that says whose it is. Then it is
// one of these, in this order: another name for its neighbour (apposition), two sides at once ("the two
// countries"), somebody named before (definite phrases), the one of its kind that a country has ("the
// government"), or somebody new.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "resolve/entity_kinds.h"
#include "resolve/story.h"

namespace casus::resolve {

using document::Dep;
using document::EntityType;
using document::MentionKind;
using document::no_token;
using document::Pos;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;
using knowledge::Tenure;

namespace {

// How far a phrase looks back for one of its kind.
constexpr std::uint32_t sentences_back = 12;

bool is_number_word(Tag tag) { return tag == Tag::cd; }

// Whether a title's own noun is `word`: "president" of "President of Russia", not "army" of "army chief".
bool is_role_head(std::string_view role, std::string_view word) {
  for (const std::string_view mark : {" of ", " for ", ", "}) role = role.substr(0, role.find(mark));
  return role.size() >= word.size() &&
         base::equals_ignoring_case(role.substr(role.size() - word.size()), word) &&
         (role.size() == word.size() || role[role.size() - word.size() - 1] == ' ');
}

// Roles whose bearers act through what stands behind them: "army jeep", "rebel positions".
bool bears_arms_or_office(std::string_view roles) {
  constexpr std::array<std::string_view, 8> those = {"MIL", "COP", "REB", "SEP", "UAF", "GOV", "OPP", "SPY"};
  return std::find(those.begin(), those.end(), roles) != those.end();
}
}  // namespace

bool Story::sided(TokenIndex token) const {
  std::string_view before = token > 0 ? words_.lemma(token - 1) : std::string_view();
  if (before == "-" && token > 1) before = words_.lemma(token - 2);
  if (before == "pro" || before == "anti" || before == "pro-" || before == "anti-") return true;
  if (token + 2 >= document_.size() || words_.form(token + 1) != "-") return false;
  const std::string_view after = words_.lemma(token + 2);
  return after == "back" || after == "backed" || after == "support" || after == "supported" ||
         after == "train" || after == "trained" || after == "fund" || after == "funded" || after == "make" ||
         after == "made" || after == "allied" || after == "born" || after == "supply" || after == "supplied";
}

bool Story::is_nominal(TokenIndex head) const {
  if (taken_[head] || visited_[head]) return false;
  const RoleEnd* role = words_.role_ending(head);
  // The tagger may see an adjective in "secretary-general".
  if (!words_.is_noun(head) && (role == nullptr || role->begin == head)) return false;
  const Dep dep = document_.tokens.dep[head];
  if (dep == Dep::compound || dep == Dep::nmod || dep == Dep::amod || dep == Dep::npadvmod) return false;
  const Hints hints = words_.hints(head);
  return role != nullptr || hints.has(Hint::person) || hints.has(Hint::supporter) ||
         hints.has(Hint::opponent) || hints.has(Hint::state) || hints.has(Hint::igo) ||
         hints.has(Hint::armed_group) || hints.has(Hint::party) || hints.has(Hint::ngo) ||
         hints.has(Hint::media) || hints.has(Hint::company) || hints.has(Hint::government) ||
         hints.has(Hint::side);
}

// "rebel positions", "Israeli army jeep": the actor stands before a noun that is none.
bool Story::is_role_modifier(TokenIndex token) const {
  if (taken_[token] || visited_[token] || !words_.is_noun(token)) return false;
  const Dep dep = document_.tokens.dep[token];
  if (dep != Dep::compound && dep != Dep::nmod) return false;
  const RoleEnd* role = words_.role_ending(token);
  if (role == nullptr || !bears_arms_or_office(role->noun.code)) return false;
  TokenIndex head = document_.tokens.head[token];
  for (int steps = 0; steps < 4 && document_.tokens.dep[head] == Dep::compound; ++steps) {
    if (words_.role_ending(head) != nullptr) return false;
    head = document_.tokens.head[head];
  }
  return head > token && words_.is_noun(head) && !taken_[head] && words_.role_ending(head) == nullptr &&
         !is_nominal(head) && by_head_[head].empty();
}

void Story::read_role_modifier(TokenIndex token) {
  visited_[token] = 1;
  TokenIndex head = document_.tokens.head[token];
  for (int steps = 0; steps < 4 && document_.tokens.dep[head] == Dep::compound; ++steps) {
    head = document_.tokens.head[head];
  }
  const TokenIndex begin = std::min(words_.phrase_begin(head), words_.phrase_begin(token));
  Description description = describe(begin, token, token + 1);
  description.begin = description.country_tokens.empty() ? words_.role_ending(token)->begin
                                                         : description.country_tokens.front();
  description.article = Article::none;
  description.numbered = false;
  description.plural = !words_.has(token, Hint::institution);
  std::string country = description.countries.empty() ? std::string() : description.countries.front();
  base::Span from;
  bool inferred = false;
  if (country.empty() && description.owner == no_actor && belongs_to_country(description.type)) {
    Guess guess = infer_country(token, is_local(description.roles));
    country = std::move(guess.country);
    from = guess.from;
    inferred = !country.empty();
  }
  mention({description.begin, token + 1}, token, actor_of(description, country, inferred, from),
          MentionKind::nominal, true);
}

Description Story::describe(TokenIndex begin, TokenIndex head, TokenIndex end) {
  Description out;
  while (begin < head && document_.tokens.tag[begin] == Tag::prp) ++begin;
  out.begin = begin;
  out.head = head;
  out.plural = words_.is_plural(head);
  const RoleEnd* last_role = nullptr;
  const auto& tokens = document_.tokens;
  for (TokenIndex i = begin; i < end; ++i) {
    const Hints hints = words_.hints(i);
    const std::string_view lemma = words_.lemma(i);
    if (i != head) {
      if (hints.has(Hint::former)) out.former = true;
      if (hints.has(Hint::acting)) out.acting = true;
      if (hints.has(Hint::foreign)) out.foreign = true;
      if (lemma.starts_with("ex-")) out.former = true;
    }
    const bool after_name = i >= head && end > head + 1;
    if (!after_name) {
      if (hints.has(Hint::male)) out.gender = Gender::male;
      if (hints.has(Hint::female)) out.gender = Gender::female;
    }
    const Tag tag = tokens.tag[i];
    if (i == begin || tokens.head[i] == head) {
      if (tag == Tag::dt || tag == Tag::pdt) {
        if (lemma == "the") {
          out.article = Article::definite;
        } else if (lemma == "this" || lemma == "that" || lemma == "these" || lemma == "those") {
          out.article = Article::demonstrative;
        } else if (lemma == "a" || lemma == "an" || lemma == "another" || lemma == "some" || lemma == "any" ||
                   lemma == "no" || lemma == "each" || lemma == "every") {
          out.article = Article::indefinite;
          if (lemma == "some" || lemma == "any" || lemma == "no" || lemma == "another") out.numbered = true;
        } else if (lemma == "both" || lemma == "all") {
          if (out.article == Article::none) out.article = Article::definite;
        }
      } else if (tokens.dep[i] == Dep::poss && out.article == Article::none) {
        out.article = Article::possessive;
      }
      if (is_number_word(tag) || hints.has(Hint::quantity)) {
        if (i != head && out.article != Article::definite) out.numbered = true;
      }
      if (lemma == "other" || lemma == "several" || lemma == "many" || lemma == "few" || lemma == "more" ||
          lemma == "new" || lemma == "additional") {
        out.numbered = true;
      }
    }
    if (tag == Tag::prp_poss && !by_head_[i].empty()) {
      const Actor& owner = actors_[mentions_[by_head_[i].front()].actor];
      if (!owner.entity.country.empty()) {
        out.countries.push_back(owner.entity.country);
        out.country_tokens.push_back(i);
      } else if (out.owner == no_actor && !owner.person) {
        out.owner = mentions_[by_head_[i].front()].actor;
      }
      continue;
    }
    // "pro-Russian separatists", "Iran-backed fighters" are somebody else's.
    if (tag != Tag::prp_poss && sided(i)) continue;
    // Whose it is: a country, its capital or seat of government, or a body.
    for (const std::uint32_t m : by_head_[i]) {
      const ActorMention& named = mentions_[m];
      if (named.head == head || named.tokens.contains(TokenRange{head, head + 1})) continue;
      const Actor& actor = actors_[named.actor];
      const EntityType type = actor.entity.type;
      // A people that no table has says nothing of a country.
      if (type == EntityType::ethnic_group && actor.entity.country.empty()) continue;
      if (type == EntityType::state || type == EntityType::place || type == EntityType::ethnic_group ||
          (type == EntityType::government && actor.roles == "GOV")) {
        if (actor.entity.country.empty()) continue;
        if (std::find(out.countries.begin(), out.countries.end(), actor.entity.country) ==
            out.countries.end()) {
          out.countries.push_back(actor.entity.country);
          out.country_tokens.push_back(i);
        }
        if (type == EntityType::government && !out.has_role) {
          out.roles = "GOV";
          out.type = EntityType::government;
        }
      } else if (actor.person) {
        if (out.countries.empty() && !actor.entity.country.empty()) {
          out.countries.push_back(actor.entity.country);
          out.country_tokens.push_back(i);
        }
      } else if (out.owner == no_actor) {
        out.owner = named.actor;
      }
    }
    if (out.roles.empty() && hints.has(Hint::soldier)) {
      out.roles = "MIL";
      out.type = EntityType::military;
      out.has_role = true;
    }
    const RoleEnd* role = words_.role_ending(i);
    if (role == nullptr || (role->begin < begin && i != head)) continue;
    const bool is_head = i == head || i + 1 == end;
    // "deputy head", "veteran politician": no member of parliament, no old soldier
    if (!is_head && (lemma == "deputy" || lemma == "veteran")) continue;
    if (last_role == nullptr || (is_head && !outranks(out.roles, role->noun.code)) ||
        (!is_head && outranks(role->noun.code, out.roles))) {
      out.roles = role->noun.code;
      out.type = type_named(role->noun.type);
      out.has_role = true;
      last_role = role;
    }
  }
  // The office that the words name, the longest title that ends at the head.
  TokenIndex first = begin;
  while (first < head && (tokens.tag[first] == Tag::dt || tokens.dep[first] == Dep::poss ||
                          tokens.tag[first] == Tag::pos || tokens.tag[first] == Tag::space)) {
    ++first;
  }
  std::string title;
  const TokenIndex from = head > first + 5 ? head - 5 : first;
  for (TokenIndex i = from; i <= head && out.office.empty(); ++i) {
    title.clear();
    for (TokenIndex j = i; j <= head; ++j) {
      const std::string_view form = words_.form(j);
      const bool glued = !title.empty() && (form == "-" || title.back() == '-');
      if (!title.empty() && !glued) title += ' ';
      for (const char c : form) title += base::to_lower(c);
    }
    if (i == head && out.plural) break;
    out.office = knowledge_.office_of_title(title);
  }
  // The title in words: without article, country and time in office.
  for (TokenIndex i = first; i <= head; ++i) {
    if ((taken_[i] == 1 && i != head) || words_.has(i, Hint::former) || tokens.pos[i] == Pos::punct) continue;
    if (tokens.dep[i] == Dep::poss || tokens.tag[i] == Tag::pos || tokens.tag[i] == Tag::prp_poss) continue;
    if (!out.title.empty()) out.title += ' ';
    for (const char c : words_.form(i)) out.title += base::to_lower(c);
  }
  return out;
}

void Story::add_coordinated_countries(TokenIndex first, Description& out) const {
  TokenIndex at = first;
  for (int steps = 0; steps < 12; ++steps) {
    TokenIndex next = no_token;
    for (const TokenIndex child : document_.children(at)) {
      if (document_.tokens.dep[child] == Dep::conj && child > at) next = child;
    }
    if (at == first || !by_head_[at].empty()) {
      const document::Entity* entity =
          by_head_[at].empty() ? nullptr : &actors_[mentions_[by_head_[at].front()].actor].entity;
      if (entity != nullptr && entity->type == EntityType::state &&
          std::find(out.countries.begin(), out.countries.end(), entity->country) == out.countries.end()) {
        out.countries.push_back(entity->country);
        out.country_tokens.push_back(at);
      }
    }
    if (next == no_token) return;
    at = next;
  }
}

// "of Russia", "for the ministry", "in Bangkok": whose the head is, after it.
void Story::describe_complements(Description& out) {
  for (const TokenIndex child : document_.children(out.head)) {
    if (child < out.head || document_.tokens.dep[child] != Dep::prep) continue;
    const std::string_view word = words_.lemma(child);
    const bool belongs = word == "of" || word == "for" || word == "with" || word == "at" || word == "from";
    const bool lives = word == "in";
    if (!belongs && !lives) continue;
    for (const TokenIndex object : document_.children(child)) {
      if (document_.tokens.dep[object] != Dep::pobj) continue;
      if (lives && (out.roles == "MIL" || words_.has(out.head, Hint::abroad)))
        continue;  // soldiers stand where they were sent
      const bool holder = words_.has(out.head, Hint::holder) || words_.has(out.head, Hint::person);
      ActorIndex actor = no_actor;
      if (!by_head_[object].empty()) {
        actor = mentions_[by_head_[object].front()].actor;
      } else if (belongs && holder) {
        actor = actor_at(object);
      }
      if (actor == no_actor) {
        // "leader of the southern region": a place that the place reader found.
        for (const TokenIndex part : document_.children(object)) {
          // "in Donetsk region"
          if (part > object || by_head_[part].empty() || !out.countries.empty()) continue;
          const document::Entity& named = actors_[mentions_[by_head_[part].front()].actor].entity;
          const bool spot = named.type == EntityType::state || named.type == EntityType::place;
          if (!spot || named.country.empty()) continue;
          out.countries.push_back(named.country);
          out.country_tokens.push_back(part);
        }
        const document::PlaceMention* place = place_over({object, object + 1});
        if (place != nullptr && !place->country.empty() && out.countries.empty()) {
          out.countries.push_back(place->country);
          out.country_tokens.push_back(object);
        }
        continue;
      }
      const document::Entity& entity = actors_[actor].entity;
      const bool land = entity.type == EntityType::state || entity.type == EntityType::place;
      if (land) {
        const auto more = document_.children(object);
        for (const TokenIndex conjunct : more) {
          // "the foreign ministers of X, Y and Z"
          if (word != "of" || !out.plural || document_.tokens.dep[conjunct] != Dep::conj) continue;
          add_coordinated_countries(object, out);
          break;
        }
        if (word == "with" || word == "at" || word == "for") continue;
        if (out.countries.empty() && !entity.country.empty()) {
          out.countries.push_back(entity.country);
          out.country_tokens.push_back(object);
          if (word == "of")
            out.complement = {child, document_.subtree(object).begin < object ? object + 1 : object + 1};
        }
      } else if (belongs && holder && out.owner == no_actor && !actors_[actor].person) {
        out.owner = actor;
        out.complement = {child, object + 1};
      } else if (belongs && out.countries.empty() && !entity.country.empty() && entity.country_from.empty()) {
        out.countries.push_back(entity.country);
        out.country_tokens.push_back(object);
      }
    }
  }
}

std::string Story::code_for(const Description& description, std::string_view country) const {
  const std::string& roles = description.roles;
  if (description.owner != no_actor) {
    const Actor& owner = actors_[description.owner];
    const document::Entity& entity = owner.entity;
    const bool own_body = entity.type == EntityType::igo || entity.type == EntityType::armed_group ||
                          entity.type == EntityType::ngo || entity.type == EntityType::company ||
                          entity.type == EntityType::media || entity.type == EntityType::unknown;
    if (description.former && !entity.country.empty()) return entity.country + "ELI";
    if (entity.type == EntityType::unknown && entity.code.empty() && !roles.empty() &&
        !words_.has(description.head, Hint::holder)) {
      return std::string(country) + roles;  // "Shona rebels": what they are does not hang on the name
    }
    if (own_body && entity.code.empty())
      return entity.country.empty() ? std::string() : entity.country + roles;
    if (own_body) {
      return entity.type == EntityType::igo && roles == "MIL" ? entity.code + "MIL" : entity.code;
    }
    if (outranks(roles, owner.roles) && !entity.country.empty()) return entity.country + roles;
    if (!entity.code.empty()) return entity.code;
  }
  if (description.former && !country.empty()) return std::string(country) + "ELI";
  if (roles == "IGO") return country.empty() ? "IGO" : "IGO";
  if (roles == "NGO" && country.empty()) return "NGO";
  return std::string(country) + roles;
}

// "supporters of former President X", "opponents of the government".
ActorIndex Story::backers(const Description& description) {
  const bool against = words_.has(description.head, Hint::opponent);
  TokenIndex target = no_token;
  TokenIndex preposition = no_token;
  for (const TokenIndex child : document_.children(description.head)) {
    const Dep dep = document_.tokens.dep[child];
    if (dep == Dep::prep && words_.lemma(child) == "of") {
      preposition = child;
      for (const TokenIndex object : document_.children(child)) {
        if (document_.tokens.dep[object] == Dep::pobj) target = object;
      }
    }
    if (child < description.head && (dep == Dep::poss || dep == Dep::compound || dep == Dep::nmod) &&
        target == no_token) {
      target = child;
    }
  }
  if (target == no_token) return no_actor;
  const ActorIndex other = actor_at(target);
  if (other == no_actor) return no_actor;
  const document::Entity whom = actors_[other].entity;
  if (whom.country.empty() && whom.code.empty()) return no_actor;
  const bool land = whom.type == EntityType::state || whom.type == EntityType::place;
  if (land && !against) return no_actor;  // "a supporter of Israel" may live anywhere
  const bool in_office = actors_[other].roles == "GOV" && !actors_[other].former;
  std::string roles = "CVL";
  if (against) {
    roles = in_office || land ? "OPP" : "CVL";
  } else if (!in_office) {
    roles = actors_[other].roles == "ELI" || actors_[other].roles.empty() ? "OPP" : actors_[other].roles;
  }
  const std::string key = std::string(words_.lemma(description.head)) + " of " + std::to_string(other);
  ActorIndex actor = actor_keyed(key);
  if (actor == no_actor) {
    Actor made;
    made.entity.type = roles == "REB" ? EntityType::armed_group : EntityType::civilian;
    made.entity.name = base::lowered(words_.form(description.head)) + " of " + whom.name;
    made.entity.country = whom.country;
    made.entity.country_from = whom.country_from;
    made.entity.code = whom.country.empty() ? whom.code : whom.country + roles;
    made.entity.plural = description.plural;
    made.person = !description.plural;
    made.roles = roles;
    made.nouns.push_back(words_.lemma(description.head));
    actor = keyed_[key] = add_actor(std::move(made));
  }
  const TokenIndex end = preposition != no_token ? target + 1 : description.head + 1;
  mention({description.begin, end}, description.head, actor, MentionKind::nominal);
  return actor;
}

ActorIndex Story::actor_at(TokenIndex head) {
  if (by_head_[head].empty() && is_nominal(head)) read_nominal(head);
  return by_head_[head].empty() ? no_actor : mentions_[by_head_[head].front()].actor;
}

// Who leads a body belongs to it, where nothing better says whose they are.
void Story::read_leader(std::uint32_t mention) {
  const ActorMention here = mentions_[mention];
  const Actor& person = actors_[here.actor];
  if (!person.person || !person.named || here.kind != MentionKind::named) return;
  const bool settled = !person.entity.code.empty() && person.entity.country_from.empty();
  if (settled || !person.entity.key.empty()) return;
  const auto& tokens = document_.tokens;
  TokenIndex body = no_token;
  if (tokens.dep[here.head] == Dep::pobj) {
    const TokenIndex by = tokens.head[here.head];
    const TokenIndex verb = tokens.head[by];
    if (words_.lemma(by) == "by" && tokens.dep[verb] == Dep::acl && words_.has(verb, Hint::lead)) {
      body = tokens.head[verb];
      if (by_head_[body].empty()) {
        // "a team of observers headed by X"
        for (const TokenIndex child : document_.children(body)) {
          if (words_.lemma(child) != "of") continue;
          for (const TokenIndex object : document_.children(child)) body = object;
        }
      }
    }
  }
  for (const TokenIndex child : document_.children(here.head)) {
    if (tokens.dep[child] != Dep::relcl || !words_.has(child, Hint::lead)) continue;
    for (const TokenIndex object : document_.children(child)) {
      if (tokens.dep[object] == Dep::dobj && object > child) body = object;
    }
  }
  if (body == no_token || body == here.head) return;
  const ActorIndex owner = actor_at(body);
  if (owner == no_actor || owner == here.actor) return;
  const document::Entity of = actors_[owner].entity;
  if (of.code.empty() || of.type == EntityType::state || of.type == EntityType::place ||
      actors_[owner].person)
    return;
  Actor& leader = actors_[here.actor];
  leader.entity.code = of.code;
  leader.entity.country = of.country;
  leader.entity.country_from = of.country_from;
  leader.roles = actors_[owner].roles;
}

// A noun phrase beside a name is another name for it.
bool Story::read_apposition(const Description& description) {
  const TokenIndex head = description.head;
  const auto join = [&](TokenIndex name) {
    if (by_head_[name].empty()) return false;
    const ActorIndex index = mentions_[by_head_[name].front()].actor;
    Actor& actor = actors_[index];
    if (description.plural && (actor.person || !actor.entity.plural)) return false;
    const bool unknown_place = actor.entity.type == EntityType::place && actor.entity.key.empty() &&
                               actor.entity.country.empty() && words_.has(head, Hint::person);
    if (unknown_place) {
      // "an envoy, Grace Mbeki": the model took a person for a place.
      actor.person = true;
      actor.entity.type = EntityType::person;
    }
    if (actor.entity.type == EntityType::place || actor.entity.type == EntityType::state) {
      if (!words_.has(head, Hint::state) && !words_.has(head, Hint::city)) return false;
    }
    const bool human = words_.has(head, Hint::person) || !description.office.empty();
    if (actor.person) {
      const bool body = !human && (words_.has(head, Hint::company) || words_.has(head, Hint::media) ||
                                   words_.has(head, Hint::igo) || words_.has(head, Hint::armed_group) ||
                                   words_.has(head, Hint::party) || words_.has(head, Hint::ngo));
      if (!human && !description.has_role) return false;
      if (body && description.has_role && actor.entity.role.empty() && actor.gender == Gender::unknown) {
        // "Air Baltia, the largest carrier in Latvia": the model took a company for a person.
        actor.person = false;
        actor.entity.type = description.type;
        actor.roles = description.roles;
        actor.entity.country = description.countries.empty() ? std::string() : description.countries.front();
        actor.entity.code = code_for(description, actor.entity.country);
      } else if (body) {
        return false;
      } else {
        describe_person(actor, description);
      }
    } else if (actor.entity.type == EntityType::unknown && description.has_role) {
      actor.entity.type = description.type;
      actor.roles = description.roles;
      if (!description.countries.empty()) actor.entity.country = description.countries.front();
      actor.entity.code = code_for(description, actor.entity.country);
    }
    actors_[index].nouns.push_back(words_.lemma(head));
    mention({description.begin, std::max(head + 1, description.complement.end)}, head, index,
            MentionKind::nominal);
    return true;
  };
  if (document_.tokens.dep[head] == Dep::appos && join(document_.tokens.head[head])) return true;
  for (const TokenIndex child : document_.children(head)) {
    if (document_.tokens.dep[child] != Dep::appos || child < head) continue;
    // "three ministers, X, Y and Z" are not X.
    if (description.plural) return false;
    return join(child);
  }
  // "the head of the junta, Colonel X": the parser hangs X on the last noun of the phrase.
  if (description.plural || !words_.has(head, Hint::person)) return false;
  const TokenIndex comma = std::max(head + 1, description.complement.end);
  if (comma + 1 >= document_.size() || words_.form(comma) != ",") return false;
  for (const ActorMention& other : mentions_) {
    if (other.tokens.begin != comma + 1 || other.kind != MentionKind::named || !actors_[other.actor].person)
      continue;
    const Dep dep = document_.tokens.dep[other.head];
    if (dep == Dep::appos || dep == Dep::conj) return join(other.head);
  }
  return false;
}

std::string Story::country_meant(TokenIndex head) const {
  const std::uint32_t sentence = document_.sentence_of(head);
  std::string subject;
  for (std::size_t k = seen_.size(); k-- > 0;) {
    const ActorMention& before = mentions_[seen_[k]];
    if (document_.sentence_of(before.head) != sentence) break;
    const Actor& actor = actors_[before.actor];
    if (actor.entity.country.empty()) continue;
    const bool land = actor.entity.type == EntityType::state || actor.entity.type == EntityType::place;
    const bool located = document_.tokens.dep[before.head] == Dep::pobj &&
                         words_.has(document_.tokens.head[before.head], Hint::locative);
    if (land && located) return actor.entity.country;
    if (actor.entity.type == EntityType::state && !before.modifier && !words_.is_subject(before.head)) {
      return actor.entity.country;
    }
    if (words_.is_subject(before.head) && actor.entity.type != EntityType::media)
      subject = actor.entity.country;
  }
  if (!subject.empty()) return subject;
  for (std::size_t k = seen_.size(); k-- > 0;) {
    const ActorMention& before = mentions_[seen_[k]];
    if (document_.sentence_of(before.head) + 1 < sentence) break;
    const Actor& actor = actors_[before.actor];
    if (actor.entity.type == EntityType::state && !actor.entity.country.empty() &&
        words_.is_subject(before.head)) {
      return actor.entity.country;
    }
  }
  return infer_country(head, true).country;
}

// "the two countries", "both sides": each of the two most recent ones of that kind.
bool Story::read_sides(const Description& description) {
  if (!description.plural || !words_.has(description.head, Hint::side)) return false;
  bool two = false;
  for (TokenIndex i = description.begin; i < description.head; ++i) {
    const std::string_view word = words_.lemma(i);
    two |= word == "two" || word == "both";
  }
  const std::string_view lemma = words_.lemma(description.head);
  const bool bare_sides = lemma == "side" && description.article == Article::definite;
  const bool own = description.article == Article::possessive && (lemma == "country" || lemma == "nation");
  if (own) {
    // "their countries": those of whoever "they" are.
    bool any = false;
    const TokenIndex owner = words_.determiner(description.head);
    if (owner == no_token) return false;
    for (const std::uint32_t m : by_head_[owner]) {
      const std::string country = actors_[mentions_[m].actor].entity.country;
      if (country.empty()) continue;
      mention({description.begin, description.head + 1}, description.head, state(country),
              MentionKind::nominal);
      any = true;
    }
    return any;
  }
  if (!two && !bare_sides) return false;
  if (!description.countries.empty()) return false;  // "two Russian ministers" are new
  if (description.article != Article::definite && !two) return false;
  if (two && description.article != Article::definite) return false;  // "two soldiers" are new
  const bool persons = words_.has(description.head, Hint::person);
  const bool lands = lemma == "country" || lemma == "nation" || lemma == "state" || lemma == "neighbor" ||
                     lemma == "neighbour" || lemma == "power";
  // Whoever acts on both is a third: "Egypt urged both sides".
  std::vector<std::string_view> third;
  std::vector<std::uint32_t> candidates;
  constexpr std::size_t enough = 16;
  for (std::size_t k = seen_.size(); k-- > 0 && candidates.size() < enough;) {
    const ActorMention& before = mentions_[seen_[k]];
    const Actor& actor = actors_[before.actor];
    if (document_.sentence_of(before.head) + sentences_back < document_.sentence_of(description.head)) break;
    if (same_clause(before.head, description.head) && !before.modifier) {
      third.push_back(actor.entity.country);
      continue;
    }
    const EntityType type = actor.entity.type;
    const bool fits = persons ? actor.person && actor.named
                      : lands
                          ? type == EntityType::state || (type == EntityType::government && !before.modifier)
                          : !actor.person && type != EntityType::place && type != EntityType::media &&
                                !(before.modifier && type != EntityType::state);
    if (!fits || std::find(third.begin(), third.end(), actor.entity.country) != third.end()) continue;
    if (persons && !description.office.empty() &&
        std::find(actor.nouns.begin(), actor.nouns.end(), lemma) == actor.nouns.end()) {
      continue;
    }
    candidates.push_back(seen_[k]);
  }
  // The pair that the words before join: "X and Y", then "X accused Y", then the last two.
  int best_score = 0;
  std::array<ActorIndex, 2> best = {no_actor, no_actor};
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (std::size_t j = i + 1; j < candidates.size(); ++j) {
      const ActorMention& later = mentions_[candidates[i]];
      const ActorMention& earlier = mentions_[candidates[j]];
      const document::Entity& one = actors_[later.actor].entity;
      const document::Entity& other = actors_[earlier.actor].entity;
      if (later.actor == earlier.actor || (!one.country.empty() && one.country == other.country && !persons))
        continue;
      int score = 100 - static_cast<int>(i + j);
      const std::uint32_t back =
          document_.sentence_of(description.head) - document_.sentence_of(earlier.head);
      score -= 3 * static_cast<int>(std::min<std::uint32_t>(back, 12));
      if (words_.first_conjunct(later.head) == words_.first_conjunct(earlier.head)) {
        score += words_.is_subject(earlier.head) ? 16 : 8;
      } else if (same_clause(later.head, earlier.head) && words_.is_subject(earlier.head) &&
                 !later.modifier) {
        score += 10;
      }
      if (score > best_score) {
        best_score = score;
        best = {earlier.actor, later.actor};
      }
    }
  }
  if (best[0] == no_actor) return false;
  for (const ActorIndex actor : best) {
    const document::Entity& entity = actors_[actor].entity;
    const bool seat = lands && entity.type == EntityType::government;
    mention({description.begin, description.head + 1}, description.head, seat ? state(entity.country) : actor,
            MentionKind::nominal);
  }
  return true;
}

// Somebody named before, for a definite phrase: the nearest that bears the noun, the office or the kind.
ActorIndex Story::antecedent(const Description& description) const {
  const std::string_view lemma = words_.lemma(description.head);
  const Hints hints = words_.hints(description.head);
  const std::uint32_t sentence = document_.sentence_of(description.head);
  const std::string country = description.countries.empty() ? std::string() : description.countries.front();
  ActorIndex best = no_actor;
  int best_score = 0;
  for (std::size_t k = seen_.size(); k-- > 0;) {
    const ActorMention& before = mentions_[seen_[k]];
    const Actor& actor = actors_[before.actor];
    const document::Entity& entity = actor.entity;
    const std::uint32_t back = sentence - document_.sentence_of(before.head);
    if (!country.empty() && !entity.country.empty() && entity.country != country) continue;
    if (!country.empty() && entity.country.empty() && !actor.person) continue;
    if (description.former != actor.former && (description.former || actor.person)) {
      if (description.former || !actor.entity.role.empty()) continue;
    }
    if (same_clause(before.head, description.head) && !before.modifier) continue;
    const bool plural = entity.plural;
    const bool same_noun = std::find(actor.nouns.begin(), actor.nouns.end(), lemma) != actor.nouns.end();
    int score = 0;
    const bool more_words = words_.role_ending(description.head) != nullptr &&
                            words_.role_ending(description.head)->begin < description.head;
    if (same_noun && (plural == description.plural || hints.has(Hint::institution))) {
      score = 30;
      if (description.roles != actor.roles && more_words && !hints.has(Hint::generic)) {
        // "the rebel fighters" are not the "government fighters" before.
        if (outranks(description.roles, "GOV") && outranks(actor.roles, "GOV")) score = 0;
      }
      if (back > sentences_back && !actor.named) score = 0;
    } else if (description.has_role && actor.person && description.roles != actor.roles && !actor.former &&
               outranks(description.roles, "GOV")) {
      score = 0;  // "the opposition leader" is not the prime minister
    } else if (!description.plural && actor.person && !entity.role.empty() &&
               is_role_head(entity.role, lemma)) {
      score = 28;
    } else if (!description.plural && actor.person && !actor.named && hints.has(Hint::generic) && back <= 2) {
      // "the source" after "a senior military official".
      const bool source = lemma == "source" || lemma == "man" || lemma == "woman" || lemma == "person";
      score = source ? 20 : 0;
    } else if (description.plural && description.type == EntityType::armed_group && actor.named &&
               !before.modifier && back <= 2 &&
               (entity.type == EntityType::armed_group ||
                (entity.type == EntityType::unknown && entity.name.find(' ') != std::string::npos))) {
      score = 15;  // "the rebels" after "the Liberation Front"
    } else if (description.plural && entity.plural && !bears_arms_or_office(actor.roles) && back <= 2 &&
               (lemma == "man" || lemma == "woman" || lemma == "people") && !before.modifier &&
               description.article != Article::none) {
      score = 13;  // "the men" after "three engineers"
    } else if (hints.has(Hint::deed) && !actor.person && entity.plural && !before.modifier && back <= 4 &&
               !actor.named && actor.roles != "OPP" && entity.type != EntityType::police &&
               entity.type != EntityType::government) {
      score = entity.type == EntityType::military ? 10 : 13;  // "the killers" after "two men"
    } else if (!description.plural && actor.person && !actor.named && back <= 2 && hints.has(Hint::kin) &&
               description.gender != Gender::unknown && actor.gender == description.gender) {
      score = 12;  // "the boy" after "her son"
    } else if (description.plural && lemma == "officer" && entity.type == EntityType::police && back <= 2) {
      score = 14;
    } else if (!description.plural && actor.person && actor.named && back <= 3 &&
               (hints.has(Hint::male) || hints.has(Hint::female) || lemma == "leader" ||
                lemma == "politician" || lemma == "veteran")) {
      const bool sex = (hints.has(Hint::male) && actor.gender == Gender::female) ||
                       (hints.has(Hint::female) && actor.gender == Gender::male);
      const bool leads =
          lemma != "leader" || actor.roles == "GOV" || actor.roles == "REB" || actor.roles == "OPP";
      score = sex || !leads ? 0 : 14;
    } else if (!description.plural && !actor.person && !before.modifier) {
      bool kind = false;
      switch (entity.type) {
        case EntityType::igo:
          kind = hints.has(Hint::igo);
          break;
        case EntityType::armed_group:
          kind = hints.has(Hint::armed_group);
          break;
        case EntityType::party:
          kind = hints.has(Hint::party);
          break;
        case EntityType::ngo:
          kind = hints.has(Hint::ngo);
          break;
        case EntityType::unknown:
          kind = hints.has(Hint::ngo) && entity.name.find(' ') != std::string::npos;
          break;
        case EntityType::media:
          kind = hints.has(Hint::media);
          break;
        case EntityType::company:
          kind = hints.has(Hint::company);
          break;
        default:
          break;
      }
      score = !kind ? 0 : actor.named && back <= 6 ? 18 : back <= 3 ? 16 : 0;
    } else if (description.plural && actor.entity.plural && description.has_role && !before.modifier &&
               (description.roles == actor.roles ||
                (description.type == entity.type && description.type != EntityType::civilian)) &&
               description.roles != "CVL" && !actor.named && back <= 4) {
      // "the soldiers" after "Russian troops": the same kind of people.
      score =
          description.article == Article::definite || description.article == Article::demonstrative ? 12 : 0;
    }
    if (score == 0) continue;
    score -= static_cast<int>(std::min<std::uint32_t>(back, 9));
    if (words_.is_subject(before.head)) score += 1;
    if (score > best_score) {
      best = before.actor;
      best_score = score;
    }
  }
  return best;
}

// Who holds the office that a phrase names, where exactly one does on the story's day.
ActorIndex Story::holder(const Description& description, std::string_view country) {
  if (!date_ || description.office.empty() || country.empty() || description.former || description.plural) {
    return no_actor;
  }
  if (description.owner != no_actor) return no_actor;
  const std::vector<Tenure> tenures = knowledge_.holders(country, description.office, *date_);
  if (tenures.size() != 1) return no_actor;
  const knowledge::Entry entry = knowledge_.entry(tenures.front().person);
  const std::string key(entry.key);
  if (const ActorIndex known = actor_keyed(key); known != no_actor) return known;
  Actor made;
  made.person = true;
  made.named = true;
  made.entity.type = EntityType::person;
  apply_tenure(made, tenures.front().person, description);
  const ActorIndex actor = keyed_[key] = add_actor(std::move(made));
  return actor;
}

ActorIndex Story::actor_of(const Description& description, const std::string& country, bool inferred,
                           base::Span from) {
  const std::string_view lemma = words_.lemma(description.head);
  const bool one_of_a_kind = words_.has(description.head, Hint::institution);
  const std::string code = code_for(description, country);
  std::string key;
  if (one_of_a_kind && !description.numbered && description.article != Article::indefinite) {
    const std::string_view noun = lemma == "regime" || lemma == "administration" || lemma == "authority" ||
                                          lemma == "cabinet" || lemma == "leadership"
                                      ? std::string_view("government")
                                      : lemma;
    if (noun == "government" && description.roles == "GOV" && !country.empty() &&
        description.owner == no_actor) {
      const ActorIndex whole = government(country);
      if (inferred && actors_[whole].mentions == 0) actors_[whole].entity.country_from = from;
      return whole;
    }
    key = country + "|" + description.roles + "|" + std::string(noun);
    if (noun != "government") {
      // "Moscow police" are not the "Osh police".
      for (const TokenIndex token : description.country_tokens) {
        const auto& heads = by_head_[token];
        if (heads.empty() || token > description.head) continue;
        const document::Entity& of = actors_[mentions_[heads.front()].actor].entity;
        if (of.type == EntityType::place) key += "|" + of.name;
      }
      if (lemma == "ministry" || lemma == "court" || lemma == "mission") key += "|" + description.title;
    }
  } else if (description.plural && !description.numbered && description.article != Article::indefinite) {
    key = country + "|" + code + "|" + std::string(lemma) + "s";
  }
  if (!key.empty()) {
    if (const ActorIndex known = actor_keyed(key); known != no_actor) return known;
  }
  Actor made;
  made.entity.name = document_.text(TokenRange{description.begin, description.head + 1});
  if (description.article == Article::definite || description.article == Article::indefinite) {
    const std::string_view article = words_.lemma(description.begin);
    if (article == "the" || article == "a" || article == "an") {
      made.entity.name = document_.text(TokenRange{description.begin + 1, description.head + 1});
    }
  }
  made.entity.type = description.type;
  if (description.owner != no_actor && description.type == EntityType::unknown) {
    made.entity.type = actors_[description.owner].entity.type;
  }
  made.person = !description.plural &&
                (words_.has(description.head, Hint::person) || description.gender != Gender::unknown) &&
                !one_of_a_kind;
  if (made.person) made.entity.type = EntityType::person;
  made.entity.plural = description.plural;
  made.entity.country = country;
  if (description.owner != no_actor && country.empty())
    made.entity.country = actors_[description.owner].entity.country;
  if (description.roles == "IGO") made.entity.country.clear();
  if (inferred) made.entity.country_from = from;
  made.entity.code = code;
  made.roles = description.former ? std::string("ELI") : description.roles;
  if (made.roles.empty() && description.owner != no_actor) made.roles = actors_[description.owner].roles;
  made.former = description.former;
  made.gender = description.gender;
  if (made.person && description.has_role) made.entity.role = description.title;
  made.nouns.push_back(lemma);
  const ActorIndex actor = add_actor(std::move(made));
  if (!key.empty()) keyed_[key] = actor;
  return actor;
}

void Story::read_nominal(TokenIndex head) {
  if (visited_[head]) return;
  visited_[head] = 1;
  Description description = describe(words_.phrase_begin(head), head, head + 1);
  const Hints hints = words_.hints(head);
  if (hints.has(Hint::supporter) || hints.has(Hint::opponent)) {
    if (backers(description) != no_actor) return;
  }
  describe_complements(description);
  const TokenRange tokens{
      description.begin,
      std::max(head + 1, description.complement.empty() ? head + 1 : description.complement.end)};
  if (read_apposition(description)) return;
  if (read_sides(description)) return;

  const bool definite = description.article == Article::definite ||
                        description.article == Article::demonstrative ||
                        (description.article == Article::possessive && !description.countries.empty());
  if (hints.has(Hint::state) && description.plural && description.countries.empty()) return;
  if (hints.has(Hint::state) && !description.plural && description.complement.empty()) {
    // "the country" is the one the words before are about; "a foreign state" is none that has a name.
    if (definite) {
      const std::string country =
          description.countries.empty() ? country_meant(head) : description.countries.front();
      if (!country.empty()) mention(tokens, head, state(country), MentionKind::nominal);
    } else if (description.article == Article::indefinite && description.countries.empty()) {
      Actor made;
      made.entity.type = EntityType::state;
      made.entity.name = document_.text(TokenRange{description.begin, head + 1});
      made.nouns.push_back(words_.lemma(head));
      mention(tokens, head, add_actor(std::move(made)), MentionKind::nominal);
    }
    return;
  }
  if (description.owner != no_actor && !description.plural && definite) {
    // "the Itar-Tass news agency" is Itar-Tass.
    const Actor& owner = actors_[description.owner];
    const EntityType type = owner.entity.type;
    const bool in_front = description.complement.empty();
    const bool itself = (type == EntityType::media && hints.has(Hint::media)) ||
                        (type == EntityType::armed_group && hints.has(Hint::armed_group)) ||
                        (type == EntityType::party && hints.has(Hint::party)) ||
                        (type == EntityType::company && hints.has(Hint::company)) ||
                        (type == EntityType::ngo && hints.has(Hint::ngo));
    if (in_front && itself) {
      mention(tokens, head, description.owner, MentionKind::nominal);
      return;
    }
  }
  const bool bare = description.article == Article::none && !description.numbered;
  if (description.owner == no_actor && (definite || (bare && description.plural))) {
    const ActorIndex before = antecedent(description);
    if (before != no_actor) {
      const bool better = actors_[before].named || definite;
      if (better) {
        mention(tokens, head, before, MentionKind::nominal);
        return;
      }
    }
  }
  // "stood guard", "lethal force": no one in particular.
  if (description.article == Article::none && !description.plural && !description.numbered &&
      !hints.has(Hint::institution) && description.countries.empty() && description.owner == no_actor &&
      description.complement.empty() && !words_.is_subject(head) && !words_.is_proper(head) &&
      (hints.has(Hint::person) || words_.lemma(head) == "force")) {
    return;
  }
  const bool person = hints.has(Hint::person);
  if (person && !description.has_role && !hints.has(Hint::generic)) {
    description.roles = "CVL";
    description.type = EntityType::civilian;
  }
  if (!description.has_role && description.owner == no_actor && !person) return;
  if (!description.has_role && !person && description.owner != no_actor && !hints.has(Hint::holder)) return;

  if (description.countries.size() > 1 && description.plural) {
    // "Russian and Kyrgyz airlines": one of each.
    for (std::size_t k = 0; k < description.countries.size(); ++k) {
      Description one = description;
      one.countries = {description.countries[k]};
      one.country_tokens = {description.country_tokens[k]};
      const ActorIndex actor = actor_of(one, description.countries[k], false, {});
      if (actors_[actor].mentions == 0) {
        actors_[actor].entity.name = std::string(document_.text(TokenRange{
                                         description.country_tokens[k], description.country_tokens[k] + 1})) +
                                     " " + std::string(words_.form(head));
      }
      const bool in_front = description.country_tokens[k] < head;
      const TokenIndex begin = k == 0 || !in_front ? description.begin : description.country_tokens[k];
      mention({begin, tokens.end}, head, actor, MentionKind::nominal);
    }
    return;
  }
  std::string country = description.countries.empty() ? std::string() : description.countries.front();
  base::Span from;
  bool inferred = false;
  // "Western governments", "foreign diplomats", "a source": of no country that the story names.
  const bool several = description.plural && words_.lemma(head) == "government";
  const bool nowhere =
      description.foreign || several || hints.has(Hint::abroad) || words_.lemma(head) == "source";
  const bool own_body = description.owner != no_actor &&
                        !(actors_[description.owner].entity.type == EntityType::unknown &&
                          actors_[description.owner].entity.code.empty() && !hints.has(Hint::holder));
  if (country.empty() && !own_body && !nowhere && description.roles != "IGO" && description.roles != "NGO" &&
      (belongs_to_country(description.type) || person)) {
    Guess guess = infer_country(head, is_local(description.roles));
    country = std::move(guess.country);
    from = guess.from;
    inferred = !country.empty();
  }
  if (country.empty() && own_body) country = actors_[description.owner].entity.country;
  if (definite && !description.plural) {
    const ActorIndex known = holder(description, country);
    if (known != no_actor) {
      mention(tokens, head, known, MentionKind::nominal);
      return;
    }
  }
  mention(tokens, head, actor_of(description, country, inferred, from), MentionKind::nominal);
}

}  // namespace casus::resolve
