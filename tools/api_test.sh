#!/bin/sh
# Holds the server against its own description: schemathesis makes up requests, good and bad, for every route, and looks
# for server errors and for answers that are not as described. Needs the network once, for an environment of its own.
# api_test.sh BUILD [EXAMPLES]
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/release}
examples=${2:-100}
environment=.cache/api-test
if [ ! -x "$environment/bin/schemathesis" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --require-hashes -r tools/api_requirements.txt
fi
work=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
"$build/bin/casus" ingest --quiet --db "$work/demo.db" demo/dispatches.jsonl
"$build/bin/casus" serve --quiet --db "$work/demo.db" --port 0 > "$work/address" &
server=$!
while ! [ -s "$work/address" ]; do sleep 0.1; done
url=$(cat "$work/address")
# Streams never end, so that there is no whole answer to look at. A list of names in one parameter is checked by the server
# beyond what the description can say, hence no demand that all that fits it is accepted.
"$environment/bin/schemathesis" run "${url}api/v1/openapi.json" --url "$url" --exclude-path-regex 'stream$' \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance,unsupported_method \
  --max-examples "$examples" --seed 1 --workers 2 --request-timeout 10
