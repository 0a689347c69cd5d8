// Turns a published language model package into the one file the runtime maps (docs/formats/model.md).
#pragma once

#include <string>

#include "annotate/model_file.h"
#include "base/result.h"

namespace casus::annotate {

// Reads the package and collects every section. Data only: nothing in the package is executed.
base::Result<ModelFileWriter> convert_package(const std::string& wheel_or_folder);

// The same, written to `out`; the licence texts are also written beside it, as OUT.LICENSE and
// OUT.LICENSES_SOURCES. Cost: under a second for md.
base::Result<void> convert_model(const std::string& wheel_or_folder, const std::string& out);

}  // namespace casus::annotate
