// What the verbs share that look across stories.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/options.h"
#include "cli/work.h"
#include "inquire/scene.h"
#include "store/migrations.h"
#include "store/sqlite.h"

namespace casus::cli {

// Calls `take` for the situation that is asked for, or for every one, the one with the most stories first.
// The exit code of the verb; what is wrong is said on the console.
int for_each_scene(const Common& common, const AcrossOptions& options,
                   const std::function<void(const inquire::Scene&, Output&)>& take);

// One line of JSON.
std::string text_of(const nlohmann::ordered_json& value);
// {"story", "id", "start", "end", "text"}; id is null for words of a story that are no claim.
nlohmann::ordered_json evidence(const inquire::Scene& scene, const inquire::Claim& claim);

// "story:12-34", where the words of a claim stand.
std::string place_of(const inquire::Scene& scene, const inquire::Claim& claim);

// Names, else codes, with commas between.
std::string names_of(const std::vector<inquire::Party>& parties);

}  // namespace casus::cli
