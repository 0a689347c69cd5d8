#include "write/cells.h"

#include <fmt/format.h>

namespace casus::write {
namespace {

bool would_run(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
}

}  // namespace

std::string guarded(std::string_view text) {
  return would_run(text) ? "'" + std::string(text) : std::string(text);
}

void Cells::text(std::string_view value) {
  separate();
  const bool apostrophe = guard_ && would_run(value);
  if (separator_ == '\t') {
    if (apostrophe) out_ += '\'';
    for (const char c : value) {
      const bool blank = c == '\t' || c == '\n' || c == '\r' || c == '\0';
      out_ += blank ? ' ' : c == '"' ? '\'' : c;
    }
    return;
  }
  const char special[] = {separator_, '"', '\n', '\r'};
  const bool quoted =
      value.find_first_of(std::string_view(special, sizeof special)) != std::string_view::npos;
  if (quoted) out_ += '"';
  if (apostrophe) out_ += '\'';
  for (const char c : value) {
    if (c == '"') out_ += '"';
    out_ += c == '\0' ? ' ' : c;
  }
  if (quoted) out_ += '"';
}

void Cells::number(double value) { plain(fmt::format("{}", value)); }
void Cells::number(double value, int decimals) { plain(fmt::format("{:.{}f}", value, decimals)); }

}  // namespace casus::write
