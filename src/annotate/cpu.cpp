#include "annotate/cpu.h"

#include <cstdlib>

namespace casus::annotate {

std::string_view name(Cpu cpu) {
  switch (cpu) {
    case Cpu::plain:
      return "plain";
    case Cpu::avx2:
      return "avx2";
    case Cpu::avx512:
      return "avx512";
  }
  return "";
}

std::optional<Cpu> find_cpu(std::string_view wanted) {
  for (const Cpu cpu : {Cpu::plain, Cpu::avx2, Cpu::avx512}) {
    if (name(cpu) == wanted) return cpu;
  }
  return std::nullopt;
}

bool supported(Cpu cpu) {
#if defined(__x86_64__)
  // These ask the processor, and the operating system whether it saves the wide registers.
  __builtin_cpu_init();
  switch (cpu) {
    case Cpu::plain:
      return true;
    case Cpu::avx2:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case Cpu::avx512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("fma");
  }
  return false;
#else
  return cpu == Cpu::plain;
#endif
}

Cpu best_cpu() {
  if (const char* wanted = std::getenv("CASUS_CPU")) {
    if (const auto cpu = find_cpu(wanted); cpu && supported(*cpu)) return *cpu;
  }
  for (const Cpu cpu : {Cpu::avx512, Cpu::avx2}) {
    if (supported(cpu)) return cpu;
  }
  return Cpu::plain;
}

}  // namespace casus::annotate
