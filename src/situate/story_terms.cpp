#include "situate/story_terms.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"

namespace casus::situate {
namespace {

// FNV-1a with a final mix; the kind keeps words, pairs and ages apart.
TermHash hash_of(char kind, std::string_view a, std::string_view b = {}) {
  TermHash hash = 14695981039346656037ULL;
  const auto add = [&](unsigned char byte) { hash = (hash ^ byte) * 1099511628211ULL; };
  add(static_cast<unsigned char>(kind));
  for (const char c : a) add(static_cast<unsigned char>(base::to_lower(c)));
  if (!b.empty()) {
    add(0);
    for (const char c : b) add(static_cast<unsigned char>(base::to_lower(c)));
  }
  hash ^= hash >> 32;
  hash *= 0xd6e8feb86659fd93ULL;
  return hash ^ (hash >> 32);
}

bool is_letter(char c) { return base::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

class Reader {
 public:
  Reader(const OrdinaryWords& ordinary, std::vector<Term>& out) : ordinary_(ordinary), out_(out) {}

  void read(std::string_view text) {
    previous_ = {};
    opens_ = true;
    std::size_t at = 0;
    while (at < text.size()) {
      const char c = text[at];
      if (is_letter(c) || base::is_digit(c)) {
        std::size_t end = at + 1;
        while (end < text.size() && (is_letter(text[end]) || base::is_digit(text[end]) || text[end] == '\''))
          ++end;
        word(text.substr(at, end - at), text.substr(end));
        at = end;
        continue;
      }
      if (c == '.' || c == '!' || c == '?' || c == '\n' || c == ',') previous_ = {};
      if (c == '.' || c == '!' || c == '?' || c == '\n' || c == '"') opens_ = true;
      ++at;
    }
  }

 private:
  void add(TermHash hash, bool name) { out_.push_back({hash, 1, name}); }

  void word(std::string_view word, std::string_view after) {
    if (word.ends_with("'s")) word.remove_suffix(2);
    if (word.size() > 40) return;
    const bool ordinary = ordinary_.has(word);
    if (!ordinary) add(hash_of('w', word), false);
    const bool number = base::is_digit(word.front());
    if (number && word.size() <= 3 && (after.starts_with("-year") || after.starts_with(" year"))) {
      add(hash_of('a', word), false);
    }
    const bool capital = base::is_upper(word.front()) && word.size() > 1 && base::is_lower(word[1]);
    const bool opens = opens_;
    opens_ = false;
    if (!capital) {
      previous_ = {};
      return;
    }
    if (!previous_.empty() && !(ordinary && previous_ordinary_)) add(hash_of('n', previous_, word), true);
    if (!opens && !ordinary) add(hash_of('c', word), true);
    previous_ = word;
    previous_ordinary_ = ordinary;
  }

  const OrdinaryWords& ordinary_;
  std::vector<Term>& out_;
  bool opens_ = true;          // the next word opens a sentence
  std::string_view previous_;  // the capitalised word before, where there is one
  bool previous_ordinary_ = false;
};

}  // namespace

std::vector<Term> terms_of(std::string_view headline, std::string_view text, const OrdinaryWords& ordinary) {
  std::vector<Term> found;
  Reader reader(ordinary, found);
  reader.read(headline);
  reader.read(text);
  std::sort(found.begin(), found.end(), [](const Term& a, const Term& b) { return a.hash < b.hash; });
  std::vector<Term> out;
  for (const Term& term : found) {
    if (!out.empty() && out.back().hash == term.hash) {
      ++out.back().count;
    } else {
      out.push_back(term);
    }
  }
  return out;
}

}  // namespace casus::situate
