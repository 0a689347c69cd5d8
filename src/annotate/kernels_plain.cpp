// For machines without AVX2, and other architectures: four lanes in the compiler's own vector type, a tile
// small enough for sixteen registers.
#include "annotate/kernels.h"

namespace casus::annotate {
namespace {

using Vector = float __attribute__((vector_size(16)));
constexpr std::size_t lanes = 4;
constexpr std::size_t tile_rows = 4;  // 8 sums, 2 weights, 1 broadcast, 2 products
constexpr std::size_t tile_vectors = 2;
constexpr std::size_t score_vectors = 4;

inline Vector load(const float* from) {
  Vector out;
  __builtin_memcpy(&out, from, sizeof out);
  return out;
}
inline void store(float* to, Vector value) { __builtin_memcpy(to, &value, sizeof value); }
inline Vector broadcast(float value) { return Vector{value, value, value, value}; }
inline Vector multiply_add(Vector a, Vector b, Vector c) { return a * b + c; }
inline Vector higher(Vector a, Vector b) { return a > b ? a : b; }
inline float sum_of(Vector value) { return (value[0] + value[2]) + (value[1] + value[3]); }
inline float highest_of(Vector value) {
  const float a = value[0] > value[1] ? value[0] : value[1];
  const float b = value[2] > value[3] ? value[2] : value[3];
  return a > b ? a : b;
}
inline unsigned equal_lanes(Vector a, Vector b) {
  const auto equal = a == b;
  unsigned out = 0;
  for (unsigned i = 0; i < lanes; ++i) out |= equal[i] != 0 ? 1U << i : 0U;
  return out;
}

#include "annotate/kernels_body.inc"

}  // namespace

const Kernels plain_kernels = {Cpu::plain,    panel,     multiply,     maxout_norm,
                               add_four_rows, best_move, first_highest};

}  // namespace casus::annotate
