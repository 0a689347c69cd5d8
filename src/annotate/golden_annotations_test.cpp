// The whole runtime against the reference: every decision of every token, on every instruction set.
#include <fstream>
#include <gtest/gtest.h>

#include "annotate/annotator.h"
#include "annotate/golden_files.h"

namespace casus::annotate {
namespace {

using document::Document;

// The reference's name column: "B-GPE", "I-GPE", "O".
std::vector<std::string> name_column(const Document& document) {
  std::vector<std::string> out(document.size(), "O");
  for (const document::Name& found : document.names) {
    for (auto i = found.tokens.begin; i < found.tokens.end; ++i) {
      out[i] = (i == found.tokens.begin ? "B-" : "I-") + std::string(document::name(found.label));
    }
  }
  return out;
}

void expect_golden(const Document& document, const nlohmann::json& golden) {
  ASSERT_EQ(document.size(), golden["start"].size());
  const auto names = name_column(document);
  for (document::TokenIndex i = 0; i < document.size(); ++i) {
    const auto word = [&] { return std::to_string(i) + " " + std::string(document.token(i).text()); };
    const base::Span span = document.code_points().of(document.tokens.span[i]);
    ASSERT_EQ(span.start, golden["start"][i].get<std::uint32_t>()) << word();
    ASSERT_EQ(span.end, golden["end"][i].get<std::uint32_t>()) << word();
    ASSERT_EQ(document.tokens.space_after[i], golden["space"][i].get<int>()) << word();
    EXPECT_EQ(document::name(document.tokens.tag[i]), golden["tag"][i].get<std::string>()) << word();
    EXPECT_EQ(document::name(document.tokens.pos[i]), golden["pos"][i].get<std::string>()) << word();
    EXPECT_EQ(document.morph(i), golden["morph"][i].get<std::string>()) << word();
    EXPECT_EQ(document.lemma(i), golden["lemma"][i].get<std::string>()) << word();
    EXPECT_EQ(document.tokens.head[i], golden["head"][i].get<std::uint32_t>()) << word();
    EXPECT_EQ(document::name(document.tokens.dep[i]), golden["dep"][i].get<std::string>()) << word();
    EXPECT_EQ(document.tokens.sentence_start[i], golden["sent"][i].get<int>()) << word();
    EXPECT_EQ(names[i], golden["ent"][i].get<std::string>()) << word();
  }
}

struct Setting {
  const char* model;
  Cpu cpu;
};

class GoldenAnnotations : public testing::TestWithParam<Setting> {
 protected:
  void SetUp() override {
    if (!supported(GetParam().cpu))
      GTEST_SKIP() << "this processor has no " << name(GetParam().cpu) << "; run the test on one that has";
    const std::string path = model_path(CASUS_SOURCE_DIR, GetParam().model);
    if (!is_readable(path)) GTEST_SKIP() << path << " is missing; run `make setup`";
    auto loaded = Annotator::load(path, GetParam().cpu);
    ASSERT_TRUE(loaded) << loaded.error().to_string();
    annotator_.emplace(*std::move(loaded));
    for (auto& golden : golden_documents(CASUS_SOURCE_DIR, GetParam().model)) {
      document::Article article;
      article.text = golden["text"].get<std::string>();
      documents_.push_back(*Document::open(article));
      golden_.push_back(std::move(golden));
    }
    ASSERT_GT(golden_.size(), 40U);
  }

  std::optional<Annotator> annotator_;
  std::vector<nlohmann::json> golden_;
  std::vector<Document> documents_;
};

TEST_P(GoldenAnnotations, AloneAreThoseOfTheReference) {
  Annotator::Workspace workspace;
  for (std::size_t i = 0; i < golden_.size(); ++i) {
    SCOPED_TRACE(golden_[i]["id"].get<std::string>());
    ASSERT_TRUE(annotator_->read(documents_[i], workspace));
    expect_golden(documents_[i], golden_[i]);
  }
}

TEST_P(GoldenAnnotations, TogetherAreTheSame) {
  Annotator::Workspace workspace;
  std::vector<Document*> all;
  for (Document& document : documents_) all.push_back(&document);
  for (const auto& result : annotator_->read(all, workspace)) ASSERT_TRUE(result);
  for (std::size_t i = 0; i < golden_.size(); ++i) {
    SCOPED_TRACE(golden_[i]["id"].get<std::string>());
    expect_golden(documents_[i], golden_[i]);
  }
}

INSTANTIATE_TEST_SUITE_P(Models, GoldenAnnotations,
                         testing::Values(Setting{"md", Cpu::plain}, Setting{"md", Cpu::avx2},
                                         Setting{"md", Cpu::avx512}, Setting{"sm", Cpu::plain},
                                         Setting{"sm", Cpu::avx2}, Setting{"sm", Cpu::avx512}),
                         [](const auto& setting) {
                           return std::string(setting.param.model) + "_" +
                                  std::string(name(setting.param.cpu));
                         });

}  // namespace
}  // namespace casus::annotate
