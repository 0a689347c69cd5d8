#!/bin/sh
# cli_test.sh REPOSITORY BUILD: the command line as a script sees it - exit codes, streams, files, messages.
set -u
cd "$1" || exit 1
casus=$2/bin/casus
out=$2/cli_test
rm -rf "$out"
mkdir -p "$out"
failed=0
fail() { echo "FAILED: $*"; failed=1; }

# expect CODE COMMAND...: runs it with output in $out/1 and $out/2
expect() {
  wanted=$1
  shift
  "$@" >"$out/1" 2>"$out/2" </dev/null
  got=$?
  [ "$got" = "$wanted" ] || { fail "exit code $got, not $wanted: $*"; head -n 5 "$out/2"; }
}
says() { grep -q -- "$2" "$out/$1" || fail "no \"$2\" in: $(head -c 300 "$out/$1")"; }
silent() { [ ! -s "$out/$1" ] || fail "not silent: $(head -c 300 "$out/$1")"; }

story='Police arrested two activists in Minsk on Friday.'
printf '%s\n' "$story" >"$out/story.txt"
printf '{"id": "a", "text": "%s"}\n{"id": "b", "text": 5}\n{"id": "c", "text": "%s"}\n' "$story" "$story" >"$out/mixed.jsonl"
printf '\377\376T\000r\000o\000o\000p\000s\000 \000l\000e\000f\000t\000.\000' >"$out/wide.txt"
printf 'Die Bundesregierung hat am Freitag beschlossen, weitere Soldaten nach Afghanistan zu schicken. Das teilte ein Sprecher des Ministeriums in Berlin mit. Die Opposition ist dagegen.\n' >"$out/german.txt"
head -c 4096 "$casus" >"$out/program.txt"

# ---- usage
expect 1 "$casus"; says 2 'subcommand is required'
expect 1 "$casus" nonsense
expect 1 "$casus" code --nonsense
expect 1 "$casus" code --published 'last week' "$out/story.txt"; says 2 'is no date'
expect 1 "$casus" code --model "$out/story.txt" "$out/story.txt"
expect 1 "$casus" code --data "$out" "$out/story.txt"; says 2 'no data folder'
expect 1 "$casus" code --db "$out/no/such/folder.db" "$out/story.txt"; says 2 'cannot be opened'
expect 1 "$casus" code --db "$out/story.txt" "$out/story.txt"; says 2 'no SQLite database'
expect 1 "$casus" code --output "$out/no/such/file" "$out/story.txt"; says 2 'cannot write'
expect 0 "$casus" --help; says 1 'explain'
expect 0 "$casus" --version; says 1 '^casus [0-9]'
for verb in code export watch ingest situation timeline tolls threads agenda eval learn db rejects recode read annotate explain who where members lint test doctor; do
  expect 0 "$casus" $verb --help; says 1 'Example'
done

# ---- code
expect 0 "$casus" code --quiet --published 2010-06-12 --source wire --id x "$out/story.txt"
silent 2
says 1 '"id":"x","source":"wire","published":"2010-06-12"'
says 1 '"event":"COERCE"'
[ "$(wc -l <"$out/1")" = 1 ] || fail "one story, one line"
expect 0 "$casus" code "$out/story.txt"; says 2 '1 story coded'
"$casus" code --quiet - <"$out/story.txt" >"$out/3" 2>&1 || fail "standard input"
grep -q '"event":"COERCE"' "$out/3" || fail "standard input gives no event"
expect 0 "$casus" code --quiet "$out/wide.txt"; says 1 '"text":"Troops left."'

expect 3 "$casus" code --quiet -j 2 --db "$out/a.db" -o "$out/records" "$out/mixed.jsonl"
silent 1
says 2 'mixed.jsonl:2: "text" is no string'
[ "$(wc -l <"$out/records")" = 2 ] || fail "two records beside a reject"
if command -v sqlite3 >/dev/null; then
  rows=$(sqlite3 "$out/a.db" "SELECT (SELECT count(*) FROM stories) || '/' || (SELECT count(*) FROM rejects WHERE line = 2)")
  [ "$rows" = 2/1 ] || fail "the database holds $rows"
fi
expect 3 "$casus" code --quiet --db "$out/a.db" "$out/mixed.jsonl"
expect 3 "$casus" code --quiet "$out/german.txt" "$out/story.txt"; says 2 'not in English but in German'
expect 2 "$casus" code "$out/german.txt"
expect 2 "$casus" code "$out/absent.txt"; says 2 'absent.txt: cannot read'
expect 2 "$casus" code "$out/program.txt"; says 2 'no text'
expect 3 "$casus" code --quiet "$out/absent.txt" "$out/story.txt"
expect 2 "$casus" code --max-bytes 10 "$out/story.txt"; says 2 'max-bytes'

# ---- feeds
{
  printf '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Wire</title>\n'
  printf '<item><guid>https://e.example/1</guid><pubDate>Sat, 12 Jun 2010 08:00:00 +0600</pubDate>'
  printf '<description>&lt;p&gt;%s&lt;/p&gt;</description></item>\n' "$story"
  printf '<item><description>a & b</description></item>\n</channel></rss>\n'
} >"$out/feed.xml"
expect 3 "$casus" code --quiet "$out/feed.xml"
says 1 '"id":"https://e.example/1","source":"Wire","published":"2010-06-12T08:00:00+06:00"'
says 1 '"event":"COERCE"'
says 2 'feed.xml.*no well-formed XML'
[ "$(wc -l <"$out/1")" = 1 ] || fail "one item of two can be read"

# ---- watch
watched() { "$casus" export --db "$out/w.db" 2>/dev/null | grep -c "$1"; }
wait_for() {  # COUNT WHAT: until so many records hold it
  for _ in $(seq 150); do
    [ "$(watched "$2")" = "$1" ] && return
    sleep 0.1
  done
  fail "watch: no $1 of $2"
}
mkdir -p "$out/room"
cp "$out/story.txt" "$out/room/one.txt"
expect 0 "$casus" watch --once --quiet --db "$out/w.db" "$out/room"
[ "$(watched '"event":"COERCE"')" = 1 ] || fail "watch --once codes what is there"
"$casus" watch --quiet --db "$out/w.db" "$out/room" "$out/feed.xml" >"$out/watch.log" 2>&1 &
watcher=$!
wait_for 1 'https://e.example/1'
printf '{"id": "late", "text": "%s"}\n{"id": 1, "text": 5}\n' "$story" >"$out/room/late.part"
mv "$out/room/late.part" "$out/room/late.jsonl"
wait_for 1 '"id":"late"'
sed 's#<item><description>a & b#<item><guid>https://e.example/2</guid><description>Troops left Osh.</description></item><item><description>a \&amp; b#' \
  "$out/feed.xml" >"$out/feed.new"
mv "$out/feed.new" "$out/feed.xml"
wait_for 1 'https://e.example/2'
kill -TERM "$watcher"
wait "$watcher" || fail "watch ends with exit code $?"
grep -q 'is no string' "$out/watch.log" || fail "watch says what it rejects"
printf '%s\n' "Soldiers left Osh." >"$out/room/while_away.txt"
expect 0 "$casus" watch --once --db "$out/w.db" "$out/room"; says 2 '1 new'
expect 1 "$casus" watch --once --db "$out/w.db" "$out/nowhere"; says 2 'cannot be watched'

# ---- export
expect 0 "$casus" export --quiet --format gdelt "$out/records"
awk -F'\t' 'NF != 61 { exit 1 } END { exit NR == 0 }' "$out/1" || fail "GDELT has 61 columns"
"$casus" export --format gdelt --db "$out/a.db" >"$out/3" 2>&1 || fail "export from a database"
cmp -s "$out/1" "$out/3" || fail "records and database give different events"
"$casus" code --quiet --format gdelt "$out/mixed.jsonl" >"$out/3" 2>/dev/null
cmp -s "$out/1" "$out/3" || fail "code and export give different events"
expect 0 "$casus" export "$out/records"
cmp -s "$out/1" "$out/records" || fail "records do not come out as they went in"
expect 3 "$casus" export --format csv "$out/records" "$out/mixed.jsonl"; says 2 'mixed.jsonl:2: this is no story record'
expect 1 "$casus" export --format csv "$out/absent"; says 2 'cannot read'
expect 1 "$casus" export --format nonsense "$out/records"
expect 1 "$casus" export --db "$out/a.db" "$out/records"
expect 0 "$casus" export --format csv /dev/null; says 1 '^story,id,'
expect 0 "$casus" export --quiet --package "$out/package" --db "$out/a.db"; silent 1; silent 2
[ "$(ls "$out/package" | wc -l)" = 11 ] || fail "ten tables and their description"
grep -q '"rules": "sha256:' "$out/package/datapackage.json" || fail "the package does not name the rules"
expect 1 "$casus" export --package "$out/package" --db "$out/a.db"; says 2 'something already'
expect 1 "$casus" export --package "$out/absent/x" --format csv "$out/records"
expect 1 "$casus" export --package "$out/half" "$out/absent"
[ ! -e "$out/half" ] && [ ! -e "$out/half.part" ] || fail "half a package is left"

# The same bytes, whatever the number of threads and however often.
for threads in 1 2 5; do
  "$casus" code --quiet -j "$threads" demo/dispatches.jsonl >"$out/threads$threads" 2>&1 || fail "$threads threads"
done
cmp -s "$out/threads1" "$out/threads2" && cmp -s "$out/threads1" "$out/threads5" || fail "threads change the records"

# ---- databases
db=$out/b.db
expect 3 "$casus" ingest --quiet --db "$db" "$out/mixed.jsonl"
says 2 'mixed.jsonl:2: "text" is no string'
expect 0 "$casus" ingest --db "$db" "$out/mixed.jsonl"; says 2 'was read before'
expect 0 "$casus" ingest --db "$db" "$out/story.txt"; says 2 '1 coded'
expect 0 "$casus" db digest --db "$db"; cp "$out/1" "$out/digest"
cp "$out/mixed.jsonl" "$out/growing.jsonl"
expect 0 "$casus" ingest --quiet -j 2 --db "$out/c.db" "$out/story.txt"
expect 3 "$casus" ingest --quiet -j 2 --db "$out/c.db" "$out/growing.jsonl"
expect 0 "$casus" db digest --db "$out/c.db"
cmp -s "$out/1" "$out/digest" || fail "the order of files changes the digest"
printf '{"id": "d", "text": "%s"}\n' "$story" >>"$out/growing.jsonl"
expect 0 "$casus" ingest --db "$out/c.db" "$out/growing.jsonl"; says 2 '1 document: 1 coded'
expect 0 "$casus" db verify --db "$db"; says 1 '^sound$'
expect 0 "$casus" db stats --json --db "$db"; says 1 '"documents: rejected":1'
expect 0 "$casus" db backup "$out/copy.db" --db "$db"
expect 1 "$casus" db backup "$out/copy.db" --db "$db"; says 2 'a file of that name'
expect 0 "$casus" db digest --db "$out/copy.db"
cmp -s "$out/1" "$out/digest" || fail "a copy has another digest"
expect 1 "$casus" db verify --db "$out/absent.db"; says 2 'absent.db'
expect 0 "$casus" rejects list --db "$db"; says 1 'mixed.jsonl:2'
expect 0 "$casus" rejects show b --db "$db"; says 1 '"text": 5'
expect 1 "$casus" rejects show nobody --db "$db"; says 2 'no reject of story nobody'
expect 3 "$casus" rejects retry --db "$db"; says 2 '1 rejected again'
expect 0 "$casus" rejects drop b --db "$db"
expect 0 "$casus" rejects list --db "$db"; silent 1
expect 0 "$casus" recode --all --db "$db"; silent 1; says 2 '3 stories coded again, 0 with changes'
expect 0 "$casus" db verify --db "$db"; says 1 '^sound$'

# ---- for people
expect 0 "$casus" read --quiet "$out/story.txt"; says 1 'COERCE'; says 1 '@[0-9]'
if grep -q "$(printf '\033')" "$out/1"; then fail "colours in a pipe"; fi
expect 0 "$casus" read --quiet --color always "$out/story.txt"
grep -q "$(printf '\033')" "$out/1" || fail "no colours where they are wanted"
expect 0 "$casus" read --quiet --width 50 demo/dispatches.jsonl
[ "$(awk '{ if (length($0) > widest) widest = length($0) } END { print widest }' "$out/1")" -le 80 ] || fail "wider than wanted"
expect 0 "$casus" explain "$story"; says 1 'data/rules/.*toml:[0-9]'; says 1 'COERCE'
expect 1 "$casus" explain
expect 0 "$casus" annotate --quiet "$out/story.txt"; says 1 'nsubj'
expect 0 "$casus" annotate --quiet --format json "$out/story.txt"; says 1 '^{'
expect 0 "$casus" annotate --quiet --roles --format json "$out/story.txt"; says 1 '"predicates"'
expect 0 "$casus" doctor; says 1 'kernels'; says 1 'knowledge'

# ---- stories
mkdir -p "$out/stories"
printf '# why: a test of the test\n2010-06-12  "%s"\n----\nAID  at "nothing"\n' "$story" >"$out/stories/one.story"
expect 3 "$casus" test "$out/stories"; says 1 '    COERCE'; says 1 '- AID'
expect 0 "$casus" test --accept "$out/stories"
expect 0 "$casus" test "$out/stories"
grep -q 'why: a test' "$out/stories/one.story" || fail "the upper half was not kept"
expect 1 "$casus" test "$out/absent"


# ---- across stories
expect 0 "$casus" ingest --quiet --db "$out/across.db" demo/dispatches.jsonl
expect 0 "$casus" situation --db "$out/across.db"; says 1 'Kyrgyzstan'; says 1 'mli-2013-01-11'
expect 0 "$casus" situation --db "$out/across.db" kgz-2010-06-28; says 1 'Killed: '; says 1 'KGZGOV'
expect 0 "$casus" situation --db "$out/across.db" --by-story --json
[ "$(wc -l <"$out/1")" -eq "$(wc -l <demo/dispatches.jsonl)" ] || fail "not every story has its place"
says 1 '"situation":"kgz-2010-06-11"'
expect 1 "$casus" situation --db "$out/across.db" nowhere; says 2 'no situation'
expect 0 "$casus" tolls --db "$out/across.db"; says 1 'superseded'
expect 0 "$casus" threads --db "$out/across.db"; says 1 'Otunbayeva -> residents'
expect 0 "$casus" agenda --db "$out/across.db"; says 1 'referendum .* took place'
expect 0 "$casus" timeline --json --db "$out/across.db" --situation mli-2013-01-11; says 1 '"tellings":'
"$casus" threads --json --db "$out/across.db" | sed -n 's/.*"request":{"story":"\([^"]*\)","id":"\([^"]*\)".*/{"story": "\1", "id": "\2", "verdict": "accept"}/p' >"$out/reviews.jsonl"
[ -s "$out/reviews.jsonl" ] || fail "no request to review"
expect 0 "$casus" eval "$out/reviews.jsonl" --db "$out/across.db" --json; says 1 '"held":1.0'
expect 1 "$casus" eval "$out/reviews.jsonl"; says 2 'give records'
: >"$out/empty.jsonl"
expect 2 "$casus" eval "$out/reviews.jsonl" "$out/empty.jsonl"

# ---- learning from reviews
review() { printf '{"story":"%s","id":"x","verdict":"%s","coded":%s}\n' "$1" "$2" "$3"; }
trigger='{"event":"COERCE","trigger":{"start":7,"end":15,"text":"arrested"}}'
{
  review a accept "$trigger"
  review c reject "$trigger"
  review a accept '{"event":null,"kind":"killed","start":0,"end":5}'
  review a accept '{"event":"evt-0","what":"talks","start":0,"end":5}'
} >"$out/learn.jsonl"
expect 3 "$casus" learn "$out/learn.jsonl" "$out/mixed.jsonl" -o "$out/weights.tsv"
says 2 '2 reviewed events, 1 of them right'; says 2 'no threshold reaches 0.80'
grep -q '^threshold	' "$out/weights.tsv" || fail "no threshold among the weights"
rm -rf "$out/data"
cp -r data "$out/data"
cp "$out/weights.tsv" "$out/data/likelihood/weights.tsv"
expect 0 "$casus" code --quiet --data "$out/data" "$out/story.txt"; says 1 '"COERCE"'
: >"$out/data/likelihood/weights.tsv"
expect 0 "$casus" code --quiet --data "$out/data" "$out/story.txt"; says 1 '"COERCE"'
for bad in '{"event":"COERCE","trigger":5}' '{"event":"COERCE","trigger":null}' '{"event":"COERCE","trigger":[]}' '{"event":"COERCE"}'; do
  review a accept "$bad" >"$out/bad.jsonl"
  expect 1 "$casus" learn "$out/bad.jsonl" "$out/mixed.jsonl"; says 2 'bad.jsonl:1: a review of an event has'
done
review a correct "$trigger" >"$out/bad.jsonl"
expect 1 "$casus" learn "$out/bad.jsonl" "$out/mixed.jsonl"; says 2 'has a correction'
expect 1 "$casus" learn "$out/learn.jsonl" "$out/mixed.jsonl" --threshold nan; says 2 'is no share'
expect 1 "$casus" learn "$out/learn.jsonl" "$out/mixed.jsonl" --prior nan; says 2 'is no pull'
expect 2 "$casus" learn "$out/empty.jsonl" "$out/mixed.jsonl"

[ "$failed" = 0 ] && echo "command line: as expected"
exit "$failed"
