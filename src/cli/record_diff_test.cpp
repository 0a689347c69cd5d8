#include "cli/record_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus::cli {
namespace {

using testing::ElementsAre;

TEST(RecordDiff, TellsWhatIsGainedLostAndChanged) {
  const RecordDiff diff = compare_records(
      R"({"events": [{"id": "a", "event": "COERCE", "mode": "arrest", "status": "actual",
                      "trigger": {"text": "arrested"}},
                     {"id": "b", "event": "AID", "mode": null, "trigger": {"text": "helped"}}],
          "tolls": [{"id": "t", "kind": "killed", "text": "two men"}]})",
      R"({"events": [{"id": "a", "event": "COERCE", "mode": "arrest", "status": "future",
                      "trigger": {"text": "arrested"}},
                     {"id": "c", "event": "ASSAULT", "mode": null, "trigger": {"text": "shot"}}],
          "tolls": [{"id": "t", "kind": "killed", "text": "two men"}]})");
  EXPECT_THAT(diff.lines, ElementsAre("~ COERCE/arrest \"arrested\": status actual -> future",
                                      "- AID \"helped\"", "+ ASSAULT \"shot\""));
  EXPECT_EQ(diff.counts[0].gained, 1u);
  EXPECT_EQ(diff.counts[0].lost, 1u);
  EXPECT_EQ(diff.counts[0].changed, 1u);
  EXPECT_EQ(diff.counts[2].changed, 0u);
}

TEST(RecordDiff, RecordsThatAreNoneHaveNoClaims) {
  EXPECT_TRUE(compare_records("", "not JSON").lines.empty());
  EXPECT_THAT(compare_records("[]", R"({"agenda": [{"id": "x", "what": "talks", "text": "talks"}]})").lines,
              ElementsAre("+ agenda talks \"talks\""));
}

}  // namespace
}  // namespace casus::cli
