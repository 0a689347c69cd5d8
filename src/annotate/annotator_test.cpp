#include "annotate/annotator.h"

#include <gtest/gtest.h>
#include <thread>

#include "annotate/golden_files.h"
#include "document/annotation_json.h"

namespace casus::annotate {
namespace {

using document::Document;

Document open(const std::string& text) {
  document::Article article;
  article.text = text;
  return *Document::open(article);
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(AnnotatorLoad, SaysWhatIsWrong) {
  EXPECT_EQ(Annotator::load("/nowhere/en.casus").error().code, "model_missing");
}

class AnnotatorTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string path = model_path(CASUS_SOURCE_DIR, "md");
    if (!is_readable(path)) GTEST_SKIP() << path << " is missing; run `make setup`";
    auto loaded = Annotator::load(path);
    ASSERT_TRUE(loaded) << loaded.error().to_string();
    annotator_.emplace(*std::move(loaded));
  }

  std::string read(const std::string& text) {
    Document document = open(text);
    Annotator::Workspace workspace;
    EXPECT_TRUE(annotator_->read(document, workspace));
    return document::write_annotation_json(document);
  }

  std::optional<Annotator> annotator_;
};

TEST_F(AnnotatorTest, NamesItsModel) {
  EXPECT_EQ(annotator_->name(), "en_core_web_md");
  EXPECT_EQ(annotator_->version(), "3.7.1");
  EXPECT_EQ(annotator_->hash().size(), 64U);
  EXPECT_TRUE(supported(annotator_->cpu()));
}

TEST_F(AnnotatorTest, IndexesSyntaxAndSentences) {
  Document document = open("Troops left Bishkek. They did not return.");
  Annotator::Workspace workspace;
  ASSERT_TRUE(annotator_->read(document, workspace));
  ASSERT_TRUE(document.has_syntax());
  ASSERT_EQ(document.sentences().size(), 2U);
  EXPECT_EQ(document.text(document.sentences()[1]), "They did not return.");
  EXPECT_EQ(document.token(0).head().text(), "left");
  ASSERT_EQ(document.names.size(), 1U);
  EXPECT_EQ(document.text(document.names[0].tokens), "Bishkek");
  EXPECT_EQ(document.names[0].label, document::NameLabel::gpe);
}

TEST_F(AnnotatorTest, ReadsNothingWithoutTokens) {
  Document document = open("");
  Annotator::Workspace workspace;
  ASSERT_TRUE(annotator_->read(document, workspace));
  EXPECT_EQ(document.size(), 0U);
  EXPECT_TRUE(document.sentences().empty());
  EXPECT_TRUE(annotator_->read(std::span<Document* const>(), workspace).empty());
}

TEST_F(AnnotatorTest, RefusesTooManyTokensAndReadsTheOthers) {
  Document before = open("Police arrested two men.");
  Document hostile = open(repeated("a ", 200'001));
  Document after = open("The talks failed.");
  Document* const all[] = {&before, &hostile, &after};
  Annotator::Workspace workspace;
  const auto results = annotator_->read(all, workspace);
  ASSERT_EQ(results.size(), 3U);
  EXPECT_TRUE(results[0]);
  ASSERT_FALSE(results[1]);
  EXPECT_EQ(results[1].error().code, "too_many_tokens");
  EXPECT_EQ(hostile.size(), 0U);
  EXPECT_TRUE(results[2]);
  EXPECT_EQ(before.size(), 5U);
  EXPECT_EQ(after.size(), 4U);
}

TEST_F(AnnotatorTest, WhatItReadBeforeAndBesideChangesNothing) {
  // Long and short, with sentences longer than any buffer.
  std::vector<std::string> texts = {"", "One.", repeated("the man and ", 700), "\n\n",
                                    repeated("He said that she left. ", 300)};
  texts.push_back("Rebels took the town of Gori on Monday, a spokesman said.");

  std::vector<std::string> alone;
  for (const std::string& text : texts) alone.push_back(read(text));
  Annotator::Workspace workspace;
  for (int round = 0; round < 2; ++round) {
    std::vector<Document> documents;
    std::vector<Document*> pointers;
    for (const std::string& text : texts) documents.push_back(open(text));
    for (Document& document : documents) pointers.push_back(&document);
    for (const auto& result : annotator_->read(pointers, workspace)) ASSERT_TRUE(result);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      EXPECT_EQ(document::write_annotation_json(documents[i]), alone[i])
          << "text " << i << " round " << round;
    }
  }
}

TEST_F(AnnotatorTest, ThreadsShareIt) {
  const std::string text = repeated("The army denied reports of clashes near Tskhinvali. ", 40);
  const std::string expected = read(text);
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (std::string& out : found) threads.emplace_back([&] { out = read(text); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& out : found) EXPECT_EQ(out, expected);
}

}  // namespace
}  // namespace casus::annotate
