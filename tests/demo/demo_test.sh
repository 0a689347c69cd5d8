#!/bin/sh
# demo_test.sh REPOSITORY BUILD: the demo as a newcomer sees it. Every dispatch becomes a record with at least one event,
# terminal, file and database agree, and a file that cannot be read is said to be so.
set -eu
cd "$1"
build=$2
out=$build/demo_test
rm -rf "$out"
mkdir -p "$out"
fail() { echo "FAILED: $*"; exit 1; }

stories=$(wc -l <demo/dispatches.jsonl)
BUILD=$build OUT=$out NO_SERVE=1 tools/demo.sh >"$out/printed" 2>"$out/noise" || fail "the demo ends with $?: $(tail -n 3 "$out/noise")"

records=$(wc -l <"$out/casus.jsonl")
[ "$records" -eq "$stories" ] || fail "$stories dispatches, $records records"
empty=$(grep -c '"events":\[\]' "$out/casus.jsonl") || true
[ "$empty" -eq 0 ] || fail "$empty records without an event"
for id in $(sed 's/.*"id": *"\([^"]*\)".*/\1/' demo/dispatches.jsonl); do
  grep -q "\"id\":\"$id\"" "$out/casus.jsonl" || fail "no record $id"
done
[ "$(head -c 15 "$out/casus.db")" = "SQLite format 3" ] || fail "casus.db is no SQLite file"
for word in Otunbayeva casus.jsonl casus.db explain; do
  grep -q "$word" "$out/printed" || fail "the terminal does not mention $word"
done
if grep -q "$(printf '\033')" "$out/printed"; then fail "colours in a pipe"; fi

if BUILD=$build OUT=$out NO_SERVE=1 tools/demo.sh "$out/absent.txt" >"$out/printed" 2>&1; then fail "an absent file was coded"; fi
grep -q 'cannot read' "$out/printed" || fail "an absent file was not named"

# Ends with the page: the address is printed and answers, and the end of the demo ends the server.
if command -v curl >/dev/null; then
  PORT=0 CI= NO_SERVE= BUILD=$build OUT=$out tools/demo.sh >"$out/printed" 2>"$out/noise" &
  demo=$!
  for _ in $(seq 300); do
    address=$(sed -n 's/^The page on these stories: \([^ ]*\).*/\1/p' "$out/printed")
    [ -z "$address" ] || break
    sleep 0.1
  done
  [ -n "$address" ] || fail "no address was printed: $(tail -n 3 "$out/noise")"
  curl -s -o "$out/page" "$address" || fail "nothing answers at $address"
  grep -q Casus "$out/page" || fail "there is no page at $address"
  kill "$demo"
  wait "$demo" || true
  sleep 0.5
  if curl -s -o /dev/null "$address"; then fail "the server outlived the demo"; fi
fi
echo "demo: as expected"
