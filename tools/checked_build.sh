#!/bin/sh
# tools/checked_build.sh PRESET: configures a preset of CMakePresets.json, builds it, runs every test in it.
# Presets: debug, clang, asan, tsan, coverage. The language models are shared with the release build.
set -eu
cd "$(dirname "$0")/.."
preset=${1:?which preset? debug, clang, asan, tsan, coverage}
say() { printf 'casus: %s\n' "$*"; }

tools/setup.sh packages
tools/setup.sh build casus-convert casus-knowledge
tools/setup.sh models
tools/setup.sh knowledge
if [ "$preset" = clang ] && ! command -v clang++-14 >/dev/null; then
  printf 'casus: the clang preset needs the package clang-14\n' >&2
  exit 1
fi
say "configuring preset $preset"
cmake --preset "$preset" >/dev/null
BUILD=build/$preset tools/setup.sh build
say "running the tests of preset $preset"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
(cd "build/$preset" && ctest --output-on-failure -j "$(nproc 2>/dev/null || echo 1)")
if [ "$preset" = coverage ]; then
  if command -v gcovr >/dev/null; then
    gcovr --root . --filter 'src/' --exclude '.*_test\.cpp' --object-directory build/coverage --print-summary |
      tail -n 4
  else
    say "install the package gcovr to see the figures"
  fi
fi
