// Named entities: one greedy step a token over begin, in, last, unit and out.
#pragma once

#include <cstdint>
#include <vector>

#include "annotate/model_file.h"
#include "annotate/transitions.h"
#include "base/result.h"
#include "document/document.h"

namespace casus::annotate {

// Immutable after read(); shared by threads.
class NameFinder {
 public:
  // Error `model_content`, also for labels that this program does not know.
  static base::Result<NameFinder> read(const ModelFile& file, std::size_t input_width,
                                       const Kernels& kernels);

  const TransitionScorer& scorer() const { return scorer_; }

  class Workspace {
   private:
    friend class NameFinder;
    TransitionScorer::Workspace scorer_;
  };

  // Reads:  `inputs` (as Parser::parse), column sentence_start, which tokens are white space.
  // Writes: names, by position. A name lies within a sentence and begins with a word.
  void find(const float* inputs, const std::vector<std::uint8_t>& is_space, document::Document& document,
            Workspace& workspace) const;

 private:
  struct Step {
    unsigned action = 0;
    document::NameLabel label = document::NameLabel::none;
  };

  TransitionScorer scorer_;
  std::vector<Step> steps_;                           // by score
  TransitionScorer::Mask outside_masks_[3];           // white space; a sentence's last word; any other word
  std::vector<TransitionScorer::Mask> inside_masks_;  // by label, and whether the name may go on
};

}  // namespace casus::annotate
