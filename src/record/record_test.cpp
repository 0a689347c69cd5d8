#include <gtest/gtest.h>

#include "record/read.h"

namespace casus::record {
namespace {

TEST(DaysOf, KnowsDaysWeeksMonthsAndYears) {
  const struct {
    const char* value;
    const char* first;  // "" where nothing is known
    const char* last;
  } rows[] = {
      {"2010-06-11", "2010-06-11", "2010-06-11"},
      {"2010-06-11T08:00", "2010-06-11", "2010-06-11"},
      {"2010-06-11TNI", "2010-06-11", "2010-06-11"},
      {"2012-02", "2012-02-01", "2012-02-29"},
      {"2010", "2010-01-01", "2010-12-31"},
      {"2010-W23", "2010-06-07", "2010-06-13"},
      {"2009-W53", "2009-12-28", "2010-01-03"},
      {"2011-W01", "2011-01-03", "2011-01-09"},
      {"2010-SU", "", ""},
      {"PAST_REF", "", ""},
      {"P3D", "", ""},
      {"2010-13", "", ""},
      {"2010-02-30", "", ""},
      {"2010-W54", "", ""},
      {"", "", ""},
      {"201", "", ""},
      {"2010-06-1", "", ""},
  };
  for (const auto& row : rows) {
    const When when = days_of(row.value);
    EXPECT_EQ(when.value, row.value);
    EXPECT_EQ(when.first ? base::to_string(*when.first) : "", row.first) << row.value;
    EXPECT_EQ(when.last ? base::to_string(*when.last) : "", row.last) << row.value;
  }
}

std::string record(const std::string& events, const std::string& more = "") {
  return R"({"casus":{"version":"1","schema":1,"model":"m","lexicon":"l"},"story":{"id":"s","source":null,)"
         R"("published":"2010-06-12","headline":"Hi","url":null,"language":"en","dateline":null,"text":"Z\u00fcrich x",)"
         R"("sha256":"h"},"entities":[],"times":[{"id":"t","start":0,"end":6,"text":"Z\u00fcrich","type":"DATE",)"
         R"("value":"2010-06","mod":null,"begin":"2010-06-01","until":"2010-06-30","from":null}],"places":[],"events":[)" +
         events + R"(],"quotes":[],"tolls":[],"threads":[],"obligations":[],"agenda":[],"warnings":[])" +
         more + "}";
}

TEST(RecordReader, ReadsWhatIsThere) {
  RecordReader reader;
  const auto story = reader.read(record(
      R"({"id":"e","in":"headline","trigger":{"start":0,"end":2,"text":"Hi"},"event":"CONSULT","mode":null,)"
      R"("contexts":["legal"],"cameo":"040","goldstein":1,"score":2.5,"quad":null,"actors":[],"recipients":[],)"
      R"("roles":[{"role":"actor","entity":null,"code":"KGZ","start":null,"end":null,"text":null,"inferred":true,)"
      R"("from":{"start":0,"end":1,"text":"H"}}],"confidence":1,"status":"actual","time":"t","place":null,)"
      R"("attribution":[],"condition":null,"salience":"main","rule":["r"],"evidence":[]})",
      R"(,"later":{"more":[1]})"));
  ASSERT_TRUE(story.ok()) << story.error().to_string();
  ASSERT_EQ(story->events.size(), 1U);
  const Event& event = story->events.front();
  EXPECT_TRUE(event.in_headline);
  EXPECT_EQ(event.goldstein, 1);
  EXPECT_EQ(event.roles.front().code, "KGZ");
  EXPECT_FALSE(event.roles.front().words.known());
  EXPECT_EQ(event.roles.front().from.text, "H");
  EXPECT_EQ(story->event("e"), &event);
  EXPECT_EQ(story->event(""), nullptr);
  EXPECT_EQ(base::to_string(*story->when(event.time).last), "2010-06-30");
  EXPECT_EQ(base::to_string(*story->day()), "2010-06-12");
}

TEST(RecordReader, SaysWhatIsWrong) {
  const std::pair<std::string, const char*> rows[] = {
      {"", "bad_json"},
      {"[1]", "bad_record"},
      {"{}", "bad_record"},
      {R"({"id":"a","text":"a story"})", "bad_record"},
      {record("5"), "bad_record"},
      {record("{}"), "bad_record"},
      {record(R"({"id":"e","event":"AID","status":"actual"})"), "bad_record"},
      {record(R"({"id":"e","trigger":{"start":0,"end":99},"event":"AID","status":"actual"})"), "bad_record"},
      {record(R"({"id":"e","trigger":{"start":3,"end":1},"event":"AID","status":"actual"})"), "bad_record"},
      {record(R"({"id":"e","trigger":{"start":0,"end":1},"event":7,"status":"actual"})"), "bad_record"},
      {R"({"casus":{"version":"9","schema":2,"model":"m","lexicon":"l"},"story":{"id":"s","text":""}})",
       "newer_schema"},
  };
  RecordReader reader;
  for (const auto& [text, code] : rows) {
    const auto story = reader.read(text);
    ASSERT_FALSE(story.ok()) << text;
    EXPECT_EQ(story.error().code, code) << text;
  }
  EXPECT_NE(reader.read(record("5")).error().message.find("events[0]"), std::string::npos);
}

}  // namespace
}  // namespace casus::record
