// Which instruction set the numeric kernels use: chosen once at run time, never when compiling.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace casus::annotate {

enum class Cpu : std::uint8_t {
  plain,   // what every machine of this architecture has (SSE2 on x86-64)
  avx2,    // AVX2 and FMA
  avx512,  // AVX-512 F, BW, VL, DQ
};

std::string_view name(Cpu cpu);
std::optional<Cpu> find_cpu(std::string_view name);

// Whether this machine and its operating system can run kernels made for `cpu`, and whether they are in this
// program.
bool supported(Cpu cpu);

// The best supported one; or the one that the environment variable CASUS_CPU names ("avx512", "avx2",
// "plain"), if supported: for tests and benchmarks.
Cpu best_cpu();

}  // namespace casus::annotate
