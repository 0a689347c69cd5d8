#include "write/iri.h"

#include "base/ascii.h"

namespace casus::write {

std::string encoded(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (base::is_alpha(c) || base::is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      ((out += '%') += digits[byte >> 4U]) += digits[byte & 15U];
    }
  }
  return out;
}

std::string story_iri(std::string_view story) { return "urn:casus:story:" + encoded(story); }

std::string claim_iri(std::string_view story, std::string_view claim) {
  return "urn:casus:claim:" + encoded(story) + ":" + encoded(claim);
}

std::string_view as_iri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !base::is_alpha(text.front())) return {};
  for (const char c : text.substr(0, colon)) {
    if (!base::is_alpha(c) && !base::is_digit(c) && c != '+' && c != '-' && c != '.') return {};
  }
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20 ||
        std::string_view("<>\"{}|\\^`").find(c) != std::string_view::npos) {
      return {};
    }
  }
  return text;
}

}  // namespace casus::write
