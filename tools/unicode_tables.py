#!/usr/bin/env python3
"""Writes src/annotate/unicode_tables.inc: what Python's str methods say about every code point.

The language model was trained on text whose words were shaped, lowered and split by Python's str methods, so
the tables come from Python itself, at one Unicode version. Run it with a Python of that version:

    python3 tools/unicode_tables.py > src/annotate/unicode_tables.inc
"""
import sys
import unicodedata

VERSION = "14.0.0"
ALPHA, UPPER, DIGIT, SPACE, CASED, IGNORABLE, LOWERS = 1, 2, 4, 8, 16, 32, 64


def flags(c):
    out = 0
    if c.isalpha():
        out |= ALPHA
    if c.isupper():
        out |= UPPER
    if c.isdigit():
        out |= DIGIT
    if c.isspace():
        out |= SPACE
    cased = c.isupper() or c.islower() or unicodedata.category(c) == "Lt"
    if cased:
        out |= CASED
    # Python does not expose Case_Ignorable; the final-sigma rule of lower() shows it.
    final = (("1" if cased else "A") + c + "\u03a3").lower().endswith("\u03c2")
    if final != cased:
        out |= IGNORABLE
    if c.lower() != c:
        out |= LOWERS
    return out


def rows(values, per_line=16):
    for i in range(0, len(values), per_line):
        yield "    " + ", ".join(str(v) for v in values[i : i + per_line]) + ","


def main():
    if unicodedata.unidata_version != VERSION:
        sys.exit(f"this Python has Unicode {unicodedata.unidata_version}, the tables are of {VERSION}")
    # Surrogates are no characters of UTF-8 text.
    all_flags = [0 if 0xD800 <= i < 0xE000 else flags(chr(i)) for i in range(0x110000)]
    blocks, index = {}, []
    for start in range(0, 0x110000, 256):
        block = tuple(all_flags[start : start + 256])
        index.append(blocks.setdefault(block, len(blocks)))
    lower = []
    for i in range(128, 0x110000):
        if all_flags[i] & LOWERS:
            to = [ord(c) for c in chr(i).lower()]
            assert len(to) <= 2
            lower.append((i, to[0], to[1] if len(to) == 2 else 0))
    print(f"// Made by tools/unicode_tables.py from Unicode {VERSION}. Do not edit.")
    print("// clang-format off")
    print(f"constexpr std::array<std::uint8_t, {len(index)}> block_of = {{")
    print("\n".join(rows(index, 24)))
    print("};")
    print(f"constexpr std::array<std::uint8_t, {len(blocks) * 256}> flags_of = {{")
    for block in blocks:
        print("\n".join(rows(block, 32)))
    print("};")
    print(f"constexpr std::array<LowerCase, {len(lower)}> lower_cases = {{{{")
    for i in range(0, len(lower), 6):
        print("    " + " ".join("{0x%X, 0x%X, 0x%X}," % row for row in lower[i : i + 6]))
    print("}};")
    print("// clang-format on")
    assert len(blocks) < 256


if __name__ == "__main__":
    main()
