#include "annotate/names.h"

#include <array>

namespace casus::annotate {
namespace {

constexpr std::uint32_t no_token = TransitionScorer::no_token;
constexpr std::size_t places = 3;

enum Action : unsigned { missing = 0, begin = 1, in = 2, last = 3, unit = 4, out = 5 };

}  // namespace

base::Result<NameFinder> NameFinder::read(const ModelFile& file, std::size_t input_width,
                                          const Kernels& kernels) {
  using document::NameLabel;
  auto moves = read_moves(file, "ner");
  if (!moves) return moves.error();
  auto scorer = TransitionScorer::read(file, "ner", places, moves->size(), input_width, kernels);
  if (!scorer) return scorer.error();
  NameFinder finder;
  finder.scorer_ = *std::move(scorer);
  std::size_t outs = 0;
  for (const Move& move : *moves) {
    Step step{move.action, NameLabel::none};
    if (move.action < begin || move.action > out) return file.broken("ner: an unknown action");
    if (move.action == out) {
      ++outs;
    } else if (!move.label.empty()) {  // a unit without a label is for blocked tokens, which we have none of
      const auto label = document::find_name_label(move.label);
      if (!label) return file.broken("ner: unknown label " + move.label);
      step.label = *label;
    }
    finder.steps_.push_back(step);
  }
  if (outs != 1) return file.broken("ner: there is no way to leave a word out");

  const auto mask = [&](auto allows) {
    std::vector<bool> allowed;
    for (const Step& step : finder.steps_) {
      allowed.push_back((step.action == out || step.label != NameLabel::none) && allows(step));
    }
    return finder.scorer_.mask(allowed);
  };
  finder.outside_masks_[0] = mask([](const Step& step) { return step.action == out; });
  finder.outside_masks_[1] = mask([](const Step& step) { return step.action == out || step.action == unit; });
  finder.outside_masks_[2] = mask(
      [](const Step& step) { return step.action == out || step.action == unit || step.action == begin; });
  for (std::size_t i = 0; i <= static_cast<std::size_t>(NameLabel::work_of_art); ++i) {
    const auto label = static_cast<NameLabel>(i);
    bool can_end = false;
    bool can_begin = false;
    for (const Step& step : finder.steps_) {
      if (step.label != label) continue;
      can_end = can_end || step.action == last;
      can_begin = can_begin || step.action == begin;
    }
    if (can_begin && !can_end && label != NameLabel::none) return file.broken("ner: a name cannot end");
    for (const bool goes_on : {false, true}) {
      finder.inside_masks_.push_back(mask([&](const Step& step) {
        return step.label == label && (step.action == last || (goes_on && step.action == in));
      }));
    }
  }
  return finder;
}

void NameFinder::find(const float* inputs, const std::vector<std::uint8_t>& is_space,
                      document::Document& document, Workspace& workspace) const {
  const auto count = static_cast<std::uint32_t>(is_space.size());
  const auto& starts = document.tokens.sentence_start;
  document.names.clear();
  scorer_.begin(inputs, count, workspace.scorer_);
  bool open = false;
  document::Name name;
  for (std::uint32_t i = 0; i < count; ++i) {
    const bool goes_on = i + 1 < count && starts[i + 1] == 0;
    std::array<std::uint32_t, places> tokens = {i, no_token, no_token};
    const TransitionScorer::Mask* mask = nullptr;
    if (open) {
      tokens = {i, name.tokens.begin, i - 1};
      mask = &inside_masks_[static_cast<std::size_t>(name.label) * 2 + (goes_on ? 1 : 0)];
    } else {
      mask = &outside_masks_[is_space[i] != 0 ? 0 : goes_on ? 2 : 1];
    }
    if (!open && is_space[i] != 0) continue;  // nothing to decide
    const Step& step = steps_[scorer_.best_move(tokens, *mask, workspace.scorer_)];
    if (step.action == begin || step.action == unit) {
      name.tokens.begin = i;
      name.label = step.label;
    }
    open = step.action == begin || step.action == in;
    if (step.action == unit || step.action == last) {
      name.tokens.end = i + 1;
      document.names.push_back(name);
    }
  }
}

}  // namespace casus::annotate
