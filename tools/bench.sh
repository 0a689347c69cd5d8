#!/bin/sh
# tools/bench.sh [BUILD]: runs every benchmark program of BUILD/bench. docs/performance.md says how to read them.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/release}
for program in "$build"/bench/*_bench; do
  [ -x "$program" ] || continue
  printf 'casus: %s\n' "$(basename "$program")"
  "$program"
done
