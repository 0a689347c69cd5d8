#!/bin/sh
# tools/room_pictures.sh: draws the pictures of docs/room.md anew, from the demo dispatches. Settings: BUILD (build folder).
set -eu
cd "$(dirname "$0")/.."
SHOTS=$PWD/docs/room
export SHOTS
exec web/test/page_test.sh "$PWD" "$(cd "${BUILD:-build/release}" && pwd)" shots
