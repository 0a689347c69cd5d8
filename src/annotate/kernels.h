// The few loops in which nearly all time goes, once for each instruction set.
//
// Matrices are float, row-major. A row of the left matrix begins every `stride` floats, and `stride` is one
// of kernel_strides: known when compiling, it lets the inner loop address twelve rows without arithmetic.
// Rows may overlap: with stride 96 and 288 inputs, row i is the window of rows i-1, i and i+1 seen from row
// i-1. The right matrix is packed beforehand (see Packed). Left and result matrices must be readable and
// writable for `row_slack` rows beyond the last, because rows are handled in blocks.
//
// All functions are pure apart from their result; results of two instruction sets differ in rounding only.
#pragma once

#include <cstddef>
#include <cstdint>

#include "annotate/cpu.h"

namespace casus::annotate {

inline constexpr std::size_t kernel_strides[] = {64, 96, 128, 320, 768};
inline constexpr std::size_t row_slack = 12;
// Columns are padded to a multiple of this in every packed matrix and every table of scores.
inline constexpr std::size_t column_multiple = 32;
// What maxout_norm can hold: pieces times width.
inline constexpr std::size_t widest_maxout = 512;

struct Kernels {
  Cpu cpu;
  // Columns that lie together in a packed matrix: column c of input k is at
  // (c / panel) * inputs * panel + k * panel + c % panel.
  std::size_t panel;

  // result[i][j] = bias[j] + sum over k < inputs of left[i * stride + k] * weight[j][k].
  // `columns` is a multiple of column_multiple; `bias` and rows of `result` are as long.
  void (*multiply)(const float* left, std::size_t stride, std::size_t rows, const float* packed,
                   std::size_t inputs, std::size_t columns, const float* bias, float* result,
                   std::size_t result_stride);

  // The same product with columns = pieces * width (piece-major), then the maximum over pieces, then layer
  // normalisation (population variance + 1e-8) scaled by `gain` and shifted by `shift`, then `residual` added
  // where it is not null. `result` and `residual` have rows of `width` floats, a multiple of 32.
  void (*maxout_norm)(const float* left, std::size_t stride, std::size_t rows, const float* packed,
                      std::size_t inputs, std::size_t width, std::size_t pieces, const float* bias,
                      const float* gain, const float* shift, const float* residual, float* result);

  // result[j] = sum of the four rows of `table`; `width` is a multiple of 16.
  void (*add_four_rows)(const float* table, std::size_t width, const std::uint32_t* four_rows, float* result);

  // One step of a transition system: hidden = max over two pieces of (bias + sum of `count` feature rows),
  // each row 2 * hidden_width floats, piece-major; scores = upper_bias + hidden * upper, where upper[k] is a
  // row of `columns` floats. Then the first column with the highest score + mask. `scores` has room for
  // `columns`, which is a multiple of 16; hidden_width is a multiple of 16, at most 256.
  std::size_t (*best_move)(const float* const* features, std::size_t count, const float* bias,
                           std::size_t hidden_width, const float* upper, const float* upper_bias,
                           std::size_t columns, const float* mask, float* scores);

  // The first of the highest values; `count` is a multiple of 16 and not 0.
  std::size_t (*first_highest)(const float* values, std::size_t count);
};

// The kernels for `cpu`, which must be supported.
const Kernels& kernels(Cpu cpu);

// Each lives in a file compiled for its instruction set.
extern const Kernels plain_kernels;
#if defined(__x86_64__)
extern const Kernels avx2_kernels;
extern const Kernels avx512_kernels;
#endif

}  // namespace casus::annotate
