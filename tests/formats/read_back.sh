#!/bin/sh
# read_back.sh REPOSITORY BUILD: read_back.py with the readers that `make formats-test` installs; 77 without them.
cd "$1" || exit 1
if ! cmp -s tests/formats/requirements.txt .cache/readers/requirements.txt; then
  echo "skipped: the readers are not installed; make formats-test does"
  exit 77
fi
exec env PYTHONPATH="$PWD/.cache/readers" PYTHONDONTWRITEBYTECODE=1 python3 tests/formats/read_back.py "$2/bin/casus"
