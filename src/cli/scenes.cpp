#include "cli/scenes.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace casus::cli {

using Json = nlohmann::ordered_json;

int for_each_scene(const Common& common, const AcrossOptions& options,
                   const std::function<void(const inquire::Scene&, Output&)>& take) {
  Console console(common);
  if (!place_stories(options.db, common, console)) return usage;
  auto connection = store::open_for_reading(options.db);
  if (!connection) return console.error(connection.error()), usage;
  std::vector<std::string> ids;
  if (!options.situation.empty()) {
    ids.push_back(options.situation);
  } else {
    const auto rows = inquire::situations(**connection);
    if (!rows) return console.error(rows.error()), usage;
    for (const inquire::SituationRow& row : *rows) ids.push_back(row.id);
  }
  auto output = Output::open({});
  if (!output) return console.error(output.error()), usage;
  for (const std::string& id : ids) {
    const auto scene = inquire::load_scene(**connection, id);
    if (!scene) return console.error(scene.error()), usage;
    take(*scene, *output);
  }
  if (auto closed = output->close(); !closed) return console.error(closed.error()), usage;
  return ids.empty() ? nothing_readable : all_well;
}

std::string text_of(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json evidence(const inquire::Scene& scene, const inquire::Claim& claim) {
  Json out = {{"story", scene.stories[claim.story].id}};
  out["id"] = claim.id.empty() ? Json() : Json(claim.id);
  out["start"] = claim.start;
  out["end"] = claim.end;
  out["text"] = claim.text;
  return out;
}

std::string place_of(const inquire::Scene& scene, const inquire::Claim& claim) {
  return fmt::format("{}:{}-{}", scene.stories[claim.story].id, claim.start, claim.end);
}

std::string names_of(const std::vector<inquire::Party>& parties) {
  std::string out;
  for (const inquire::Party& one : parties) {
    if (!out.empty()) out += ", ";
    out += one.name.empty() ? one.code : one.name;
  }
  return out;
}

}  // namespace casus::cli
