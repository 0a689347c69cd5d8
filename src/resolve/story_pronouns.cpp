// Pronouns: he, she, it, they to whom the words before them speak of; I and we to whoever speaks.
//
// Candidates stand in the pronoun's sentence before it and in the few sentences before that. The nearer
// sentence wins, then the subject, then who is spoken of most; number and sex must fit, and two arguments of
// one verb are not the same ("Putin told him"). A thing that no table knows ("the plan ... it") may win too:
// then the pronoun refers to no actor and stays unread.
#include <algorithm>

#include "base/ascii.h"
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

namespace {

enum class Who : std::uint8_t { none, he, she, they, it, speaker };

struct Form {
  std::string_view word;
  Who who;
  bool reflexive = false;
};

constexpr Form forms[] = {
    {"he", Who::he},
    {"him", Who::he},
    {"his", Who::he},
    {"himself", Who::he, true},
    {"she", Who::she},
    {"her", Who::she},
    {"hers", Who::she},
    {"herself", Who::she, true},
    {"they", Who::they},
    {"them", Who::they},
    {"their", Who::they},
    {"theirs", Who::they},
    {"themselves", Who::they, true},
    {"it", Who::it},
    {"its", Who::it},
    {"itself", Who::it, true},
    {"i", Who::speaker},
    {"me", Who::speaker},
    {"my", Who::speaker},
    {"we", Who::speaker},
    {"us", Who::speaker},
    {"our", Who::speaker},
    {"ours", Who::speaker},
    {"myself", Who::speaker},
    {"ourselves", Who::speaker},
};

constexpr std::uint32_t sentences_back_person = 5;
constexpr std::uint32_t sentences_back_thing = 2;

}  // namespace

// ---- who speaks
// -----------------------------------------------------------------------------------------------

// The head that speaks each quotation, from the verb of speech beside it.
void Story::find_speakers() {
  speaker_tokens_.assign(words_.quotes() + 1, no_token);
  if (words_.quotes() == 0) return;
  const auto& tokens = document_.tokens;
  for (const TokenRange sentence : document_.sentences()) {
    // The quotation that the sentence holds or touches.
    std::uint32_t quote = 0;
    for (TokenIndex i = sentence.begin; i < sentence.end && quote == 0; ++i) quote = words_.quote_of(i);
    if (quote == 0) continue;
    TokenIndex speaker = no_token;
    for (TokenIndex i = sentence.begin; i < sentence.end && speaker == no_token; ++i) {
      if (words_.quote_of(i) != 0 || !document::is_verb(tokens.tag[i]) || !words_.has(i, Hint::speech))
        continue;
      for (const TokenIndex child : document_.children(i)) {
        if (tokens.dep[child] == Dep::nsubj && words_.quote_of(child) == 0) speaker = child;
      }
    }
    if (speaker == no_token) continue;
    for (TokenIndex i = sentence.begin; i < sentence.end; ++i) {
      const std::uint32_t here = words_.quote_of(i);
      if (here != 0 && speaker_tokens_[here] == no_token) speaker_tokens_[here] = speaker;
    }
  }
  // A quotation without its own verb of speech goes on from the one before it.
  for (std::size_t q = 2; q < speaker_tokens_.size(); ++q) {
    if (speaker_tokens_[q] == no_token) speaker_tokens_[q] = speaker_tokens_[q - 1];
  }
  speakers_.assign(words_.quotes() + 1, no_actor);
}

ActorIndex Story::speaker_of(std::uint32_t quote) {
  if (quote == 0 || quote >= speaker_tokens_.size()) return no_actor;
  const TokenIndex token = speaker_tokens_[quote];
  if (token == no_token) return no_actor;
  if (speakers_[quote] == no_actor) {
    if (by_head_[token].empty() && (document_.tokens.tag[token] == Tag::prp) && !visited_[token]) {
      read_pronoun(token);
    }
    speakers_[quote] = actor_at(token);
  }
  return speakers_[quote];
}

// ---- whom a pronoun may mean
// ----------------------------------------------------------------------------------

bool Story::same_clause(TokenIndex a, TokenIndex b) const {
  const TokenIndex left = words_.governor(a);
  const TokenIndex right = words_.governor(b);
  return left != no_token && left == right;
}

// Whether only somebody can be the subject of a verb: "it denied", "it is willing".
bool Story::means_it(TokenIndex verb) const {
  const auto wills = [&](TokenIndex word) {
    return words_.has(word, Hint::speech) || words_.has(word, Hint::will);
  };
  if (words_.lemma(verb) != "be") return wills(verb);
  const auto children = document_.children(verb);
  return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
    return document_.tokens.dep[child] == Dep::acomp && wills(child);
  });
}

// The subject of the verb of speech that a clause is the content of; no_token where it is of none.
TokenIndex Story::reporter(TokenIndex verb) const {
  const auto& tokens = document_.tokens;
  if (verb == no_token) return no_token;
  const TokenIndex clause = words_.first_conjunct(verb);
  if (tokens.dep[clause] != Dep::ccomp || !words_.has(tokens.head[clause], Hint::speech)) return no_token;
  for (const TokenIndex child : document_.children(tokens.head[clause])) {
    if (tokens.dep[child] == Dep::nsubj) return child;
  }
  return no_token;
}

int Story::salience(const ActorMention& before, TokenIndex token) const {
  const std::uint32_t back = document_.sentence_of(token) - document_.sentence_of(before.head);
  int score = 40 - 12 * static_cast<int>(back);
  if (words_.is_subject(before.head)) score += 8;
  const Dep dep = document_.tokens.dep[words_.first_conjunct(before.head)];
  if (dep == Dep::dobj) score += 3;
  if (dep == Dep::poss) score += 1;
  if (before.modifier) score -= 8;
  // What the clause around is about comes before what stands in it as an aside.
  const TokenIndex above = words_.governor(before.head);
  if (above != no_token) {
    const Dep clause = document_.tokens.dep[above];
    if (clause == Dep::root) score += 4;
    const TokenIndex over = words_.governor(above);
    if (clause == Dep::ccomp && back > 0 && over != no_token && words_.has(over, Hint::speech)) score -= 2;
    if (clause == Dep::relcl || clause == Dep::acl) score -= 4;
  }
  score += static_cast<int>(std::min<std::uint32_t>(actors_[before.actor].mentions, 4));
  if (words_.quote_of(before.head) != 0 && words_.quote_of(token) == 0) score -= 6;
  if (back == 0) score -= static_cast<int>(std::min<TokenIndex>((token - before.head) / 12, 3));
  return score;
}

void Story::read_pronoun(TokenIndex token) {
  if (visited_[token]) return;
  visited_[token] = 1;
  const auto& tokens = document_.tokens;
  if (tokens.dep[token] == Dep::expl) return;
  const std::string_view word = words_.lemma(token);
  const std::string text = base::lowered(words_.form(token));
  const auto form =
      std::find_if(std::begin(forms), std::end(forms), [&](const Form& one) { return one.word == text; });
  (void)word;
  if (form == std::end(forms)) return;
  const TokenRange range{token, token + 1};
  const std::uint32_t quote = words_.quote_of(token);
  if (form->who == Who::speaker) {
    const ActorIndex speaker = speaker_of(quote);
    if (speaker != no_actor) mention(range, token, speaker, MentionKind::pronoun);
    return;
  }
  const auto coordinated = [&](TokenIndex head) {
    if (tokens.dep[head] == Dep::conj) return true;
    const auto children = document_.children(head);
    return std::any_of(children.begin(), children.end(), [&](TokenIndex child) {
      return tokens.dep[child] == Dep::conj && !by_head_[child].empty();
    });
  };
  // The verb that a phrase hangs on, the first of a row: "killed two and took their weapons".
  const auto clause_of = [&](TokenIndex head) {
    const TokenIndex verb = words_.governor(head);
    return verb == no_token ? no_token : words_.first_conjunct(verb);
  };
  const TokenIndex above = words_.governor(token);
  const bool subject = words_.is_subject(token);
  if (form->who == Who::it && subject && above != no_token) {
    // "it is clear that", "it rained": nobody.
    if (words_.lemma(above) == "be") {
      for (const TokenIndex child : document_.children(above)) {
        const Dep dep = tokens.dep[child];
        if (child < above) continue;
        if (dep == Dep::ccomp || dep == Dep::csubj || dep == Dep::attr) return;
        if (dep == Dep::acomp && words_.has(child, Hint::expletive)) return;
      }
    }
    if (words_.lemma(above) == "seem" || words_.lemma(above) == "appear" || words_.lemma(above) == "happen")
      return;
  }
  const ActorIndex own_speaker = quote != 0 ? speaker_of(quote) : no_actor;
  const std::uint32_t sentence = document_.sentence_of(token);
  const std::uint32_t reach = form->who == Who::it ? sentences_back_thing : sentences_back_person;
  const bool possessive = tokens.tag[token] == Tag::prp_poss;

  const TokenIndex speaker = subject ? reporter(above) : no_token;
  const TokenIndex owner_clause = possessive ? clause_of(tokens.head[token]) : no_token;
  // Who else takes part in the same verb is not meant: "She told him".
  std::vector<ActorIndex> beside;
  if (!form->reflexive && !possessive) {
    for (std::size_t k = seen_.size(); k-- > 0;) {
      const ActorMention& before = mentions_[seen_[k]];
      if (document_.sentence_of(before.head) != sentence) break;
      if (!before.modifier && same_clause(before.head, token)) beside.push_back(before.actor);
    }
  }
  std::int64_t best = -1;
  int best_score = 0;
  for (std::size_t k = seen_.size(); k-- > 0;) {
    const ActorMention& before = mentions_[seen_[k]];
    const std::uint32_t where = document_.sentence_of(before.head);
    if (where + reach < sentence) break;
    if (before.head >= token) continue;
    const Actor& actor = actors_[before.actor];
    const EntityType type = actor.entity.type;
    if (before.actor == own_speaker) continue;
    bool fits = false;
    int bonus = 0;
    switch (form->who) {
      case Who::he:
      case Who::she: {
        const Gender wrong = form->who == Who::he ? Gender::female : Gender::male;
        const Gender right = form->who == Who::he ? Gender::male : Gender::female;
        fits = actor.person && actor.gender != wrong;
        if (actor.gender == right) bonus += 4;
        if (actor.named) bonus += 2;
        break;
      }
      case Who::they:
        fits = actor.person ? coordinated(before.head) : type != EntityType::place;
        if (actor.entity.plural || actor.person || words_.is_plural(before.head)) {
          bonus += 10;
        } else if (type == EntityType::state && !subject) {
          fits = false;  // "them" are several
        } else if (type == EntityType::state) {
          bonus -= 6;
        } else {
          bonus -= type == EntityType::police || type == EntityType::military ? 0 : 10;
        }
        break;
      case Who::it:
        fits = !actor.person && !actor.entity.plural;
        if (type == EntityType::place) bonus -= 8;
        if (type == EntityType::media) bonus -= 4;
        break;
      case Who::none:
      case Who::speaker:
        break;
    }
    if (!fits) continue;
    if (before.modifier && form->who == Who::they && !actor.entity.plural) continue;
    if (std::find(beside.begin(), beside.end(), before.actor) != beside.end()) continue;
    if (form->reflexive && !same_clause(before.head, token)) continue;
    // A name inside the phrase that the pronoun belongs to is somebody else: "its president, X".
    if (subject && words_.is_subject(before.head)) bonus += 3;
    // "The country had not published its accounts": the subject of the same clause.
    if (owner_clause != no_token &&
        (form->who != Who::they || actor.entity.plural || words_.is_plural(before.head)) &&
        words_.is_subject(before.head) && clause_of(before.head) == owner_clause) {
      bonus += 10;
    }
    // "Reagan, who met Nakasone, said he would": whoever says so.
    if (speaker != no_token && words_.first_conjunct(before.head) == speaker) bonus += 12;
    const int score = salience(before, token) + bonus;
    if (score > best_score) {
      if (best >= 0 && trace_ != nullptr) {
        const Actor& lost = actors_[mentions_[static_cast<std::size_t>(best)].actor];
        note(range, before.actor, lost.entity.name, lost.entity.code, "less salient than another candidate");
      }
      best = static_cast<std::int64_t>(seen_[k]);
      best_score = score;
    }
  }
  if (best < 0) return;
  const ActorMention chosen = mentions_[static_cast<std::size_t>(best)];
  const bool deed = tokens.dep[token] == Dep::nsubj && above != no_token && means_it(above);
  if (form->who == Who::it && !deed) {
    // A thing in subject position that is no actor stands nearer.
    const TokenRange here = document_.sentences()[sentence];
    const TokenIndex from = sentence > 0 ? document_.sentences()[sentence - 1].begin : here.begin;
    for (TokenIndex i = token; i-- > std::max(from, chosen.head + 1);) {
      if (!words_.is_noun(i) || words_.is_plural(i) || !by_head_[i].empty()) continue;
      const Dep dep = tokens.dep[i];
      if (dep != Dep::nsubj && dep != Dep::nsubjpass && !(dep == Dep::dobj && !possessive)) continue;
      if (same_clause(i, token) && !possessive) continue;
      if (words_.is_subject(chosen.head) && document_.sentence_of(chosen.head) == document_.sentence_of(i) &&
          dep == Dep::dobj) {
        continue;
      }
      return;
    }
  }
  if (form->who == Who::they) {
    // "Obama and Rouhani ... they": each of a row of conjuncts.
    const TokenIndex first = words_.first_conjunct(chosen.head);
    for (const std::uint32_t m : seen_) {
      const ActorMention other = mentions_[m];
      if (other.actor == chosen.actor || other.head >= token) continue;
      if (words_.first_conjunct(other.head) != first) continue;
      mention(range, token, other.actor, MentionKind::pronoun);
    }
  }
  mention(range, token, chosen.actor, MentionKind::pronoun);
}

}  // namespace casus::resolve
