#if defined(__x86_64__)

#include <immintrin.h>

#include "annotate/kernels.h"

namespace casus::annotate {
namespace {

using Vector = __m256;
constexpr std::size_t lanes = 8;
constexpr std::size_t tile_rows = 6;  // 12 sums, 2 weights, 1 broadcast of 16 registers
constexpr std::size_t tile_vectors = 2;
constexpr std::size_t score_vectors = 7;

inline Vector load(const float* from) { return _mm256_loadu_ps(from); }
inline void store(float* to, Vector value) { _mm256_storeu_ps(to, value); }
inline Vector broadcast(float value) { return _mm256_set1_ps(value); }
inline Vector multiply_add(Vector a, Vector b, Vector c) { return _mm256_fmadd_ps(a, b, c); }
inline Vector higher(Vector a, Vector b) { return _mm256_max_ps(a, b); }
inline __m128 sum_halves(Vector value) {
  return _mm_add_ps(_mm256_castps256_ps128(value), _mm256_extractf128_ps(value, 1));
}
inline float sum_of(Vector value) {
  __m128 sums = sum_halves(value);
  sums = _mm_add_ps(sums, _mm_movehl_ps(sums, sums));
  return _mm_cvtss_f32(_mm_add_ss(sums, _mm_shuffle_ps(sums, sums, 1)));
}
inline float highest_of(Vector value) {
  __m128 best = _mm_max_ps(_mm256_castps256_ps128(value), _mm256_extractf128_ps(value, 1));
  best = _mm_max_ps(best, _mm_movehl_ps(best, best));
  return _mm_cvtss_f32(_mm_max_ss(best, _mm_shuffle_ps(best, best, 1)));
}
inline unsigned equal_lanes(Vector a, Vector b) {
  return static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(a, b, _CMP_EQ_OQ)));
}

#include "annotate/kernels_body.inc"

}  // namespace

const Kernels avx2_kernels = {Cpu::avx2,     panel,     multiply,     maxout_norm,
                              add_four_rows, best_move, first_highest};

}  // namespace casus::annotate

#endif
