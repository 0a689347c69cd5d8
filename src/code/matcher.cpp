#include "code/matcher.h"

#include <algorithm>
#include <array>

namespace casus::code {

using document::Dep;
using document::EntityType;
using document::NameLabel;
using document::no_token;
using document::PredicateKind;
using document::Role;
using document::Tag;
using document::TokenIndex;

namespace {

enum KindBit : std::uint8_t { country = 1, person = 2, group = 4, organisation = 8, place = 16, actor = 32 };

std::uint8_t bit_of(std::string_view kind) {
  if (kind == "#country") return country;
  if (kind == "#person") return person;
  if (kind == "#group") return group;
  if (kind == "#organisation") return organisation;
  if (kind == "#place") return place;
  return actor;
}

std::uint8_t bits_of(const document::Entity& entity) {
  switch (entity.type) {
    case EntityType::state:
      return country | actor | place;
    case EntityType::government:
      return organisation | actor;
    case EntityType::person:
      return person | actor;
    case EntityType::military:
    case EntityType::police:
    case EntityType::armed_group:
    case EntityType::ethnic_group:
    case EntityType::religious_group:
    case EntityType::civilian:
      return group | actor;
    case EntityType::igo:
    case EntityType::ngo:
    case EntityType::party:
    case EntityType::media:
    case EntityType::company:
    case EntityType::court:
    case EntityType::legislature:
    case EntityType::judiciary:
      return organisation | actor;
    case EntityType::place:
      return place;
    case EntityType::unknown:
    case EntityType::other:
      return 0;
  }
  return 0;
}

std::uint8_t bits_of(NameLabel label) {
  switch (label) {
    case NameLabel::gpe:
      return country | place | actor;
    case NameLabel::norp:
      return country | group | actor;
    case NameLabel::person:
      return person | actor;
    case NameLabel::org:
      return organisation | actor;
    case NameLabel::loc:
    case NameLabel::fac:
      return place;
    default:
      return 0;
  }
}

}  // namespace

Matcher::Matcher(const Frames& frames, const RuleSet& rules)
    : frames_(frames), rules_(rules), kinds_(frames.document().size()), time_(frames.document().size()) {
  const document::Document& document = frames.document();
  for (const document::Name& named : document.names) {
    const bool time = named.label == NameLabel::date || named.label == NameLabel::time;
    for (TokenIndex i = named.tokens.begin; i < named.tokens.end; ++i) {
      kinds_[i] |= bits_of(named.label);
      // "Yemenis" are people of a country; "Yemeni" may be the country.
      const bool plural = document.tokens.tag[i] == document::Tag::nnps;
      if (named.label == NameLabel::norp && plural) kinds_[i] &= static_cast<std::uint8_t>(~country);
      if (time) time_[i] = true;
    }
  }
  for (const document::Mention& mention : document.mentions) {
    if (mention.head == no_token || !mention.entity.valid()) continue;
    kinds_[mention.head] |= bits_of(document.entities[mention.entity.index()]);
  }
}

bool Matcher::is_kind(TokenIndex token, std::string_view kind) const {
  return (kinds_[token] & bit_of(kind)) != 0;
}

bool Matcher::word_fits(const Words& words, TokenIndex token) const {
  const DocumentWords& text = frames_.words();
  if ((text.classes(token) & words.classes).any()) return true;
  for (const std::string& lemma : words.heads) {
    if (text.is(token, lemma)) return true;
  }
  if (plain_word_fits(words, token)) return true;
  for (const std::string& kind : words.kinds) {
    if (is_kind(token, kind)) return true;
  }
  return false;
}

bool Matcher::plain_word_fits(const Words& words, TokenIndex token) const {
  const DocumentWords& text = frames_.words();
  for (const std::string& lemma : words.lemmas) {
    if (text.is(token, lemma)) return true;
  }
  for (const std::vector<std::string>& phrase : words.phrases) {
    if (phrase.size() > token + 1U || !text.is(token, phrase.back())) continue;
    const TokenIndex first = token + 1 - static_cast<TokenIndex>(phrase.size());
    bool all = true;
    for (std::size_t i = 0; i + 1 < phrase.size() && all; ++i) {
      all = text.is(first + static_cast<TokenIndex>(i), phrase[i]);
    }
    if (all) return true;
  }
  return false;
}

bool Matcher::filler_fits(const Words& words, TokenIndex head) const {
  if (words.any) return true;
  const document::Document& document = frames_.document();
  for (const TokenIndex one : frames_.conjuncts(head)) {
    TokenIndex token = one;
    for (int depth = 0; depth < 3; ++depth) {
      if (word_fits(words, token)) return true;
      for (const TokenIndex child : document.children(token)) {
        const Dep dep = document.tokens.dep[child];
        const bool modifies =
            dep == Dep::compound || dep == Dep::amod || dep == Dep::nmod || dep == Dep::poss;
        if (!modifies) continue;
        if (words.head_only ? plain_word_fits(words, child) : word_fits(words, child)) return true;
      }
      const TokenIndex under = frames_.inner_head(token);
      if (under == token) break;
      token = under;
    }
  }
  return false;
}

// "called on Tuesday for" is not "called on".
bool Matcher::brings_time(TokenIndex preposition) const {
  if (frames_.document().tokens.dep[preposition] != Dep::prep) return false;
  for (const TokenIndex child : frames_.document().children(preposition)) {
    if (time_[child]) return true;
  }
  return false;
}

// The further words of a key hang below its head, or below a word of the key that does, in whatever order.
std::optional<std::vector<TokenIndex>> Matcher::key_words(const Key& key, FrameId id, TokenIndex head) const {
  const document::Document& document = frames_.document();
  const DocumentWords& words = frames_.words();
  const Frame& frame = frames_[id];
  std::vector<TokenIndex> found = {head};
  if (head != frame.predicate->head) found.push_back(frame.predicate->head);
  const auto below = [&](const std::string& word) {
    if (head != frame.predicate->head && words.is(frame.predicate->head, word)) return frame.predicate->head;
    for (const TokenIndex over : found) {
      for (const TokenIndex child : document.children(over)) {
        if (document::is_subject(document.tokens.dep[child]) && document.tokens.dep[child] != Dep::nsubjpass)
          continue;
        // The "to" of "to turn" is no preposition.
        if (over == head && document.tokens.dep[child] == Dep::aux) continue;
        // "wrote off part of its debt": what a quantity is a quantity of.
        const TokenIndex inner = words.is(child, word) ? child : frames_.inner_head(child);
        if (!words.is(inner, word) || std::find(found.begin(), found.end(), inner) != found.end()) continue;
        if (brings_time(child)) continue;
        if (inner != child) found.push_back(child);
        return inner;
      }
      // "found the mayor guilty": what is said of the object.
      for (const TokenIndex child : document.children(over)) {
        const Dep of_object = document.tokens.dep[child];
        if (of_object != Dep::dobj && of_object != Dep::nsubjpass) continue;
        for (const TokenIndex said : document.children(child)) {
          const Dep dep = document.tokens.dep[said];
          const bool after = said > child && (dep == Dep::amod || dep == Dep::acomp || dep == Dep::oprd);
          if (after && words.is(said, word)) return said;
        }
      }
    }
    return no_token;
  };
  std::vector<bool> met(key.words.size(), false);
  for (std::size_t left = key.words.size() - 1; left > 0; --left) {
    bool any = false;
    for (std::size_t k = 1; k < key.words.size() && !any; ++k) {
      if (met[k]) continue;
      const TokenIndex token = below(key.words[k]);
      if (token == no_token) continue;
      found.push_back(token);
      met[k] = any = true;
    }
    if (!any) return std::nullopt;
  }
  // A particle changes the sense: "call off a strike" is not "call a strike", "turned out in Rome" not "turn
  // in".
  if (frame.predicate->particle != no_token && frame.kind == PredicateKind::verb &&
      std::find(found.begin(), found.end(), frame.predicate->particle) == found.end()) {
    const auto is_particle = [](const std::string& word) {
      constexpr std::array<std::string_view, 8> particles = {"in",   "out",  "off",  "up",
                                                             "down", "over", "back", "away"};
      return std::find(particles.begin(), particles.end(), word) != particles.end();
    };
    if (key.words.size() == 1 || words.is(frame.predicate->particle, "off") ||
        std::any_of(key.words.begin() + 1, key.words.end(), is_particle)) {
      return std::nullopt;
    }
  }
  return found;
}

std::vector<TokenIndex> Matcher::taken(FrameId id, const Match& match, Contents& contents) const {
  const Rule& rule = rules_[match.rule];
  const Frame& frame = frames_[id];
  std::vector<TokenIndex> out;
  for (const TokenIndex head : {frame.predicate->head, frame.predicate->light_verb}) {
    if (head == no_token) continue;
    if (const auto words = key_words(rule.keys[match.key], id, head)) {
      out.insert(out.end(), words->begin(), words->end());
      break;
    }
  }
  for (const Guard& guard : rule.when) {
    if (guard.slot != Slot::object || guard.negated || guard.words.any || !holds(guard, id, contents))
      continue;
    for (const Filler& filler : frame.fillers) {
      if (!Frames::is_object(frame, filler, frames_.words())) continue;
      for (const TokenIndex one : frames_.conjuncts(filler.head)) {
        if (word_fits(guard.words, one)) out.push_back(one);
      }
    }
  }
  return out;
}

std::vector<FrameId> Matcher::content_clauses(FrameId id) const {
  std::vector<FrameId> out;
  const auto add = [&](FrameId frame) {
    if (frame.valid() && frame != id && std::find(out.begin(), out.end(), frame) == out.end())
      out.push_back(frame);
  };
  for (const Filler& filler : frames_[id].fillers) {
    if (!filler.frame.valid() || filler.shared) continue;
    const Frame& other = frames_[filler.frame];
    if (other.kind == PredicateKind::noun && other.predicate->light_verb == no_token) continue;
    const bool content = filler.role == Role::content || filler.role == Role::theme ||
                         filler.role == Role::patient || filler.role == Role::topic ||
                         filler.role == Role::attribute || filler.role == Role::goal ||
                         (filler.role == Role::purpose && frames_[id].kind == PredicateKind::adjective);
    if (content) add(filler.frame);
  }
  for (const FrameId child : frames_.children(id)) {
    const document::Embedding how = frames_[child].predicate->embedding;
    // "essential for Israel to withdraw": what an adjective asks for looks like a purpose.
    const bool asked = how == document::Embedding::purpose && frames_[id].kind == PredicateKind::adjective;
    if ((how == document::Embedding::content || asked) &&
        (frames_[child].kind != PredicateKind::noun || frames_[child].predicate->light_verb != no_token)) {
      add(child);
    }
  }
  std::sort(out.begin(), out.end(),
            [&](FrameId a, FrameId b) { return frames_[a].predicate->head < frames_[b].predicate->head; });
  return out;
}

std::vector<std::string_view> Matcher::complements(FrameId id) const {
  const Frame& frame = frames_[id];
  const document::Document& document = frames_.document();
  std::vector<std::string_view> out;
  const auto agent_of = [&](const Frame& of) {
    for (const Filler& filler : of.fillers) {
      if (filler.role == Role::agent) return filler.head;
    }
    for (const Filler& filler : of.fillers) {
      if (filler.role == Role::patient || filler.role == Role::theme) return filler.head;
    }
    return no_token;
  };
  for (const FrameId clause : content_clauses(id)) {
    const Frame& inner = frames_[clause];
    const Tag tag = document.tokens.tag[inner.predicate->light_verb != no_token ? inner.predicate->light_verb
                                                                                : inner.predicate->head];
    // "Was arming rebels", "did not attack" are finite, whatever the tag of the verb itself.
    const bool tensed = inner.predicate->tense != document::Tense::none;
    if (inner.predicate->mood == document::Mood::infinitive || tag == Tag::vb) {
      const bool finite = inner.predicate->modal != no_token ||
                          (tensed && inner.predicate->mood != document::Mood::infinitive);
      if (finite) {
        out.emplace_back("clause");
        continue;
      }
      const TokenIndex mine = agent_of(frame);
      const TokenIndex theirs = agent_of(inner);
      out.emplace_back(theirs != no_token && mine != no_token && theirs != mine ? "infinitive_other"
                                                                                : "infinitive");
    } else if (tag == Tag::vbn && !tensed && inner.predicate->modal == no_token &&
               inner.predicate->mood != document::Mood::participle) {
      out.emplace_back("infinitive_other");  // "that the dispute be resolved"
    } else if (inner.predicate->mood == document::Mood::gerund || (tag == Tag::vbg && !tensed)) {
      out.emplace_back("gerund");
    } else {
      out.emplace_back("clause");
    }
  }
  for (const Filler& filler : frame.fillers) {
    if (!Frames::is_object(frame, filler, frames_.words())) continue;
    const bool verb = filler.frame.valid() && frames_[filler.frame].kind != PredicateKind::noun;
    if (!verb) {
      out.emplace_back("noun");
      break;
    }
  }
  if (out.empty()) out.emplace_back("none");
  return out;
}

bool Matcher::raw(const Guard& guard, FrameId id, Contents& contents) const {
  const Frame& frame = frames_[id];
  const document::Document& document = frames_.document();
  const DocumentWords& words = frames_.words();
  const auto range_has = [&](document::TokenRange range) {
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      if (i != frame.predicate->head && word_fits(guard.words, i)) return true;
    }
    return false;
  };
  const auto names = [&](std::string_view what) {
    return guard.words.any ||
           std::find(guard.words.lemmas.begin(), guard.words.lemmas.end(), what) != guard.words.lemmas.end();
  };
  switch (guard.slot) {
    case Slot::object:
      // Of "imposed sanctions" the noun is the object of its light verb.
      if (frame.predicate->light_verb != no_token && filler_fits(guard.words, frame.predicate->head))
        return true;
      return std::any_of(frame.fillers.begin(), frame.fillers.end(), [&](const Filler& filler) {
        return Frames::is_object(frame, filler, words) && filler_fits(guard.words, filler.head);
      });
    case Slot::subject:
      return std::any_of(frame.fillers.begin(), frame.fillers.end(), [&](const Filler& filler) {
        // "Prospects are bleak", "crowds poured in": what it is said of, what does it by itself.
        const bool said_of = frame.kind != PredicateKind::noun && filler.role == Role::theme &&
                             frame.predicate->voice == document::Voice::active && filler.marker == no_token &&
                             filler.head < frame.predicate->head;
        return (filler.role == Role::agent || said_of) && filler_fits(guard.words, filler.head);
      });
    case Slot::preposition:
      return std::any_of(frame.fillers.begin(), frame.fillers.end(), [&](const Filler& filler) {
        return filler.marker != no_token && words.form(filler.marker) == guard.preposition &&
               filler_fits(guard.words, filler.head);
      });
    case Slot::modifier: {
      const auto below = [&](TokenIndex of) {
        const auto children = document.children(of);
        return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
          const Dep dep = document.tokens.dep[child];
          const bool modifies = dep == Dep::amod || dep == Dep::compound || dep == Dep::nmod ||
                                dep == Dep::advmod || dep == Dep::npadvmod || dep == Dep::poss ||
                                dep == Dep::nummod || dep == Dep::acomp || dep == Dep::oprd;
          return modifies && (guard.words.any || word_fits(guard.words, child));
        });
      };
      return below(frame.predicate->head) ||
             (frame.predicate->light_verb != no_token && below(frame.predicate->light_verb));
    }
    case Slot::clause:
      return range_has(frame.predicate->clause);
    case Slot::sentence:
      return range_has(document.sentences()[document.sentence_of(frame.predicate->head)]);
    case Slot::complement: {
      const auto kinds = complements(id);
      return std::any_of(kinds.begin(), kinds.end(), names);
    }
    case Slot::content:
    case Slot::purpose: {
      const auto codes = contents.codes_under(id, guard.slot);
      return std::any_of(codes.begin(), codes.end(), [&](const std::string& code) {
        return guard.words.any ||
               std::any_of(guard.words.lemmas.begin(), guard.words.lemmas.end(),
                           [&](const std::string& prefix) { return code.starts_with(prefix); });
      });
    }
    case Slot::voice:
      return names(frame.predicate->voice == document::Voice::passive ? "passive" : "active");
    case Slot::particle:
      return frame.predicate->particle != no_token &&
             (guard.words.any || word_fits(guard.words, frame.predicate->particle));
    case Slot::light:
      return frame.predicate->light_verb != no_token &&
             (guard.words.any || word_fits(guard.words, frame.predicate->light_verb));
    case Slot::tense:
      switch (frame.predicate->tense) {
        case document::Tense::past:
          return names("past");
        case document::Tense::present:
          return names("present");
        case document::Tense::future:
          return names("future");
        case document::Tense::none:
          return false;
      }
      return false;
    case Slot::polarity:
      return names(frame.predicate->negated ? "negative" : "positive");
    case Slot::head:
      return word_fits(guard.words, frame.predicate->head) ||
             (frame.predicate->light_verb != no_token && word_fits(guard.words, frame.predicate->light_verb));
    case Slot::governor: {
      TokenIndex token = frame.predicate->head;
      for (int steps = 0; steps < 3 && document.tokens.head[token] != token; ++steps) {
        const Dep dep = document.tokens.dep[token];
        token = document.tokens.head[token];
        if (dep == Dep::pobj || dep == Dep::conj) continue;  // the preposition's or first conjunct's own head
        return guard.words.any || word_fits(guard.words, token);
      }
      return false;
    }
  }
  return false;
}

bool Matcher::holds(const Guard& guard, FrameId frame, Contents& contents) const {
  return raw(guard, frame, contents) != guard.negated;
}

std::optional<Match> Matcher::match(FrameId id, Contents& contents, std::vector<Attempt>* attempts,
                                    std::span<const Match> passed_over) const {
  const Frame& frame = frames_[id];
  const document::Predicate& predicate = *frame.predicate;
  const DocumentWords& words = frames_.words();
  const Tag tag = frames_.document().tokens.tag[predicate.head];

  struct Candidate {
    RuleSet::Entry entry;
    TokenIndex head;
  };
  std::vector<Candidate> candidates;
  // Each word's rules come in order; two words' rules are merged by how specific their next ones are.
  const auto gather = [&](std::span<const RuleSet::Entry> entries, TokenIndex head) {
    std::vector<Candidate> merged;
    merged.reserve(candidates.size() + entries.size());
    auto next = candidates.begin();
    for (const RuleSet::Entry& entry : entries) {
      while (next != candidates.end() && next->entry.specificity >= entry.specificity)
        merged.push_back(*next++);
      merged.push_back({entry, head});
    }
    merged.insert(merged.end(), next, candidates.end());
    candidates = std::move(merged);
  };
  const auto listening = [&](PredicateKind kind, TokenIndex head) {
    return rules_.listening(kind, words.lemma(head));
  };
  switch (frame.kind) {
    case PredicateKind::verb:
      gather(listening(PredicateKind::verb, predicate.head), predicate.head);
      if (tag == Tag::vbn || tag == Tag::vbg || tag == Tag::jj) {
        gather(rules_.listening(PredicateKind::adjective, words.form(predicate.head)), predicate.head);
      }
      break;
    case PredicateKind::noun:
      gather(listening(PredicateKind::noun, predicate.head), predicate.head);
      // "Arms" are not one arm.
      if (words.form(predicate.head) != words.lemma(predicate.head)) {
        gather(rules_.listening(PredicateKind::noun, words.form(predicate.head)), predicate.head);
      }
      if (predicate.light_verb != no_token) {
        gather(listening(PredicateKind::verb, predicate.light_verb), predicate.light_verb);
      }
      break;
    case PredicateKind::adjective:
      gather(listening(PredicateKind::adjective, predicate.head), predicate.head);
      break;
  }
  std::optional<Match> out;
  for (const Candidate& candidate : candidates) {
    const Rule& rule = rules_[candidate.entry.rule];
    Attempt attempt{id, candidate.entry.rule, candidate.entry.key, false, {}};
    const bool tried = std::any_of(passed_over.begin(), passed_over.end(), [&](const Match& match) {
      return match.rule == candidate.entry.rule && match.key == candidate.entry.key;
    });
    if (tried) continue;
    if (out) {
      if (attempts == nullptr) break;
      attempts->push_back(std::move(attempt));
      continue;
    }
    if (!key_words(rule.keys[candidate.entry.key], id, candidate.head)) {
      if (rule.keys[candidate.entry.key].words.size() == 1 && attempts != nullptr) {
        attempt.failed = "the verb has a particle";
        attempts->push_back(std::move(attempt));
      }
      continue;
    }
    const auto failing = std::find_if(rule.when.begin(), rule.when.end(),
                                      [&](const Guard& guard) { return !holds(guard, id, contents); });
    if (failing != rule.when.end()) {
      attempt.failed = failing->to_string();
    } else {
      attempt.fired = true;
      out = Match{candidate.entry.rule, candidate.entry.key};
    }
    if (attempts != nullptr) attempts->push_back(std::move(attempt));
  }
  return out;
}

}  // namespace casus::code
