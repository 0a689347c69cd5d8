#include "ingest/language.h"

#include <cld2/public/compact_lang_det.h>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"

namespace casus::ingest {
namespace {

constexpr std::size_t sample_bytes = 16U << 10;
// Below this many bytes of letters CLD2 guesses.
constexpr int enough_bytes = 120;

base::Error other_language(const std::string& name) {
  return {.code = "not_english",
          .message = name.starts_with("X_")
                         ? "this is no text in any language that can be told"
                         : "the story is not in English" + (name.empty() ? "" : " but in " + name),
          .hint = "Casus reads English only"};
}

// Share of letters outside the Latin script, in percent; 0 below ten letters.
std::size_t foreign_letters(std::string_view text) {
  std::size_t latin = 0, foreign = 0;
  for (std::size_t i = 0; i < text.size();) {
    const base::Decoded one = base::decode_utf8(text, i);
    const char32_t c = one.code_point;
    i += one.length;
    if (c < 0x80) {
      latin += base::is_alpha(static_cast<char>(c));
    } else if ((c >= 0xc0 && c < 0x370) || (c >= 0x1e00 && c < 0x1f00)) {
      ++latin;
    } else if ((c >= 0x370 && c < 0x2000) || (c >= 0x2e80 && c < 0xe000 && c != 0x3000 && c != 0x3001) ||
               (c >= 0xf900 && c < 0xfe00) || (c >= 0x20000 && c < 0x32000)) {
      ++foreign;
    }
  }
  return latin + foreign < 10 ? 0 : foreign * 100 / (latin + foreign);
}

// CLD2 names languages in capitals.
std::string readable(CLD2::Language language) {
  std::string name = base::lowered(CLD2::LanguageName(language));
  if (!name.empty() && base::is_lower(name[0])) name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

}  // namespace

base::Result<void> check_english(std::string_view text) {
  std::string_view sample = text.substr(0, sample_bytes);
  while (!sample.empty() && sample.size() < text.size() &&
         (static_cast<unsigned char>(text[sample.size()]) & 0xc0U) == 0x80U) {
    sample.remove_suffix(1);  // do not cut a character
  }
  CLD2::Language languages[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
  int percents[3] = {0, 0, 0};
  int letters = 0;
  bool reliable = false;
  CLD2::DetectLanguageSummary(sample.data(), static_cast<int>(sample.size()), true, languages, percents,
                              &letters, &reliable);
  const bool known = languages[0] != CLD2::UNKNOWN_LANGUAGE && languages[0] != CLD2::TG_UNKNOWN_LANGUAGE;
  if (foreign_letters(sample) > 60) {
    return other_language(known && languages[0] != CLD2::ENGLISH ? readable(languages[0]) : "");
  }
  if (!reliable || !known || languages[0] == CLD2::ENGLISH || letters < enough_bytes) return {};
  for (int i = 1; i < 3; ++i) {
    if (languages[i] == CLD2::ENGLISH && percents[i] >= 20) return {};
  }
  if (percents[0] < 60) return {};
  return other_language(readable(languages[0]));
}

}  // namespace casus::ingest
