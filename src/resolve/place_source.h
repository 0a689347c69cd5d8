// What the source of a story says of where its news lies: the country of its domain, the town that a paper is
// named for ("gainesvilletimes.com", "The Marion Star").
//
// Cost: some hundred look-ups a story.
#pragma once

#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"
#include "resolve/place_chooser.h"
#include "resolve/place_finder.h"
#include "resolve/place_words.h"

namespace casus::resolve {

// `source` is a host, an address or a name as a person writes it; nothing for one that names no place.
std::vector<PlaceHint> source_hints(std::string_view source, const knowledge::Knowledge& knowledge,
                                    const PlaceFinder& finder, const PlaceWords& words);

}  // namespace casus::resolve
