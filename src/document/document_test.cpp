#include "document/document.h"

#include <gtest/gtest.h>

namespace casus::document {
namespace {

Document two_sentences() {
  Article article;
  article.text = "Police fled. They left.";
  auto opened = Document::open(article);
  Document document = std::move(*opened);
  const std::vector<base::Span> spans = {{0, 6}, {7, 11}, {11, 12}, {13, 17}, {18, 22}, {22, 23}};
  const std::vector<TokenIndex> heads = {1, 1, 1, 4, 4, 4};
  for (std::size_t i = 0; i < spans.size(); ++i) {
    document.tokens.span.push_back(spans[i]);
    document.tokens.head.push_back(heads[i]);
    document.tokens.sentence_start.push_back(i == 0 || i == 3 ? 1 : 0);
  }
  document.index_syntax();
  return document;
}

TEST(Document, IndexesChildrenEdgesAndSentences) {
  const Document document = two_sentences();
  ASSERT_EQ(document.sentences().size(), 2U);
  EXPECT_EQ(document.sentences()[1], (TokenRange{3, 6}));
  EXPECT_EQ(document.sentence_of(2), 0U);
  ASSERT_EQ(document.children(1).size(), 2U);
  EXPECT_EQ(document.children(1)[1], 2U);
  EXPECT_EQ(document.subtree(4), (TokenRange{3, 6}));
  EXPECT_EQ(document.subtree(0), (TokenRange{0, 1}));
}

TEST(Document, FindsTokensBySpan) {
  const Document document = two_sentences();
  EXPECT_EQ(document.tokens_in({7, 12}), (TokenRange{1, 3}));
  EXPECT_EQ(document.tokens_in({8, 9}), (TokenRange{1, 2}));
  EXPECT_TRUE(document.tokens_in({12, 13}).empty());
  EXPECT_EQ(document.text(TokenRange{3, 5}), "They left");
}

TEST(Document, RefusesWhatIsNotUtf8AndSaysWhere) {
  Article article;
  article.text = "ab\xFF";
  const auto opened = Document::open(article);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "bad_utf8");
  EXPECT_EQ(opened.error().offset, 2U);
}

TEST(Document, MovesWithItsViewsIntact) {
  Document first = two_sentences();
  const std::string_view before = first.text();
  const Document second = std::move(first);
  EXPECT_EQ(before.data(), second.text().data());
  EXPECT_EQ(second.code_points().at(7), 7U);
}

TEST(Labels, PrintWhatTheyRead) {
  for (const std::string_view tag : {"NNP", "-LRB-", "``", "_SP", "PRP$"})
    EXPECT_EQ(name(*find_tag(tag)), tag);
  for (const std::string_view dep : {"ROOT", "case", "xcomp", "nsubjpass"})
    EXPECT_EQ(name(*find_dep(dep)), dep);
  for (const std::string_view pos : {"SPACE", "PROPN"}) EXPECT_EQ(name(*find_pos(pos)), pos);
  EXPECT_EQ(name(*find_name_label("WORK_OF_ART")), "WORK_OF_ART");
  EXPECT_FALSE(find_tag("nnp"));
}

}  // namespace
}  // namespace casus::document
