#!/usr/bin/env python3
"""Reads every output form back with the tools that people use for it: pandas, frictionless, pyogrio (GDAL), icalendar,
prov, conllu, an XML parser. `make formats-test` makes the environment that it needs (requirements.txt).

read_back.py CASUS [RECORDS]: CASUS is the program; RECORDS are story records, default: records.jsonl beside this file.
"""

import io
import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import conllu
import frictionless
import icalendar
import pandas as pd
import prov.model
import pyogrio

here = pathlib.Path(__file__).parent
casus = sys.argv[1]
records_file = sys.argv[2] if len(sys.argv) > 2 else str(here / "records.jsonl")
records = [json.loads(line) for line in open(records_file, encoding="utf-8")]
by_story = {record["story"]["id"]: record for record in records}

failures = []
seen = []


def check(holds, what):
    if not holds:
        failures.append(what)


def export(form, *options):
    made = subprocess.run([casus, "export", "--quiet", "--format", form, *options, records_file], capture_output=True)
    check(made.returncode == 0, f"{form}: exit code {made.returncode}: {made.stderr.decode()[:300]}")
    return made.stdout


def lists(name):
    return [(record, item) for record in records for item in record[name]]


# ---- tables of the field: the column lists that R and Python readers of these data use

def names(numbered):
    return [f"{name}{n}" for name, count in numbered for n in range(1, count + 1)]


actor_parts = ["Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
               "Type1Code", "Type2Code", "Type3Code"]
geo_parts = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
gdelt_columns = (["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
                 + [f"Actor{n}{part}" for n in (1, 2) for part in actor_parts]
                 + ["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
                    "NumMentions", "NumSources", "NumArticles", "AvgTone"]
                 + [f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in geo_parts]
                 + ["DATEADDED", "SOURCEURL"])
mention_columns = ["GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
                   "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset",
                   "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"]
icews_columns = ["Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
                 "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number",
                 "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"]
phoenix_columns = ["EventID", "Date", "Year", "Month", "Day", "SourceActorFull", "SourceActorEntity", "SourceActorRole",
                   "SourceActorAttribute", "TargetActorFull", "TargetActorEntity", "TargetActorRole",
                   "TargetActorAttribute", "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues", "Lat",
                   "Lon", "LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources"]
polecat_columns = ["Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"]
for party in ("Actor", "Recipient"):
    polecat_columns += [f"{party} Name", f"{party} Country", f"{party} COW", f"Primary {party} Sector",
                        f"{party} Sectors", f"{party} Title", f"{party} Name Raw", f"Wikipedia {party} ID"]
polecat_columns += ["Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
                    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
                    "Story Organizations", "Story Locations", "Language", "Version"]


def tsv(form, columns, header, text_columns, *options):
    text = export(form, *options)
    frame = pd.read_csv(io.BytesIO(text), sep="\t", header=0 if header else None, names=None if header else columns,
                        dtype={name: "string" for name in text_columns}, index_col=False, on_bad_lines="error")
    check(list(frame.columns) == columns, f"{form}: columns {list(frame.columns)}")
    check(len(frame) == text.count(b"\n") - header, f"{form}: {len(frame)} rows of {text.count(bytes([10]))} lines")
    check(len(frame) > 0, f"{form}: no row")
    seen.append(f"{form}: {len(frame)} rows, {len(frame.columns)} columns")
    return frame


gdelt = tsv("gdelt", gdelt_columns, False, ["EventCode", "EventBaseCode", "EventRootCode"])
check(gdelt.GLOBALEVENTID.is_unique and (gdelt.GLOBALEVENTID < 2**53).all(), "gdelt: ids")
for name in ("SQLDATE", "MonthYear", "Year", "QuadClass", "IsRootEvent", "NumMentions", "Actor1Geo_Type", "ActionGeo_Type"):
    check(pd.api.types.is_integer_dtype(gdelt[name]), f"gdelt: {name} is {gdelt[name].dtype}")
for name in ("FractionDate", "GoldsteinScale", "AvgTone", "ActionGeo_Lat", "ActionGeo_Long"):
    check(pd.api.types.is_float_dtype(gdelt[name]), f"gdelt: {name} is {gdelt[name].dtype}")
check(gdelt.EventRootCode.isin([f"{n:02}" for n in range(1, 21)]).all(), "gdelt: root codes")
check((gdelt.EventRootCode == gdelt.EventCode.str[:2]).all(), "gdelt: roots of codes")
check(gdelt.QuadClass.between(1, 4).all() and gdelt.GoldsteinScale.between(-10, 10).all(), "gdelt: scales")
check((gdelt.Actor1Code.notna() | gdelt.Actor2Code.notna() | gdelt.Actor1Name.notna() | gdelt.Actor2Name.notna()).all(),
      "gdelt: nobody")
where = gdelt[gdelt.ActionGeo_Type > 0]
check(where.ActionGeo_CountryCode.dropna().str.len().eq(2).all(), "gdelt: FIPS codes have two letters")
check(where.ActionGeo_Lat.between(-90, 90).all() and where.ActionGeo_Long.between(-180, 180).all(), "gdelt: points")

mentions = tsv("gdelt-mentions", mention_columns, False, ["MentionIdentifier"])
check(set(mentions.GLOBALEVENTID) == set(gdelt.GLOBALEVENTID), "gdelt-mentions: events that are not in gdelt")
check(mentions.GLOBALEVENTID.value_counts().eq(gdelt.set_index("GLOBALEVENTID").NumMentions).all(),
      "gdelt-mentions: NumMentions")
check(mentions.Confidence.between(0, 100).all(), "gdelt-mentions: confidence")

icews = tsv("icews", icews_columns, True, ["CAMEO Code"])
check(set(icews["Event ID"]) == set(gdelt.GLOBALEVENTID), "icews: not the events of gdelt")
pd.to_datetime(icews["Event Date"], format="%Y-%m-%d")
check(icews["Event Text"].notna().all() and pd.api.types.is_float_dtype(icews.Intensity), "icews: text, intensity")

phoenix = tsv("phoenix", phoenix_columns, False, ["EventCode", "EventRootCode", "Month", "Day"])
check(phoenix.EventID.is_unique and phoenix.QuadClass.between(0, 4).all(), "phoenix: ids, quad classes")
pd.to_datetime(phoenix.Date.astype("string"), format="%Y%m%d")

polecat = tsv("polecat", polecat_columns, True, ["Actor COW", "Recipient COW"])
check(polecat["Event ID"].is_unique, "polecat: ids")
check(set(polecat["Quad Code"].dropna()) <= {"None", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT",
                                            "MATERIAL CONFLICT"}, "polecat: quad codes")
actual = [item for _, item in lists("events") if item["status"] == "actual"]
check(len(polecat) == len(actual), "polecat: not one row for each event")

# ---- plain CSV, with and without a row of HXL tags

csv = pd.read_csv(io.BytesIO(export("csv")), dtype={"cameo": "string"})
check(len(csv) == len(lists("events")), "csv: not one row for each event")
check(csv.set_index(["story", "id"]).index.is_unique, "csv: ids")
for _, row in csv.iterrows():
    story = by_story[row.story]["story"]
    text = story["headline"] if row.headline else story["text"]
    check(text[row.start:row.end] == str(row.words).removeprefix("'"), f"csv: the words of {row.id}")
hxl = export("csv", "--hxl").decode().splitlines()
check(all(tag == "" or tag.startswith("#") for tag in hxl[1].split(",")), "csv: HXL tags")
check(len(hxl[1].split(",")) == len(hxl[0].split(",")), "csv: as many tags as columns")
tolls = pd.read_csv(io.BytesIO(export("tolls-csv")))
check(len(tolls) == len(lists("tolls")), "tolls-csv: rows")
risky = tuple("=+-@\t\r")
for frame, name in ((csv, "csv"), (tolls, "tolls-csv")):
    for column in frame.select_dtypes(exclude="number"):
        check(not frame[column].dropna().astype(str).str.startswith(risky).any(), f"{name}: {column} would run")
seen.append(f"csv: {len(csv)} events, {len(tolls)} tolls, spans cut the words")

# ---- a data package

with tempfile.TemporaryDirectory() as folder:
    packages = []
    for name in ("one", "two"):
        target = pathlib.Path(folder) / name / "events"
        target.parent.mkdir()
        made = subprocess.run([casus, "export", "--quiet", "--package", str(target), records_file], capture_output=True)
        check(made.returncode == 0, f"package: {made.stderr.decode()[:300]}")
        packages.append({file.name: file.read_bytes() for file in sorted(target.iterdir())})
        check(not list(target.parent.glob("*.part")), "package: something is left beside it")
    check(packages[0] == packages[1], "package: two runs give two packages")
    report = frictionless.validate(str(pathlib.Path(folder) / "one" / "events" / "datapackage.json"))
    check(report.valid, f"package: {report.flatten(['name', 'type', 'message'])[:5]}")
    again = subprocess.run([casus, "export", "--package", str(target), records_file], capture_output=True)
    check(again.returncode == 1, "package: a folder that is there must not be written over")
    described = json.loads(packages[0]["datapackage.json"])
    check(len(described["resources"]) == 10 and described["licenses"] and described["sources"], "package: description")
    broken = pathlib.Path(folder) / "two" / "events" / "events.csv"
    broken.write_bytes(broken.read_bytes().replace(b",actual,", b",,", 1))
    check(not frictionless.validate(str(broken.parent / "datapackage.json")).valid, "package: a broken one is valid")
seen.append(f"package: {len(report.tasks)} tables valid, hashes and keys too")

# ---- GeoJSON by GDAL

with tempfile.NamedTemporaryFile(suffix=".geojson") as file:
    text = export("geojson")
    file.write(text)
    file.flush()
    collection = json.loads(text)
    meta, _, geometry, _ = pyogrio.raw.read(file.name)
    check(meta["geometry_type"] == "Point" and meta["crs"] in ("EPSG:4326", "OGC:CRS84"), f"geojson: {meta}")
    check(len(geometry) == len(collection["features"]) > 0, "geojson: features that GDAL does not see")
    bounds = pyogrio.read_info(file.name, force_total_bounds=True)["total_bounds"]
    check(all(abs(a - b) < 1e-9 for a, b in zip(bounds, collection["bbox"])), f"geojson: bbox {bounds}")
    seen.append(f"geojson: {len(geometry)} points by GDAL, {len(meta['fields'])} fields")

# ---- iCalendar

text = export("icalendar")
check(all(len(line) <= 75 for line in text.split(b"\r\n")), "icalendar: a line is longer than 75 octets")
check(text.count(b"\n") == text.count(b"\r\n"), "icalendar: line ends")
calendar = icalendar.Calendar.from_ical(text)
entries = calendar.walk("VEVENT")
check(len({str(entry["UID"]) for entry in entries}) == len(entries), "icalendar: UIDs")
for entry in entries:
    check(entry["DTSTAMP"].dt.tzinfo is not None, "icalendar: DTSTAMP is not in UTC")
    check(str(entry["STATUS"]) in ("CONFIRMED", "TENTATIVE", "CANCELLED"), "icalendar: status")
    item = next(item for _, item in lists("agenda") if str(entry["UID"]).startswith(item["id"]))
    check(item["text"] in str(entry["SUMMARY"]), f"icalendar: the words of {item['id']}")
    check((item["certainty"] == "cancelled") == (str(entry["STATUS"]) == "CANCELLED"), "icalendar: cancelled")
    if "DTEND" in entry:
        check(entry["DTEND"].dt > entry["DTSTART"].dt, "icalendar: ends before it begins")
seen.append(f"icalendar: {len(entries)} entries")

# ---- TimeML

root = xml.fromstring(export("timeml"))
documents = [root] if root.tag == "TimeML" else root.findall("TimeML")
check(len(documents) == len(records), "timeml: documents")
tags = 0
for document, record in zip(documents, records):
    check("".join(document.find("TEXT").itertext()) == record["story"]["text"], "timeml: the text is not the text")
    ids = [tag.get("tid") for tag in document.iter("TIMEX3")]
    check(len(set(ids)) == len(ids), "timeml: tids")
    for tag in document.iter("TIMEX3"):
        tags += 1
        check(tag.get("type") in ("DATE", "TIME", "DURATION", "SET") and tag.get("value"), "timeml: type and value")
        check(tag.get("anchorTimeID") in (None, *ids), "timeml: an anchor that is not there")
seen.append(f"timeml: {len(documents)} documents, {tags} TIMEX3")

# ---- PLOVER

plover = [json.loads(line) for line in export("plover").decode().splitlines()]
check(len(plover) == len(lists("events")), "plover: not one object for each event")
for event in plover:
    check({"id", "date", "actor", "event"} <= set(event) and isinstance(event["event"], list), "plover: fields")
seen.append(f"plover: {len(plover)} objects")

# ---- Web Annotation: selectors find their words again, by position and by quotation

page = json.loads(export("web-annotation"))
check(page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage", "web-annotation: page")
check(len({item["id"] for item in page["items"]}) == len(page["items"]) > 0, "web-annotation: ids")
texts = {}
for record in records:
    name = "urn:casus:story:" + record["story"]["id"]
    texts[name] = record["story"]["text"]
    texts[name + "#headline"] = record["story"]["headline"]
selectors = 0
for item in page["items"]:
    for target in item["target"]:
        position, quote = target["selector"]
        text = texts[target["source"]]
        words = text[position["start"]:position["end"]]
        check(words == quote["exact"], f"web-annotation: position of {item['id']}")
        check(quote["prefix"] + quote["exact"] + quote["suffix"] in text, f"web-annotation: quotation of {item['id']}")
        selectors += 1
seen.append(f"web-annotation: {len(page['items'])} annotations, {selectors} targets found again")

# ---- PROV

document = prov.model.ProvDocument.deserialize(content=export("prov").decode(), format="json")
entities = list(document.get_records(prov.model.ProvEntity))
derived = list(document.get_records(prov.model.ProvDerivation))
check(len(derived) == len(by_story), "prov: a derivation for each story")
check(len(list(document.get_records(prov.model.ProvAgent))) >= 1, "prov: no agent")
known = {entity.identifier for entity in entities}
for one in derived:
    check({value for _, value in one.formal_attributes if value} <= known, "prov: a derivation of nothing")
seen.append(f"prov: {len(entities)} entities, {len(derived)} derivations")

# ---- CoNLL-U, which needs the language model

story = by_story[next(iter(by_story))]["story"]
made = subprocess.run([casus, "annotate", "--quiet", "-"], input=story["text"].encode(), capture_output=True)
if made.returncode == 0:
    sentences = conllu.parse(made.stdout.decode())
    check(sum(len(sentence) for sentence in sentences) > 20, "conllu: words")
    seen.append(f"conllu: {len(sentences)} sentences")
else:
    seen.append("conllu: skipped, " + made.stderr.decode().strip()[:80])

for line in seen:
    print("  " + line)
for failure in failures:
    print("FAILED: " + failure)
sys.exit(1 if failures else 0)
