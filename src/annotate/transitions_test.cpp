#include "annotate/transitions.h"

#include <array>
#include <gtest/gtest.h>
#include <random>

#include "annotate/golden_files.h"

namespace casus::annotate {
namespace {

TEST(ReadMoves, OrdersByActionFrequencyAndLabelDescending) {
  ModelFileWriter writer;
  writer.add("moves/parser", R"({"3":{"dobj":5,"pobj":9,"aux":5},"0":{"":1},"2":{"nsubj":2}})");
  writer.add("moves/added", R"({"1":{"late":-1}})");
  const auto file = ModelFile::from_bytes(writer.bytes());
  ASSERT_TRUE(file);
  const auto moves = read_moves(*file, "parser");
  ASSERT_TRUE(moves);
  std::string order;
  for (const Move& move : *moves) order += std::to_string(move.action) + move.label + " ";
  EXPECT_EQ(order, "0 2nsubj 3pobj 3dobj 3aux ");
  EXPECT_EQ(read_moves(*file, "added").error().code, "model_content");
  EXPECT_EQ(read_moves(*file, "absent").error().code, "model_content");
}

// A token that fell out of the ring scores as it did before.
TEST(TransitionScorer, RemembersOrComputesAgain) {
  const std::string path = model_path(CASUS_SOURCE_DIR, "sm");
  if (!is_readable(path)) GTEST_SKIP() << path << " is missing; run `make setup`";
  const auto file = ModelFile::open(path);
  ASSERT_TRUE(file);
  const auto moves = read_moves(*file, "ner");
  ASSERT_TRUE(moves);
  const auto scorer = TransitionScorer::read(*file, "ner", 3, moves->size(), 96, kernels(best_cpu()));
  ASSERT_TRUE(scorer) << scorer.error().to_string();
  constexpr std::uint32_t count = 3000;
  Floats inputs((count + row_slack) * scorer->width());
  std::mt19937 random(11);
  std::uniform_real_distribution<float> value(-3.0F, 3.0F);
  for (float& input : inputs) input = value(random);
  const auto mask = scorer->mask(std::vector<bool>(moves->size(), true));

  TransitionScorer::Workspace fresh;
  TransitionScorer::Workspace far;
  scorer->begin(inputs.data(), count, fresh);
  scorer->begin(inputs.data(), count, far);
  const std::array<std::uint32_t, 3> end = {count - 1, count - 2, TransitionScorer::no_token};
  (void)scorer->best_move(end, mask, far);
  std::size_t different = 0;
  std::size_t last = 0;
  for (std::uint32_t i = 2; i < 700; ++i) {
    const std::array<std::uint32_t, 3> tokens = {i, i - 2, i - 1};
    const std::size_t expected = scorer->best_move(tokens, mask, fresh);
    ASSERT_EQ(scorer->best_move(tokens, mask, far), expected) << i;
    different += expected != last ? 1 : 0;
    last = expected;
  }
  EXPECT_GT(different, 100U);  // else the comparison would say nothing
}

TEST(TransitionScorer, ForbiddenMovesAreNotTaken) {
  const std::string path = model_path(CASUS_SOURCE_DIR, "sm");
  if (!is_readable(path)) GTEST_SKIP() << path << " is missing; run `make setup`";
  const auto file = ModelFile::open(path);
  ASSERT_TRUE(file);
  const auto moves = read_moves(*file, "ner");
  const auto scorer = TransitionScorer::read(*file, "ner", 3, moves->size(), 96, kernels(best_cpu()));
  ASSERT_TRUE(scorer);
  // Inputs that are no numbers must not lead to a forbidden move either.
  Floats inputs((1 + row_slack) * scorer->width(), std::numeric_limits<float>::quiet_NaN());
  TransitionScorer::Workspace workspace;
  scorer->begin(inputs.data(), 1, workspace);
  for (std::size_t only = 0; only < moves->size(); ++only) {
    std::vector<bool> allowed(moves->size(), false);
    allowed[only] = true;
    const std::array<std::uint32_t, 3> tokens = {0, TransitionScorer::no_token, TransitionScorer::no_token};
    EXPECT_EQ(scorer->best_move(tokens, scorer->mask(allowed), workspace), only);
  }
}

}  // namespace
}  // namespace casus::annotate
