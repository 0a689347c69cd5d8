#include "serve/problem.h"

#include <array>
#include <utility>

#include "base/utf8.h"
#include "write/json.h"

namespace casus::serve {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 22> reasons = {{
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
}};

// What a client sent comes back in the message; it may be anything.
std::string clean(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() < 400;) {
    const std::size_t bad = base::find_invalid_utf8(text.substr(at));
    out += text.substr(at, bad);
    if (bad == std::string_view::npos) break;
    out += "\xef\xbf\xbd";
    at += bad + 1;
  }
  return out;
}

}  // namespace

std::string_view reason_of(int status) {
  for (const auto& [number, reason] : reasons) {
    if (number == status) return reason;
  }
  return "Error";
}

Response problem(int status, std::string_view detail, std::string_view instance) {
  Response response{.status = status, .type = "application/problem+json"};
  write::JsonWriter json(response.body);
  json.begin_object();
  json.member("type", "about:blank");
  json.member("title", reason_of(status));
  json.key("status");
  json.number(status);
  json.member("detail", clean(detail));
  if (!instance.empty()) json.member("instance", clean(instance));
  json.end_object();
  response.headers.emplace_back("Cache-Control", "no-store");
  if (status == 503) response.headers.emplace_back("Retry-After", "2");
  return response;
}

Response problem(const base::Error& error, std::string_view instance) {
  int status = 500;
  if (error.code == "bad_parameter") status = 400;
  if (error.code == "not_found") status = 404;
  if (error.code == "query_time" || error.code == "busy" || error.code == "database_locked" ||
      error.code == "database_full" || error.code == "database_read_only" ||
      error.code == "database_unreadable" || error.code == "no_model" || error.code == "no_data") {
    status = 503;
  }
  std::string detail = error.message;
  if (!error.hint.empty()) detail += " (" + error.hint + ")";
  return problem(status, detail, instance);
}

base::Error bad_parameter(std::string_view name, std::string_view value, std::string_view allowed) {
  return {.code = "bad_parameter",
          .message = std::string(name) + ": \"" + std::string(value.substr(0, 100)) + "\" is not " +
                     std::string(allowed)};
}

}  // namespace casus::serve
