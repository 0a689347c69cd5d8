#include "code/quotes_rows.h"

#include <utility>

#include "base/ascii.h"
#include "base/files.h"

namespace casus::code {

base::Result<void> read_rows(const std::string& file, std::string_view code,
                             const std::function<std::optional<std::string>(std::string_view)>& take) {
  const auto bad = [&](std::string message, std::optional<std::uint64_t> line) {
    return base::Error{.code = std::string(code),
                       .message = std::move(message),
                       .hint = "see the comments at the head of the file",
                       .file = file,
                       .line = line};
  };
  const auto text = base::read_file(file);
  if (!text) return bad("cannot be read", std::nullopt);
  std::uint64_t number = 0;
  for (std::string_view line : base::split(*text, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (base::trimmed(line).empty() || line.starts_with('#')) continue;
    if (auto problem = take(line)) return bad(*std::move(problem), number);
  }
  return {};
}

}  // namespace casus::code
