#include "resolve/place_words.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/files.h"

namespace casus::resolve {
namespace {

constexpr std::array<std::string_view, 9> class_names = {
    "division", "settlement", "part", "locative", "speaks", "between", "doubtful", "inside", "paper"};

base::Error bad_line(std::uint64_t line, std::string message) {
  return {.code = "bad_place_word",
          .message = std::move(message),
          .hint = "write: class: word, word",
          .file = "places.txt",
          .line = line};
}

}  // namespace

base::Result<PlaceWords> PlaceWords::load(const std::string& folder) {
  const std::string file = folder + "/places.txt";
  const auto text = base::read_file(file);
  if (!text) {
    return base::Error{.code = "missing_file",
                       .message = "cannot read the words of places",
                       .hint = "is the data folder complete?",
                       .file = file};
  }
  auto words = parse(*text);
  if (words) return words;
  base::Error error = words.error();
  error.file = file;
  return error;
}

base::Result<PlaceWords> PlaceWords::parse(std::string_view text) {
  PlaceWords out;
  std::uint64_t number = 0;
  for (const std::string_view raw : base::split(text, '\n')) {
    ++number;
    const std::string_view line = base::trimmed(raw.substr(0, raw.find('#')));
    if (line.empty()) continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return bad_line(number, "a line without a colon");
    const auto at = std::find(class_names.begin(), class_names.end(), line.substr(0, colon));
    if (at == class_names.end()) {
      return bad_line(number, "unknown class \"" + std::string(line.substr(0, colon)) + "\"");
    }
    const auto bit = static_cast<std::uint16_t>(1U << (at - class_names.begin()));
    for (const std::string_view piece : base::split(line.substr(colon + 1), ',')) {
      const std::string_view word = base::trimmed(piece);
      if (word.empty()) return bad_line(number, "an empty word");
      auto& classes = out.classes_[std::string(word)];
      classes = static_cast<std::uint16_t>(classes | bit);
    }
  }
  return out;
}

bool PlaceWords::is(std::string_view word, PlaceWord word_class) const {
  const auto at = classes_.find(word_class == PlaceWord::doubtful ? std::string(word) : base::lowered(word));
  return at != classes_.end() && (at->second & static_cast<std::uint16_t>(word_class)) != 0;
}

}  // namespace casus::resolve
