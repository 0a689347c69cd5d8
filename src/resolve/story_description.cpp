// What the words around a noun say: "former Kyrgyz interim leader", "troops from the security bloc".
//
// One walk over the phrase collects whose it is (countries, capitals, bodies, possessors), what it does (role
// nouns, an office's title), since when (former, acting) and how many. What stands in front counts before
// what follows: "the Kyrgyz embassy to Russia" is Kyrgyz.
#include <algorithm>

#include "base/ascii.h"
#include "resolve/entity_kinds.h"
#include "resolve/story.h"

namespace casus::resolve {

using document::Dep;
using document::EntityType;
using document::no_token;
using document::Pos;
using document::Tag;
using document::TokenIndex;
using document::TokenRange;

namespace {

bool is_number_word(Tag tag) { return tag == Tag::cd; }

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
      if (type == EntityType::religious_group && i != head) continue;  // a faith says nothing of a state
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
    // "single-party government" is no party.
    if (!is_head && i > begin && words_.form(i - 1) == "-") continue;
    // "President Sheikh X" is no cleric first.
    if (out.has_role && hints.has(Hint::honorific)) continue;
    if (last_role == nullptr || (is_head && !outranks(out.roles, role->noun.code)) ||
        (!is_head && outranks(role->noun.code, out.roles))) {
      out.roles = role->noun.code;
      out.type = type_named(role->noun.type);
      out.has_role = true;
      last_role = role;
    }
  }
  // "Officers" are of the police where the words around speak of police.
  if (words_.lemma(head) == "officer" && out.roles == "MIL" && last_role != nullptr &&
      last_role->begin == head && out.countries.size() < 2 && police_near(head)) {
    out.roles = "COP";
    out.type = EntityType::police;
  }
  // "chief of staff", "minister of defence": the role goes on after the head.
  TokenIndex last = head;
  for (TokenIndex i = head + 1; end == head + 1 && i < document_.size() && i <= head + 5; ++i) {
    const RoleEnd* longer = words_.role_ending(i);
    if (longer == nullptr || longer->begin > head || longer->begin < begin) continue;
    out.roles = longer->noun.code;
    out.type = type_named(longer->noun.type);
    out.has_role = true;
    last = i;
  }
  if (last > head) out.complement = {head + 1, last + 1};
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
    for (TokenIndex j = i; j <= last; ++j) {
      if (tokens.tag[j] == Tag::space) continue;
      const std::string_view form = words_.form(j);
      const bool glued = !title.empty() && (form == "-" || title.back() == '-');
      if (!title.empty() && !glued) title += ' ';
      for (const char c : form) title += base::to_lower(c);
    }
    if (i == head && out.plural) break;
    out.office = knowledge_.office_of_title(title);
  }
  // The title in words: without article, country and time in office.
  for (TokenIndex i = first; i <= last; ++i) {
    if (tokens.tag[i] == Tag::space) continue;
    if ((taken_[i] == 1 && i != head) || words_.has(i, Hint::former) || tokens.pos[i] == Pos::punct) continue;
    if (tokens.dep[i] == Dep::poss || tokens.tag[i] == Tag::pos || tokens.tag[i] == Tag::prp_poss) continue;
    if (!out.title.empty()) out.title += ' ';
    for (const char c : words_.form(i)) out.title += base::to_lower(c);
  }
  return out;
}

bool Story::police_near(TokenIndex at) const {
  const std::uint32_t sentence = document_.sentence_of(at);
  const auto& sentences = document_.sentences();
  const TokenIndex begin = sentences[sentence > 0 ? sentence - 1 : 0].begin;
  const TokenIndex end = sentences[std::min<std::size_t>(sentence + 1, sentences.size() - 1)].end;
  for (TokenIndex i = begin; i < end; ++i) {
    const std::string_view lemma = words_.lemma(i);
    if (lemma == "police" || lemma == "policeman" || lemma == "cop" || lemma == "sheriff") return true;
  }
  return false;
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
        // "president of the confederation": of something, and no state.
        out.elsewhere |= word == "of" && holder && child >= out.complement.end && words_.is_noun(object);
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
  if (roles == "IGO") {
    // "the secretary general of Bolivia's labour union": of no body of states.
    return description.countries.empty() ? "IGO" : std::string(country);
  }
  if (roles == "NGO" && country.empty()) return "NGO";
  return std::string(country) + roles;
}

}  // namespace casus::resolve
