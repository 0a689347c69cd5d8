#!/bin/sh
# tools/fuzz.sh [SECONDS [TARGET...]]: runs each fuzz target, one after the other, for SECONDS (default 600).
# What a target has learnt stays in .cache/fuzz/TARGET; an input that breaks it lies in .cache/fuzz/TARGET-found.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-600}
[ $# -eq 0 ] || shift
say() { printf 'casus: %s\n' "$*"; }

command -v clang++-14 >/dev/null || { printf 'casus: fuzzing needs the packages clang-14 and libclang-rt-14-dev\n' >&2; exit 1; }
tools/setup.sh packages
cmake --preset fuzz >/dev/null
BUILD=build/fuzz tools/setup.sh build
broken=0
for program in build/fuzz/fuzz/*_fuzz; do
  [ -x "$program" ] || continue
  name=$(basename "$program")
  if [ $# -gt 0 ]; then
    case " $* " in *" $name "*) ;; *) continue ;; esac
  fi
  mkdir -p ".cache/fuzz/$name" ".cache/fuzz/$name-found"
  seeds=
  [ -d "fuzz/seeds/$name" ] && seeds=fuzz/seeds/$name
  say "$name for $seconds seconds"
  # shellcheck disable=SC2086  # no seeds is no argument
  "$program" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=3000 -print_final_stats=1 \
    -artifact_prefix=".cache/fuzz/$name-found/" ".cache/fuzz/$name" $seeds >".cache/fuzz/$name.log" 2>&1 || broken=1
  grep -E 'ERROR|SUMMARY|stat::number_of_executed_units|Test unit written' ".cache/fuzz/$name.log" || true
done
[ "$broken" = 0 ] || { say "something broke: see .cache/fuzz"; exit 1; }
say "nothing broke"
