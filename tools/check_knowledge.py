#!/usr/bin/env python3
"""Check the tables of data/knowledge (developer tool, standard library only).

    check_knowledge.py [--data DIR] [--reference DIR] [--list N] [--quiet]

Checks formats first (columns, dates, codes, references between tables, terms that end before they begin) and ends with
status 1 and file:line of every wrong row. Then says which share of the days 1990 to 2025 has a head of state and of
government, and how full the five key posts of the states most in the news are. Where DIR holds independent lists of
office-holders, memberships and armed groups, it also counts agreement over their rows and prints those that disagree.
Reasons for what remains are in docs/knowledge-residue.tsv: a row of it is `book<TAB>key<TAB>reason`.
"""
import argparse
import collections
import csv
import datetime
import difflib
import html
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
BEGIN, END = datetime.date(1990, 1, 1), datetime.date(2025, 12, 31)

COLUMNS = {
    "countries.tsv": "code name kind from to iso2 capital latitude longitude source",
    "country_names.tsv": "code alias sense from to",
    "offices.tsv": "office titles role rank note",
    "organisations.tsv": "key acronym name aliases code type from to seat source",
    "memberships.tsv": "org country from to status source",
    "clauses.tsv": "org kind article text source",
    "armed_groups.tsv": "key name aliases code country from to type source",
    "parties.tsv": "key name aliases code country from to type source",
    "groups.tsv": "key name aliases kind code countries source",
    "media.tsv": "key name aliases country type source",
    "bases.tsv": "key name aliases country operator latitude longitude from to source",
    "regions.tsv": "key name aliases countries latitude longitude radius_km source",
    "roles.tsv": "noun code type note",
    "place_names.tsv": "geonames name from to",
    "place_aliases.tsv": "alias geonames_or_key note",
}
LEADERS = "country office title person aliases from to began ended checked source"
MAY_BE_EMPTY = set("from to iso2 capital acronym aliases titles note article country countries operator radius_km seat "
                   "began ended latitude longitude code title checked".split())
FILLED = {("armed_groups.tsv", "code"), ("bases.tsv", "country"), ("roles.tsv", "code"), ("leaders", "country"),
          ("media.tsv", "type"), ("memberships.tsv", "country"), ("country_names.tsv", "code"), ("countries.tsv", "code")}
SENSES = {"name", "acronym", "adjective", "people", "ethnic", "capital", "metonym"}
KINDS = {"state", "historic", "dependent", "de_facto"}
BEGAN = {"elected", "appointed", "interim", "acting", "coup", "succeeded", "founded", ""}
ENDED = {"term_ended", "resigned", "ousted", "killed", "died", "dismissed", "arrested", ""}
ROLE_TYPES = set("person state government military police igo ngo armed_group party ethnic_group religious_group media "
                 "company civilian court legislature judiciary place other".split())
KEY_POSTS = ["head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister"]
IN_THE_NEWS = ("AFG ARM AUS AZE BLR BRA CAN CHN COL CUB DEU EGY ESP ETH FRA GBR GEO IDN IND IRN IRQ ISR ITA JOR JPN KAZ "
               "KEN KGZ KOR LBN LBY MDA MEX MMR MYS NGA PAK PHL POL PRK RUS RWA SAU SDN SOM SRB SSD SYR THA TJK TUN "
               "TUR UGA UKR USA UZB VEN YEM ZAF ZWE").split()


# ---- reading

def date_span(text):
    """First and last day that a date cell covers."""
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        day = datetime.date(*parts)
        return day, day
    if len(parts) == 2:
        first = datetime.date(parts[0], parts[1], 1)
        after = datetime.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return first, after - datetime.timedelta(days=1)
    return datetime.date(parts[0], 1, 1), datetime.date(parts[0], 12, 31)


def first_day(text):
    return date_span(text)[0] if text else datetime.date.min


def last_day(text):
    return date_span(text)[1] if text else datetime.date.max


class Table:
    def __init__(self, path, columns, errors):
        self.name, self.rows, self.lines = path.name, [], []
        kind = "leaders" if path.parent.name == "leaders" else path.name
        lines = path.read_text(encoding="utf-8").split("\n")
        if lines[0].split("\t") != columns.split():
            errors.append(f"{path}:1: the header is not `{columns}`")
            return
        for number, line in enumerate(lines[1:], 2):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) != len(columns.split()):
                errors.append(f"{path}:{number}: {len(cells)} cells, not {len(columns.split())}")
                continue
            row = dict(zip(columns.split(), cells))
            for column, cell in row.items():
                if cell != cell.strip() or "  " in cell:
                    errors.append(f"{path}:{number}: stray blank in {column}")
                if not cell and (column not in MAY_BE_EMPTY or (kind, column) in FILLED):
                    errors.append(f"{path}:{number}: {column} is empty")
                if column in ("from", "to") and cell:
                    try:
                        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", cell):
                            raise ValueError
                        date_span(cell)
                    except ValueError:
                        errors.append(f"{path}:{number}: `{cell}` is no date")
                        row[column] = ""
                if column in ("latitude", "longitude", "radius_km") and cell and not re.fullmatch(r"-?\d+(\.\d+)?", cell):
                    errors.append(f"{path}:{number}: `{cell}` is no number")
            if row.get("from") and row.get("to") and first_day(row["from"]) > last_day(row["to"]):
                errors.append(f"{path}:{number}: ends before it begins")
            row["at"] = f"{path}:{number}"
            self.rows.append(row)


def codes_wrong(code):
    return code and not re.fullmatch(r"([A-Z]{3})+", code)


def read_all(data, errors):
    tables = {}
    for name, columns in COLUMNS.items():
        path = data / name
        if path.exists():
            tables[name] = Table(path, columns, errors).rows
        else:
            errors.append(f"{path}: missing")
            tables[name] = []
    tables["leaders"] = []
    for path in sorted((data / "leaders").glob("*.tsv")):
        tables["leaders"] += Table(path, LEADERS, errors).rows
    return tables


def check_references(t, errors):
    def unique(table, column):
        seen = set()
        for row in t[table]:
            if row[column] in seen:
                errors.append(f"{row['at']}: {column} `{row[column]}` stands twice")
            seen.add(row[column])
        return seen

    countries = unique("countries.tsv", "code")
    offices = unique("offices.tsv", "office")
    orgs = unique("organisations.tsv", "key")
    groups = unique("armed_groups.tsv", "key") | unique("parties.tsv", "key")
    unique("roles.tsv", "noun"), unique("media.tsv", "key"), unique("groups.tsv", "key")
    bases, regions = unique("bases.tsv", "key"), unique("regions.tsv", "key")

    def need(row, column, known, lists=False):
        for value in row[column].split("|") if lists else [row[column]]:
            if value and value not in known:
                errors.append(f"{row['at']}: unknown {column} `{value}`")

    for row in t["countries.tsv"]:
        if row["kind"] not in KINDS:
            errors.append(f"{row['at']}: unknown kind")
    for row in t["country_names.tsv"]:
        need(row, "code", countries), need(row, "sense", SENSES)
    for row in t["leaders"]:
        need(row, "country", countries | orgs | groups), need(row, "office", offices)
        need(row, "began", BEGAN), need(row, "ended", ENDED), need(row, "checked", {"verified", "unverified"})
    for row in t["memberships.tsv"]:
        need(row, "org", orgs), need(row, "country", countries | orgs), need(row, "status", {"member", "suspended", "observer"})
    for row in t["clauses.tsv"]:
        need(row, "org", orgs)
    for name, column in (("armed_groups.tsv", "country"), ("parties.tsv", "country"), ("groups.tsv", "countries"),
                         ("media.tsv", "country"), ("bases.tsv", "country"), ("regions.tsv", "countries")):
        for row in t[name]:
            need(row, column, countries, lists=True)
    for row in t["bases.tsv"]:
        need(row, "operator", countries | orgs, lists=True)
    for row in t["roles.tsv"]:
        need(row, "type", ROLE_TYPES)
        if row["noun"] != row["noun"].lower():
            errors.append(f"{row['at']}: a noun is written in lower case")
    for row in t["place_aliases.tsv"]:
        key = row["geonames_or_key"]
        if not key.isdigit() and key not in countries and key.split("/")[-1] not in bases | regions:
            errors.append(f"{row['at']}: no place `{key}`")
    for name in ("organisations.tsv", "armed_groups.tsv", "parties.tsv", "groups.tsv", "roles.tsv"):
        for row in t[name]:
            if codes_wrong(row["code"]):
                errors.append(f"{row['at']}: a code has groups of three capital letters")
    # A person holds an office once at a time; two kings at once are a mistake.
    alone = collections.defaultdict(list)
    for row in t["leaders"]:
        alone[row["country"], row["office"], row["title"], row["person"]].append(row)
    for rows in alone.values():
        rows.sort(key=lambda r: first_day(r["from"]))
        for a, b in zip(rows, rows[1:]):
            if last_day(a["to"]) > last_day(b["from"]):
                errors.append(f"{b['at']}: {b['person']} holds {b['office']} twice at once")


# ---- coverage

def holders_by_office(t):
    held = collections.defaultdict(list)
    for row in t["leaders"]:
        held[row["country"], row["office"]].append(row)
    return held


def days_held(rows, begin, end):
    """Days of begin..end with a holder, and the gaps."""
    spans = sorted((max(first_day(r["from"]), begin), min(last_day(r["to"]), end)) for r in rows)
    covered, gaps, at = 0, [], begin
    for a, b in spans:
        if b < at or a > end:
            continue
        if a > at:
            gaps.append((at, a - datetime.timedelta(days=1)))
        covered += (b - max(a, at)).days + 1
        at = b + datetime.timedelta(days=1) if b < datetime.date.max else end + datetime.timedelta(days=1)
    if at <= end:
        gaps.append((at, end))
    return covered, gaps


def coverage(t, shown):
    held = holders_by_office(t)
    states = [r for r in t["countries.tsv"] if r["kind"] == "state" and r["code"] != "VAT"]
    print(f"states: {len(states)}, terms: {len(t['leaders'])}, people: "
          f"{len({(r['country'], r['person']) for r in t['leaders']})}")
    for office in KEY_POSTS[:2]:
        total = full = 0
        gaps_shown = []
        for state in states:
            begin = max(BEGIN, first_day(state["from"]))
            covered, gaps = days_held(held[state["code"], office], begin, END)
            total += (END - begin).days + 1
            full += covered
            gaps_shown += [(b - a, state["code"], a, b) for a, b in gaps]
        print(f"{office}: {full / total:.4f} of state-days 1990-2025 have a holder (bar 0.97)")
        for length, code, a, b in sorted(gaps_shown, reverse=True)[:shown]:
            print(f"  gap {code} {a}..{b} ({length.days + 1} days)")
    share, low = [], []
    for code in IN_THE_NEWS:
        state = next(r for r in states if r["code"] == code)
        begin = max(BEGIN, first_day(state["from"]))
        part = []
        for office in KEY_POSTS:
            part.append(days_held(held[code, office], begin, END)[0] / ((END - begin).days + 1))
        share.append(sum(part) / len(part))
        low.append((share[-1], code, [round(p, 2) for p in part]))
    print(f"five key posts of {len(IN_THE_NEWS)} states: {sum(share) / len(share):.4f} of days (bar 0.80)")
    for value, code, part in sorted(low)[:shown]:
        print(f"  {code} {value:.2f} {part}")


# ---- names

def plain(text):
    for a, b in (("ı", "i"), ("ł", "l"), ("ø", "o"), ("đ", "dj"), ("ß", "ss"), ("’", ""), ("'", ""), ("ʻ", ""), ("æ", "ae")):
        text = text.replace(a, b)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [w for w in re.split(r"[^a-z0-9]+", text) if w and w not in ("al", "el", "de", "von", "van", "bin", "ibn", "of")]


def alike(a, b):
    return a == b or (len(a) > 3 and len(b) > 3 and difflib.SequenceMatcher(None, a, b).ratio() >= 0.7)


def same_person(row, name):
    theirs = plain(name)
    if not theirs:
        return False
    for ours in [row["person"]] + row["aliases"].split("|"):
        ours = plain(ours)
        if ours and (any(alike(theirs[-1], w) for w in ours) or any(alike(ours[-1], w) for w in theirs)):
            return True
    return False


def held_on(held, country, offices, day):
    return [r for o in offices for r in held[country, o] if first_day(r["from"]) <= day <= last_day(r["to"])]


class Book:
    """Agreement with one answer book, counted over its rows."""

    def __init__(self, name, residue, shown):
        self.name, self.residue, self.shown = name, residue, shown
        self.right, self.explained, self.wrong = 0, [], []

    def row(self, key, right, says):
        if right:
            self.right += 1
        elif (self.name, key) in self.residue:
            self.explained.append(key)
        else:
            self.wrong.append(f"{key}: {says}")

    def report(self):
        total = self.right + len(self.explained) + len(self.wrong)
        if not total:
            return
        print(f"{self.name}: {self.right}/{total} rows agree = {self.right / total:.4f}; "
              f"{len(self.explained)} differ for a known reason, with them {(self.right + len(self.explained)) / total:.4f}")
        for line in self.wrong[:self.shown]:
            print(f"  {line}")


def middle(a, b):
    return a + (b - a) // 2


# Positions of the list of cabinets -> our offices.
POSITIONS = [
    (r"^President$", ["head_of_state", "head_of_government"]),
    (r"^Supreme Leader$", ["supreme_leader", "head_of_state"]),
    (r"(^|\()Prime Minister\)?$|^Premier|^Chairman of the (Cabinet of Ministers|Government)", ["head_of_government"]),
    (r"^(Federal )?(Minister|Secretary of State) (of|for) Foreign (and Commonwealth |and Commonwealth, |and )?Affairs|^Foreign Secretary|^Foreign Minister|"
     r"^Minister of Foreign|^Federal Minister of Foreign Affairs$|^Secretary of State for Foreign", ["foreign_minister"]),
    (r"^Secretary of State$", ["foreign_minister"]),
    (r"^(Federal )?Minister of (National )?Defen[cs]e$|^Secretary of Defen[cs]e$|^Secretary of State for Defence$", ["defence_minister"]),
    (r"^(Federal )?Minister of (the )?(Interior|Internal Affairs)$|^Secretary of Homeland Security$|^Secretary of State for the Home Department$|"
     r"^Minister of Public Security$|^Minister of Internal Security$", ["interior_minister"]),
    (r"^Director of the CIA$|^Director of National Intelligence$|^Head of the Security Service$|^Director of the (FSB|Mossad)", ["intelligence_chief"]),
]
CABINETS = {"us-cabinet": "USA", "united-kingdom-cabinet": "GBR", "russia-cabinet": "RUS", "ukraine-cabinet": "UKR",
            "kazakhstan-cabinet": "KAZ", "kyrgyzstan-ministers": "KGZ", "uzbekistan-ministers": "UZB",
            "armenia-ministers": "ARM", "belarus-ministers": "BLR", "china-ministers": "CHN", "iran-ministers": "IRN",
            "israel-ministers": "ISR", "pakistan-ministers": "PAK", "turkey-ministers": "TUR"}


def iso_day(text, last=False):
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?.*", text or "")
    if not match:
        return None
    cell = "-".join(p for p in match.groups() if p and p != "00")
    return date_span(cell)[1 if last else 0]


def check_cabinets(path, t, residue, shown, verified):
    held = holders_by_office(t)
    book = Book("cabinets", residue, shown)
    for cells in csv.reader(open(path, encoding="utf-8")):
        country = CABINETS.get(cells[0])
        offices = next((o for pattern, o in POSITIONS if re.search(pattern, cells[1])), None)
        if not country or not offices:
            continue
        if country == "ISR" and "Internal Affairs" in cells[1] or country == "ISR" and "Interior" in cells[1]:
            continue  # there the police answers to another minister
        if country == "PAK" and cells[1] == "Foreign Secretary":
            continue  # a civil servant there
        start, end = iso_day(cells[4]), iso_day(cells[5], last=True)
        if not start:
            continue
        if not end:
            end = datetime.date(2022, 6, 30)
        start, end = max(start, BEGIN), min(end, END)
        if end < start:
            continue
        day = middle(start, end)
        rows = [r for r in held_on(held, country, offices, day)]
        good = [r for r in rows if same_person(r, cells[2])]
        verified.update((r["country"], r["office"], r["person"], r["from"]) for r in good)
        book.row(f"{country}/{offices[0]}/{cells[2]}/{cells[4]}", bool(good),
                 f"{cells[1]} {cells[4]}..{cells[5]}; here {', '.join(sorted({r['person'] for r in rows})) or 'nobody'}")
    book.report()


def check_world(path, t, residue, shown, verified):
    held = holders_by_office(t)
    names = collections.defaultdict(set)
    for row in t["country_names.tsv"]:
        if row["sense"] == "name":
            names[" ".join(plain(row["alias"]))].add(row["code"])
    extra = {"kingdom denmark": "DNK", "kingdom netherlands": "NLD", "peoples republic china": "CHN", "republic ireland": "IRL",
             "republic abkhazia": "ABK", "republic artsakh": "NKR", "republika srpska": "RSR", "federated states micronesia": "FSM",
             "sahrawi arab democratic republic": "ESH", "state palestine": "PSE", "republic congo": "COG", "gambia": "GMB",
             "bahamas": "BHS", "the gambia": "GMB", "the bahamas": "BHS"}
    book = Book("world leaders", residue, shown)
    for row in csv.DictReader(open(path, encoding="utf-8")):
        key = " ".join(plain(row["country"]))
        found = {extra[key]} if key in extra else names.get(key, set())
        if len(found) != 1:
            book.row(row["country"], False, "unknown country")
            continue
        country = next(iter(found))
        label = row["positionLabel"].lower()
        if label.startswith("governor-general") or "federal council" in label or "pontifical" in label:
            continue
        offices = ["head_of_state", "head_of_government", "supreme_leader", "de_facto_leader", "chief_minister"]
        if country == "RSR":
            country = "BIH"
        if not row["start_year"]:
            continue
        start = datetime.date(int(row["start_year"]), 7, 1)
        end = datetime.date(int(row["end_year"]), 6, 30) if row["end_year"] else datetime.date(2022, 6, 30)
        day = middle(start, end) if end > start else start
        if row["end_year"] == row["start_year"] or end <= start:
            rows = [r for o in offices for r in held[country, o]
                    if first_day(r["from"]) <= datetime.date(int(row["start_year"]), 12, 31)
                    and last_day(r["to"]) >= datetime.date(int(row["start_year"]), 1, 1)]
        else:
            rows = held_on(held, country, offices, max(day, BEGIN))
        good = [r for r in rows if same_person(r, row["officeholderLabel"])]
        verified.update((r["country"], r["office"], r["person"], r["from"]) for r in good)
        book.row(f"{country}/{row['positionLabel']}/{row['officeholderLabel']}", bool(good),
                 f"{row['start_year']}..{row['end_year']}; here {', '.join(sorted({r['person'] for r in rows})) or 'nobody'}")
    book.report()


GW = """2 USA 20 CAN 31 BHS 40 CUB 41 HTI 42 DOM 51 JAM 52 TTO 53 BRB 54 DMA 55 GRD 56 LCA 57 VCT 58 ATG 60 KNA 70 MEX 80 BLZ
90 GTM 91 HND 92 SLV 93 NIC 94 CRI 95 PAN 100 COL 101 VEN 110 GUY 115 SUR 130 ECU 135 PER 140 BRA 145 BOL 150 PRY 155 CHL 160 ARG
165 URY 200 GBR 205 IRL 210 NLD 211 BEL 212 LUX 220 FRA 221 MCO 223 LIE 225 CHE 230 ESP 232 AND 235 PRT 255 DEU 260 DEU 265 DDR
290 POL 305 AUT 310 HUN 315 CSK 316 CZE 317 SVK 325 ITA 331 SMR 338 MLT 339 ALB 341 MNE 343 MKD 344 HRV 345 YUG 340 SRB 346 BIH
347 XKX 349 SVN 350 GRC 352 CYP 355 BGR 359 MDA 360 ROU 365 RUS 366 EST 367 LVA 368 LTU 369 UKR 370 BLR 371 ARM 372 GEO 373 AZE
375 FIN 380 SWE 385 NOR 390 DNK 395 ISL 402 CPV 403 STP 404 GNB 411 GNQ 420 GMB 432 MLI 433 SEN 434 BEN 435 MRT 436 NER 437 CIV
438 GIN 439 BFA 450 LBR 451 SLE 452 GHA 461 TGO 471 CMR 475 NGA 481 GAB 482 CAF 483 TCD 484 COG 490 COD 500 UGA 501 KEN 510 TZA
516 BDI 517 RWA 520 SOM 522 DJI 530 ETH 531 ERI 540 AGO 541 MOZ 551 ZMB 552 ZWE 553 MWI 560 ZAF 565 NAM 570 LSO 571 BWA 572 SWZ
580 MDG 581 COM 590 MUS 591 SYC 600 MAR 615 DZA 616 TUN 620 LBY 625 SDN 626 SSD 630 IRN 640 TUR 645 IRQ 651 EGY 652 SYR 660 LBN
663 JOR 666 ISR 670 SAU 678 YEM 679 YEM 680 YMD 690 KWT 692 BHR 694 QAT 696 ARE 698 OMN 700 AFG 701 TKM 702 TJK 703 KGZ 704 UZB
705 KAZ 710 CHN 712 MNG 713 TWN 731 PRK 732 KOR 740 JPN 750 IND 760 BTN 770 PAK 771 BGD 775 MMR 780 LKA 781 MDV 790 NPL 800 THA
811 KHM 812 LAO 816 VNM 820 MYS 830 SGP 835 BRN 840 PHL 850 IDN 860 TLS 900 AUS 910 PNG 920 NZL 935 VUT 940 SLB 946 KIR 947 TUV
950 FJI 955 TON 970 NRU 983 MHL 986 PLW 987 FSM 990 WSM"""
STATE_OF = dict(zip(map(int, GW.split()[::2]), GW.split()[1::2]))


def check_archigos(path, t, residue, shown, verified):
    held = holders_by_office(t)
    book = Book("effective leaders", residue, shown)
    for row in csv.DictReader(open(path, encoding="utf-8")):
        code = STATE_OF.get(int(float(row["gwcode"])))
        start, end = iso_day(row["startdate"]), iso_day(row["enddate"])
        if not code or end < BEGIN:
            continue
        day = middle(max(start, BEGIN), min(end, END))
        places = {"RUS": ["RUS", "SUN"], "YUG": ["YUG", "SCG", "SRB"], "SRB": ["SRB", "YUG", "SCG"],
                  "YEM": ["YEM", "YAR"], "CZE": ["CZE", "CSK"]}.get(code, [code])
        rows = [r for c in places for r in held_on(held, c, ["head_of_state", "head_of_government", "supreme_leader",
                                                             "de_facto_leader", "military_chief", "deputy_head_of_government"], day)]
        good = [r for r in rows if same_person(r, row["leader"])]
        verified.update((r["country"], r["office"], r["person"], r["from"]) for r in good)
        book.row(f"{code}/{row['leader']}/{row['startdate']}", bool(good),
                 f"..{row['enddate']}; here {', '.join(sorted({r['person'] for r in rows})) or 'nobody'}")
    book.report()


def check_archigos_before(path, t, confirmed, shown):
    """Effective leaders from 1945 to 1989: how many of the list's leaders the tables have, and the terms it confirms."""
    held = holders_by_office(t)
    known = {r["country"] for r in t["leaders"] if last_day(r["to"]) < BEGIN}
    found, missing = 0, []
    for row in csv.DictReader(open(path, encoding="utf-8")):
        code = STATE_OF.get(int(float(row["gwcode"])))
        start, end = iso_day(row["startdate"]), iso_day(row["enddate"])
        if not code or end < datetime.date(1945, 9, 2) or start >= BEGIN:
            continue
        code = {"RUS": "SUN", "CZE": "CSK", "SRB": "YUG"}.get(code, code)
        if code not in known:
            continue
        day = middle(max(start, datetime.date(1945, 9, 2)), min(end, BEGIN))
        rows = held_on(held, code, ["head_of_state", "head_of_government", "supreme_leader", "de_facto_leader"], day)
        good = [r for r in rows if same_person(r, row["leader"])]
        for r in good:
            confirmed[r["at"]] = "a list of effective leaders"
        found += bool(good)
        if not good:
            missing.append(f"{code}/{row['leader']}/{row['startdate']}: ..{row['enddate']}")
    print(f"effective leaders 1945-1989 of {len(known)} states: {found}/{found + len(missing)} known")
    for line in missing[:shown]:
        print(f"  {line}")


# Further positions of the list of cabinets: what they confirm is not counted against the tables, which do not claim them all.
FURTHER = [
    (r"^(Federal )?Minister of (the )?Finance$|^Secretary of the Treasury$|^Chancellor of the Exchequer$", "finance_minister"),
    (r"^(Federal )?Minister of Justice$|^Attorney General$|^Secretary of State for Justice$|^Lord Chancellor$", "justice_minister"),
    (r"^Vice[- ]President$|^First Vice President$", "vice_president"),
    (r"^(First )?Deputy Prime Minister|^Vice Premier|^Deputy Chairman of the Cabinet", "deputy_head_of_government"),
    (r"^Speaker of (the )?|^Chairman of the (Verkhovna Rada|State Duma)|^President of the National Assembly$", "parliament_speaker"),
    (r"^Chief of (the )?(General Staff|Defence Staff|Army Staff)|^Chairman of the Joint Chiefs|^Chief of the General Staff$", "military_chief"),
    (r"^Governor of the (Central|National|State) Bank|^Governor of the Bank of|^Chair of the Federal Reserve$", "central_bank_governor"),
    (r"^National Security Advis[eo]r$|^Secretary of the (Supreme )?(National )?Security (and Defen[cs]e )?Council", "national_security_adviser"),
    (r"^Director of|^Head of the (Security|Foreign Intelligence) Service|^Chairman of the State Security Committee", "intelligence_chief"),
    (r"^Ambassador to the United Nations$|^Permanent Representative to the United Nations", "un_ambassador"),
    (r"^White House Chief of Staff$|^Head of the Presidential Administration$|^Kremlin Chief of Staff", "presidential_chief_of_staff"),
    (r"Press Secretary$|^Foreign Ministry Spoke", "government_spokesman"),
    (r"^Minister of Emergency Situations", "emergencies_minister"),
    (r"^Secretary of Energy$|^Minister of (Petroleum|Energy|Fuel and Energy)", "energy_minister"),
    (r"^Commander-in-chief of the Revolutionary Guard", "guard_commander"),
    (r"^Mayor of|^mayor of", "mayor"),
    (r"^Prosecutor[- ]General$", "prosecutor"),
    (r"^Chief Justice$|^President of the Supreme (People's )?Court$", "chief_justice"),
    (r"^Leader of the Opposition", "opposition_leader"),
    (r"^(Deputy|Vice) (Foreign Minister|Secretary of State)$|^Deputy Minister of Foreign Affairs", "deputy_foreign_minister"),
    (r"^Supreme Leader$|^General Secretary of the", "supreme_leader"),
]


def named_so(row, name):
    """Stricter than same_person(): first and last of the names, for lists with many people of one family."""
    theirs = plain(name)
    for ours in [row["person"]] + row["aliases"].split("|"):
        ours = plain(ours)
        if len(ours) > 1 and len(theirs) > 1 and alike(theirs[-1], ours[-1]) and (alike(theirs[0], ours[0]) or
                                                                                 set(theirs) <= set(ours) or set(ours) <= set(theirs)):
            return True
    return False


def confirm_posts(path, t, confirmed):
    listed = collections.defaultdict(list)
    for cells in csv.reader(open(path, encoding="utf-8")):
        country, start = CABINETS.get(cells[0]), iso_day(cells[4])
        if not country or not start:
            continue
        offices = {o for pattern, o in FURTHER if re.search(pattern, cells[1])}
        offices |= {o for pattern, several in POSITIONS if re.search(pattern, cells[1]) for o in several}
        for office in offices:
            listed[country, office].append((start, iso_day(cells[5], last=True) or datetime.date(2022, 6, 30), cells[2]))
    for row in t["leaders"]:
        if row["from"] and (row["country"], row["office"]) in listed:
            day = middle(first_day(row["from"]), min(last_day(row["to"]), END))
            if any(a <= day <= b and named_so(row, name) for a, b, name in listed[row["country"], row["office"]]):
                confirmed[row["at"]] = "a list of cabinets"


# Bodies by their code in the dictionaries of actors.
DICTIONARY_BODIES = {"UN": "IGOUNO", "NATO": "IGOWSTNAT", "WB": "IGOUNODEVWBK", "IMF": "IGOBUSIMF"}


def confirm_by_dictionary(folder, t, confirmed):
    """Dictionaries of actors of event coders give no office, only a code and when it held. What says as much as an office: the
    armed forces' part of a government (defence ministers), and a body of its own (who led it)."""
    def day(text, last):
        text = text if len(text) == 8 else ("19" if text[:2] >= "40" else "20") + text
        return iso_day(f"{text[:4]}-{text[4:6]}-{text[6:]}", last=last)

    listed = collections.defaultdict(list)
    for name in ("Phoenix.Countries.actors.txt", "Phoenix.International.actors.txt"):
        if not (folder / name).exists():
            continue
        names = []
        for line in (folder / name).read_text(encoding="latin-1").split("\n"):
            if line[:1].isalpha():
                names = [line.split(";")[0].split("(")[0].strip().replace("_", " ").strip()]
            elif line.startswith("+") and names:
                names.append(line[1:].split(";")[0].split("(")[0].strip().replace("_", " ").strip())
            for code, sign, a, b in re.findall(r"\[([A-Z]{3,})\s+([<>]?)(\d{6,8})(?:-(\d{6,8}))?\]", line):
                try:
                    first = datetime.date.min if sign == "<" else day(a, False)
                    last = day(a, True) if sign == "<" else datetime.date(2014, 12, 31) if sign == ">" else day(b or a, True)
                except ValueError:
                    continue
                if first and last:
                    listed[code].extend((first, last, n) for n in names)
    for row in t["leaders"]:
        code = row["country"] + "GOVMIL" if row["office"] == "defence_minister" else \
            DICTIONARY_BODIES.get(row["country"]) if row["office"] in ("secretary_general", "bank_president") else None
        if not code or not row["from"]:
            continue
        on = middle(first_day(row["from"]), min(last_day(row["to"]), END))
        if any(a <= on <= b and named_so(row, name) for a, b, name in listed[code]):
            confirmed[row["at"]] = "a dictionary of actors"


# The list of states by name, where the tables call them otherwise.
FACTBOOK_STATES = {"burma": "MMR", "congo brazzaville": "COG", "drc": "COD", "gambia": "GMB", "the gambia": "GMB", "bahamas": "BHS",
                   "the bahamas": "BHS", "holy see vatican city": "VAT", "micronesia federated states": "FSM", "turkey turkiye": "TUR",
                   "korea north": "PRK", "korea south": "KOR", "north korea": "PRK", "south korea": "KOR"}
# Two-letter keys of states that the list gives no short name.
FACTBOOK_KEYS = {"ct": "CAF", "ek": "GNQ", "bm": "MMR", "gg": "GEO", "gm": "DEU", "tu": "TUR"}


def check_factbook(path, t, residue, shown, verified):
    """Chief of state and head of government in a yearbook of 2026: who holds our office on our last day."""
    held = holders_by_office(t)
    states = {r["code"] for r in t["countries.tsv"] if r["kind"] in ("state", "de_facto")}
    names = collections.defaultdict(set)
    for row in t["country_names.tsv"]:
        if row["sense"] == "name" and row["code"] in states:
            names[" ".join(plain(row["alias"]))].add(row["code"])
    book = Book("yearbook of 2026", residue, shown)
    offices = {"chief_of_state": ["head_of_state", "supreme_leader", "de_facto_leader"],
               "head_of_government": ["head_of_government", "head_of_state", "de_facto_leader"]}
    for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        key = " ".join(plain(row["name"]))
        found = {FACTBOOK_KEYS[row["gec"]]} if row["gec"] in FACTBOOK_KEYS else \
            {FACTBOOK_STATES[key]} if key in FACTBOOK_STATES else names.get(key, set())
        if len(found) != 1:
            continue
        country = next(iter(found))
        for column, ours in offices.items():
            cell = html.unescape(row[column] or "")
            since = re.search(r"\((?:since )?(?:\d+ )?(?:([A-Z][a-z]+) )?(\d{4})\)", cell)
            surnames = [w for w in re.findall(r"[\w'’-]+", cell.split("(")[0]) if len(w) > 1 and w == w.upper() and not w.isdigit()
                        and w not in ("II", "III", "IV", "VI", "VII", "CNSP", "GNU")]
            if not since or not surnames or int(since.group(2)) > END.year:
                continue
            day = END
            rows = [r for o in ours for r in held[country, o] if first_day(r["from"]) <= day <= last_day(r["to"])]
            good = [r for r in rows if any(same_person(r, s) for s in surnames)]
            good = [r for r in good if abs(first_day(r["from"]).year - int(since.group(2))) <= 1] or good
            verified.update((r["country"], r["office"], r["person"], r["from"]) for r in good
                            if r["office"] in (["head_of_government"] if column == "head_of_government" else ours)
                            or r["office"] == "head_of_state")
            book.row(f"{country}/{column}/{'-'.join(surnames)}", bool(good),
                     f"{cell[:90]}; here {', '.join(sorted({r['person'] for r in rows})) or 'nobody'}")
    book.report()


COW_BODIES = {"un": "UN", "nato": "NATO", "warpact": "WTPACT", "csto": "CSTO", "sco": "SCO", "cis": "CIS", "eaec": "EURASEC",
              "guam": "GUAM", "eu": "EU", "efta": "EFTA", "weu": "WEU", "coe": "COE", "osce": "OSCE", "oau": "OAU", "au": "AU",
              "ecowas": "ECOWAS", "sadc": "SADC", "sacu": "SACU", "comesa": "COMESA", "eac": "EAC", "igad": "IGAD",
              "eccas": "ECCAS", "cemac": "CEMAC", "amu": "AMU", "mru": "MRU", "loas": "ARABLEAGUE", "acc": "ACC", "opec": "OPEC",
              "oapec": "OAPEC", "oic": "OIC", "asean": "ASEAN", "apec": "APEC", "saarc": "SAARC", "pif": "PIF", "eco": "ECO",
              "bsec": "BSEC", "cica": "CICA", "oas": "OAS", "mercosur": "MERCOSUR", "andean": "ANDEAN", "caricom": "CARICOM",
              "oecs": "OECS", "nafta": "NAFTA", "oecd": "OECD", "comsec": "COMMONWEALTH", "cpsc": "CPLP", "nordc": "NORDIC",
              "articc": "ARCTIC", "cbss": "CBSS", "anzus": "ANZUS", "wto": "WTO", "icc": "ICC", "nam": "NONALIGNED",
              "cefta": "CEFTA", "iorarc": "IORA", "laia": "LAIA", "benelux": "BENELUX", "unasur": "UNASUR", "waemu": "UEMOA",
              "uemoa": "UEMOA", "censad": "CENSAD", "gcc": "GCC", "ccasg": "GCC"}


def check_memberships(path, t, residue, shown):
    """Years of membership 1990-2014, body by body."""
    ours = collections.defaultdict(set)
    for row in t["memberships.tsv"]:
        if row["status"] == "member":
            a, b = max(first_day(row["from"]).year, 1990), min(last_day(row["to"]).year, 2014)
            ours[row["org"]].update((row["country"], y) for y in range(a, b + 1))
    theirs = collections.defaultdict(set)
    for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t"):
        body, state = COW_BODIES.get(row["igo"]), STATE_OF.get(int(float(row["ccode"])))
        if body and state:
            state = {"YUG": "SRB"}.get(state, state)
            theirs[body].update((state, y) for y in range(max(int(row["first_year"]), 1990), min(int(row["last_year"]), 2014) + 1))
    book = Book("membership years", residue, 0)
    lines = []
    for body in sorted(theirs):
        mine = {("SRB" if c == "YUG" else c, y) for c, y in ours[body]}
        differing = collections.defaultdict(list)
        for state, year in theirs[body]:
            right = (state, year) in mine
            book.row(f"{body}/{state}", right, "")
            if not right:
                differing[state].append(year)
        years = {y for _, y in theirs[body]}
        more = collections.defaultdict(list)
        for state, year in mine - theirs[body]:
            if year in years:
                more[state].append(year)
        gone = sum(map(len, differing.values()))
        if gone or more:
            lines.append((gone, f"  {body}: {1 - gone / len(theirs[body]):.3f} missing "
                          + ", ".join(f"{s} {min(y)}-{max(y)}" for s, y in sorted(differing.items()) if (book.name, f"{body}/{s}") not in residue)[:400]
                          + "; only here " + ", ".join(f"{s} {min(y)}-{max(y)}" for s, y in sorted(more.items()))[:200]))
    book.report()
    for _, line in sorted(lines, reverse=True)[:shown]:
        print(line)


def check_armed(path, t, shown):
    names = set()
    for row in t["armed_groups.tsv"] + t["parties.tsv"]:
        for name in [row["name"]] + row["aliases"].split("|"):
            names.add(" ".join(plain(name)))
    found, missing = 0, []
    for row in csv.DictReader(open(path, encoding="utf-8-sig")):
        if row["Org"] != "1":
            continue
        forms = {row["NameData"], row["NameOrig"], row["NameOrigFullEng"]}
        forms |= {re.sub(r"\(.*?\)", "", f) for f in set(forms)} | {m for f in set(forms) for m in re.findall(r"\((.*?)\)", f)}
        if any(" ".join(plain(f)) in names for f in forms if f):
            found += 1
        else:
            missing.append(f"{row['NameData']} ({row['Location']})")
    print(f"formal armed groups of all times: {found}/{found + len(missing)} known by some name")
    for line in missing[:shown]:
        print(f"  {line}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "data" / "knowledge")
    parser.add_argument("--reference", type=pathlib.Path, default=ROOT.parent / "shared" / "reference" / "data")
    parser.add_argument("--list", type=int, default=20, help="rows printed of each list")
    parser.add_argument("--verified", type=pathlib.Path, help="write file:line of the terms that a reference list confirms, and which list")
    args = parser.parse_args()

    errors = []
    tables = read_all(args.data, errors)
    if not errors:
        check_references(tables, errors)
    for error in errors:
        print(error, file=sys.stderr)
    print("rows: " + ", ".join(f"{n.removesuffix('.tsv')} {len(r)}" for n, r in tables.items()))
    if errors:
        return 1
    coverage(tables, args.list)

    residue = {}
    path = ROOT / "docs" / "knowledge-residue.tsv"
    if path.exists():
        for line in path.read_text(encoding="utf-8").split("\n")[1:]:
            if line and not line.startswith("#"):
                book, key, reason = line.split("\t")
                residue[book, key] = reason
    verified = set()
    for name, check in (("wikidata_holders_14countries_EPS_2022.csv", check_cabinets),
                        ("wikidata_world_leaders_2021_EPS.csv", check_world),
                        ("archigos_4.1_peacesciencer.csv", check_archigos),
                        ("cia_factbook_2026-05_extract_PD.tsv", check_factbook)):
        if (args.reference / name).exists():
            check(args.reference / name, tables, residue, args.list, verified)
        else:
            print(f"no {name}: not compared")
    confirmed = {}
    if (args.reference / "petrarch-dictionaries").exists():
        confirm_by_dictionary(args.reference / "petrarch-dictionaries", tables, confirmed)
    if (args.reference / "wikidata_holders_14countries_EPS_2022.csv").exists():
        confirm_posts(args.reference / "wikidata_holders_14countries_EPS_2022.csv", tables, confirmed)
    if (args.reference / "archigos_4.1_peacesciencer.csv").exists():
        check_archigos_before(args.reference / "archigos_4.1_peacesciencer.csv", tables, confirmed, args.list)
    for row in tables["leaders"]:
        if (row["country"], row["office"], row["person"], row["from"]) in verified:
            confirmed[row["at"]] = "a list of office-holders"
    open_rows = [r for r in tables["leaders"] if r["checked"] == "unverified"]
    print(f"unverified terms: {len(open_rows)}, of which the lists confirm {sum(r['at'] in confirmed for r in open_rows)}")
    if (args.reference / "cow_igo_v3_membership_spells.tsv").exists():
        check_memberships(args.reference / "cow_igo_v3_membership_spells.tsv", tables, residue, args.list)
    if (args.reference / "ucdp-actor-22.1_CC-BY-4.0.csv").exists():
        check_armed(args.reference / "ucdp-actor-22.1_CC-BY-4.0.csv", tables, args.list)
    if args.verified:
        args.verified.write_text("".join(f"{at}\t{by}\n" for at, by in sorted(confirmed.items())), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
