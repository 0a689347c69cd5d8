// The feed of changes, retractions included: as a list, and as an endless stream.
#include <charconv>
#include <fmt/format.h>

#include "serve/answers.h"
#include "serve/problem.h"
#include "write/json.h"

namespace casus::serve {
namespace {

struct Changes {
  std::vector<std::string> items;  // JSON objects
  std::vector<std::int64_t> seqs;
  std::int64_t last = 0;
};

// After `since`, and at most what the newest snapshot knows: who hears of a change can ask for it.
base::Result<Changes> changes_after(Service::Parts& parts, std::int64_t since, std::size_t limit) {
  Changes out{.items = {}, .seqs = {}, .last = since};
  const auto snapshot = parts.keeper->now();
  if (!snapshot || snapshot->seq <= since) return out;
  auto lease = parts.pool.lend();
  if (!lease) return lease.error();
  auto row = (*lease)->prepare(
      "SELECT seq, op, resource, story, id FROM changes WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3");
  if (!row) return row.error();
  row->bind(since).bind(snapshot->seq).bind(static_cast<std::int64_t>(limit));
  for (;;) {
    const auto more = row->step();
    if (!more) return more.error();
    if (!*more) return out;
    out.last = row->number(0);
    std::string item;
    write::JsonWriter json(item);
    json.begin_object();
    json.key("seq");
    json.number(out.last);
    json.member("op", row->bytes(1));
    json.member("resource", row->bytes(2));
    json.member("story", row->bytes(3));
    json.text_or_null("id", row->bytes(4));
    json.end_object();
    out.items.push_back(std::move(item));
    out.seqs.push_back(out.last);
  }
}

}  // namespace

Response answer_changes(Call& call) {
  std::int64_t since = 0, limit = 100;
  if (const auto text = call.question["since"]; !text.empty()) {
    const auto number = whole_number("since", text, 0, std::numeric_limits<std::int64_t>::max());
    if (!number) return problem(number.error(), call.target.path);
    since = *number;
  }
  if (const auto text = call.question["limit"]; !text.empty()) {
    const auto number = whole_number("limit", text, 1, static_cast<std::int64_t>(most_items));
    if (!number) return problem(number.error(), call.target.path);
    limit = *number;
  }
  auto held = snapshot_of(call);  // waits for the first
  if (!held) return problem(held.error(), call.target.path);
  const auto changes = changes_after(call.parts, since, static_cast<std::size_t>(limit));
  if (!changes) return problem(changes.error(), call.target.path);
  std::string body = "{\"items\":[";
  for (const std::string& item : changes->items) body += (body.back() == '[' ? "" : ",") + item;
  body += fmt::format("],\"last\":{}}}", changes->last);
  Response response = json_response(std::move(body));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response answer_stream(Call& call) {
  // Where the client left off; without that, from now on.
  std::string_view after = call.request.last_event_id;
  const char* name = "Last-Event-ID";
  if (after.empty()) {
    after = call.question["since"];
    name = "since";
  }
  auto held = snapshot_of(call);
  if (!held) return problem(held.error(), call.target.path);
  std::int64_t since = (*held)->seq;
  if (!after.empty()) {
    const auto number = whole_number(name, after, 0, std::numeric_limits<std::int64_t>::max());
    if (!number) return problem(number.error(), call.target.path);
    since = *number;
  }
  Response response{.type = "text/event-stream"};
  response.headers.emplace_back("Cache-Control", "no-store");
  response.stream_after = since;
  return response;
}

std::string event_text(std::int64_t seq, std::string_view event, std::string_view data) {
  std::string out = fmt::format("id: {}\nevent: {}\n", seq, event);
  // A line break in the data begins another data line.
  for (;;) {
    const std::size_t end = data.find_first_of("\r\n");
    out += "data: " + std::string(data.substr(0, end)) + "\n";
    if (end == std::string_view::npos) return out + "\n";
    data.remove_prefix(data.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
}

std::string Service::tell(std::int64_t& after) {
  const auto changes = changes_after(*parts_, after, 500);
  if (!changes) return {};
  std::string out;
  for (std::size_t i = 0; i < changes->items.size(); ++i) {
    out += event_text(changes->seqs[i], "change", changes->items[i]);
  }
  after = changes->last;
  return out;
}

}  // namespace casus::serve
