// Tokens, parts of speech, features and lemmas against the reference, given its tags and relations.
#include <gtest/gtest.h>

#include "annotate/golden_files.h"
#include "annotate/tokenizer.h"
#include "annotate/word_forms.h"

namespace casus::annotate {
namespace {

class GoldenWords : public testing::TestWithParam<const char*> {};

TEST_P(GoldenWords, AreThoseOfTheReference) {
  const std::string path = model_path(CASUS_SOURCE_DIR, GetParam());
  if (!is_readable(path)) GTEST_SKIP() << path << " is missing; run `make setup`";
  const auto file = ModelFile::open(path);
  ASSERT_TRUE(file) << file.error().to_string();
  const auto tokenizer = Tokenizer::read(*file);
  ASSERT_TRUE(tokenizer) << tokenizer.error().to_string();
  const auto forms = WordForms::read(*file);
  ASSERT_TRUE(forms) << forms.error().to_string();
  Tokenizer::Workspace words;
  WordForms::Workspace cache;
  Tokens tokens;
  const auto documents = golden_documents(CASUS_SOURCE_DIR, GetParam());
  ASSERT_GT(documents.size(), 40U);

  for (const auto& golden : documents) {
    SCOPED_TRACE(golden["id"].get<std::string>());
    document::Article article;
    article.text = golden["text"].get<std::string>();
    auto document = *document::Document::open(article);
    tokenizer->tokenize(document.text(), words, tokens);
    ASSERT_EQ(tokens.size(), golden["start"].size());
    document.tokens.span = tokens.span;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const base::Span span = document.code_points().of(tokens.span[i]);
      ASSERT_EQ(span.start, golden["start"][i].get<std::uint32_t>());
      ASSERT_EQ(span.end, golden["end"][i].get<std::uint32_t>());
      ASSERT_EQ(tokens.space_after[i], golden["space"][i].get<int>());
      document.tokens.tag.push_back(*document::find_tag(golden["tag"][i].get<std::string>()));
      document.tokens.dep.push_back(*document::find_dep(golden["dep"][i].get<std::string>()));
    }
    forms->read(document, tokens, words.types(), cache);
    for (document::TokenIndex i = 0; i < document.size(); ++i) {
      ASSERT_EQ(document::name(document.tokens.pos[i]), golden["pos"][i].get<std::string>())
          << document.token(i).text();
      ASSERT_EQ(document.morph(i), golden["morph"][i].get<std::string>()) << document.token(i).text();
      ASSERT_EQ(document.lemma(i), golden["lemma"][i].get<std::string>()) << document.token(i).text();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Models, GoldenWords, testing::Values("md", "sm"));

}  // namespace
}  // namespace casus::annotate
