#!/usr/bin/env python3
"""Annotate text with spaCy and write CoNLL-U as src/document/conllu.h reads it (developer tool; needs spaCy).

    spacy_conllu.py MODEL [FILE|-] [--lines] [--jsonl] [--id NAME] [--no-story-text]

MODEL is an installed model's name or an unpacked model folder. --lines takes every line as a document of its own
("id<TAB>text", or the text alone), --jsonl takes {"id", "published", "text"} lines. Documents are separated by a
line with `# newdoc id`. Used to make the fixtures of the roles and quotes tests from sentences written for them.
"""
import argparse
import json
import sys


def white(text):
    names = {" ": "\\s", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "".join(names.get(c) or ("\\u%04x" % ord(c) if ord(c) < 0x10000 else c) for c in text)


def flat(text):
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")


def write(doc, name, published, out, story_text=True):
    out.write(f"# newdoc id = {flat(name)}\n")
    if published:
        out.write(f"# published = {published}\n")
    if story_text:
        out.write("# story_text = " + json.dumps(doc.text, ensure_ascii=False) + "\n")
    for number, sent in enumerate(doc.sents, 1):
        if number > 1:
            out.write("\n")
        out.write(f"# sent_id = {flat(name)}-{number}\n# text = {flat(sent.text)}\n")
        for token in sent:
            blank = token.tag_ == "_SP"
            misc = [] if token.whitespace_ else ["SpaceAfter=No"]
            if story_text:
                misc += [f"CharStart={token.idx}", f"CharEnd={token.idx + len(token.text)}"]
            if token.ent_iob_ in "BI":
                misc.append(f"Entity={token.ent_iob_}-{token.ent_type_}")
            out.write("\t".join([
                str(token.i - sent.start + 1),
                white(token.text) if blank else flat(token.text),
                white(token.lemma_) if blank else flat(token.lemma_) or "_",
                token.pos_ or "_", token.tag_ or "_", str(token.morph) or "_",
                "0" if token.head == token else str(token.head.i - sent.start + 1),
                token.dep_ or "_", "_", "|".join(misc) or "_"]) + "\n")
    out.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("file", nargs="?", default="-")
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--jsonl", action="store_true")
    parser.add_argument("--id", default="text")
    parser.add_argument("--no-story-text", action="store_true")
    options = parser.parse_args()
    import spacy
    nlp = spacy.load(options.model)
    with (sys.stdin if options.file == "-" else open(options.file, encoding="utf-8", newline="")) as handle:
        if options.jsonl:
            rows = [json.loads(line) for line in handle if line.strip()]
            stories = [(r["text"], (str(r["id"]), r.get("published", ""))) for r in rows]
        elif options.lines:
            stories = []
            for number, line in enumerate(handle, 1):
                line = line.rstrip("\n")
                if not line or line.startswith("#"):
                    continue
                name, tab, text = line.partition("\t")
                stories.append((text, (name, "")) if tab else (line, (f"{options.id}-{number}", "")))
        else:
            stories = [(handle.read(), (options.id, ""))]
    for doc, (name, published) in nlp.pipe(stories, as_tuples=True):
        write(doc, name, published, sys.stdout, not options.no_story_text)


if __name__ == "__main__":
    main()
