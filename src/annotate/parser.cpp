// The transition system of the models. A state is a stack, a buffer and the arcs so far:
//
//   shift   the next token goes on the stack
//   reduce  the top leaves the stack; if it has no head and is not alone, it goes back to the buffer instead,
//           and may not simply be shifted again
//   left    the next token becomes the head of the top, which leaves the stack; it may have had another head
//   right   the top becomes the head of the next token, which goes on the stack
//   break   a sentence starts after the next token: no arc will cross, the stack has to empty itself first
//
// Each token is shifted, returned and reduced a bounded number of times, so the work is linear.
#include "annotate/parser.h"

#include <algorithm>
#include <array>
#include <bit>

namespace casus::annotate {
namespace {

constexpr std::uint32_t no_token = TransitionScorer::no_token;
constexpr std::size_t places = 8;

enum Action : unsigned { shift = 0, reduce = 1, left = 2, right = 3, breaks = 4 };
constexpr unsigned action_count = 5;

}  // namespace

base::Result<Parser> Parser::read(const ModelFile& file, std::size_t input_width, const Kernels& kernels) {
  auto moves = read_moves(file, "parser");
  if (!moves) return moves.error();
  auto scorer = TransitionScorer::read(file, "parser", places, moves->size(), input_width, kernels);
  if (!scorer) return scorer.error();
  Parser out;
  out.scorer_ = *std::move(scorer);
  out.labels_.push_back({});
  for (const Move& move : *moves) {
    if (move.action >= action_count) return file.broken("parser: an unknown action");
    Step step{move.action, 0};
    if (move.action == left || move.action == right) {
      const auto label = parse_arc_label(move.label);
      if (!label) return file.broken("parser: unknown relation " + move.label);
      step.label = static_cast<std::uint16_t>(out.labels_.size());
      out.labels_.push_back(*label);
    }
    out.steps_.push_back(step);
  }
  for (unsigned actions = 0; actions < 1U << action_count; ++actions) {
    std::vector<bool> allowed;
    for (const Step& step : out.steps_) allowed.push_back((actions >> step.action & 1U) != 0);
    out.masks_.push_back(out.scorer_.mask(allowed));
    const auto first = std::find(allowed.begin(), allowed.end(), true);
    const bool only = first != allowed.end() && std::find(first + 1, allowed.end(), true) == allowed.end();
    out.only_move_.push_back(only ? static_cast<std::int32_t>(first - allowed.begin()) : -1);
    // An action without a move would leave a state without a way on.
    if (std::popcount(actions) == 1 && first == allowed.end()) {
      return file.broken("parser: an action has no move");
    }
  }
  return out;
}

void Parser::Workspace::State::begin(std::uint32_t count) {
  stack.clear();
  returned.clear();
  next = 0;
  length = count;
  head.assign(count, no_token);
  label.assign(count, 0);
  was_returned.assign(count, 0);
  starts_sentence.assign(count, 0);
  last_left.assign(count, no_token);
  last_right.assign(count, no_token);
  before.assign(count, no_token);
}

std::uint32_t Parser::Workspace::State::on_stack(std::size_t i) const {
  return i < stack.size() ? stack[stack.size() - 1 - i] : no_token;
}

std::uint32_t Parser::Workspace::State::in_buffer(std::size_t i) const {
  if (i < returned.size()) return returned[returned.size() - 1 - i];
  const std::size_t token = next + (i - returned.size());
  return token < length ? static_cast<std::uint32_t>(token) : no_token;
}

void Parser::Workspace::State::shift() {
  if (returned.empty()) {
    stack.push_back(next++);
  } else {
    stack.push_back(returned.back());
    returned.pop_back();
  }
}

void Parser::Workspace::State::add_arc(std::uint32_t from, std::uint32_t to, std::uint16_t label_index) {
  if (const std::uint32_t old = head[to]; old != no_token) {
    // Only a left arc replaces a head; the token was then the last that its old head got.
    std::uint32_t& last = old > to ? last_left[old] : last_right[old];
    if (last == to) last = before[to];
  }
  std::uint32_t& last = from > to ? last_left[from] : last_right[from];
  before[to] = last;
  last = to;
  head[to] = from;
  label[to] = label_index;
}

unsigned Parser::allowed_actions(const Workspace::State& state) const {
  const std::size_t buffered = state.buffer_size();
  if (state.stack.empty()) {
    unsigned out = 1U << shift;
    if (buffered >= 2) {
      const std::uint32_t second = state.in_buffer(1);
      if (second == state.in_buffer(0) + 1 && state.starts_sentence[second] == 0) out |= 1U << breaks;
    }
    return out;
  }
  unsigned out = 1U << reduce;
  if (buffered == 0) return out;
  const std::uint32_t first = state.in_buffer(0);
  const bool starts = state.starts_sentence[first] != 0;
  if (!starts) out |= 1U << left | 1U << right;
  if (buffered < 2) return out;
  if (!starts && state.was_returned[first] == 0) out |= 1U << shift;
  const std::uint32_t second = state.in_buffer(1);
  if (second == first + 1 && state.starts_sentence[second] == 0) out |= 1U << breaks;
  return out;
}

void Parser::apply(const Step& step, Workspace::State& state) const {
  switch (step.action) {
    case shift:
      state.shift();
      return;
    case reduce: {
      const std::uint32_t top = state.stack.back();
      state.stack.pop_back();
      if (state.head[top] == no_token && !state.stack.empty()) {
        state.was_returned[top] = 1;
        state.returned.push_back(top);
      }
      return;
    }
    case left: {
      const std::uint32_t next = state.in_buffer(0);
      state.add_arc(next, state.stack.back(), step.label);
      state.was_returned[next] = 0;
      state.stack.pop_back();
      return;
    }
    case right:
      state.add_arc(state.stack.back(), state.in_buffer(0), step.label);
      state.shift();
      return;
    default:
      state.starts_sentence[state.in_buffer(1)] = 1;
  }
}

void Parser::parse(const float* inputs, const std::vector<std::uint8_t>& is_space,
                   document::Document& document, Workspace& workspace) const {
  Workspace::State& state = workspace.state_;
  const auto count = static_cast<std::uint32_t>(is_space.size());
  state.begin(count);
  scorer_.begin(inputs, count, workspace.scorer_);
  const auto child = [](const std::vector<std::uint32_t>& last, std::uint32_t token) {
    return token == no_token ? no_token : last[token];
  };
  while (!state.is_final()) {
    const unsigned actions = allowed_actions(state);
    std::size_t move = 0;
    if (only_move_[actions] >= 0) {
      move = static_cast<std::size_t>(only_move_[actions]);
    } else {
      const std::uint32_t next = state.in_buffer(0);
      const std::uint32_t top = state.on_stack(0);
      const std::array<std::uint32_t, places> tokens = {next,
                                                        state.in_buffer(1),
                                                        top,
                                                        state.on_stack(1),
                                                        state.on_stack(2),
                                                        child(state.last_left, next),
                                                        child(state.last_left, top),
                                                        child(state.last_right, top)};
      move = scorer_.best_move(tokens, masks_[actions], workspace.scorer_);
    }
    apply(steps_[move], state);
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    if (state.head[i] == no_token) state.head[i] = i;
  }
  workspace.tree_.finish(state.head, state.label, labels_, is_space, document);
}

}  // namespace casus::annotate
