#include "serve/url.h"

#include <array>

#include "base/utf8.h"
#include "serve/problem.h"

namespace casus::serve {
namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

base::Error bad_target(std::string_view why) {
  return {.code = "bad_parameter", .message = "the address " + std::string(why)};
}

base::Result<std::string> decode(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus_is_blank) {
      c = ' ';
    } else if (c == '%') {
      const int high = i + 2 < text.size() ? hex(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex(text[i + 2]) : -1;
      if (high < 0 || low < 0) return bad_target("has a percent sign without two hexadecimal digits");
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 32 || byte == 127) return bad_target("holds a control character");
    out += c;
  }
  if (base::find_invalid_utf8(out) != std::string_view::npos) return bad_target("is no UTF-8");
  return out;
}

}  // namespace

base::Result<Target> parse_target(std::string_view target) {
  if (target.size() > longest_target) return bad_target("is longer than 8192 bytes");
  if (!target.starts_with('/')) return bad_target("does not begin with a slash");
  Target out;
  const std::size_t mark = target.find('?');
  auto path = decode(target.substr(0, mark), false);
  if (!path) return path.error();
  out.path = *std::move(path);
  // An ending is told from a dot in a story's id by its name.
  const std::size_t slash = out.path.rfind('/');
  const std::size_t dot = out.path.rfind('.');
  if (out.path.starts_with("/api/") && dot != std::string::npos && dot > slash) {
    constexpr std::array<std::string_view, 5> endings = {"csv", "jsonl", "geojson", "ics", "json"};
    for (const std::string_view ending : endings) {
      if (out.path.substr(dot + 1) == ending) out.ending = ending;
    }
    if (!out.ending.empty()) out.path.resize(dot);
  }
  if (mark == std::string_view::npos) return out;
  std::string_view rest = target.substr(mark + 1);
  if (const std::size_t fragment = rest.find('#'); fragment != std::string_view::npos) {
    rest = rest.substr(0, fragment);
  }
  out.query = rest;
  while (!rest.empty()) {
    const std::size_t end = rest.find('&');
    const std::string_view pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = decode(pair.substr(0, equals), true);
    if (!name) return name.error();
    auto value =
        decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), true);
    if (!value) return value.error();
    if (out.parameters.size() == most_parameters) return bad_target("has more than 200 parameters");
    out.parameters.push_back({*std::move(name), *std::move(value)});
  }
  return out;
}

}  // namespace casus::serve
