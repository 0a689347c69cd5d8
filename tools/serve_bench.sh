#!/bin/sh
# How fast the server answers over a million events: wrk asks what the page asks, over the loopback interface.
# serve_bench.sh BUILD [STORIES] ; needs wrk. The database is kept in BUILD/bench and made anew where it is not there.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/release}
stories=${2:-100000}
db=$build/bench/made-$stories.db
[ -s "$db" ] || { rm -f "$db"*; "$build/bench/make_database" "$db" "$stories" 10; }
rm -f "$build/bench/address"
"$build/bin/casus" serve --quiet --db "$db" --port 0 > "$build/bench/address" &
server=$!
trap 'kill $server' EXIT
while ! [ -s "$build/bench/address" ]; do sleep 0.1; done
url=$(cat "$build/bench/address")
started=$(date +%s)
until wrk -c1 -t1 -d1s "${url}api/v1/health" >/dev/null && python3 -c "import urllib.request as u,sys; sys.exit(b'\"ok\"' not in u.urlopen('${url}api/v1/health').read())"; do sleep 0.2; done
echo "read after $(($(date +%s) - started)) s"
memory() { awk '/VmRSS|VmHWM/ {printf "%s %d MB  ", $1, $2/1024}' /proc/$server/status; echo; }
memory
for what in open events stories threads agenda story search actor summary timeline network map series; do
  for days in 3650 30; do
    [ $what = open ] && [ $days = 30 ] && continue
    wrk -c${CLIENTS:-2} -t1 -d${LASTS:-5s} --latency -s bench/serve_queries.lua "$url" -- $what $days > "$build/bench/wrk.log"
    printf '%-10s %5s days  ' $what $days
    awk '/50%|99%/ {printf "%s %-9s ", $1, $2} /Requests\/sec/ {printf "%s a second ", $2} /Non-2xx/ {printf "NOT 2xx: %s", $NF} END {print ""}' "$build/bench/wrk.log"
  done
done
memory
