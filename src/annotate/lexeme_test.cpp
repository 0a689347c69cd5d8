#include "annotate/lexeme.h"

#include <gtest/gtest.h>

#include "annotate/hash.h"

namespace casus::annotate {
namespace {

Lexeme of(std::string_view text, std::string_view norm = {}) { return make_lexeme(text, norm, Norms()); }
StringId shape(std::string_view text) { return of(text).shape; }

TEST(StringId, IsASymbolsNumberOrAHash) {
  EXPECT_EQ(string_id(""), 0U);
  EXPECT_EQ(string_id("mark"), 423U);
  EXPECT_EQ(string_id("X"), 101U);
  EXPECT_EQ(string_id("noun"), 16833663260455505849U);  // a key of the lemma tables
  EXPECT_EQ(string_id("verb"), 6360137228241296794U);
  EXPECT_EQ(string_id("coffee"), 3197928453018144401U);
}

TEST(Lexeme, CutsByCodePoints) {
  const Lexeme lexeme = of("\u00c9t\u00e9s");
  EXPECT_EQ(lexeme.prefix, string_id("\u00c9"));
  EXPECT_EQ(lexeme.suffix, string_id("t\u00e9s"));
  EXPECT_EQ(lexeme.lower, string_id("\u00e9t\u00e9s"));
  EXPECT_EQ(lexeme.norm, lexeme.lower);
  EXPECT_EQ(of("of").suffix, string_id("of"));
  EXPECT_TRUE(lexeme.is_alpha);
  EXPECT_FALSE(of("n't").is_alpha);
  EXPECT_TRUE(of(" \n").is_space);
}

TEST(Lexeme, ShapesShowFourOfARun) {
  EXPECT_EQ(shape("Kyrgyzstan"), string_id("Xxxxx"));
  EXPECT_EQ(shape("U.S."), string_id("X.X."));
  EXPECT_EQ(shape("1990s"), string_id("ddddx"));
  EXPECT_EQ(shape("NATO-led"), string_id("XXXX-xxx"));
  EXPECT_EQ(shape("------"), string_id("----"));
  EXPECT_EQ(shape("xX"), string_id("xX"));
  EXPECT_EQ(shape(std::string(99, 'a')), string_id("xxxx"));
  EXPECT_EQ(shape(std::string(100, 'a')), string_id("LONG"));
}

TEST(TypeTable, NumbersDistinctPairsOfTextAndNorm) {
  TypeTable table(100);
  const Norms norms;
  const TypeIndex cause = table.intern("cause", {}, norms);
  const TypeIndex because = table.intern("cause", "because", norms);
  EXPECT_NE(cause, because);
  EXPECT_EQ(table.intern("cause", {}, norms), cause);
  EXPECT_EQ(table.intern("cause", "because", norms), because);
  EXPECT_EQ(table[because].norm, string_id("because"));
  for (int i = 0; i < 5000; ++i) table.intern("w" + std::to_string(i), {}, norms);
  EXPECT_EQ(table.size(), 5002U);
  EXPECT_TRUE(table.full());
  for (int i = 0; i < 5000; ++i) {
    const std::string word = "w" + std::to_string(i);
    ASSERT_EQ(table.text(table.intern(word, {}, norms)), word);
  }
  const auto before = table.generation();
  table.clear();
  EXPECT_NE(table.generation(), before);
  EXPECT_EQ(table.size(), 0U);
}

}  // namespace
}  // namespace casus::annotate
