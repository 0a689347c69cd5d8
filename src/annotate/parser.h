// Heads, relations and sentences: a greedy arc-eager parser.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annotate/model_file.h"
#include "annotate/transitions.h"
#include "annotate/tree.h"
#include "base/result.h"
#include "document/document.h"

namespace casus::annotate {

// Immutable after read(); shared by threads.
class Parser {
 public:
  // Error `model_content`, also for relations that this program does not know.
  static base::Result<Parser> read(const ModelFile& file, std::size_t input_width, const Kernels& kernels);

  const TransitionScorer& scorer() const { return scorer_; }

  class Workspace {
   private:
    friend class Parser;
    struct State {
      std::vector<std::uint32_t> stack;
      std::vector<std::uint32_t> returned;  // tokens put back on the buffer, the next one last
      std::uint32_t next = 0;               // first token of the buffer that was never shifted
      std::uint32_t length = 0;
      std::vector<std::uint32_t> head;
      std::vector<std::uint16_t> label;
      std::vector<std::uint8_t> was_returned;
      std::vector<std::uint8_t> starts_sentence;
      std::vector<std::uint32_t> last_left;  // child added last on either side
      std::vector<std::uint32_t> last_right;
      std::vector<std::uint32_t> before;  // the child that its head got before this one, on the same side

      void begin(std::uint32_t count);
      std::uint32_t on_stack(std::size_t i) const;
      std::uint32_t in_buffer(std::size_t i) const;
      std::size_t buffer_size() const { return length - next + returned.size(); }
      bool is_final() const { return stack.empty() && buffer_size() == 0; }
      void shift();
      void add_arc(std::uint32_t from, std::uint32_t to, std::uint16_t label_index);
    };
    State state_;
    TransitionScorer::Workspace scorer_;
    Tree tree_;
  };

  // Reads:  `inputs`, one row of scorer().width() floats a token (TransitionScorer::begin says more), and
  // which
  //         tokens are white space.
  // Writes: columns head, dep and sentence_start.
  // Cost:   about two steps a token.
  void parse(const float* inputs, const std::vector<std::uint8_t>& is_space, document::Document& document,
             Workspace& workspace) const;

 private:
  struct Step {
    unsigned action = 0;
    std::uint16_t label = 0;
  };
  unsigned allowed_actions(const Workspace::State& state) const;
  void apply(const Step& step, Workspace::State& state) const;

  TransitionScorer scorer_;
  std::vector<Step> steps_;                    // by score
  std::vector<ArcLabel> labels_;               // 0 is none
  std::vector<TransitionScorer::Mask> masks_;  // by set of allowed actions
  std::vector<std::int32_t> only_move_;        // of a set that allows one move alone, else -1
};

}  // namespace casus::annotate
