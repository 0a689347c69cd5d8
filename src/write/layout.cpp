#include "write/layout.h"

#include <array>

#include "base/ascii.h"
#include "base/utf8.h"

namespace casus::write {
namespace {

constexpr std::array<std::string_view, 9> codes = {"0", "1", "2", "31", "32", "33", "34", "35", "36"};

// Code points of a word that are seen: without "\033[..m".
int seen_width(std::string_view word) {
  int width = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] == '\033') {
      while (i < word.size() && word[i] != 'm') ++i;
    } else if ((static_cast<unsigned char>(word[i]) & 0xc0U) != 0x80U) {
      ++width;
    }
  }
  return width;
}

bool begins_character(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U;
}

}  // namespace

std::string Layout::paint(Ink ink, std::string_view text) const {
  if (!color_ || ink == Ink::plain || text.empty()) return std::string(text);
  std::string out = "\033[";
  out += codes[static_cast<std::size_t>(ink)];
  (out += 'm') += text;
  return out += "\033[0m";
}

void Layout::wrap(int indent, int hang, std::string_view text) {
  int used = 0;
  bool first_line = true;
  for (std::size_t at = 0; at < text.size();) {
    if (base::is_space(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !base::is_space(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    at = end;
    const int width = seen_width(word);
    if (used > 0 && used + 1 + width > width_) {
      out_ += '\n';
      used = 0;
      first_line = false;
    }
    if (used == 0) {
      used = first_line ? indent : hang;
      out_.append(static_cast<std::size_t>(used), ' ');
    } else {
      out_ += ' ';
      ++used;
    }
    out_ += word;
    used += width;
  }
  if (used > 0) out_ += '\n';
}

void Layout::rule() { line(paint(Ink::dim, std::string(static_cast<std::size_t>(width_), '-'))); }

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const base::Decoded one = base::decode_utf8(text, i);
    const char32_t c = one.code_point;
    // C0, C1, and the marks that turn the direction of what follows.
    const bool harmful = c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
                         (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
    harmful ? out += ' ' : out.append(text, i, one.length);
    i += one.length;
  }
  return out;
}

std::string around(std::string_view text, std::size_t keep_start, std::size_t keep_end, std::string_view mark,
                   std::size_t room) {
  // Bytes stand in for code points here: the cut is about right and never inside a character.
  std::size_t from = 0, to = text.size();
  if (text.size() > room) {
    const std::size_t kept = keep_end - keep_start;
    const std::size_t spare = room > kept ? room - kept : 0;
    from = keep_start > spare / 2 ? keep_start - spare / 2 : 0;
    to = std::min(text.size(), from + kept + spare);
    if (to < keep_end) to = keep_end;
    if (to == text.size() && to > room) from = std::min(keep_start, to - room);
    if (from > 0) {
      const std::size_t blank = text.find(' ', from);
      if (blank != text.npos && blank < keep_start) from = blank + 1;
    }
    if (to < text.size()) {
      const std::size_t blank = text.rfind(' ', to);
      if (blank != text.npos && blank > keep_end) to = blank;
    }
    while (from > 0 && !begins_character(text, from)) --from;
    while (to < text.size() && !begins_character(text, to)) ++to;
  }
  std::string out = from > 0 ? "... " : "";
  out += harmless(text.substr(from, keep_start - from));
  out += mark;
  out += harmless(text.substr(keep_end, to - keep_end));
  if (to < text.size()) out += " ...";
  return out;
}

}  // namespace casus::write
