// A request and a response, as everything but the server itself sees them. No socket, no library: what
// answers requests can be tested without a network.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casus::serve {

struct Request {
  std::string method;  // "GET"
  std::string target;  // as sent: "/api/v1/events?limit=2"
  std::string host;
  std::string origin;
  std::string accept;
  std::string accept_encoding;
  std::string if_none_match;
  std::string last_event_id;
  std::string token;  // X-Casus-Token, or what follows "Bearer" in Authorization
  std::string content_type;
  std::string body;
};

// Appends a further piece; false when that was the last. Called on a worker, one call at a time.
using Producer = std::function<bool(std::string& piece)>;

// How far a listener has heard: the last change of the database, and of the reviews beside it.
struct Heard {
  std::int64_t change = 0;
  std::int64_t review = 0;
  auto operator<=>(const Heard&) const = default;
};

struct Response {
  int status = 200;
  std::string type = {};  // of the content
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  std::string_view fixed = {};             // instead of `body`: bytes that live as long as the program
  Producer more = {};                      // what follows the body, piece by piece
  std::optional<Heard> stream_after = {};  // an endless stream of the changes after these
};

}  // namespace casus::serve
