#include "pipeline/run.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/installation.h"

namespace casus::pipeline {
namespace {

class RunTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto places = find_installation({});
    if (!places) {
      why_ = places.error();
      return;
    }
    auto opened = Pipeline::open(*places, {.bytes = 4000});
    if (opened) {
      pipeline_.emplace(*std::move(opened));
    } else {
      why_ = opened.error();
    }
  }
  static void TearDownTestSuite() { pipeline_.reset(); }
  void SetUp() override {
    if (!pipeline_ && why_.code == "no_model") GTEST_SKIP() << "make setup fetches the language model";
    ASSERT_TRUE(pipeline_) << why_.to_string();
    folder_ = std::filesystem::path(CASUS_BINARY_DIR) / "run_test" /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }

  std::string file(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return folder_ / name;
  }

  // One line a story: its id and record, or the code of its error with its line.
  std::vector<std::string> all(const std::vector<std::string>& files, int threads, Counts* counts = nullptr) {
    Source source(files, ingest::Format::detect, {"", "2010-06-12", ""});
    std::vector<std::string> out;
    const auto done = run(*pipeline_, source, threads, [&](Outcome& outcome) -> base::Result<void> {
      const auto& error = outcome.item.error;
      out.push_back(error ? error->code + " " + std::to_string(error->line.value_or(0))
                          : outcome.item.article.id + " " + outcome.record);
      EXPECT_NE(error.has_value(), outcome.coded.has_value());
      return {};
    });
    EXPECT_TRUE(done);
    if (done && counts != nullptr) *counts = *done;
    return out;
  }

  static std::optional<Pipeline> pipeline_;
  static base::Error why_;
  std::filesystem::path folder_;
};
std::optional<Pipeline> RunTest::pipeline_;
base::Error RunTest::why_;

// Stories of every length, and among them what cannot be read.
std::string mixed(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    if (i % 7 == 3) {
      out += "{\"id\": \"broken\n";
      continue;
    }
    std::string text;
    for (int k = 0; k <= i % 11; ++k) {
      text += "Police arrested " + std::to_string(i + k + 2) +
              " activists in Minsk on Friday, the minister said. ";
    }
    if (i % 13 == 5) text.assign(5000, 'x');
    out += "{\"id\": \"s" + std::to_string(i) + "\", \"text\": \"" + text + "\"}\n";
  }
  return out;
}

TEST_F(RunTest, OutcomesComeInOrderWhateverTheThreads) {
  const std::vector<std::string> files = {file("a.jsonl", mixed(120)), file("none.txt", ""),
                                          file("b.jsonl", mixed(40))};
  Counts counts;
  const auto one = all(files, 1, &counts);
  EXPECT_EQ(one.size(), 161u);
  EXPECT_EQ(counts.coded + counts.rejected, 161u);
  EXPECT_THAT(one[0], testing::StartsWith("s0 {"));
  EXPECT_EQ(one[3], "bad_json 4");
  EXPECT_EQ(one[5], "too_long 6");
  EXPECT_EQ(one[120], "no_text 0");
  for (const int threads : {2, 3, 8}) EXPECT_EQ(all(files, threads), one) << threads << " threads";
}

TEST_F(RunTest, AFileThatIsNotThereIsOneReject) {
  Counts counts;
  const auto out = all({"no/such/file", file("a.txt", "Troops left Osh.")}, 2, &counts);
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0], "cannot_read 0");
  EXPECT_EQ(counts.coded, 1u);
  EXPECT_EQ(counts.rejected, 1u);
}

TEST_F(RunTest, AnErrorOfTheTakerEndsTheRun) {
  for (const int threads : {1, 4}) {
    Source source({file("a.jsonl", mixed(100))}, ingest::Format::detect, {});
    int taken = 0;
    const auto done = run(*pipeline_, source, threads, [&](Outcome&) -> base::Result<void> {
      if (++taken < 10) return {};
      return base::Error{.code = "database_full", .message = "the disk is full"};
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "database_full");
    EXPECT_EQ(taken, 10);
  }
}

TEST_F(RunTest, HostileTextIsReadOrRefused) {
  const std::string pieces[] = {std::string(3000, '('),
                                std::string(3000, ' '),
                                std::string(1500, '\n') + "x",
                                "a" + std::string(3000, '-') + "b",
                                std::string("Troops\0left.", 12),
                                "\u202eTroops left\u202c \U0001F600\u0301\u200d",
                                "\"\"\"\"'''' .... !!!! ???? ,,,, ;;;;",
                                "http://" + std::string(2000, 'a') + ".com"};
  int number = 0;
  std::vector<std::string> files;
  for (const std::string& piece : pieces) files.push_back(file(std::to_string(number++) + ".txt", piece));
  EXPECT_EQ(all(files, 2).size(), files.size());
}

TEST_F(RunTest, TheDatelineIsNoPartOfTheFirstSentence) {
  document::Article article;
  article.id = "x";
  article.published = "2010-06-11";
  article.text = "OSH, Kyrgyzstan, June 11 (Agency) - Police arrested two men in Osh. They were armed.";
  Pipeline::Workspace workspace;
  const auto coded = pipeline_->take(article, workspace);
  ASSERT_TRUE(coded) << coded.error().to_string();
  const document::Document& document = coded->document;
  ASSERT_TRUE(document.has_syntax());
  std::uint32_t end = 0;
  for (document::TokenIndex i = 0; i < document.size(); ++i) {
    const base::Span span = document.tokens.span[i];
    EXPECT_GE(span.start, end);
    EXPECT_FALSE(span.empty());
    EXPECT_LT(document.tokens.head[i], document.size());
    EXPECT_EQ(document.sentence_of(i), document.sentence_of(document.tokens.head[i]));
    end = span.end;
  }
  EXPECT_EQ(end, article.text.size());
  EXPECT_EQ(document.dateline.place, "Osh, Kyrgyzstan");
  const document::TokenIndex police = document.tokens_in({36, 42}).begin;
  EXPECT_EQ(document.token(police).text(), "Police");
  EXPECT_EQ(document.tokens.sentence_start[police], 1);
  EXPECT_EQ(document.token(police).dep(), document::Dep::nsubj);
  ASSERT_GE(coded->claims.events.size(), 1u);
  EXPECT_EQ(coded->claims.events[0].type, ontology::EventType::coerce);
}

TEST(Installation, SaysWhatIsMissing) {
  EXPECT_EQ(find_installation({.data = "no/such/folder", .model = ""}).error().code, "no_data");
  EXPECT_EQ(find_installation({.data = "", .model = "no/such/model"}).error().code, "no_model");
  EXPECT_FALSE(version().empty());
}

}  // namespace
}  // namespace casus::pipeline
