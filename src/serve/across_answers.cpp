// What stories of one situation say of each other, as one answer: requests that later stories answer, plans
// that they say took place or not, events that several of them tell.
#include <algorithm>

#include "serve/answers.h"
#include "serve/lines.h"
#include "serve/problem.h"
#include "write/json.h"

namespace casus::serve {
namespace {

using inquire::Facts;
using write::JsonWriter;

void write_keys(JsonWriter& json, std::string_view name, const Facts& facts,
                const std::vector<inquire::Claim>& claims) {
  json.key(name);
  json.begin_array();
  for (const inquire::Claim& claim : claims) write_key(json, facts, claim);
  json.end_array();
}

void write_asks(JsonWriter& json, const Facts& facts) {
  for (const inquire::Asking& ask : facts.askings) {
    json.begin_object();
    write_keys(json, "requests", facts, ask.requests);
    json.key("answers");
    json.begin_array();
    for (const inquire::Reply& reply : ask.replies) write_reply(json, facts, reply);
    json.end_array();
    json.member("status", ask.status);
    json.end_object();
  }
}

void write_plans(JsonWriter& json, const Facts& facts) {
  for (const inquire::Planned& plan : facts.plans) {
    json.begin_object();
    json.member("what", plan.what);
    json.text_or_null("first", plan.first);
    json.text_or_null("last", plan.last);
    write_keys(json, "items", facts, plan.items);
    json.member("status", plan.status);
    json.key("resolved_by");
    plan.resolved_by ? write_cited(json, facts, *plan.resolved_by) : json.null();
    json.end_object();
  }
}

void write_events(JsonWriter& json, const Facts& facts) {
  for (const inquire::Retold& event : facts.retold) {
    json.begin_object();
    write_keys(json, "tellings", facts, event.tellings);
    json.key("stories");
    json.number(event.stories);
    json.key("sources");
    json.number(event.sources);
    json.key("differences");
    json.begin_array();
    for (const inquire::Difference& difference : event.differences) {
      json.begin_object();
      json.member("field", difference.field);
      json.key("values");
      json.begin_array();
      for (const std::string& value : difference.values) json.string(value);
      json.end_array();
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
}

}  // namespace

Response answer_across(Call& call) {
  const auto& instance = call.target.path;
  const std::string_view situation = call.question["situation"];
  if (situation.empty()) return problem(400, "situation: it is missing", instance);
  auto held = snapshot_of(call);
  if (!held) return problem(held.error(), instance);
  const Snapshot& snapshot = **held;
  const Word id = snapshot.words.find(situation);
  const auto found = snapshot.across.situations.find(id);
  if (found == snapshot.across.situations.end()) {
    const bool known = id != Words::nowhere && id != Words::none &&
                       std::any_of(snapshot.stories.begin(), snapshot.stories.end(),
                                   [&](const StoryRow& story) { return story.situation == id; });
    if (!known) return problem(404, "situation: there is none with this id", instance);
    return problem(
        {.code = "busy", .message = "situation: its stories are still being read; try again later"},
        instance);
  }
  const std::string tag = tag_of(call, snapshot);
  if (has_already(call, tag)) return not_modified(tag);
  std::string body;
  if (auto known = call.parts.kept.find(tag)) {
    body = *std::move(known);
  } else {
    JsonWriter json(body);
    json.begin_object();
    for (const auto& [list, write] : {std::pair("asks", &write_asks), std::pair("plans", &write_plans),
                                      std::pair("events", &write_events)}) {
      json.key(list);
      json.begin_array();
      write(json, *found->second);
      json.end_array();
    }
    json.end_object();
    call.parts.kept.keep(tag, body);
  }
  Response response = json_response(std::move(body));
  response.headers.emplace_back("ETag", tag);
  return response;
}

}  // namespace casus::serve
