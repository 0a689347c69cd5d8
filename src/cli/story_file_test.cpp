#include "cli/story_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus::cli {
namespace {

constexpr const char* said =
    "COERCE/arrest 173 negated background  at \"was  arrested\"  actor \"police \\\"x\\\"\" = BLRCOP  by "
    "coerce.arrest";

TEST(StoryFile, AnExpectedLineMayLeaveThingsOut) {
  const std::pair<const char*, bool> table[] = {
      {said, true},
      {"COERCE/arrest 173 negated background", true},
      {"COERCE/arrest negated background", true},
      {"COERCE negated background", true},
      {"COERCE 173 negated background  actor \"police \\\"x\\\"\"", true},
      {"COERCE negated background  by coerce.arrest  at \"was  arrested\"", true},
      {"COERCE negated", false},
      {"COERCE background", false},
      {"COERCE", false},
      {"COERCE/seize negated background", false},
      {"COERCE/arrest 174 negated background", false},
      {"ASSAULT negated background", false},
      {"COERCE negated background  actor \"police\"", false},
      {"COERCE negated background  actor \"police \\\"x\\\"\" = RUSCOP", false},
      {"COERCE negated background  recipient \"police \\\"x\\\"\"", false},
      {"", false},
  };
  for (const auto& [expected, holds] : table) EXPECT_EQ(fits(expected, said), holds) << expected;
  // The figures of a toll are the claim.
  EXPECT_TRUE(fits("toll killed exact 23", "toll killed exact 23  at \"23 died\""));
  EXPECT_FALSE(fits("toll killed exact", "toll killed exact 23  at \"23 died\""));
  EXPECT_FALSE(fits("toll killed exact 2", "toll killed exact 23  at \"23 died\""));
}

TEST(StoryFile, IsReadAndWritten) {
  const std::string text =
      "# why: a test\n\n2010-06-12  \"One \\u00e9.\"\n\"Two.\"\n----\nAID  at \"One\"\n! ASSAULT\n";
  const auto story = parse_story(text, "folder/name.story");
  ASSERT_TRUE(story) << story.error().to_string();
  EXPECT_EQ(story->article.text, "One \u00e9.\nTwo.");
  EXPECT_EQ(story->article.published, "2010-06-12");
  EXPECT_EQ(story->article.id, "name");
  EXPECT_EQ(story->upper + story->lower, text);
  EXPECT_THAT(differences(*story, {"AID 070  at \"One\"", "CONSULT"}), testing::IsEmpty());
  EXPECT_THAT(differences(*story, {"AID negated  at \"One\"", "ASSAULT 190  at \"x\""}),
              testing::ElementsAre("- AID  at \"One\"", "+ ASSAULT 190  at \"x\""));
  // What was forbidden stays forbidden.
  EXPECT_EQ(with_claims(*story, {"CONSULT"}), story->upper + "CONSULT\n! ASSAULT\n");
}

TEST(StoryFile, NamesTheLineThatIsWrong) {
  const std::pair<const char*, std::uint64_t> table[] = {
      {"", 1},
      {"# only a comment\n----\n", 1},
      {"2010-06-12  \"text\"\n", 1},
      {"\"one\"\nnonsense\n----\n", 2},
      {"\"one\"\n\"unclosed\n----\n", 2},
      {"2010-06-12  5\n----\n", 1},
      {"yesterday  \"one\"\n----\n", 1},
  };
  for (const auto& [text, line] : table) {
    const auto story = parse_story(text, "x.story");
    ASSERT_FALSE(story) << text;
    EXPECT_EQ(story.error().code, "bad_story");
    EXPECT_EQ(story.error().line, line) << text;
  }
}

}  // namespace
}  // namespace casus::cli
