#include "knowledge/name_form.h"

#include <array>

#include "base/ascii.h"
#include "base/utf8.h"

namespace casus::knowledge {
namespace {

// Base letters of U+00C0..U+024F and U+1E00..U+1EFF in order, "." where there is none.
constexpr std::string_view latin_c0 =
    "A A A A A A AE C E E E E I I I I D N O O O O O . O U U U U Y Th ss a a a a a a ae c e e e e i i "
    "i i d n o o o o o . o u u u u y th y A a A a A a C c C c C c C c D d D d E e E e E e E e E e G "
    "g G g G g G g H h H h I i I i I i I i I i IJ ij J j K k k L l L l L l L l L l N n N n N n n N n "
    "O o O o O o OE oe R r R r R r S s S s S s S s T t T t T t U u U u U u U u U u U u W w Y y Y Z z "
    "Z z Z z s . . . . . . . . . . . . . . . A . . . . . . . . . . . . . . . . O o . . . . . . . . . "
    ". . . . U u . . . . . . . . . . . . . . . . . . . DZ Dz dz LJ Lj lj NJ Nj nj A a I i O o U u U "
    "u U u U u U u . A a A a . . . . G g K k O o O o . . j DZ Dz dz G g . . N n A a . . . . A a A a "
    "E e E e I i I i O o O o R r R r U u U u S s T t . . H h . . . . . . A a E e O o O o O o O o Y y "
    ". . . . . . . . . . . . . . . . . . . . . . . . . . . .";
constexpr std::string_view latin_1e00 =
    "A a B b B b B b C c D d D d D d D d D d E e E e E e E e E e F f G g H h H h H h H h H h I i I i "
    "K k K k K k L l L l L l L l M m M m M m N n N n N n N n O o O o O o O o P p P p R r R r R r R r "
    "S s S s S s S s S s T t T t T t T t U u U u U u U u U u V v V v W w W w W w W w W w X x X x Y y "
    "Z z Z z Z z h t w y a s . . . . A a A a A a A a A a A a A a A a A a A a A a A a E e E e E e E e "
    "E e E e E e E e I i I i O o O o O o O o O o O o O o O o O o O o O o O o U u U u U u U u U u U u "
    "U u Y y Y y Y y Y y . . . . . .";

constexpr char32_t first_latin = 0xC0;
constexpr char32_t first_additional = 0x1E00;

std::array<std::string_view, 0x250 - first_latin> cut_latin() {
  std::array<std::string_view, 0x250 - first_latin> out;
  std::size_t i = 0;
  for (const auto piece : base::split(latin_c0, ' ')) out[i++] = piece;
  return out;
}

std::array<std::string_view, 0x1F00 - first_additional> cut_additional() {
  std::array<std::string_view, 0x1F00 - first_additional> out;
  std::size_t i = 0;
  for (const auto piece : base::split(latin_1e00, ' ')) out[i++] = piece;
  return out;
}

std::string_view base_letters(char32_t c) {
  static const auto latin = cut_latin();
  static const auto additional = cut_additional();
  std::string_view found = ".";
  if (c >= first_latin && c < 0x250) found = latin[c - first_latin];
  if (c >= first_additional && c < 0x1F00) found = additional[c - first_additional];
  return found == "." ? std::string_view() : found;
}

bool is_apostrophe(char32_t c) {
  return c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x02BB || c == 0x02B9 || c == 0x02BF ||
         c == 0x02BE || c == 0x60 || c == 0xB4;
}

bool is_hyphen(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2014) || c == 0x2212; }

void append_plain(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const base::Decoded decoded = base::decode_utf8(text, i);
    const char32_t c = decoded.code_point;
    if (is_apostrophe(c)) {
      out += '\'';
    } else if (is_hyphen(c)) {
      out += '-';
    } else if (const std::string_view letters = base_letters(c); !letters.empty()) {
      out += letters;
    } else if (c == 0xA0) {
      out += ' ';
    } else if (c < 0x300 || c > 0x36F) {  // combining marks go
      out += text.substr(i, decoded.length);
    }
    i += decoded.length;
  }
}

// "U.S." and "U.S", and no name's initial ("J.").
bool is_dotted_acronym(std::string_view word) {
  if (word.size() < 3) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool right = i % 2 == 0 ? base::is_upper(word[i]) : word[i] == '.';
    if (!right) return false;
  }
  return true;
}

bool plain(std::string_view token) {
  for (const char c : token) {
    if (!base::is_alpha(c) && !base::is_digit(c)) return false;
  }
  return true;
}

void append_acronym(std::string& out, std::string_view word) {
  for (const char c : word) {
    if (c != '.') out += c;
  }
}

}  // namespace

std::string without_marks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_plain(out, text);
  return out;
}

void TokenPieces::cut(std::string_view token) {
  pieces_.clear();
  first_stands_alone_ = false;
  if (plain(token)) {
    if (!token.empty()) pieces_.push_back(token);
    return;
  }
  const std::string folded = without_marks(token);
  // Pieces look into the buffer, so it must not grow while they are cut.
  buffer_.clear();
  buffer_.reserve(folded.size() + 1);
  std::size_t pieces = 0;
  for (const std::string_view part : base::split(folded, '-')) {
    if (part.empty()) continue;
    const std::size_t begin = buffer_.size();
    const bool acronym = is_dotted_acronym(part);
    if (acronym) {
      append_acronym(buffer_, part);
    } else {
      buffer_ += part;
    }
    pieces_.push_back(std::string_view(buffer_).substr(begin));
    if (pieces == 0) first_stands_alone_ = acronym;
    if (pieces == 1 && !base::is_lower(part.front())) first_stands_alone_ = false;
    ++pieces;
  }
  if (pieces == 1) first_stands_alone_ = false;
}

std::vector<std::string> name_pieces(std::string_view name) {
  std::vector<std::string> out;
  const std::string folded = without_marks(name);
  const auto put = [&out](std::string_view piece) {
    if (piece.empty()) return;
    std::string& last = out.emplace_back();
    if (is_dotted_acronym(piece)) {
      append_acronym(last, piece);
    } else {
      last = piece;
    }
  };
  std::string_view rest = folded;
  const auto separates = [](char c) { return base::is_space(c) || c == '-'; };
  const auto alone = [](char c) {
    return c == ',' || c == '(' || c == ')' || c == '"' || c == '/' || c == ':' || c == ';' || c == '&';
  };
  while (!rest.empty()) {
    if (separates(rest.front())) {
      rest.remove_prefix(1);
      continue;
    }
    if (alone(rest.front())) {
      put(rest.substr(0, 1));
      rest.remove_prefix(1);
      continue;
    }
    std::size_t end = 0;
    while (end < rest.size() && !separates(rest[end]) && !alone(rest[end])) ++end;
    std::string_view word = rest.substr(0, end);
    if (word.size() > 2 && word.ends_with("'s")) {
      put(word.substr(0, word.size() - 2));
      put("'s");
    } else if (word.size() > 1 && word.ends_with('\'')) {
      put(word.substr(0, word.size() - 1));
      put("'");
    } else {
      put(word);
    }
    rest.remove_prefix(end);
  }
  return out;
}

std::string from_capitals(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (base::is_lower(text[i])) return std::string(text);
    if (text[i] == '.' && i > 0 && base::is_upper(text[i - 1]) && (i == 1 || !base::is_alpha(text[i - 2]))) {
      return std::string(text);
    }
  }
  std::string out(text);
  bool inside = false;
  for (char& c : out) {
    if (inside) c = base::to_lower(c);
    inside = base::is_alpha(c) || c == '\'';
  }
  return out;
}

}  // namespace casus::knowledge
