// What the server says of itself: health, version, stats, the description of the API.
#include <algorithm>
#include <fmt/format.h>

#include "pipeline/installation.h"
#include "serve/answers.h"
#include "serve/assets.h"
#include "serve/problem.h"
#include "store/migrations.h"
#include "write/json.h"
#include "write/record.h"

namespace casus::serve {

Response answer_health(Call& call) {
  const auto snapshot = call.parts.keeper->now();
  const auto trouble = call.parts.keeper->trouble();
  std::string body;
  write::JsonWriter json(body);
  json.begin_object();
  json.member("status", trouble ? "degraded" : snapshot ? "ok" : "loading");
  json.key("seq");
  snapshot ? json.number(snapshot->seq) : json.null();
  json.key("behind");
  snapshot ? json.number(snapshot->across.behind) : json.null();
  json.text_or_null("trouble", trouble ? trouble->message : std::string());
  json.end_object();
  Response response = json_response(std::move(body));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response answer_version(Call& call) {
  std::string body;
  write::JsonWriter json(body);
  json.begin_object();
  json.member("version", pipeline::version());
  json.member("api", "1");
  json.key("record_schema");
  json.number(write::record_schema);
  json.key("schema");
  json.number(store::schema_version());
  json.key("token");
  json.boolean(!call.parts.options.token.empty());
  json.key("model");
  json.boolean(call.parts.options.has_model);
  json.end_object();
  return json_response(std::move(body));
}

Response answer_stats(Call& call) {
  auto held = snapshot_of(call);
  if (!held) return problem(held.error(), call.target.path);
  const Snapshot& snapshot = **held;
  auto lease = call.parts.pool.lend();
  if (!lease) return problem(lease.error(), call.target.path);
  const auto rejects = (*lease)->number("SELECT count(*) FROM rejects WHERE dropped = 0");
  if (!rejects) return problem(rejects.error(), call.target.path);
  Day from = no_day, to = no_day;
  std::vector<bool> sources(snapshot.words.size()), situations = sources, incidents = sources;
  for (const StoryRow& story : snapshot.stories) {
    sources[story.source] = situations[story.situation] = incidents[story.incident] = true;
    if (story.published == no_day) continue;
    from = from == no_day ? story.published : std::min(from, story.published);
    to = std::max(to, story.published);
  }
  const auto count = [](const std::vector<bool>& set) {
    return std::count(set.begin() + 1, set.end(), true);  // the first is "": none
  };
  std::string body;
  write::JsonWriter json(body);
  json.begin_object();
  json.key("stories");
  json.number(snapshot.stories.size());
  for (std::size_t kind = 0; kind < claim_count; ++kind) {
    json.key(plural(static_cast<Claim>(kind)));
    json.number(snapshot.columns->rows[kind].size());
  }
  json.key("rejects");
  json.number(*rejects);
  json.key("sources");
  json.number(count(sources));
  json.key("situations");
  json.number(count(situations));
  json.key("incidents");
  json.number(count(incidents));
  json.text_or_null("from", from == no_day ? std::string() : day_text(from));
  json.text_or_null("to", to == no_day ? std::string() : day_text(to));
  json.key("seq");
  json.number(snapshot.seq);
  json.end_object();
  return json_response(std::move(body));
}

Response answer_openapi(Call&) {
  Response response{.type = "application/openapi+json"};
  response.fixed = openapi_document();
  return response;
}

}  // namespace casus::serve
