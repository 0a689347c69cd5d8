#!/usr/bin/env python3
"""Draw claims of one kind at random from story records, each with the sentences that it rests on, to be judged by eye.

    tools/draw_claims.py tolls --seed 1 -n 100 reuters.jsonl incidents.jsonl > drawn.txt
    tools/draw_claims.py threads --where status!=open voa.jsonl

RECORDS are what `casus code` wrote. With several files, each gives an equal share. The same files, seed and number draw
the same claims. Each claim is printed under a number with its story, its fields and its sentences, the words of the
evidence in [brackets]; write a verdict behind "verdict:". `--score FILE` counts the verdicts of a judged file: a first
word of `right`, `wrong` or `unsure`, and what follows as the class of the error. Standard library only.
"""
import argparse
import collections
import json
import random
import re
import sys

KINDS = ("events", "quotes", "tolls", "threads", "obligations", "agenda")


def records(path):
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            if line.strip():
                yield json.loads(line)


def keeps(claim, conditions):
    for name, sign, wanted in conditions:
        value = claim.get(name)
        value = "" if value is None else str(value)
        if (value == wanted) != (sign == "="):
            return False
    return True


def draw(path, kind, number, chooser, conditions):
    """`number` claims of one file, all equally likely (reservoir sampling), in the order of the file."""
    kept, seen = [], 0
    for record in records(path):
        for index, claim in enumerate(record.get(kind, [])):
            if not keeps(claim, conditions):
                continue
            seen += 1
            place = len(kept) if len(kept) < number else chooser.randrange(seen)
            if place < number:
                item = (seen, record, index)
                if place == len(kept):
                    kept.append(item)
                else:
                    kept[place] = item
    return [(record, index) for _, record, index in sorted(kept, key=lambda item: item[0])]


def spans_of(value):
    """Every span of a claim that lies in the body; nested ones too."""
    found = []
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            found.append((value["start"], value["end"]))
        for name, inner in value.items():
            if name != "from":
                found += spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            found += spans_of(inner)
    return found


def sentences_around(text, spans, wide):
    """The text from a sentence start before the spans to a sentence end behind them, the spans in brackets."""
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    if end - start > 2500:
        return " ... ".join(sentences_around(text, [span], wide) for span in spans[:4])
    for _ in range(wide):
        before = [m.end() for m in re.finditer(r"[.!?][\"']?\s+|\n\s*\n", text[: max(0, start - 1)])]
        start = before[-1] if before else 0
        after = re.search(r"[.!?][\"']?(\s|$)|\n\s*\n", text[end:])
        end = end + after.end() if after else len(text)
    marks = collections.Counter()
    for s, e in sorted(set(spans)):
        marks[s, 1] += 1
        marks[e, 0] += 1
    out = []
    for at in range(start, end + 1):
        out.append("]" * marks[at, 0] + "[" * marks[at, 1])
        if at < end:
            out.append(text[at])
    return re.sub(r"\s+", " ", "".join(out)).strip()


def lookup(record):
    found = {}
    for entity in record.get("entities", []):
        found[entity["id"]] = f'{entity["name"]} [{entity.get("code") or "---"}]'
    for time in record.get("times", []):
        found[time["id"]] = f'"{time["text"]}" = {time.get("value")}'
    for place in record.get("places", []):
        found[place["id"]] = place["name"]
    for quote in record.get("quotes", []):
        found[quote["id"]] = f'"{quote.get("speaker_text") or "?"}"'
    for event in record.get("events", []):
        parties = lambda ids: ", ".join(found.get(i, i) for i in ids) or "?"
        found[event["id"]] = (f'{event["event"]} {event.get("cameo")} {event["status"]} "{event["trigger"]["text"]}" '
                              f'{parties(event["actors"])} -> {parties(event["recipients"])}')
    return found


def shown(value, names):
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return "; ".join(str(shown(inner, names)) for inner in value)
    if isinstance(value, dict):
        if "text" in value:
            return f'"{value["text"]}"'
        return " ".join(f"{name}={shown(inner, names)}" for name, inner in value.items() if inner not in (None, [], ""))
    return value


def print_claim(number, record, kind, claim, wide, out):
    names = lookup(record)
    story = record["story"]
    print(f'## {number}  {story["id"]}  {story.get("published") or ""}  {story.get("headline") or ""}', file=out)
    for name, value in claim.items():
        if name in ("id", "start", "end", "evidence", "maker", "text") or value in (None, [], ""):
            continue
        print(f"  {name}: {shown(value, names)}", file=out)
    spans = spans_of(claim)
    events = {event["id"]: event for event in record.get("events", [])}
    linked = [claim.get("request")] + [answer.get("event") for answer in claim.get("responses", [])]
    for event in filter(None, (events.get(i) for i in linked if i)):
        spans.append((event["trigger"]["start"], event["trigger"]["end"]))
    text = story["text"] if claim.get("in") != "headline" else story.get("headline") or ""
    spans = [(s, e) for s, e in spans if 0 <= s < e <= len(text)]
    if spans:
        print("  > " + sentences_around(text, spans, wide), file=out)
    print("  verdict: \n", file=out)


def score(path):
    counts, classes = collections.Counter(), collections.Counter()
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            verdict = re.match(r"\s*verdict:\s*(right|wrong|unsure)\b\s*(.*)", line)
            if verdict:
                counts[verdict[1]] += 1
                if verdict[2]:
                    classes[verdict[1] + ": " + verdict[2].strip()] += 1
    total = sum(counts.values())
    print(json.dumps({"judged": total, **counts, "right_share": round(counts["right"] / total, 4) if total else None}))
    for name, number in classes.most_common():
        print(f"  {number:3}  {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", nargs="?", choices=KINDS)
    parser.add_argument("files", nargs="*", metavar="RECORDS")
    parser.add_argument("-n", type=int, default=100, help="how many claims")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wide", type=int, default=1, help="sentences shown on either side")
    parser.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE or FIELD!=VALUE")
    parser.add_argument("--score", metavar="FILE", help="count the verdicts of a judged file")
    options = parser.parse_intermixed_args()
    if options.score:
        return score(options.score)
    if not options.kind or not options.files:
        parser.error("a kind and at least one file of records")
    conditions = []
    for text in options.where:
        parts = re.fullmatch(r"(\w+)(!?=)(.*)", text)
        if not parts:
            parser.error(f"not a condition: {text}")
        conditions.append(parts.groups())
    number = 0
    for index, path in enumerate(options.files):
        share = options.n // len(options.files) + (index < options.n % len(options.files))
        chooser = random.Random(f"{options.seed} {index} {options.kind}")
        for record, place in draw(path, options.kind, share, chooser, conditions):
            number += 1
            print_claim(number, record, options.kind, record[options.kind][place], options.wide, sys.stdout)


if __name__ == "__main__":
    main()
