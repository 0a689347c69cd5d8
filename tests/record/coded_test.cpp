// Records as they are really written, held to the schema: the demo's dispatches, odd texts, and whole news
// stories where the evaluation data lies beside the repository.
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <random>
#include <regex>
#include <set>

#include "casus/pipeline.h"
#include "schema_check.h"

namespace casus::record {
namespace {

using nlohmann::json;

class CodedTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { pipeline_ = Pipeline::open({}, error_); }
  static void TearDownTestSuite() { pipeline_.reset(); }
  void SetUp() override {
    if (!pipeline_ && error_.code == "no_model") GTEST_SKIP() << "make setup fetches the language model";
    ASSERT_TRUE(pipeline_) << error_.message;
  }

  static std::vector<Story> stories(const std::string& file) {
    std::vector<Story> out;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      const json story = json::parse(line);
      out.push_back({story.value("id", ""), story.value("source", ""), story.value("published", ""),
                     story.value("headline", ""), story.value("url", ""), story.value("text", "")});
    }
    return out;
  }

  // Every id that the record uses stands in it.
  static void check_ids(const json& record) {
    std::set<std::string> there;
    for (const auto& [name, list] : record.items()) {
      if (!list.is_array()) continue;
      for (const json& item : list) {
        if (item.contains("id")) {
          EXPECT_TRUE(there.insert(item["id"]).second) << item["id"] << " stands twice";
        }
      }
    }
    const auto check = [&](const json& id) {
      static const std::regex form("^(ent|tim|pla|evt|quo|tol|thr|obl|age)-[0-9a-f]{16}$");
      if (id.is_string() && std::regex_match(id.get<std::string>(), form)) {
        EXPECT_TRUE(there.contains(id)) << id << " is nowhere in the record";
      }
    };
    for (const auto& [name, list] : record.items()) {
      if (!list.is_array()) continue;
      for (const json& item : list) {
        for (const auto& [field, value] : item.items()) {
          check(value);
          if (!value.is_array()) continue;
          for (const json& inner : value) {
            check(inner);
            if (inner.is_object() && inner.contains("entity")) check(inner["entity"]);
            if (inner.is_object() && inner.contains("event")) check(inner["event"]);
          }
        }
      }
    }
  }

  // `refusals`: an error with a message will do as well as a valid record.
  static void check(const std::vector<Story>& stories, bool refusals = false) {
    std::ifstream in(std::string(CASUS_SOURCE_DIR) + "/data/schema/story-record.schema.json");
    const SchemaCheck schema(json::parse(in));
    const auto records = pipeline_->code(stories, 2);
    for (std::size_t i = 0; i < records.size(); ++i) {
      const Record& record = records[i];
      if (record.error && refusals) {
        EXPECT_FALSE(record.error->message.empty()) << stories[i].id;
        continue;
      }
      ASSERT_FALSE(record.error) << stories[i].id << ": " << record.error->message;
      const json parsed = json::parse(record.json);
      EXPECT_THAT(schema.check(parsed), testing::IsEmpty()) << stories[i].id;
      EXPECT_EQ(parsed["story"]["text"], stories[i].text);
      check_ids(parsed);
    }
  }

  static std::optional<Pipeline> pipeline_;
  static Error error_;
};
std::optional<Pipeline> CodedTest::pipeline_;
Error CodedTest::error_;

TEST_F(CodedTest, Dispatches) {
  const auto all = stories(std::string(CASUS_SOURCE_DIR) + "/demo/dispatches.jsonl");
  ASSERT_GE(all.size(), 10u);
  check(all);
}

TEST_F(CodedTest, OddTexts) {
  std::vector<Story> odd;
  for (const char* text :
       {"x", "\n\n\n.", "\"\"\"", "Troops left \U0001F600\U0001F600 Z\u00fcrich\u2028and \u202eOsh.",
        "\ufeffPolice arrested 3,000,000,000,000 men on 31 February 99999.", "(((((((((())))))))))",
        "a\tb\r\nc\x01 d\x7f", "He said she said they said we said \"I said 'you said' \" he said."}) {
    odd.push_back({.id = std::to_string(odd.size()), .published = "2010-06-12", .text = text});
  }
  check(odd);
}

// Dispatches with bytes of any kind put in: a valid record or a clear error.
TEST_F(CodedTest, AnyBytes) {
  std::mt19937 random(20100612);
  const std::vector<Story> real = stories(std::string(CASUS_SOURCE_DIR) + "/demo/dispatches.jsonl");
  ASSERT_FALSE(real.empty());
  std::vector<Story> mangled;
  for (int round = 0; round < 60; ++round) {
    Story story = real[random() % real.size()];
    story.id = "any-" + std::to_string(round);
    const std::size_t changes = 1 + random() % 40;
    for (std::size_t i = 0; i < changes && !story.text.empty(); ++i) {
      const std::size_t at = random() % story.text.size();
      switch (random() % 4) {
        case 0:
          story.text[at] = static_cast<char>(random() % 256);
          break;
        case 1:
          story.text.erase(at, random() % 30);
          break;
        case 2:
          story.text.insert(at, story.text.substr(random() % story.text.size(), random() % 60));
          break;
        default:
          story.text.insert(at, 1 + random() % 5, "\"'\n\t ,.;-()"[random() % 11]);
      }
    }
    mangled.push_back(std::move(story));
  }
  check(mangled, true);
}

TEST_F(CodedTest, NewsStories) {
  const std::string eval = std::string(CASUS_SOURCE_DIR) + "/../shared/eval";
  if (!std::filesystem::exists(eval)) GTEST_SKIP() << "the evaluation data does not lie at ../shared/eval";
  check(stories(eval + "/gold/seed.input.jsonl"));
  check(stories(eval + "/dev/voa.input.jsonl"));
}

}  // namespace
}  // namespace casus::record
