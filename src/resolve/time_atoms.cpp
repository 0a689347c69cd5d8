#include "resolve/time_atoms.h"

#include "base/ascii.h"

namespace casus::resolve {
namespace {

using base::is_alpha;
using base::is_digit;

constexpr bool is_wide(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// What a character beyond ASCII counts as here, and its length in bytes.
struct Wide {
  char as =
      'x';  // 'x' a letter, ' ' a blank, '\n' a line break, '-' a dash, '~' a long dash, '\'' a quote, '.'
  std::uint32_t length = 1;
};

Wide read_wide(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const unsigned first = byte(0);
  const std::uint32_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first == 0xC2 && byte(1) == 0xA0) return {' ', 2};
  if (first == 0xC2 && byte(1) < 0xC0) return {'~', 2};
  if (first == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) return {' ', 3};
  if (first != 0xE2 || byte(1) != 0x80) return {'x', length};
  const unsigned last = byte(2);
  if (last <= 0x8B || last == 0xAF) return {' ', 3};
  if (last == 0xA8 || last == 0xA9) return {'\n', 3};
  if (last >= 0x90 && last <= 0x93) return {'-', 3};
  if (last == 0x94 || last == 0x95) return {'~', 3};
  if (last >= 0x98 && last <= 0x9B) return {'\'', 3};
  return {'~', 3};
}

// The end of "a.m.", "U.S.": single letters with periods; `at` where there is none such.
std::size_t initials_end(std::string_view text, std::size_t at) {
  std::size_t i = at;
  int letters = 0;
  while (i + 1 < text.size() && is_alpha(text[i]) && text[i + 1] == '.') {
    i += 2;
    ++letters;
  }
  if (letters == 0) return at;
  // A last letter without its period ("p.m"), if the word ends there.
  const bool bare = i < text.size() && is_alpha(text[i]);
  if (bare && (i + 1 == text.size() || !is_alpha(text[i + 1]))) return i + 1;
  return bare || letters < 2 ? at : i;
}

std::string_view undotted(std::string_view initials) {
  if (initials == "a.m." || initials == "a.m") return "am";
  if (initials == "p.m." || initials == "p.m") return "pm";
  if (initials == "b.c." || initials == "b.c") return "bc";
  if (initials == "b.c.e." || initials == "b.c.e") return "bce";
  if (initials == "a.d." || initials == "a.d") return "ad";
  return initials;
}

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

}  // namespace

TimeAtoms::TimeAtoms(const document::Document& document, const TimeWords& words)
    : document_(&document), lowered_(base::lowered(document.text())) {
  const std::string_view text = lowered_;
  atoms_.reserve(text.size() / 5);
  document::TokenIndex token = 0;
  std::size_t line_breaks = 0;
  std::size_t last_end = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    Atom atom;
    std::size_t end = i + 1;
    if (c == '\n') {
      ++line_breaks, ++i;
      continue;
    }
    if (base::is_space(c)) {
      ++i;
      continue;
    }
    const Wide wide = is_wide(c) ? read_wide(text, i) : Wide{};
    if (is_wide(c) && (wide.as == ' ' || wide.as == '\n')) {
      line_breaks += wide.as == '\n';
      i += wide.length;
      continue;
    }
    if (is_alpha(c) || (is_wide(c) && wide.as == 'x')) {
      atom.kind = AtomKind::word;
      const std::size_t initials = initials_end(text, i);
      end = initials > i ? initials : i;
      while (initials == i && end < text.size()) {
        if (is_alpha(text[end])) {
          ++end;
        } else if (is_wide(text[end]) && read_wide(text, end).as == 'x') {
          end += read_wide(text, end).length;
        } else {
          break;
        }
      }
      atom.lower = undotted(text.substr(i, end - i));
      atom.senses = words.find(atom.lower);
      atom.capital = base::is_upper(document.text()[i]);
    } else if (is_digit(c)) {
      atom.kind = AtomKind::number;
      end = digits_end(text, i);
      atom.digits = static_cast<std::uint8_t>(std::min<std::size_t>(end - i, 255));
      atom.plain = true;
      double value = 0;
      for (std::size_t k = i; k < end; ++k) value = value * 10 + (text[k] - '0');
      while (end - i <= 15 && end + 3 < text.size() + 0 && text[end] == ',' &&
             digits_end(text, end + 1) == end + 4) {
        for (std::size_t k = end + 1; k < end + 4; ++k) value = value * 10 + (text[k] - '0');
        atom.plain = false;
        end += 4;
      }
      if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
        const std::size_t decimals = digits_end(text, end + 1);
        if (!(decimals + 1 < text.size() && text[decimals] == '.' && is_digit(text[decimals + 1]))) {
          double place = 0.1;
          for (std::size_t k = end + 1; k < decimals; ++k, place /= 10) value += place * (text[k] - '0');
          atom.plain = false;
          end = decimals;
        }
      }
      atom.number = value;
      atom.lower = text.substr(i, end - i);
    } else {
      end = i + (is_wide(c) ? wide.length : 1);
      atom.lower = text.substr(i, end - i);
      if (wide.as == '-') atom.lower = "-";
      if (wide.as == '\'' || c == '`') atom.lower = "'";
    }
    atom.span = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)};
    atom.glued = !atoms_.empty() && last_end == i;
    atom.new_line = line_breaks > 0;
    atom.breaks = static_cast<std::uint8_t>(std::min<std::size_t>(line_breaks, 255));
    while (token < document.size() && document.tokens.span[token].end <= i) ++token;
    if (token < document.size() && document.tokens.span[token].start < end) atom.token = token;
    atoms_.push_back(atom);
    line_breaks = 0;
    last_end = end;
    i = end;
  }
}

}  // namespace casus::resolve
