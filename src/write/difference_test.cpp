#include "write/difference.h"

#include <gtest/gtest.h>

namespace casus::write {
namespace {

// A record of "Police arrested two men. Troops left." with the events given.
std::string record(const std::string& events) {
  return R"({"casus":{"schema":1},"story":{"id":"s","text":"Police arrested two men. Troops left.","sha256":"x"},)"
         R"("entities":[{"id":"a","name":"Police"},{"id":"b","name":"two men"},{"id":"c","name":"Troops"}],)"
         R"("times":[{"id":"t","value":"2010-06-12"}],"places":[],"quotes":[],"events":[)" +
         events + "]}";
}

std::string arrest(const std::string& cameo, const std::string& rule, const std::string& recipient = "b") {
  return R"({"id":"e","trigger":{"start":7,"end":15,"text":"arrested"},"event":"COERCE","mode":"arrest","cameo":")" +
         cameo +
         R"(","status":"actual","roles":[{"role":"actor","entity":"a","code":"COP"},{"role":"recipient","entity":")" +
         recipient + R"(","code":null,"inferred":true}],"time":"t","rule":["op.outer",")" + rule + R"("]})";
}

std::string leave() {
  return R"({"id":"f","trigger":{"start":32,"end":36,"text":"left"},"event":"RETREAT","cameo":"0874","rule":["retreat"]})";
}

StorySummary read(const std::string& json) {
  const auto out = summarize_record(json);
  EXPECT_TRUE(out.ok()) << (out ? "" : out.error().message);
  return out ? *out : StorySummary{};
}

TEST(Difference, SaysWhatAPersonReads) {
  const StorySummary story = read(record(arrest("173", "coerce.arrest")));
  ASSERT_EQ(story.events.size(), 1U);
  EXPECT_EQ(story.events[0].actors, "Police [COP]");
  EXPECT_EQ(story.events[0].recipients, "~two men");
  EXPECT_EQ(story.events[0].time, "2010-06-12");
  EXPECT_EQ(story.events[0].rules, "op.outer > coerce.arrest");
  EXPECT_EQ(story.events[0].context, "Police arrested two men. Troops left.");
}

TEST(Difference, NothingWhereNothingChanged) {
  const StorySummary story = read(record(arrest("173", "coerce.arrest") + "," + leave()));
  const StoryDifference out = compare(story, story);
  EXPECT_TRUE(out.events.empty());
  EXPECT_EQ(out.same, 2U);
}

TEST(Difference, GainedLostAndChangedInTheOrderOfTheText) {
  const StorySummary before = read(record(arrest("173", "coerce.arrest")));
  const StorySummary after = read(record(leave() + "," + arrest("172", "coerce.restrict", "c")));
  StoryDifference out = compare(before, after);
  ASSERT_EQ(out.events.size(), 2U);
  EXPECT_EQ(out.events[0].kind, EventDifference::Kind::changed);
  EXPECT_EQ(out.events[0].rule, "coerce.restrict");
  ASSERT_EQ(out.events[0].changes.size(), 3U);
  EXPECT_EQ(out.events[0].changes[0].field, "cameo");
  EXPECT_EQ(out.events[0].changes[0].before, "173");
  EXPECT_EQ(out.events[0].changes[0].after, "172");
  EXPECT_EQ(out.events[0].changes[1].field, "recipients");
  EXPECT_EQ(out.events[0].changes[2].field, "rule");
  EXPECT_EQ(out.events[1].kind, EventDifference::Kind::gained);
  EXPECT_EQ(out.events[1].rule, "retreat");

  out = compare(after, before);
  ASSERT_EQ(out.events.size(), 2U);
  EXPECT_EQ(out.events[1].kind, EventDifference::Kind::lost);
}

// Two codes on one trigger stay with their like, whatever their order.
TEST(Difference, PairsTheSameCodeFirst) {
  const StorySummary before = read(record(arrest("173", "r") + "," + arrest("190", "r")));
  const StorySummary after = read(record(arrest("190", "r") + "," + arrest("173", "r")));
  EXPECT_TRUE(compare(before, after).events.empty());
}

// The head telling of an event may be another one in the later reading.
TEST(Difference, PairsByFurtherTellings) {
  const std::string first =
      R"({"trigger":{"start":7,"end":15,"text":"arrested"},"event":"COERCE","cameo":"173","rule":["r"],)"
      R"("evidence":[{"start":32,"end":36}]})";
  const std::string second =
      R"({"trigger":{"start":32,"end":36,"text":"left"},"event":"COERCE","cameo":"173","rule":["r"]})";
  const StoryDifference out = compare(read(record(first)), read(record(second)));
  EXPECT_TRUE(out.events.empty());
  EXPECT_EQ(out.same, 1U);
}

TEST(Difference, ContextCountsCodePointsAndStaysInItsLine) {
  const std::string json =
      R"({"story":{"id":"s","text":"\u00c9t\u00e9\n\u00c9l\u00e9onore left. Then more."},"events":[{"trigger":{"start":13,"end":17}}]})";
  EXPECT_EQ(read(json).events[0].context, "\u00c9l\u00e9onore left. Then more.");
}

TEST(Difference, BadRecordsAreRefused) {
  for (const char* bad : {"", "{", "[]", "{}", R"({"story":1})", R"({"story":{},"events":[1]})",
                          R"({"story":{},"casus":{"schema":2}})"}) {
    const auto out = summarize_record(bad);
    ASSERT_FALSE(out.ok()) << bad;
    EXPECT_EQ(out.error().code, "bad_record");
  }
  // Spans beyond the text, wrong types: no harm.
  EXPECT_TRUE(
      summarize_record(
          R"({"story":{"text":"ab"},"events":[{"trigger":{"start":99,"end":7},"roles":[1],"rule":7}]})")
          .ok());
}

}  // namespace
}  // namespace casus::write
