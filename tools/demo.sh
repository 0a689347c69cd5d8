#!/bin/sh
# tools/demo.sh [INPUT [DATE]]: codes INPUT to the terminal, to casus.jsonl and to casus.db, and says what lies where.
# Settings: BUILD (build folder), OUT (where the two files go; default: here).
set -eu
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
exit "$status"
