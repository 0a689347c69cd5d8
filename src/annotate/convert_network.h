// The numbers of a package: network weights, transition lists, word vectors. Part of convert.h.
#pragma once

#include <string>

#include "annotate/model_file.h"
#include "annotate/package.h"
#include "base/result.h"

namespace casus::annotate {

// Nodes and weights of one component: sections network/COMPONENT and weights/COMPONENT/...
base::Result<void> convert_network(const Package& package, const std::string& component,
                                   ModelFileWriter& writer);
// moves/COMPONENT
base::Result<void> convert_moves(const Package& package, const std::string& component,
                                 ModelFileWriter& writer);
// vectors/...; none where the package has no vectors.
base::Result<void> convert_vectors(const Package& package, ModelFileWriter& writer);

}  // namespace casus::annotate
