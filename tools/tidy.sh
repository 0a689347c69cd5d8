#!/bin/sh
# tools/tidy.sh [FILE...]: clang-tidy with the checks of .clang-tidy; default every .cpp of src but the tests.
set -eu
cd "$(dirname "$0")/.."
command -v clang-tidy-14 >/dev/null || { printf 'casus: needs the package clang-tidy-14\n' >&2; exit 1; }
build=${BUILD:-build/release}
[ -f "$build/compile_commands.json" ] || tools/setup.sh build casus
[ $# -gt 0 ] || set -- $(git ls-files 'src/*.cpp' | grep -v '_test\.cpp$')
printf 'casus: clang-tidy over %s files\n' "$#"
printf '%s\n' "$@" | xargs -n 1 -P "${JOBS:-$(nproc)}" clang-tidy-14 --quiet -p "$build" --extra-arg=-Wno-unknown-warning-option --warnings-as-errors='*' 2>/dev/null
