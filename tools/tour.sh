#!/bin/sh
# tools/tour.sh [--check] [PAGE...]: writes again the output that stands in pages, or says where it differs.
#
# In a page, a block of output is a fence whose first line is a command:
#     ```console
#     $ casus explain "Police arrested two activists in Minsk."
#     ...
#     ```
# Everything below the command, up to the closing fence, is replaced by what the command prints.
set -eu
cd "$(dirname "$0")/.."
check=
if [ "${1:-}" = --check ]; then check=1; shift; fi
[ $# -gt 0 ] || set -- README.md docs/tour.md
PATH=$PWD/${BUILD:-build/release}/bin:$PATH
case ${BUILD:-} in /*) PATH=$BUILD/bin:$PATH ;; esac
export PATH NO_COLOR=1 COLUMNS=100

different=0
for page in "$@"; do
  new=$(mktemp)
  inside=0
  while IFS= read -r line || [ -n "$line" ]; do
    if [ "$inside" = 0 ]; then
      printf '%s\n' "$line" >>"$new"
      [ "$line" != '```console' ] || inside=1
    elif [ "$line" = '```' ]; then
      printf '%s\n' "$line" >>"$new"
      inside=0
    else
      case $line in
        '$ '*)
          printf '%s\n' "$line" >>"$new"
          sh -c "${line#??}" </dev/null >>"$new" 2>&1 || printf '(exit code %s)\n' "$?" >>"$new"
          ;;
      esac
    fi
  done <"$page"
  if cmp -s "$page" "$new"; then
    :
  elif [ -n "$check" ]; then
    printf 'casus: %s shows output that is not what Casus prints (make docs puts it right):\n' "$page"
    diff "$page" "$new" || true
    different=1
  else
    cat "$new" >"$page"
    printf 'casus: wrote %s\n' "$page"
  fi
  rm -f "$new"
done
exit "$different"
