#!/bin/sh
# page_test.sh REPOSITORY BUILD [NAME...]: the page as readers use it, in Chromium, on the demo dispatches and on stories that
# would break a page. Code 77 where Node.js, its packages or Chromium are not to be had.
set -eu
repository=$1
build=$2
shift 2
skip() { echo "SKIPPED: $*"; exit 77; }
command -v node >/dev/null 2>&1 || skip "no Node.js (tools/setup.sh packages installs it)"
[ -d "$repository/web/node_modules/playwright-core" ] || skip "no packages for the tests of the page (tools/setup.sh browser fetches them)"
[ -s "$build/web/index.html" ] || skip "the page is not bundled (tools/setup.sh web does it)"
browser=
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then browser=$(command -v "$name"); break; fi
done
[ -n "$browser" ] || skip "no Chromium (tools/setup.sh browser installs it)"

scratch=$build/page_test
rm -rf "$scratch"
mkdir -p "$scratch"
casus=$build/bin/casus
DB=$scratch/room.db
stories=$repository/web/test/stories.jsonl
[ "${1:-}" != shots ] || stories=
"$casus" code --quiet --db "$DB" "$repository/demo/dispatches.jsonl" ${stories:+"$stories"} >/dev/null || [ $? -eq 3 ]
"$casus" serve --db "$DB" --port 0 >"$scratch/address" 2>"$scratch/noise" &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
for _ in $(seq 100); do
  [ -s "$scratch/address" ] && break
  kill -0 $server 2>/dev/null || { cat "$scratch/noise"; exit 1; }
  sleep 0.1
done
ROOM_URL=$(head -n 1 "$scratch/address")
CASUS=$casus CHROMIUM=$browser
export DB ROOM_URL CASUS CHROMIUM
cd "$repository/web"
node test/all.mjs "$@" >"$scratch/report" 2>&1 || { grep -v '^# Subtest\|^  ---\|^  \.\.\.\|^  duration_ms\|^ok ' "$scratch/report" | cut -c1-400 | head -n 200; exit 1; }
grep '^# \(tests\|pass\|skipped\)' "$scratch/report"
