// What stories of one situation say of each other: requests that later stories answer, plans that they say
// took place or not, events that several of them tell.
#include "base/result.h"
#include "inquire/asks.h"
#include "inquire/merged.h"
#include "inquire/plans.h"
#include "inquire/scene.h"
#include "serve/answers.h"
#include "serve/problem.h"
#include "write/json.h"

namespace casus::serve {
namespace {

using inquire::Scene;
using write::JsonWriter;

// Members of a claim's name, in an object that is open.
void name(JsonWriter& json, const Scene& scene, std::uint32_t story, std::string_view id) {
  json.member("story", scene.stories[story].id);
  json.text_or_null("id", id);
}

void key(JsonWriter& json, const Scene& scene, const inquire::Claim& claim) {
  json.begin_object();
  name(json, scene, claim.story, claim.id);
  json.end_object();
}

void write_asks(JsonWriter& json, const Scene& scene) {
  for (const inquire::Ask& ask : inquire::follow_asks(scene)) {
    json.begin_object();
    json.key("requests");
    json.begin_array();
    for (const std::size_t request : ask.requests) key(json, scene, scene.events[request]);
    json.end_array();
    json.key("answers");
    json.begin_array();
    for (const inquire::Answer& answer : ask.answers) {
      const inquire::Event& event = scene.events[answer.event];
      json.begin_object();
      name(json, scene, event.story, event.id);
      json.member("kind", answer.kind);
      json.member("text", event.text);
      json.text_or_null("day", event.at);
      json.key("later");
      json.boolean(answer.later);
      json.end_object();
    }
    json.end_array();
    json.member("status", ask.status);
    json.end_object();
  }
}

void write_plans(JsonWriter& json, const Scene& scene) {
  for (const inquire::Plan& plan : inquire::follow_plans(scene)) {
    json.begin_object();
    json.member("what", plan.what);
    json.text_or_null("first", plan.first);
    json.text_or_null("last", plan.last);
    json.key("items");
    json.begin_array();
    for (const std::size_t item : plan.items) key(json, scene, scene.agenda[item]);
    json.end_array();
    json.member("status", plan.status);
    json.key("resolved_by");
    if (plan.resolved_by) {
      json.begin_object();
      name(json, scene, plan.resolved_by->story, plan.resolved_by->id);
      json.key("start");
      json.number(plan.resolved_by->start);
      json.key("end");
      json.number(plan.resolved_by->end);
      json.member("text", plan.resolved_by->text);
      json.text_or_null("published", scene.stories[plan.resolved_by->story].published);
      json.end_object();
    } else {
      json.null();
    }
    json.end_object();
  }
}

// Events of one telling are no news here.
void write_events(JsonWriter& json, const Scene& scene) {
  for (const inquire::MergedEvent& event : inquire::merge_events(scene)) {
    if (event.tellings.size() < 2) continue;
    json.begin_object();
    json.key("tellings");
    json.begin_array();
    for (const std::size_t telling : event.tellings) key(json, scene, scene.events[telling]);
    json.end_array();
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
  const std::string tag = tag_of(call, **held);
  if (has_already(call, tag)) return not_modified(tag);
  std::string body;
  if (auto known = call.parts.kept.find(tag)) {
    body = *std::move(known);
  } else {
    auto lease = call.parts.pool.lend();
    if (!lease) return problem(lease.error(), instance);
    const auto scene = inquire::load_scene(**lease, std::string(situation));
    if (!scene) {
      return scene.error().code == "no_such_situation"
                 ? problem(404, "situation: there is none with this id", instance)
                 : problem(scene.error(), instance);
    }
    JsonWriter json(body);
    json.begin_object();
    for (const auto& [list, write] : {std::pair("asks", &write_asks), std::pair("plans", &write_plans),
                                      std::pair("events", &write_events)}) {
      json.key(list);
      json.begin_array();
      write(json, *scene);
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
