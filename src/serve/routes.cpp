#include "serve/routes.h"

#include "serve/answers.h"

namespace casus::serve {

const std::vector<Route>& routes() {
  static const std::vector<Route> all = {
      {"GET", "/api/v1/health", {}, false, false, {}, answer_health},
      {"GET", "/api/v1/version", {}, false, false, {}, answer_version},
      {"GET", "/api/v1/stats", {}, false, false, {}, answer_stats},
      {"GET", "/api/v1/openapi", {}, false, false, {}, answer_openapi},
      {"GET", "/api/v1/events", {"csv", "jsonl", "geojson"}, true, true, {}, answer_events},
      {"GET", "/api/v1/tolls", {"csv", "jsonl", "geojson"}, true, true, {}, answer_tolls},
      {"GET", "/api/v1/threads", {"csv", "jsonl"}, true, true, {}, answer_threads},
      {"GET", "/api/v1/obligations", {"csv", "jsonl"}, true, true, {}, answer_obligations},
      {"GET", "/api/v1/agenda", {"csv", "jsonl", "ics"}, true, true, {}, answer_agenda},
      {"GET", "/api/v1/quotes", {"csv", "jsonl"}, true, true, {}, answer_quotes},
      {"GET", "/api/v1/stories", {"csv", "jsonl"}, true, true, {}, answer_stories},
      {"GET", "/api/v1/stories/{id}", {}, false, false, {}, answer_story},
      {"GET", "/api/v1/actors", {"csv", "jsonl"}, true, true, {}, answer_actors},
      {"GET", "/api/v1/places", {"csv", "jsonl", "geojson"}, true, true, {}, answer_places},
      {"GET", "/api/v1/situations", {"csv", "jsonl"}, true, true, {}, answer_situations},
      {"GET", "/api/v1/situations/{id}", {}, false, false, {}, answer_situation},
      {"GET", "/api/v1/rejects", {"csv", "jsonl"}, false, true, {"story", "source", "code"}, answer_rejects},
      {"GET", "/api/v1/reviews", {"csv", "jsonl"}, false, true, {"story"}, answer_reviews},
      {"POST", "/api/v1/reviews", {}, false, false, {}, answer_new_review},
      {"GET", "/api/v1/reviews/{n}", {}, false, false, {}, answer_review},
      {"DELETE", "/api/v1/reviews/{n}", {}, false, false, {}, answer_gone_review},
      {"GET", "/api/v1/summary", {}, true, false, {}, answer_summary},
      {"GET", "/api/v1/tolls/series", {}, true, false, {}, answer_series},
      {"GET", "/api/v1/across", {}, false, false, {"situation"}, answer_across},
      {"GET", "/api/v1/explain", {}, false, false, {"story", "claim"}, answer_explain},
      {"GET", "/api/v1/timeline", {}, true, false, {"bucket"}, answer_timeline},
      {"GET", "/api/v1/network", {}, true, false, {}, answer_network},
      {"GET", "/api/v1/map", {}, true, false, {}, answer_map},
      {"GET", "/api/v1/changes", {}, false, false, {"since", "limit"}, answer_changes},
      {"GET", "/api/v1/stream", {}, false, false, {"since"}, answer_stream},
  };
  return all;
}

const Route* find_route(std::string_view method, std::string_view path, std::string& id,
                        std::string& other_methods) {
  if (method == "HEAD") method = "GET";
  for (const Route& route : routes()) {
    const std::size_t brace = route.path.find('{');
    if (brace == std::string_view::npos
            ? path != route.path
            : !path.starts_with(route.path.substr(0, brace)) || path.size() <= brace) {
      continue;
    }
    if (route.method == method) {
      id = brace == std::string_view::npos ? std::string() : std::string(path.substr(brace));
      return &route;
    }
    other_methods += (other_methods.empty() ? "" : ", ") + std::string(route.method);
  }
  return nullptr;
}

}  // namespace casus::serve
