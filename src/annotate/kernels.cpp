#include "annotate/kernels.h"

#include <cassert>

namespace casus::annotate {

const Kernels& kernels(Cpu cpu) {
  assert(supported(cpu));
#if defined(__x86_64__)
  if (cpu == Cpu::avx512) return avx512_kernels;
  if (cpu == Cpu::avx2) return avx2_kernels;
#endif
  return plain_kernels;
}

}  // namespace casus::annotate
