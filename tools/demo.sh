#!/bin/sh
# tools/demo.sh [--no-serve] [INPUT [DATE]]: codes INPUT to the terminal, to casus.jsonl and to casus.db, says what lies where,
# and ends with the page on it, until Ctrl-C.
# Settings: BUILD (build folder), OUT (where the two files go; default: here), NO_SERVE=1 (as --no-serve; so does CI),
# PORT (of the page; default 8642, or any that is free).
set -eu
serve=1
[ -z "${NO_SERVE:-}${CI:-}" ] || serve=
if [ "${1:-}" = --no-serve ]; then serve=; shift; fi
cd "$(dirname "$0")/.."
casus=${BUILD:-build/release}/bin/casus
out=${OUT:-.}
input=${1:-demo/dispatches.jsonl}
date=${2:-}
[ -r "$input" ] || { printf 'casus: cannot read %s\n' "$input" >&2; exit 1; }
set -- "$input"
[ -z "$date" ] || set -- --published "$date" "$@"

status=0
"$casus" read "$@" || status=$?
[ "$status" -eq 0 ] || [ "$status" -eq 3 ] || exit "$status"
rm -f "$out/casus.db" "$out/casus.db-wal" "$out/casus.db-shm"
status=0
"$casus" code --quiet --db "$out/casus.db" "$@" >"$out/casus.jsonl" || status=$?
[ "$status" -eq 0 ] || [ "$status" -eq 3 ] || exit "$status"

cat <<TEXT

Above: what Casus read in $input, each claim with its words.
  casus.jsonl   the same as story records, one JSON object a story
  casus.db      the same as an SQLite database
Try next:
  $casus explain "Police arrested two activists in Minsk."
  $casus code --help
  make demo IN=story.txt DATE=2010-06-12
TEXT
if [ -z "$serve" ]; then
  printf '  %s serve --db %s   the page on it\n' "$casus" "$out/casus.db"
  exit "$status"
fi

# The page, at the usual port or at any that is free. A desktop opens it by itself.
rm -f "$out/casus.address"
trap 'kill "${server:-}" 2>/dev/null || true; rm -f "$out/casus.address"' EXIT
trap 'exit 0' INT TERM
for port in ${PORT:-8642 0}; do
  "$casus" serve --quiet --db "$out/casus.db" --port "$port" >"$out/casus.address" 2>"$out/casus.noise" &
  server=$!
  while [ ! -s "$out/casus.address" ] && kill -0 "$server" 2>/dev/null; do sleep 0.1; done
  [ ! -s "$out/casus.address" ] || break
done
address=$(head -n 1 "$out/casus.address")
if [ -z "$address" ]; then cat "$out/casus.noise" >&2; exit 1; fi
rm -f "$out/casus.noise"
printf '\nThe page on these stories: %s   (Ctrl-C ends it)\n' "$address"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null 2>&1; then
  xdg-open "$address" >/dev/null 2>&1 || true
fi
wait "$server" || exit 1
