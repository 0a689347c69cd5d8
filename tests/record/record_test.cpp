#include "write/record.h"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "schema_check.h"
#include "write/json.h"

namespace casus::record {
namespace {

using base::Span;
using document::Document;
using events::Claims;
using events::Evidence;
using nlohmann::json;
using write::JsonWriter;
using write::Reading;
using write::write_record;

const SchemaCheck& schema() {
  static const SchemaCheck check = [] {
    std::ifstream in(std::string(CASUS_SOURCE_DIR) + "/data/schema/story-record.schema.json");
    return SchemaCheck(json::parse(in));
  }();
  return check;
}

Document open(std::string text) {
  document::Article article;
  article.id = "story";
  article.published = "2010-06-12";
  article.sha256 = std::string(64, 'a');
  article.text = std::move(text);
  return *Document::open(article);
}

Span find(const Document& document, std::string_view words) {
  const std::size_t at = document.text().find(words);
  EXPECT_NE(at, std::string_view::npos) << words;
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

std::string record_of(const Document& document, const Claims& claims) {
  const events::Ids ids = events::ids_of(document, claims);
  std::string out;
  write_record({"0.1.0", "m", "l"}, {document, claims, ids}, nullptr, out);
  return out;
}

// A text with characters of one to four bytes, and every kind of claim.
struct Full {
  Document document = open(
      "\U0001F600 Z\u00fcrich: \u201cTroops will come if asked,\u201d Medvedev said on Friday; 23 died in "
      "Osh.");
  Claims claims;

  Full() {
    document.dateline = {find(document, "Z\u00fcrich"), "Z\u00fcrich", base::make_date(2010, 6, 12),
                         "Europe/Zurich", base::make_date(2010, 6, 12)};
    document.mentions.push_back({{}, find(document, "Medvedev"), 0, document::EntityId(0), {}});
    document::Entity man;
    man.name = "Dmitry Medvedev";
    man.type = document::EntityType::person;
    man.code = "RUSGOV";
    man.country = "RUS";
    man.key = "person/RUS/dmitry medvedev";
    man.mentions = {document::MentionId(0)};
    man.role_from = base::make_date(2008, 5, 7);
    document.entities.push_back(man);
    document::TimeExpression friday;
    friday.span = find(document, "Friday");
    friday.value = "2010-06-11";
    friday.begin = friday.end = base::make_date(2010, 6, 11);
    friday.from = find(document, "Z\u00fcrich");
    document.times.push_back(friday);
    document::TimeExpression noon = friday;
    noon.value = "2010-06-11T12:00";
    noon.type = document::TimeType::time;
    noon.zone = "Europe/Zurich";
    noon.offset = 7200;
    noon.instant = 1276250400;
    noon.zone_from = document.dateline.span;
    document.times.push_back(noon);
    document::PlaceMention osh;
    osh.span = find(document, "Osh");
    osh.name = "Osh";
    osh.kind = "city";
    osh.country = "KGZ";
    osh.latitude = 40.5283;
    osh.longitude = 72.7985;
    osh.geonames = 1527534;
    osh.confidence = 0.9F;
    document.places.push_back(osh);
    document.warnings.push_back({"no_actor", "nobody is \"named\""});

    events::Quote quote(Evidence(find(document, "Troops will come if asked"), "quotes/1"));
    quote.cue = find(document, "said");
    quote.speaker = document::EntityId(0);
    quote.speaker_words = find(document, "Medvedev");
    quote.directness = events::Directness::direct;
    quote.time.expression = document::TimeId(0);
    claims.quotes.push_back(quote);

    events::Event event(Evidence(find(document, "will come"), "agree.promise"));
    event.type = ontology::EventType::agree;
    event.contexts = {"military"};
    event.cameo = "0332";
    event.goldstein = 5.2;
    event.score = 3;
    event.participants = {
        {events::Party::actor, document::EntityId(0), "RUSGOV", find(document, "Medvedev"), false, {}},
        {events::Party::recipient, {}, "KGZ", {}, true, find(document, "asked")}};
    event.confidence = 0.8F;
    event.status = ontology::Status::conditional;
    event.time.value = "FUTURE_REF";
    event.place = document::PlaceId(0);
    event.attribution = {events::QuoteId(0)};
    event.condition = find(document, "if asked");
    event.rules = {"agree.promise"};
    event.evidence.add(find(document, "come"));
    claims.events.push_back(event);

    events::Toll toll(Evidence(find(document, "23 died"), "tolls/1"));
    toll.low = toll.high = 23;
    toll.place = document::PlaceId(0);
    claims.tolls.push_back(toll);
    events::Thread thread(events::EventId(0));
    thread.responses = {{events::EventId(0), events::ResponseKind::conditional}};
    claims.threads.push_back(thread);
    events::Obligation duty(Evidence(find(document, "will come if asked"), "obligations/1"));
    duty.bearer = document::EntityId(0);
    duty.action = find(document, "come");
    duty.condition = find(document, "if asked");
    duty.members = {"RUS", "KGZ"};
    claims.obligations.push_back(duty);
    events::AgendaItem item(Evidence(find(document, "will come"), "agenda/1"));
    item.what = events::AgendaKind::deployment;
    item.event = events::EventId(0);
    item.actors = {document::EntityId(0)};
    claims.agenda.push_back(item);
  }
};

// Every start and end in the record, with the code points between them.
void each_span(const json& node, const std::u32string& text, int& count) {
  if (node.is_object() && node.contains("start") && node["start"].is_number()) {
    ASSERT_LE(node["start"].get<std::size_t>(), node["end"].get<std::size_t>());
    ASSERT_LE(node["end"].get<std::size_t>(), text.size());
    if (node.contains("text") && node["text"].is_string()) {
      std::string words;
      for (std::size_t i = node["start"]; i < node["end"]; ++i) base::append_utf8(words, text[i]);
      EXPECT_EQ(node["text"].get<std::string>(), words);
      ++count;
    }
  }
  if (node.is_structured()) {
    for (const auto& child : node) each_span(child, text, count);
  }
}

std::u32string points(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const base::Decoded one = base::decode_utf8(text, i);
    out += one.code_point;
    i += one.length;
  }
  return out;
}

TEST(Record, HoldsEveryClaimAndFitsTheSchema) {
  const Full full;
  const std::string text = record_of(full.document, full.claims);
  EXPECT_EQ(text.find('\n'), std::string::npos);
  const json record = json::parse(text);
  EXPECT_THAT(schema().check(record), testing::IsEmpty());
  int spans = 0;
  each_span(record, points(full.document.text()), spans);
  EXPECT_GE(spans, 14);

  const json& event = record["events"][0];
  EXPECT_EQ(event["event"], "AGREE");
  EXPECT_EQ(event["mode"], nullptr);
  EXPECT_EQ(event["quad"], "verbal cooperation");
  EXPECT_EQ(event["condition"]["text"], "if asked");
  EXPECT_EQ(event["actors"], json::array({record["entities"][0]["id"]}));
  EXPECT_EQ(event["recipients"], json::array());
  EXPECT_EQ(event["roles"][1]["start"], nullptr);
  EXPECT_EQ(event["roles"][1]["from"]["text"], "asked");
  EXPECT_EQ(event["place"], record["places"][0]["id"]);
  EXPECT_EQ(event["time"], "FUTURE_REF");
  EXPECT_EQ(event["attribution"][0], record["quotes"][0]["id"]);
  EXPECT_EQ(event["confidence"], 0.8);
  EXPECT_EQ(record["quotes"][0]["time"], record["times"][0]["id"]);
  EXPECT_EQ(record["quotes"][0]["direct"], true);
  EXPECT_EQ(record["threads"][0]["request"], event["id"]);
  EXPECT_EQ(record["times"][0]["until"], "2010-06-11");
  EXPECT_EQ(record["story"]["dateline"]["start"], 2);
}

TEST(Record, TheSchemaRefusesAClaimWithoutWords) {
  const Full full;
  const json record = json::parse(record_of(full.document, full.claims));
  const std::pair<const char*, const char*> needed[] = {
      {"events", "trigger"}, {"quotes", "content"},  {"tolls", "start"}, {"obligations", "start"},
      {"agenda", "start"},   {"threads", "request"}, {"times", "end"},   {"places", "start"}};
  for (const auto& [list, field] : needed) {
    json broken = record;
    broken[list][0].erase(field);
    EXPECT_THAT(schema().check(broken), testing::Not(testing::IsEmpty())) << list << " " << field;
  }
  json unknown = record;
  unknown["events"][0]["surprise"] = 1;
  EXPECT_THAT(schema().check(unknown), testing::Not(testing::IsEmpty()));
}

TEST(Record, AnEmptyStoryIsARecordToo) {
  const Document document = open("x");
  const json record = json::parse(record_of(document, {}));
  EXPECT_THAT(schema().check(record), testing::IsEmpty());
  EXPECT_EQ(record["events"], json::array());
  EXPECT_EQ(record["story"]["dateline"], nullptr);
}

TEST(Record, HeadlineClaimsSaySo) {
  const Full full;
  document::Article article;
  article.id = "story";
  article.sha256 = std::string(64, 'a');
  article.text = "Troops left";
  const Document headline = *Document::open(article);
  Claims claims;
  claims.events.emplace_back(Evidence({7, 11}, "retreat.leave"));
  const events::Ids body_ids = events::ids_of(full.document, full.claims);
  const events::Ids ids = events::ids_of(headline, claims, "headline");
  std::string out;
  const Reading second{headline, claims, ids};
  write_record({"0", "m", "l"}, {full.document, full.claims, body_ids}, &second, out);
  const json record = json::parse(out);
  EXPECT_THAT(schema().check(record), testing::IsEmpty());
  ASSERT_EQ(record["events"].size(), 2u);
  EXPECT_FALSE(record["events"][0].contains("in"));
  EXPECT_EQ(record["events"][1]["in"], "headline");
  EXPECT_EQ(record["events"][1]["trigger"]["text"], "left");
  EXPECT_EQ(record["story"]["text"], full.document.text());
}

TEST(Ids, DependOnContentAlone) {
  const Full one, two;
  const events::Ids ids = events::ids_of(one.document, one.claims);
  EXPECT_EQ(ids.events, events::ids_of(two.document, two.claims).events);
  EXPECT_EQ(ids.entities, events::ids_of(two.document, two.claims).entities);

  // What rules make of an event does not change its id; other words do.
  Full changed;
  changed.claims.events[0].status = ontology::Status::actual;
  changed.claims.events[0].cameo = "030";
  EXPECT_EQ(ids.events, events::ids_of(changed.document, changed.claims).events);
  changed.claims.events[0].type = ontology::EventType::aid;
  EXPECT_NE(ids.events, events::ids_of(changed.document, changed.claims).events);

  // Two events of one type over the same words have ids of their own.
  Full doubled;
  doubled.claims.events.push_back(doubled.claims.events[0]);
  const events::Ids both = events::ids_of(doubled.document, doubled.claims);
  EXPECT_EQ(both.events[0], ids.events[0]);
  EXPECT_NE(both.events[1], ids.events[0]);

  // Someone known to the tables is the same in every story; someone of this story alone is not.
  document::Article article = one.document.article();
  article.id = "another";
  Document other = *Document::open(article);
  other.entities = one.document.entities;
  other.mentions = one.document.mentions;
  EXPECT_EQ(events::ids_of(other, {}).entities, ids.entities);
  other.entities[0].key.clear();
  EXPECT_NE(events::ids_of(other, {}).entities, ids.entities);
}

TEST(Json, EscapesWhatJsonReserves) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_array();
  writer.string("a\"b\\c\n\t\r\x01\x7f\u00e9\U0001F600");
  writer.number(-5);
  writer.number(0.1);
  writer.number(72.7985);
  writer.boolean(false);
  writer.null();
  writer.begin_object();
  writer.key("k");
  writer.begin_array();
  writer.end_array();
  writer.member("m", "");
  writer.end_object();
  writer.end_array();
  EXPECT_EQ(out,
            "[\"a\\\"b\\\\c\\n\\t\\r\\u0001\\u007f\u00e9\U0001F600\",-5,0.1,72.7985,false,null,{\"k\":[],"
            "\"m\":\"\"}]");
}

// Any text in, any spans between its characters: the record is JSON of the schema and cuts the same words.
TEST(Record, SpansAreCodePointsOfAnyText) {
  std::mt19937 random(12062010);
  const char32_t alphabet[] = {'a',  ' ',   '\n',   '"',    '\\',    0x1,     0x7f,
                               0xe9, 0x301, 0x20ac, 0xfeff, 0x1f600, 0x10ffff};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    std::vector<std::uint32_t> edges;
    for (std::size_t n = 1 + random() % 200; n > 0; --n) {
      edges.push_back(static_cast<std::uint32_t>(text.size()));
      base::append_utf8(text, alphabet[random() % std::size(alphabet)]);
    }
    edges.push_back(static_cast<std::uint32_t>(text.size()));
    const Document document = open(text);
    Claims claims;
    for (int i = 0; i < 5; ++i) {
      std::size_t a = random() % edges.size(), b = random() % edges.size();
      if (a == b) continue;
      claims.events.emplace_back(Evidence({edges[std::min(a, b)], edges[std::max(a, b)]}, "r"));
    }
    const json record = json::parse(record_of(document, claims));
    EXPECT_EQ(record["story"]["text"], text);
    EXPECT_THAT(schema().check(record), testing::IsEmpty());
    int spans = 0;
    each_span(record, points(text), spans);
    EXPECT_EQ(spans, static_cast<int>(claims.events.size()));
  }
}

}  // namespace
}  // namespace casus::record
