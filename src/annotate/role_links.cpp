// How each clause hangs on the one above it, and which argument is itself a predicate.

#include <algorithm>
#include <array>
#include <tuple>

#include "annotate/role_reader.h"
#include "base/ascii.h"

namespace casus::annotate {

using document::Argument;
using document::Dep;
using document::Embedding;
using document::no_token;
using document::Predicate;
using document::PredicateId;
using document::PredicateKind;
using document::Tag;
using document::Tense;

namespace {

struct Marker {
  std::string_view word;
  Embedding kind;
};

// Words that open an adverbial clause.
constexpr std::array clause_markers = {
    Marker{"if", Embedding::condition},         Marker{"unless", Embedding::condition},
    Marker{"provided", Embedding::condition},   Marker{"providing", Embedding::condition},
    Marker{"assuming", Embedding::condition},   Marker{"supposing", Embedding::condition},
    Marker{"whether", Embedding::condition},    Marker{"lest", Embedding::condition},
    Marker{"after", Embedding::time_clause},    Marker{"before", Embedding::time_clause},
    Marker{"when", Embedding::time_clause},     Marker{"whenever", Embedding::time_clause},
    Marker{"while", Embedding::time_clause},    Marker{"as", Embedding::time_clause},
    Marker{"since", Embedding::time_clause},    Marker{"until", Embedding::time_clause},
    Marker{"till", Embedding::time_clause},     Marker{"once", Embedding::time_clause},
    Marker{"because", Embedding::cause_clause}, Marker{"although", Embedding::concession},
    Marker{"though", Embedding::concession},    Marker{"whereas", Embedding::concession},
    Marker{"despite", Embedding::concession},
};

// Prepositions before an event noun or a gerund.
constexpr std::array phrase_markers = {
    Marker{"after", Embedding::time_clause},          Marker{"following", Embedding::time_clause},
    Marker{"before", Embedding::time_clause},         Marker{"during", Embedding::time_clause},
    Marker{"since", Embedding::time_clause},          Marker{"until", Embedding::time_clause},
    Marker{"upon", Embedding::time_clause},           Marker{"amid", Embedding::time_clause},
    Marker{"despite", Embedding::concession},         Marker{"because", Embedding::cause_clause},
    Marker{"due", Embedding::cause_clause},           Marker{"owing", Embedding::cause_clause},
    Marker{"notwithstanding", Embedding::concession}, Marker{"ahead", Embedding::time_clause},
};

template <class Rows>
const Marker* find_marker(const Rows& rows, std::string_view word) {
  for (const Marker& row : rows) {
    if (base::equals_ignoring_case(row.word, word)) return &row;
  }
  return nullptr;
}

}  // namespace

// The nearest predicate above a token; nobody where none is near.
std::uint32_t RoleReader::owner_above(TokenIndex token) const {
  const auto& head = document_.tokens.head;
  const std::uint32_t own = owner_[token];
  for (int steps = 0; steps < 24; ++steps) {
    const TokenIndex up = head[token];
    if (up == token) return nobody;
    token = up;
    if (owner_[token] != nobody && owner_[token] != own) return owner_[token];
  }
  return nobody;
}

Embedding RoleReader::clause_kind(TokenIndex clause, TokenIndex& marker) const {
  const auto& tokens = document_.tokens;
  const auto word = [&](TokenIndex i) { return document_.text(tokens.span[i]); };
  TokenIndex subject = no_token;
  bool so = false;
  for (const TokenIndex c : document_.children(clause)) {
    if (c > clause) break;
    const Dep dep = tokens.dep[c];
    if (document::is_subject(dep) && subject == no_token) subject = c;
    if (is(c, "so") && dep != Dep::dobj) so = true;
    const bool opens = dep == Dep::mark || dep == Dep::advmod || dep == Dep::prep || dep == Dep::cc;
    if (opens && subject == no_token) {
      if (so && is(c, "that")) {
        marker = c;
        return Embedding::purpose;
      }
      if (const Marker* found = find_marker(clause_markers, word(c))) {
        marker = c;
        // "even if" and "even though" concede; "as if" compares.
        for (const TokenIndex g : document_.children(c)) {
          if (is(g, "even")) return Embedding::concession;
        }
        return found->kind;
      }
    }
    // "should they attack", "had it known": the auxiliary stands before the subject.
    if (dep == Dep::aux && subject == no_token && (is(c, "should") || is(c, "had") || is(c, "were"))) {
      for (const TokenIndex later : document_.children(clause)) {
        if (later > c && later < clause && document::is_subject(tokens.dep[later])) {
          marker = c;
          return Embedding::condition;
        }
      }
    }
  }
  const Tag tag = tokens.tag[clause];
  if (has_to(clause)) {
    for (const TokenIndex c : document_.children(clause)) {
      if (tokens.tag[c] == Tag::to && tokens.dep[c] == Dep::aux) marker = c;
    }
    return Embedding::purpose;
  }
  if (const Marker* found = find_marker(clause_markers, word(clause));
      found != nullptr && found->kind == Embedding::condition) {
    return Embedding::condition;  // "provided that"
  }
  if (tag == Tag::vbg || tag == Tag::vbn) return Embedding::participle;
  return Embedding::none;
}

// How an event noun hangs on the predicate above it.
Embedding RoleReader::noun_kind(std::uint32_t p, std::uint32_t above, TokenIndex& marker) const {
  const auto& tokens = document_.tokens;
  const TokenIndex noun = works_[p].top;
  const TokenIndex up = tokens.head[noun];
  if (tokens.dep[noun] == Dep::conj && owner_[up] == above) return Embedding::conjunct;
  TokenIndex preposition = tokens.dep[noun] == Dep::pobj ? up : no_token;
  if (preposition == no_token) return Embedding::none;
  if (tokens.dep[preposition] == Dep::pcomp || tokens.dep[preposition] == Dep::prep) {
    const TokenIndex outer = tokens.head[preposition];
    if ((tokens.dep[outer] == Dep::prep || is(outer, "ahead")) && document_.children(outer).size() == 1)
      preposition = outer;
  }
  if (const Marker* found = find_marker(phrase_markers, document_.text(tokens.span[preposition]))) {
    marker = preposition;
    return found->kind;
  }
  if (is(preposition, "for") || is(preposition, "to")) {
    for (const Argument& argument : predicate(above).arguments) {
      if (argument.head != noun) continue;
      if (argument.role == Role::theme || argument.role == Role::content) {
        marker = preposition;
        return Embedding::content;  // "called for talks"
      }
    }
  }
  return Embedding::none;
}

void RoleReader::link() {
  const auto& tokens = document_.tokens;
  const auto count = static_cast<std::uint32_t>(works_.size());
  for (std::uint32_t p = 0; p < count; ++p) {
    const Work& work = works_[p];
    Predicate& out = predicate(p);
    const std::uint32_t above = owner_above(work.top);
    if (above == nobody || depth_[works_[above].top] >= depth_[work.top]) continue;
    const TokenIndex up = tokens.head[work.top];
    TokenIndex marker = no_token;
    Embedding kind = Embedding::none;
    out.parent = PredicateId(above);
    if (work.kind == PredicateKind::noun && work.light_verb == no_token) {
      kind = noun_kind(p, above, marker);
    } else {
      switch (tokens.dep[work.top]) {
        case Dep::ccomp:
        case Dep::xcomp:
        case Dep::csubj:
        case Dep::csubjpass:
        case Dep::oprd:
        case Dep::acomp:
        case Dep::attr:
        case Dep::dobj:
          kind = Embedding::content;
          marker = child(work.top, Dep::mark);
          if (tokens.dep[work.top] == Dep::ccomp && !is_complement(above, work.top)) kind = Embedding::none;
          for (const Argument& argument : predicate(above).arguments) {
            if (argument.head == work.top && argument.role == Role::purpose) kind = Embedding::purpose;
          }
          break;
        case Dep::advcl:
          kind = clause_kind(work.top, marker);
          for (const Argument& argument : predicate(above).arguments) {
            if (argument.head == work.top && argument.role == Role::content) kind = Embedding::content;
          }
          break;
        case Dep::relcl:
          kind = Embedding::relative;
          break;
        case Dep::acl:
        case Dep::amod:
          kind = Embedding::participle;
          if (is(up, "order") && tokens.dep[up] == Dep::pobj && is(tokens.head[up], "in")) {
            kind = Embedding::purpose;
            marker = tokens.head[up];
          } else if (has_to(work.top)) {
            const bool noun = owner_[up] != nobody;
            kind = noun ? Embedding::content : Embedding::purpose;
          } else if (const TokenIndex mark = child(work.top, Dep::mark); mark != no_token) {
            kind = Embedding::content;
            marker = mark;
          }
          break;
        case Dep::pcomp:
        case Dep::pobj: {
          marker = up;
          const Marker* found = find_marker(phrase_markers, document_.text(tokens.span[up]));
          if (found != nullptr) {
            kind = found->kind;
          } else if (is(up, "by") || is(up, "without") || is(up, "in") || is(up, "with")) {
            kind = Embedding::participle;
          } else {
            kind = Embedding::content;
          }
          break;
        }
        case Dep::conj:
          kind = owner_[up] == above ? Embedding::conjunct : Embedding::none;
          marker = child(up, Dep::cc);
          break;
        default:
          break;
      }
    }
    out.embedding = kind;
    out.embedding_marker = marker;
    // "said it would release them": what was then to come.
    if (kind == Embedding::content && out.modal != no_token && is(out.modal, "would") && !out.perfect) {
      out.tense = Tense::future;
    }
  }
  // "The plot, officials said, was real": the tree may rank what is said above who says it.
  for (std::uint32_t p = 0; p < count; ++p) {
    const Work& work = works_[p];
    if (tokens.dep[work.top] != Dep::parataxis && tokens.dep[work.top] != Dep::dep) continue;
    if (work.entry == nullptr || !work.entry->is(RoleWord::speech_verb) || work.has_clause) continue;
    const std::uint32_t said = owner_[tokens.head[work.top]];
    if (said == nobody || said == p || predicate(p).parent != PredicateId(said)) continue;
    if (predicate(said).parent.valid() || works_[said].top != tokens.head[work.top]) continue;
    if (add(p, Role::content, filler(works_[said].top))) {
      predicate(p).parent = {};
      predicate(p).embedding = Embedding::none;
      predicate(said).parent = PredicateId(p);
      predicate(said).embedding = Embedding::content;
    }
  }
  for (Predicate& out : document_.predicates) {
    std::stable_sort(out.arguments.begin(), out.arguments.end(), [](const Argument& a, const Argument& b) {
      return std::tuple(a.role, a.tokens.begin) < std::tuple(b.role, b.tokens.begin);
    });
  }
}

}  // namespace casus::annotate
