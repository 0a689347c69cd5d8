#include "document/predicates_json.h"

#include <algorithm>
#include <vector>

namespace casus::document {
namespace {

void append_string(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

std::string_view name(PredicateKind kind) {
  switch (kind) {
    case PredicateKind::verb:
      return "verb";
    case PredicateKind::noun:
      return "noun";
    case PredicateKind::adjective:
      return "adjective";
  }
  return "verb";
}

class Writer {
 public:
  explicit Writer(const Document& document) : document_(document) {}

  std::string write() {
    std::string head = "{\"story\": {\"id\": ";
    append_string(head, document_.article().id);
    head += "}, \"predicates\": [";
    for (const Predicate& predicate : document_.predicates) {
      if (predicate.head == no_token) continue;
      row(predicate);
      if (predicate.light_verb != no_token) {
        grammar_row(predicate, predicate.light_verb, Role::theme);
      } else if (predicate.kind == PredicateKind::adjective) {
        const TokenIndex copula = document_.tokens.head[predicate.head];
        if (copula != predicate.head && document_.tokens.dep[predicate.head] == Dep::acomp &&
            document_.lemma(copula) == "be") {
          grammar_row(predicate, copula, Role::attribute);
        }
      }
    }
    std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.at < b.at; });
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (r != 0) head += ", ";
      head += rows_[r].text;
    }
    head += "]}";
    return head;
  }

 private:
  struct Row {
    TokenIndex at;
    std::string text;
  };

  void append_span(std::string& out, base::Span span) {
    const base::Span points = document_.code_points().of(span);
    out += "\"start\": " + std::to_string(points.start) + ", \"end\": " + std::to_string(points.end);
  }

  // Whether the negation is one of the word at `at`: an adverb of the verb group, rather than a word of a
  // participant.
  bool negates(const Predicate& predicate, TokenIndex at) const {
    if (!predicate.negated || predicate.negation == no_token) return predicate.negated;
    const TokenIndex word = predicate.negation;
    const Tag tag = document_.tokens.tag[word];
    if (tag == Tag::rb || tag == Tag::cc) return true;
    const TokenIndex head = document_.tokens.head[word];
    if (predicate.kind == PredicateKind::noun && head == predicate.head) return at == head;  // "no attack"
    return document_.tokens.tag[head] == Tag::rbr || document_.tokens.tag[head] == Tag::rb;  // "no longer"
  }

  std::string open(TokenIndex at, std::string_view kind, std::string_view lemma, const Predicate& predicate) {
    std::string out = "{";
    append_span(out, document_.tokens.span[at]);
    out += ", \"kind\": \"";
    out += kind;
    out += "\", \"lemma\": ";
    append_string(out, lemma);
    const bool verb = negates(predicate, at);
    out += verb ? ", \"negated\": true" : ", \"negated\": false";
    if (predicate.negated && !verb) {
      out += ", \"denied_by\": ";
      append_string(out, document_.text(document_.tokens.span[predicate.negation]));
    }
    out += ", \"args\": [";
    return out;
  }

  void append_argument(std::string& out, Role role, base::Span span) {
    if (out.back() != '[') out += ", ";
    out += "{\"role\": \"";
    out += document::name(role);
    out += "\", ";
    append_span(out, span);
    out += '}';
  }

  void append_arguments(std::string& out, const Predicate& predicate, bool inferred) {
    for (const Argument& argument : predicate.arguments) {
      if (argument.tokens.empty() || argument.inferred != inferred) continue;
      append_argument(out, argument.role, document_.span(argument.tokens));
    }
  }

  void row(const Predicate& predicate) {
    std::string out = open(predicate.head, name(predicate.kind), predicate.key, predicate);
    append_arguments(out, predicate, false);
    if (std::any_of(predicate.arguments.begin(), predicate.arguments.end(),
                    [](const Argument& argument) { return argument.inferred; })) {
      out += "], \"inferred\": [";
      append_arguments(out, predicate, true);
    }
    out += "]}";
    rows_.push_back({predicate.head, std::move(out)});
  }

  // The verb beside the word that carries the meaning: its subject as above, and that word in `role`.
  void grammar_row(const Predicate& predicate, TokenIndex verb, Role role) {
    std::string out = open(verb, "verb", document_.lemma(verb), predicate);
    for (const Argument& argument : predicate.arguments) {
      const bool subject =
          argument.role == Role::agent ||
          (role == Role::attribute && argument.role == Role::theme && argument.marker == no_token);
      if (!subject || argument.tokens.empty() || argument.inferred) continue;
      append_argument(out, role == Role::attribute ? Role::theme : Role::agent,
                      document_.span(argument.tokens));
      break;
    }
    append_argument(out, role, document_.span(document_.subtree(predicate.head)));
    out += "]}";
    rows_.push_back({verb, std::move(out)});
  }

  const Document& document_;
  std::vector<Row> rows_;
};

}  // namespace

std::string predicates_json(const Document& document) { return Writer(document).write(); }

}  // namespace casus::document
