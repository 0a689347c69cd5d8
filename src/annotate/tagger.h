// Penn tags: the highest score of a linear layer on the shared encoder's rows.
#pragma once

#include <cstdint>
#include <vector>

#include "annotate/model_file.h"
#include "annotate/weights.h"
#include "base/result.h"
#include "document/labels.h"

namespace casus::annotate {

// Immutable after read(); shared by threads.
class Tagger {
 public:
  // Error `model_content`, also for tags that this program does not know.
  static base::Result<Tagger> read(const ModelFile& file, std::size_t input_width, const Kernels& kernels);

  // Tags of `count` encoder rows (with row_slack readable rows beyond); `scores` is scratch.
  void tag(const float* rows, std::size_t count, Floats& scores, std::vector<document::Tag>& out) const;

 private:
  const Kernels* kernels_ = nullptr;
  std::size_t input_width_ = 0;
  PackedMatrix output_;
  std::vector<document::Tag> tags_;  // by score
};

}  // namespace casus::annotate
