// The numbers behind the decisions, against the reference: rows of both encoders within 1e-4.
#include "annotate/encoder.h"

#include <gtest/gtest.h>
#include <map>

#include "annotate/golden_files.h"
#include "annotate/tokenizer.h"

namespace casus::annotate {
namespace {

struct Setting {
  const char* model;
  const char* component;
  Cpu cpu;
};

class GoldenRows : public testing::TestWithParam<Setting> {};

TEST_P(GoldenRows, AreThoseOfTheReference) {
  const auto& [model, component, cpu] = GetParam();
  if (!supported(cpu))
    GTEST_SKIP() << "this processor has no " << name(cpu) << "; run the test on one that has";
  const std::string path = model_path(CASUS_SOURCE_DIR, model);
  if (!is_readable(path)) GTEST_SKIP() << path << " is missing; run `make setup`";
  const auto file = ModelFile::open(path);
  ASSERT_TRUE(file) << file.error().to_string();
  const auto vectors = VectorTable::read(*file);
  ASSERT_TRUE(vectors);
  const auto tokenizer = Tokenizer::read(*file);
  ASSERT_TRUE(tokenizer);
  const auto encoder = Encoder::read(*file, component, *vectors, kernels(cpu));
  ASSERT_TRUE(encoder) << encoder.error().to_string();

  // All texts as one batch, with an empty one between: none may see another.
  const auto documents = golden_documents(CASUS_SOURCE_DIR, std::string("rows.") + model);
  ASSERT_GE(documents.size(), 4U);
  Tokenizer::Workspace words;
  Tokens tokens;
  TokenBatch batch;
  std::map<std::size_t, nlohmann::json> expected;  // by token
  for (const auto& document : documents) {
    batch.end.push_back(static_cast<std::uint32_t>(batch.size()));
    const auto& picked = document["tokens"];
    for (std::size_t i = 0; i < picked.size(); ++i) {
      expected[batch.size() + picked[i].get<std::size_t>()] = document[component][i];
    }
    tokenizer->tokenize(document["text"].get<std::string>(), words, tokens);
    batch.type.insert(batch.type.end(), tokens.type.begin(), tokens.type.end());
    batch.space_after.insert(batch.space_after.end(), tokens.space_after.begin(), tokens.space_after.end());
    batch.end.push_back(static_cast<std::uint32_t>(batch.size()));
  }
  Encoder::Workspace small(20);  // far fewer rows than types
  Encoder::Workspace large;
  for (Encoder::Workspace* workspace : {&small, &small, &large, &large}) {
    SCOPED_TRACE(workspace == &small ? "small cache" : "large cache");
    std::size_t compared = 0;
    std::uint32_t next = 0;
    encoder->encode(batch, words.types(), *workspace, [&](const Encoder::Stretch& stretch) {
      for (std::size_t i = 0; i < stretch.tokens.size(); ++i) {
        if (stretch.tokens[i] == Encoder::no_token) continue;
        ASSERT_EQ(stretch.tokens[i], next++);
        const auto row = expected.find(stretch.tokens[i]);
        if (row == expected.end()) continue;
        ASSERT_EQ(row->second.size(), encoder->width());
        for (std::size_t c = 0; c < encoder->width(); ++c) {
          ASSERT_NEAR(stretch.rows[i * encoder->width() + c], row->second[c].get<float>(), 1e-4F)
              << "token " << stretch.tokens[i] << " column " << c;
        }
        ++compared;
      }
    });
    EXPECT_EQ(next, batch.size());
    EXPECT_EQ(compared, expected.size());
  }
}

std::vector<Setting> settings() {
  std::vector<Setting> out;
  for (const char* model : {"md", "sm"}) {
    for (const char* component : {"tok2vec", "ner"}) {
      for (const Cpu cpu : {Cpu::plain, Cpu::avx2, Cpu::avx512}) out.push_back({model, component, cpu});
    }
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Models, GoldenRows, testing::ValuesIn(settings()), [](const auto& setting) {
  return std::string(setting.param.model) + "_" + setting.param.component + "_" +
         std::string(name(setting.param.cpu));
});

}  // namespace
}  // namespace casus::annotate
