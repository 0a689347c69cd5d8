// Rows are computed in blocks of tokens into a ring. A parse moves forward, so the newest block is nearly
// always in the ring; a token that fell out of it (the head of a sentence of hundreds of words) is computed
// again, for the one place that asks: the sums run in the same order, so the row is the same to the bit.
#include "annotate/transitions.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <nlohmann/json.hpp>

namespace casus::annotate {

base::Result<std::vector<Move>> read_moves(const ModelFile& file, const std::string& component) {
  const auto wrong = [&] { return file.broken(component + ": its moves cannot be read"); };
  const auto json = nlohmann::json::parse(file.text("moves/" + component), nullptr, false);
  if (!json.is_object()) return wrong();
  struct Counted {
    Move move;
    std::int64_t frequency;
  };
  std::vector<Counted> all;
  for (const auto& [action, labels] : json.items()) {
    if (action.size() != 1 || action[0] < '0' || action[0] > '9' || !labels.is_object()) return wrong();
    for (const auto& [label, frequency] : labels.items()) {
      // Labels added after training have negative frequencies and another order: not in published models.
      if (!frequency.is_number_unsigned()) return wrong();
      all.push_back({{static_cast<unsigned>(action[0] - '0'), label}, frequency.get<std::int64_t>()});
    }
  }
  std::sort(all.begin(), all.end(), [](const Counted& a, const Counted& b) {
    if (a.move.action != b.move.action) return a.move.action < b.move.action;
    if (a.frequency != b.frequency) return a.frequency > b.frequency;
    return a.move.label > b.move.label;
  });
  std::vector<Move> out;
  for (Counted& counted : all) out.push_back(std::move(counted.move));
  return out;
}

base::Result<TransitionScorer> TransitionScorer::read(const ModelFile& file, const std::string& component,
                                                      std::size_t places, std::size_t moves,
                                                      std::size_t input_width, const Kernels& kernels) {
  assert(places > 0 && places <= most_places);
  auto network = Network::read(file, component);
  if (!network) return network.error();
  const NetworkNode* lower = network->referred("lower");
  const NetworkNode* upper = network->referred("upper");
  const NetworkNode* reduce = nullptr;
  for (const NetworkNode* node : network->find("linear", "W")) {
    if (node != upper) reduce = node;
  }
  if (lower == nullptr || upper == nullptr || reduce == nullptr) {
    return network->broken("it has no scorer of moves");
  }

  TransitionScorer out;
  out.kernels_ = &kernels;
  out.input_width_ = input_width;
  out.width_ = reduce->number("nO");
  out.hidden_ = lower->number("nO");
  out.places_ = places;
  out.moves_ = moves;
  out.columns_ = rounded_up(moves, 16);
  const std::size_t width = out.width_;
  const std::size_t hidden = out.hidden_;
  const std::size_t pieces = 2;
  if (!is_kernel_stride(width) || width % column_multiple != 0 || hidden == 0 || hidden % 16 != 0 ||
      hidden > 256 || moves == 0) {
    return network->broken("there is no kernel for its widths");
  }
  const auto reduce_weights = Network::weight(*reduce, "W", {width, input_width});
  const auto reduce_bias = Network::weight(*reduce, "b", {width});
  const auto lower_weights = Network::weight(*lower, "W", {places, hidden, pieces, width});
  const auto lower_bias = Network::weight(*lower, "b", {hidden, pieces});
  const auto none = Network::weight(*lower, "pad", {1, places, hidden, pieces});
  const auto upper_weights = Network::weight(*upper, "W", {moves, hidden});
  const auto upper_bias = Network::weight(*upper, "b", {moves});
  if (!reduce_weights || !reduce_bias || !lower_weights || !lower_bias || !none || !upper_weights ||
      !upper_bias) {
    return network->broken("its scorer of moves has the wrong shape");
  }

  out.reduce_ =
      PackedMatrix::pack(kernels, *reduce_weights, input_width, width, [](std::size_t c) { return c; });
  std::copy(reduce_bias->begin(), reduce_bias->end(), out.reduce_.bias.begin());
  // Pieces lie beside each other in the file and one after the other here.
  const auto row_of = [&](std::size_t c) {
    const std::size_t place = c / (pieces * hidden);
    const std::size_t piece = c / hidden % pieces;
    return (place * hidden + c % hidden) * pieces + piece;
  };
  const std::size_t lower_columns = places * pieces * hidden;
  out.lower_ = PackedMatrix::pack(kernels, *lower_weights, width, lower_columns, row_of);
  out.none_.resize(lower_columns);
  for (std::size_t c = 0; c < lower_columns; ++c) out.none_[c] = (*none)[row_of(c)];
  out.bias_.resize(pieces * hidden);
  for (std::size_t c = 0; c < pieces * hidden; ++c) out.bias_[c] = (*lower_bias)[row_of(c)];
  out.upper_.assign(hidden * out.columns_, 0.0F);
  out.upper_bias_.assign(out.columns_, 0.0F);
  for (std::size_t move = 0; move < moves; ++move) {
    for (std::size_t k = 0; k < hidden; ++k) {
      out.upper_[k * out.columns_ + move] = (*upper_weights)[move * hidden + k];
    }
    out.upper_bias_[move] = (*upper_bias)[move];
  }
  return out;
}

void TransitionScorer::reduce(const float* rows, std::size_t count, float* out) const {
  kernels_->multiply(rows, input_width_, count, reduce_.weights.data(), reduce_.inputs, reduce_.columns,
                     reduce_.bias.data(), out, width_);
}

TransitionScorer::Mask TransitionScorer::mask(const std::vector<bool>& allowed) const {
  Mask out(columns_, -std::numeric_limits<float>::infinity());
  for (std::size_t move = 0; move < allowed.size(); ++move) {
    if (allowed[move]) out[move] = 0.0F;
  }
  return out;
}

void TransitionScorer::begin(const float* inputs, std::size_t count, Workspace& workspace) const {
  workspace.inputs_ = inputs;
  workspace.count_ = count;
  workspace.computed_ = 0;
  make_room(workspace.ring_, ring_blocks * block_tokens * lower_.columns);
  for (Floats& row : workspace.old_) make_room(row, (1 + row_slack) * 2 * hidden_);
  make_room(workspace.scores_, columns_);
}

const float* TransitionScorer::row(std::uint32_t token, std::size_t place, Workspace& workspace) const {
  constexpr std::size_t ring_tokens = block_tokens * ring_blocks;
  assert(token < workspace.count_);
  while (token >= workspace.computed_) {
    const std::size_t first = workspace.computed_;
    const std::size_t count = std::min(block_tokens, workspace.count_ - first);
    kernels_->multiply(workspace.inputs_ + first * width_, width_, count, lower_.weights.data(),
                       lower_.inputs, lower_.columns, lower_.bias.data(),
                       workspace.ring_.data() + first % ring_tokens * lower_.columns, lower_.columns);
    workspace.computed_ = first + block_tokens;
  }
  if (token + ring_tokens >= workspace.computed_) {
    return workspace.ring_.data() + token % ring_tokens * lower_.columns + place * 2 * hidden_;
  }
  float* const old = workspace.old_[place].data();
  const std::size_t column = place * 2 * hidden_;
  kernels_->multiply(workspace.inputs_ + token * width_, width_, 1,
                     lower_.weights.data() + column * lower_.inputs, lower_.inputs, 2 * hidden_,
                     lower_.bias.data(), old, 2 * hidden_);
  return old;
}

std::size_t TransitionScorer::best_move(std::span<const std::uint32_t> tokens, const Mask& mask,
                                        Workspace& workspace) const {
  assert(tokens.size() == places_);
  const float* rows[most_places];
  for (std::size_t place = 0; place < tokens.size(); ++place) {
    rows[place] =
        tokens[place] == no_token ? none_.data() + place * 2 * hidden_ : row(tokens[place], place, workspace);
  }
  const std::size_t best =
      kernels_->best_move(rows, tokens.size(), bias_.data(), hidden_, upper_.data(), upper_bias_.data(),
                          columns_, mask.data(), workspace.scores_.data());
  if (mask[best] == 0.0F) return best;
  // Only where scores are no numbers: a forged model may be wrong, but not break the state.
  return static_cast<std::size_t>(std::find(mask.begin(), mask.end(), 0.0F) - mask.begin());
}

}  // namespace casus::annotate
