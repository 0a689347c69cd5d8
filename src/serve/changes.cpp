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

namespace {

// "12", or "12-3" where reviews were heard of as well; nothing where it is neither.
std::optional<Heard> read_heard(std::string_view text, Heard from_now) {
  const auto number = [](std::string_view part) -> std::optional<std::int64_t> {
    std::int64_t out = 0;
    const auto read = std::from_chars(part.data(), part.data() + part.size(), out);
    if (read.ec != std::errc() || read.ptr != part.data() + part.size() || out < 0) return std::nullopt;
    return out;
  };
  const std::size_t dash = text.find('-');
  const auto change = number(text.substr(0, dash));
  const auto review = dash == std::string_view::npos ? from_now.review : number(text.substr(dash + 1));
  if (!change || !review) return std::nullopt;
  return Heard{*change, *review};
}

}  // namespace

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
  const auto reviews = call.parts.reviews.last_change();
  if (!reviews) return problem(reviews.error(), call.target.path);
  Heard since{(*held)->seq, *reviews};
  if (!after.empty()) {
    const auto heard = read_heard(after, since);
    if (!heard) {
      return problem(
          bad_parameter(name, after, "the id of an event of this stream, or the number of a change"),
          call.target.path);
    }
    since = *heard;
  }
  Response response{.type = "text/event-stream"};
  response.headers.emplace_back("Cache-Control", "no-store");
  response.stream_after = since;
  return response;
}

std::string event_text(Heard heard, std::string_view event, std::string_view data) {
  std::string out = fmt::format("id: {}-{}\nevent: {}\n", heard.change, heard.review, event);
  // A line break in the data begins another data line.
  for (;;) {
    const std::size_t end = data.find_first_of("\r\n");
    out += "data: " + std::string(data.substr(0, end)) + "\n";
    if (end == std::string_view::npos) return out + "\n";
    data.remove_prefix(data.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
}

std::string Service::tell(Heard& after) {
  std::string out;
  if (const auto changes = changes_after(*parts_, after.change, 500)) {
    for (std::size_t i = 0; i < changes->items.size(); ++i) {
      after.change = changes->seqs[i];
      out += event_text(after, "change", changes->items[i]);
    }
  }
  if (const auto reviews = parts_->reviews.changes(after.review, 500)) {
    for (const ReviewChange& review : *reviews) {
      after.review = review.number;
      std::string item;
      write::JsonWriter json(item);
      json.begin_object();
      json.member("op", review.op);
      json.member("resource", "reviews");
      json.key("n");
      json.number(review.n);
      json.member("story", review.story);
      json.member("id", review.id);
      json.end_object();
      out += event_text(after, "change", item);
    }
  }
  return out;
}

}  // namespace casus::serve
