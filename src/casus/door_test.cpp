// Sees what an embedding program sees: only include/casus/.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "casus/pipeline.h"

namespace casus {
namespace {

class Door : public testing::Test {
 protected:
  static void SetUpTestSuite() { pipeline_ = Pipeline::open({}, error_); }
  static void TearDownTestSuite() { pipeline_.reset(); }
  void SetUp() override {
    if (!pipeline_ && error_.code == "no_model") GTEST_SKIP() << "make setup fetches the language model";
    ASSERT_TRUE(pipeline_) << error_.message;
  }
  static std::optional<Pipeline> pipeline_;
  static Error error_;
};
std::optional<Pipeline> Door::pipeline_;
Error Door::error_;

TEST_F(Door, CodesAStory) {
  const Record record = pipeline_->code(
      {.id = "x", .published = "2010-06-12", .text = "Police arrested two activists in Minsk on Friday."});
  ASSERT_FALSE(record.error) << record.error->message;
  EXPECT_EQ(record.id, "x");
  const auto json = nlohmann::json::parse(record.json);
  ASSERT_GE(json["events"].size(), 1u);
  EXPECT_EQ(json["events"][0]["event"], "COERCE");
  EXPECT_EQ(json["casus"]["version"], Pipeline::version());
}

TEST_F(Door, SaysWhyNot) {
  const std::pair<Story, const char*> table[] = {
      {{.text = ""}, "no_text"},
      {{.text = "caf\xe9"}, "bad_utf8"},
      {{.headline = "\xff", .text = "Troops left."}, "bad_utf8"},
      {{.published = "soon", .text = "Troops left."}, "bad_field"},
      {{.text = std::string(std::size_t{3} << 20, 'a')}, "too_long"},
      {{.text = "Die Bundesregierung hat am Freitag beschlossen, weitere Soldaten nach Afghanistan zu "
                "schicken. Das "
                "teilte ein Sprecher des Verteidigungsministeriums in Berlin mit."},
       "not_english"},
  };
  for (const auto& [story, code] : table) {
    const Record record = pipeline_->code(story);
    ASSERT_TRUE(record.error) << code;
    EXPECT_EQ(record.error->code, code) << record.error->message;
    EXPECT_EQ(record.json, "");
  }
  Error error;
  EXPECT_FALSE(Pipeline::open({.data = "no/such/folder"}, error));
  EXPECT_EQ(error.code, "no_data");
  EXPECT_FALSE(Pipeline::open({.model = "no such model"}, error));
  EXPECT_EQ(error.code, "no_model");
}

TEST_F(Door, ThreadsDoNotChangeTheBytes) {
  std::vector<Story> stories;
  for (int i = 0; i < 60; ++i) {
    stories.push_back({.published = "2010-06-12",
                       .text = "Police arrested " + std::to_string(i + 2) +
                               " activists in Minsk on Friday. Russia rejected "
                               "a request from Kyrgyzstan to send troops, President Dmitry Medvedev said."});
  }
  const auto one = pipeline_->code(stories, 1);
  const auto four = pipeline_->code(stories, 4);
  ASSERT_EQ(one.size(), four.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_FALSE(one[i].error);
    EXPECT_EQ(one[i].json, four[i].json);
  }
}

}  // namespace
}  // namespace casus
