#!/usr/bin/env python3
"""Casus beside spaCy on one text, one machine, one run (developer tool; docs/performance.md).

    bench/side_by_side.py --jsonl FILE [--limit DOCUMENTS] [--rounds N] [--model md] [--python PYTHON] [--package FOLDER]

Each round measures spaCy with the BLAS it ships with and with its best one (numpy's OpenBLAS), then Casus on every
instruction set: raw text to all annotations, one thread, tokens per second of CPU time, so that other work on the
machine changes little. "cold" is the first reading of the text in a process, "warm" the second. Prints medians and
how many times as fast as the best spaCy each line is. Python and package default to those of tools/parity.py.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def spacy_speed(package, source, limit, blas):
    """Runs inside spaCy's environment."""
    import warnings
    warnings.filterwarnings("ignore")
    import spacy
    nlp = spacy.load(package)
    if blas == "openblas":
        for _, pipe in nlp.pipeline:
            for node in pipe.model.walk() if hasattr(getattr(pipe, "model", None), "walk") else ():
                if hasattr(node.ops, "use_blis"):
                    node.ops.use_blis = False
    with open(source, encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line, _ in zip(file, range(limit))]
    nlp("Hello.")
    for caches in ("cold", "warm"):
        start = time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
        print(json.dumps({"caches": caches, "tokens": tokens,
                          "tokens_per_cpu_second": tokens / (time.process_time() - start)}))


def lines(command, env):
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    if len(sys.argv) == 6 and sys.argv[1] == "--spacy":
        return spacy_speed(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
    sys.path.insert(0, str(ROOT / "tools"))
    import parity
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jsonl", required=True)
    parser.add_argument("--limit", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", choices=parity.MODELS, default="md")
    parser.add_argument("--python")
    parser.add_argument("--package")
    parser.add_argument("--bench", default=str(ROOT / "build/release/bench/annotate_bench"))
    options = parser.parse_args()
    # Nothing that would keep a BLAS from choosing its best kernels, and one thread.
    env = {key: value for key, value in os.environ.items() if not key.startswith(("OPENBLAS_", "BLIS_"))}
    env.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    model = ROOT / ".cache" / "models" / (parity.MODELS[options.model][2] + ".casus")
    rates = {}

    def keep(name, found):
        for line in found:
            if "caches" in line:
                rates.setdefault((name, line["caches"]), []).append(line["tokens_per_cpu_second"])

    for _ in range(options.rounds):
        for blas in ("blis", "openblas"):
            keep(f"spaCy, {blas}", lines([parity.spacy_python(options), __file__, "--spacy",
                                          parity.package_folder(options), options.jsonl, str(options.limit), blas], env))
        for cpu in ("avx512", "avx2", "plain"):
            keep(f"Casus, {cpu}", lines([options.bench, "--model", str(model), "--jsonl", options.jsonl, "--limit",
                                         str(options.limit), "--rounds", "1"], {**env, "CASUS_CPU": cpu}))
    best = {caches: max(statistics.median(r) for (name, c), r in rates.items() if c == caches and "spaCy" in name)
            for caches in ("cold", "warm")}
    print(f"| {options.model}, tokens per CPU second | cold | warm | times best spaCy, cold | warm |\n|---|---|---|---|---|")
    for name in dict.fromkeys(name for name, _ in rates):
        cold, warm = (statistics.median(rates[name, caches]) for caches in ("cold", "warm"))
        print(f"| {name} | {cold:,.0f} | {warm:,.0f} | {cold / best['cold']:.1f} | {warm / best['warm']:.1f} |")


if __name__ == "__main__":
    sys.exit(main())
