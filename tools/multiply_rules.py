#!/usr/bin/env python3
"""Makes a data folder with N times as many rules, for measuring how matching grows with their number.

    tools/multiply_rules.py DATA OUT N

Each further copy of a rule listens to other words (of the same shape, which no text holds) and has another id,
so that the same events come out. Examples and precedences of the copies are left out.
"""

import re
import shutil
import sys
import tomllib
from pathlib import Path

KEYS = ("verb", "noun", "adjective", "word")


def quoted(value):
    """A TOML value in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(quoted(one) for one in value) + "]"
    return "{ " + ", ".join(f"{key} = {quoted(one)}" for key, one in value.items()) + " }"


def other_word(word, copy):
    """The head gets another ending; the words below it stay."""
    head, *rest = word.split(" ")
    return " ".join([head + "qx" * copy, *rest])


def other_rule(rule, copy):
    out = ["[[rule]]"]
    for key, value in rule.items():
        if key in ("example", "over"):
            continue
        if key == "id":
            value = f"{value}.copy{copy}"
        if key in KEYS:
            value = [other_word(word, copy) for word in value]
        out.append(f"{key} = {quoted(value)}")
    return "\n".join(out)


def main():
    if len(sys.argv) != 4 or not sys.argv[3].isdigit():
        sys.exit(__doc__)
    data, out, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    shutil.copytree(data, out)
    for file in sorted((out / "rules").rglob("*.toml")):
        rules = tomllib.loads(file.read_text(encoding="utf-8")).get("rule", [])
        for copy in range(1, times):
            pieces = [other_rule(rule, copy) for rule in rules]
            if pieces:
                name = re.sub(r"\.toml$", f"-{copy}.toml", file.name)
                file.with_name(name).write_text("\n\n".join(pieces) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
