#include "annotate/kernels.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace casus::annotate {
namespace {

// Every kernel of every instruction set that this machine has, against the loop a reader would write.
class KernelsTest : public testing::TestWithParam<Cpu> {
 protected:
  void SetUp() override {
    if (!supported(GetParam()))
      GTEST_SKIP() << "this processor has no " << name(GetParam()) << "; run the test on one that has";
  }
  const Kernels& k() const { return kernels(GetParam()); }

  std::vector<float> random_floats(std::size_t count) {
    std::vector<float> out(count);
    std::uniform_real_distribution<float> value(-1.0F, 1.0F);
    for (float& f : out) f = value(random_);
    return out;
  }
  std::size_t pick(std::size_t from, std::size_t to) {
    return std::uniform_int_distribution<std::size_t>(from, to)(random_);
  }
  std::vector<float> pack(const std::vector<float>& weights, std::size_t inputs, std::size_t columns) const {
    std::vector<float> out(inputs * columns);
    for (std::size_t c = 0; c < columns; ++c) {
      for (std::size_t i = 0; i < inputs; ++i) {
        out[c / k().panel * inputs * k().panel + i * k().panel + c % k().panel] = weights[c * inputs + i];
      }
    }
    return out;
  }

  std::mt19937 random_{20240302};
};

std::vector<double> plain_product(const std::vector<float>& left, std::size_t stride, std::size_t rows,
                                  const std::vector<float>& weights, std::size_t inputs, std::size_t columns,
                                  const std::vector<float>& bias) {
  std::vector<double> out(rows * columns);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      double sum = bias[j];
      for (std::size_t n = 0; n < inputs; ++n) {
        sum += static_cast<double>(left[i * stride + n]) * static_cast<double>(weights[j * inputs + n]);
      }
      out[i * columns + j] = sum;
    }
  }
  return out;
}

TEST_P(KernelsTest, MultiplyIsTheProduct) {
  for (int round = 0; round < 60; ++round) {
    const std::size_t stride = kernel_strides[pick(0, std::size(kernel_strides) - 1)];
    const std::size_t rows = pick(1, 40);
    const std::size_t inputs = pick(1, 3 * 96);  // more than the stride: rows overlap
    const std::size_t columns = column_multiple * pick(1, 6);
    const auto left = random_floats((rows + row_slack) * stride + inputs);
    const auto weights = random_floats(columns * inputs);
    const auto bias = random_floats(columns);
    std::vector<float> result((rows + row_slack) * columns);
    k().multiply(left.data(), stride, rows, pack(weights, inputs, columns).data(), inputs, columns,
                 bias.data(), result.data(), columns);
    const auto expected = plain_product(left, stride, rows, weights, inputs, columns, bias);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      ASSERT_NEAR(result[i], expected[i], 2e-5) << "stride " << stride << " rows " << rows << " at " << i;
    }
  }
}

TEST_P(KernelsTest, MaxoutNormIsTheLayer) {
  for (int round = 0; round < 40; ++round) {
    const std::size_t stride = round % 2 == 0 ? 96 : 768;
    const std::size_t rows = pick(1, 30);
    const std::size_t inputs = pick(1, 700);
    const std::size_t width = 32 * pick(1, 4);
    const std::size_t pieces = pick(1, 3);
    const bool with_residual = round % 3 != 0;
    const std::size_t columns = width * pieces;
    const auto left = random_floats((rows + row_slack) * stride + inputs);
    const auto weights = random_floats(columns * inputs);
    const auto bias = random_floats(columns);
    const auto gain = random_floats(width);
    const auto shift = random_floats(width);
    const auto residual = random_floats(rows * width);
    std::vector<float> result((rows + row_slack) * width);
    k().maxout_norm(left.data(), stride, rows, pack(weights, inputs, columns).data(), inputs, width, pieces,
                    bias.data(), gain.data(), shift.data(), with_residual ? residual.data() : nullptr,
                    result.data());
    const auto products = plain_product(left, stride, rows, weights, inputs, columns, bias);
    for (std::size_t r = 0; r < rows; ++r) {
      std::vector<double> best(width, -1e30);
      double mean = 0;
      for (std::size_t c = 0; c < width; ++c) {
        for (std::size_t p = 0; p < pieces; ++p) {
          best[c] = std::max(best[c], products[r * columns + p * width + c]);
        }
        mean += best[c] / static_cast<double>(width);
      }
      double variance = 0;
      for (const double value : best) variance += (value - mean) * (value - mean);
      variance = variance / static_cast<double>(width) + 1e-8;
      for (std::size_t c = 0; c < width; ++c) {
        double expected = (best[c] - mean) / std::sqrt(variance) * gain[c] + shift[c];
        if (with_residual) expected += residual[r * width + c];
        ASSERT_NEAR(result[r * width + c], expected, 5e-5) << "row " << r << " column " << c;
      }
    }
  }
}

TEST_P(KernelsTest, AddFourRowsAddsThem) {
  const std::size_t width = 96;
  const auto table = random_floats(50 * width);
  for (int round = 0; round < 50; ++round) {
    std::uint32_t rows[4];
    for (std::uint32_t& row : rows) row = static_cast<std::uint32_t>(pick(0, 49));
    if (round == 0) rows[1] = rows[0];
    std::vector<float> result(width);
    k().add_four_rows(table.data(), width, rows, result.data());
    for (std::size_t i = 0; i < width; ++i) {
      float expected = 0;
      for (const std::uint32_t row : rows) expected += table[row * width + i];
      ASSERT_NEAR(result[i], expected, 1e-6);
    }
  }
}

TEST_P(KernelsTest, BestMoveScoresAndPicks) {
  for (int round = 0; round < 100; ++round) {
    const std::size_t hidden_width = 16 * pick(1, 8);
    const std::size_t count = pick(1, 8);
    const std::size_t columns = 16 * pick(1, 12);
    std::vector<std::vector<float>> rows;
    std::vector<const float*> features;
    for (std::size_t f = 0; f < count; ++f) rows.push_back(random_floats(2 * hidden_width));
    for (const auto& row : rows) features.push_back(row.data());
    const auto bias = random_floats(2 * hidden_width);
    const auto upper = random_floats(hidden_width * columns);
    const auto upper_bias = random_floats(columns);
    std::vector<float> mask(columns, 0.0F);
    for (float& m : mask) m = pick(0, 2) == 0 ? -INFINITY : 0.0F;
    mask[pick(0, columns - 1)] = 0.0F;
    std::vector<float> scores(columns);
    const std::size_t best = k().best_move(features.data(), count, bias.data(), hidden_width, upper.data(),
                                           upper_bias.data(), columns, mask.data(), scores.data());
    std::vector<double> expected(columns);
    for (std::size_t c = 0; c < columns; ++c) expected[c] = upper_bias[c];
    for (std::size_t i = 0; i < hidden_width; ++i) {
      double first = bias[i];
      double second = bias[hidden_width + i];
      for (const auto& row : rows) {
        first += row[i];
        second += row[hidden_width + i];
      }
      for (std::size_t c = 0; c < columns; ++c)
        expected[c] += std::max(first, second) * upper[i * columns + c];
    }
    for (std::size_t c = 0; c < columns; ++c) {
      if (mask[c] == 0.0F) {
        ASSERT_NEAR(scores[c], expected[c], 1e-4);
        ASSERT_GE(scores[best], scores[c]);
      }
    }
    ASSERT_EQ(mask[best], 0.0F);
  }
}

TEST_P(KernelsTest, FirstHighestIsTheFirst) {
  for (int round = 0; round < 200; ++round) {
    const std::size_t count = 16 * pick(1, 8);
    std::vector<float> values(count);
    for (float& v : values) v = static_cast<float>(pick(0, 20));  // ties on purpose
    const auto expected = std::max_element(values.begin(), values.end()) - values.begin();
    ASSERT_EQ(k().first_highest(values.data(), count), static_cast<std::size_t>(expected));
  }
  std::vector<float> masked(16, -INFINITY);
  masked[9] = -5.0F;
  EXPECT_EQ(k().first_highest(masked.data(), masked.size()), 9U);
}

INSTANTIATE_TEST_SUITE_P(All, KernelsTest, testing::Values(Cpu::plain, Cpu::avx2, Cpu::avx512),
                         [](const auto& cpu) { return std::string(name(cpu.param)); });

TEST(Kernels, AllInstructionSetsWithFusedMultiplicationGiveTheSameBits) {
  if (!supported(Cpu::avx2) || !supported(Cpu::avx512))
    GTEST_SKIP() << "this processor has not both; run the test on one with AVX-512";
  constexpr std::size_t rows = 17;
  constexpr std::size_t width = 96;
  constexpr std::size_t inputs = 288;
  constexpr std::size_t pieces = 3;
  std::mt19937 random(7);
  std::uniform_real_distribution<float> value(-1.0F, 1.0F);
  const auto floats = [&](std::size_t count) {
    std::vector<float> out(count);
    for (float& f : out) f = value(random);
    return out;
  };
  const auto left = floats((rows + row_slack) * width + inputs);
  const auto weights = floats(inputs * width * pieces);
  const auto bias = floats(width * pieces);
  const auto gain = floats(width);
  const auto shift = floats(width);
  std::vector<float> results[2];
  for (const Cpu cpu : {Cpu::avx2, Cpu::avx512}) {
    const Kernels& k = kernels(cpu);
    std::vector<float> packed(weights.size());
    for (std::size_t c = 0; c < width * pieces; ++c) {
      for (std::size_t i = 0; i < inputs; ++i) {
        packed[c / k.panel * inputs * k.panel + i * k.panel + c % k.panel] = weights[c * inputs + i];
      }
    }
    std::vector<float>& result = results[cpu == Cpu::avx2 ? 0 : 1];
    result.resize((rows + row_slack) * width);
    k.maxout_norm(left.data(), width, rows, packed.data(), inputs, width, pieces, bias.data(), gain.data(),
                  shift.data(), left.data() + width, result.data());
    result.resize(rows * width);
  }
  EXPECT_EQ(results[0], results[1]);
}
TEST(Cpu, NamesAreFoundAgain) {
  for (const Cpu cpu : {Cpu::plain, Cpu::avx2, Cpu::avx512}) EXPECT_EQ(find_cpu(name(cpu)), cpu);
  EXPECT_FALSE(find_cpu("avx9000"));
  EXPECT_TRUE(supported(Cpu::plain));
  EXPECT_TRUE(supported(best_cpu()));
}

}  // namespace
}  // namespace casus::annotate
