#if defined(__x86_64__)

#include <immintrin.h>

#include "annotate/kernels.h"

namespace casus::annotate {
namespace {

using Vector = __m512;
constexpr std::size_t lanes = 16;
constexpr std::size_t tile_rows = 12;  // 24 sums, 2 weights; the broadcast is part of the multiplication
constexpr std::size_t tile_vectors = 2;
constexpr std::size_t score_vectors = 7;

inline Vector load(const float* from) { return _mm512_loadu_ps(from); }
inline void store(float* to, Vector value) { _mm512_storeu_ps(to, value); }
inline Vector broadcast(float value) { return _mm512_set1_ps(value); }
inline Vector multiply_add(Vector a, Vector b, Vector c) { return _mm512_fmadd_ps(a, b, c); }
inline Vector higher(Vector a, Vector b) { return _mm512_max_ps(a, b); }
inline float sum_of(Vector value) {
  const __m256 half = _mm256_add_ps(_mm512_castps512_ps256(value), _mm512_extractf32x8_ps(value, 1));
  __m128 sums = _mm_add_ps(_mm256_castps256_ps128(half), _mm256_extractf128_ps(half, 1));
  sums = _mm_add_ps(sums, _mm_movehl_ps(sums, sums));
  return _mm_cvtss_f32(_mm_add_ss(sums, _mm_shuffle_ps(sums, sums, 1)));
}
inline float highest_of(Vector value) { return _mm512_reduce_max_ps(value); }
inline unsigned equal_lanes(Vector a, Vector b) { return _mm512_cmp_ps_mask(a, b, _CMP_EQ_OQ); }

#include "annotate/kernels_body.inc"

}  // namespace

const Kernels avx512_kernels = {Cpu::avx512,   panel,     multiply,     maxout_norm,
                                add_four_rows, best_move, first_highest};

}  // namespace casus::annotate

#endif
