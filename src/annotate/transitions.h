// The scorer of a transition system: from the tokens a state looks at to the best next move.
//
// A move's score is a small network over the rows of a few tokens, one for each place the state looks at. The
// part that depends on one token and one place is computed once for each token, a block at a time and kept
// for as long as a sentence needs it; a step then adds rows and multiplies once.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "annotate/kernels.h"
#include "annotate/model_file.h"
#include "annotate/weights.h"
#include "base/result.h"

namespace casus::annotate {

// One move: what to do and with which label.
struct Move {
  unsigned action = 0;
  std::string label;
};

// The moves of `component` in the order of the scores. Error `model_content`.
base::Result<std::vector<Move>> read_moves(const ModelFile& file, const std::string& component);

// Immutable after read(); shared by threads.
class TransitionScorer {
 public:
  static constexpr std::uint32_t no_token = 0xFFFFFFFFU;
  static constexpr std::size_t most_places = 8;

  // `places`: how many tokens a state looks at; `moves`: how many there are. `input_width`: of encoder rows.
  // Error `model_content`.
  static base::Result<TransitionScorer> read(const ModelFile& file, const std::string& component,
                                             std::size_t places, std::size_t moves, std::size_t input_width,
                                             const Kernels& kernels);

  // Floats of one token's input.
  std::size_t width() const { return width_; }
  // Encoder rows to inputs: rows of width() floats; `out` has row_slack rows beyond `count`.
  void reduce(const float* rows, std::size_t count, float* out) const;

  class Workspace {
   private:
    friend class TransitionScorer;
    const float* inputs_ = nullptr;
    std::size_t count_ = 0;
    std::size_t computed_ = 0;  // tokens
    Floats ring_;
    std::array<Floats, most_places> old_;
    Floats scores_;
  };

  // A set of moves that are allowed.
  using Mask = Floats;
  // `allowed` has an entry for each move.
  Mask mask(const std::vector<bool>& allowed) const;

  // Takes up a document: `count` inputs with row_slack readable rows beyond. They stay where they are until
  // the last best_move().
  void begin(const float* inputs, std::size_t count, Workspace& workspace) const;
  // The first allowed move of the highest score; one at least must be. `tokens`: one for each place, or
  // no_token.
  std::size_t best_move(std::span<const std::uint32_t> tokens, const Mask& mask, Workspace& workspace) const;

 private:
  static constexpr std::size_t block_tokens = 48;  // a multiple of every tile
  static constexpr std::size_t ring_blocks = 16;

  const float* row(std::uint32_t token, std::size_t place, Workspace& workspace) const;

  const Kernels* kernels_ = nullptr;
  std::size_t input_width_ = 0;
  std::size_t width_ = 0;
  std::size_t hidden_ = 0;
  std::size_t places_ = 0;
  std::size_t moves_ = 0;
  std::size_t columns_ = 0;  // moves, rounded up
  PackedMatrix reduce_;
  PackedMatrix lower_;  // column (place * 2 + piece) * hidden + unit
  Floats none_;         // the rows of places that are empty
  Floats bias_;
  Floats upper_;  // inputs by columns
  Floats upper_bias_;
};

}  // namespace casus::annotate
