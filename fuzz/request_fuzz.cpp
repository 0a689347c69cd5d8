// Any text as what a client sends: the first line an address, the rest a body. It is refused with a reason,
// or it is a question whose parts are within their bounds and whose cursor is one that we wrote.
#include <cmath>
#include <cstdint>
#include <string>

#include "base/utf8.h"
#include "fuzz.h"
#include "serve/cursor.h"
#include "serve/form.h"
#include "serve/question.h"
#include "serve/reviews.h"
#include "serve/routes.h"
#include "serve/url.h"
#include "write/iri.h"

namespace {

using namespace casus::serve;
using casus::fuzz::check;

void check_address(std::string_view address) {
  const auto target = parse_target(address);
  if (!target) return check(target.error().code == "bad_parameter" && !target.error().message.empty());
  check(target->path.starts_with('/') && target->parameters.size() <= most_parameters);
  for (const Parameter& parameter : target->parameters) {
    for (const std::string& text : {parameter.name, parameter.value}) {
      check(casus::base::find_invalid_utf8(text) == std::string_view::npos);
      const auto again = parse_target("/?" + casus::write::encoded(text) + "=" + casus::write::encoded(text));
      check(text.size() * 6 + 3 > longest_target || (again && again->parameters.at(0).value == text));
    }
  }
  std::string id, others;
  const Route* const route = find_route("GET", target->path, id, others);
  const bool list = route == nullptr || route->list;
  const auto question = read_question(target->parameters, true, list, {"bucket", "since"});
  if (!question) return check(question.error().code == "bad_parameter" && !question.error().message.empty());
  check(question->limit >= 1 && question->limit <= most_items);
  for (const Box& box : question->filter.boxes) check(box.south <= box.north && std::abs(box.west) <= 180);
  for (const Circle& circle : question->filter.circles) check(circle.km > 0 && std::isfinite(circle.lat));
  if (question->cursor) check(read_cursor(write_cursor(*question->cursor)) == question->cursor);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t end = all.find('\n');
  const std::string_view line = all.substr(0, end);
  check_address(line);
  check_address("/api/v1/events?" + std::string(line));
  if (const auto cursor = read_cursor(line)) check(write_cursor(*cursor) == line);
  if (const auto bytes = from_base64url(line)) check(base64url(*bytes) == line);
  const std::string cell = csv_cell(line);
  check(cell.empty() || std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos);
  const std::string_view body = end == std::string_view::npos ? std::string_view() : all.substr(end + 1);
  const auto review = read_review(body);
  check(review ? !review->story.empty() && !review->id.empty() : !review.error().message.empty());
  return 0;
}
