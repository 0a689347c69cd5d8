#!/bin/sh
# tools/tour.sh [--check] [PAGE...]: writes again the output that stands in pages, or says where it differs.
#
# In a page, a block of output is a fence whose first line is a command:
#     ```console
#     $ casus explain "Police arrested two activists in Minsk."
#     ...
#     ```
# The command goes on in lines that begin with "> ". Everything below it, up to the closing fence, is replaced by
# what it prints. Commands of a page run in a folder of their own that looks like the project's root; what one
# leaves there, the next finds.
set -eu
cd "$(dirname "$0")/.."
check=
if [ "${1:-}" = --check ]; then check=1; shift; fi
[ $# -gt 0 ] || set -- README.md docs/tour.md docs/rules.md
PATH=$PWD/${BUILD:-build/release}/bin:$PATH
case ${BUILD:-} in /*) PATH=$BUILD/bin:$PATH ;; esac
export PATH NO_COLOR=1 COLUMNS=100

root=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
different=0

# Runs the command that was read, if any, below its place in the page.
run() {
  [ -n "$command" ] || return 0
  (cd "$scratch/work" && sh -c "$command") </dev/null >>"$new" 2>&1 || printf '(exit code %s)\n' "$?" >>"$new"
  command=
}

for page in "$@"; do
  new=$scratch/page
  : >"$new"
  rm -rf "$scratch/work"
  mkdir "$scratch/work"
  for name in *; do
    case $name in
      data) cp -r "$root/data" "$scratch/work/data" ;;
      *) ln -s "$root/$name" "$scratch/work/$name" ;;
    esac
  done
  inside=0
  command=
  reading=0
  while IFS= read -r line || [ -n "$line" ]; do
    if [ "$inside" = 0 ]; then
      printf '%s\n' "$line" >>"$new"
      [ "$line" != '```console' ] || inside=1
      continue
    fi
    case $line in
      '```')
        run
        printf '%s\n' "$line" >>"$new"
        inside=0
        reading=0
        ;;
      '$ '*)
        run
        printf '%s\n' "$line" >>"$new"
        command=${line#??}
        reading=1
        ;;
      '> '*)
        if [ "$reading" = 1 ]; then
          printf '%s\n' "$line" >>"$new"
          command="$command
${line#??}"
        fi
        ;;
      *) reading=0 ;;
    esac
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
done
exit "$different"
