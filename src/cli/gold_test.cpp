#include "cli/gold.h"

#include <gtest/gtest.h>

namespace casus::cli {
namespace {

const char* const record = R"({"story": {"id": "s1"},
 "entities": [{"id": "n1", "name": "Minsk police", "code": "BLRCOP"}, {"id": "n2", "name": "Russia", "code": "RUS"}],
 "times": [{"id": "m1", "value": "2010-06-11TNI", "begin": "2010-06-11"}], "places": [{"id": "p1", "name": "Minsk"}],
 "events": [{"id": "e1", "trigger": {"start": 7, "end": 15, "text": "arrested"}, "event": "COERCE", "mode": "arrest",
             "status": "actual", "time": "m1", "place": "p1",
             "roles": [{"role": "actor", "entity": "n1", "code": "BLRCOP"}]},
            {"id": "e2", "trigger": {"start": 40, "end": 44, "text": "said"}, "event": "CONSULT", "mode": null,
             "status": "actual", "roles": []}],
 "tolls": [{"id": "t1", "start": 16, "end": 30, "kind": "detained", "low": 2, "high": 2}],
 "quotes": [{"id": "q1", "content": [{"start": 0, "end": 9}], "speaker": "n2", "speaker_text": "Moscow"}]})";

GoldFigures figures_of(const std::string& gold) {
  const auto parsed = Gold::parse(gold, "gold.jsonl");
  EXPECT_TRUE(parsed) << parsed.error().to_string();
  GoldFigures figures;
  EXPECT_TRUE(parsed->compare(record, figures));
  parsed->finish(figures);
  return figures;
}

TEST(Gold, AcceptedClaimsAreHeldOrMissed) {
  const GoldFigures figures = figures_of(
      R"({"story": "s1", "id": "e1", "verdict": "accept", "coded": {"event": "COERCE", "mode": "arrest", "status": "actual"}}
{"story": "s1", "id": "t1", "verdict": "accept", "coded": {"kind": "detained", "low": 3}}
{"story": "s1", "id": "e9", "kind": "events", "verdict": "accept"})");
  EXPECT_EQ(figures.held.right, 1U);
  EXPECT_EQ(figures.held.of, 3U);
  EXPECT_EQ(figures.precision.right, 1U);
  EXPECT_EQ(figures.precision.of, 2U);
  EXPECT_EQ(figures.by_list.at("events").of, 2U);
  EXPECT_EQ(figures.by_field.at("low").right, 0U);
  EXPECT_EQ(figures.by_field.at("kind").right, 1U);
  EXPECT_EQ(figures.misses.size(), 2U);
}

TEST(Gold, RejectedClaimsAreForbidden) {
  const GoldFigures figures = figures_of(R"({"story": "s1", "id": "e2", "verdict": "reject"}
{"story": "s1", "id": "e7", "verdict": "reject"}
{"story": "s1", "id": "t1", "verdict": "reject"}
{"story": "s1", "id": "t1", "verdict": "accept"})");  // the last word counts
  EXPECT_EQ(figures.forbidden.right, 1U);
  EXPECT_EQ(figures.forbidden.of, 2U);
  EXPECT_EQ(figures.held.right, 1U);
  EXPECT_EQ(figures.precision.of, 2U);
}

TEST(Gold, CorrectionsAreComparedFieldByField) {
  struct Case {
    const char* correction;
    const char* id;
    bool held;
  };
  for (const Case& one : std::vector<Case>{
           {R"({"actor": "BLRCOP"})", "e1", true},
           {R"({"actor": "BLR"})", "e1", true},
           {R"({"actor": "minsk police"})", "e1", true},
           {R"({"actor": "RUS"})", "e1", false},
           {R"({"recipient": null})", "e1", true},
           {R"({"recipient": "BLROPP"})", "e1", false},
           {R"({"day": "2010-06-11"})", "e1", true},
           {R"({"day": "2010-06-12"})", "e1", false},
           {R"({"place": "Minsk"})", "e1", true},
           {R"({"status": "negated"})", "e1", false},
           {R"({"low": 2})", "t1", true},
           {R"({"low": 3, "high": 2})", "t1", false},
           {R"({"speaker": "Russia"})", "q1", true},
           {R"({"speaker_text": "Kiev"})", "q1", false},
       }) {
    const GoldFigures figures =
        figures_of(std::string(R"({"story": "s1", "id": ")") + one.id +
                   R"(", "verdict": "correct", "correction": )" + one.correction + "}");
    EXPECT_EQ(figures.held.right, one.held ? 1U : 0U) << one.correction;
    EXPECT_EQ(figures.forbidden.right, one.held ? 0U : 1U) << one.correction;
  }
}

TEST(Gold, AClaimThatWasReadAnewIsFoundByItsWords) {
  const std::string coded = R"("coded": {"trigger": {"start": 8, "end": 15}, "event": "ASSAULT"})";
  EXPECT_EQ(figures_of(R"({"story": "s1", "id": "old", "verdict": "accept", )" + coded + "}").held.right, 0U);
  EXPECT_EQ(
      figures_of(R"({"story": "s1", "id": "old", "verdict": "correct", "correction": {"event": "COERCE"}, )" +
                 coded + "}")
          .held.right,
      1U);
  EXPECT_EQ(figures_of(R"({"story": "s1", "id": "old", "verdict": "reject", )" + coded + "}").forbidden.right,
            0U);
}

TEST(Gold, StoriesWithoutARecordCount) {
  const GoldFigures figures = figures_of(R"({"story": "s2", "id": "e1", "verdict": "accept"})");
  EXPECT_EQ(figures.records_missing, 1U);
  EXPECT_EQ(figures.stories_read, 0U);
  EXPECT_EQ(figures.held.of, 1U);
  EXPECT_EQ(figures.held.share(), 0.0);
}

TEST(Gold, ErrorsNameTheLine) {
  for (const char* line :
       {"nonsense", R"({"story": "s1"})", R"({"story": "s1", "id": "e", "verdict": "maybe"})",
        R"({"story": "s1", "id": "e", "verdict": "correct"})",
        R"({"story": "s1", "id": "e", "verdict": "accept", "correction": {}})"}) {
    const auto parsed = Gold::parse(std::string("\n") + line, "gold.jsonl");
    ASSERT_FALSE(parsed) << line;
    EXPECT_EQ(parsed.error().code, "bad_gold");
    EXPECT_EQ(parsed.error().line, 2U);
  }
  GoldFigures figures;
  EXPECT_FALSE(Gold::parse("", "")->compare("{}", figures));
}

}  // namespace
}  // namespace casus::cli
