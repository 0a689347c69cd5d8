#include "annotate/tokenizer.h"

#include <chrono>
#include <gtest/gtest.h>
#include <optional>
#include <random>
#include <stdexcept>

namespace casus::annotate {
namespace {

// A small tokenizer with rules of every kind: quotes and brackets, full stops, hyphens, contractions.
class SmallTokenizer : public testing::Test {
 protected:
  SmallTokenizer() {
    ModelFileWriter writer;
    writer.add("tokenizer/prefix", R"(^"|^\(|^'|^\.\.+)");
    writer.add("tokenizer/suffix", R"("$|\)$|,$|'$|(?<=[a-z])\.$|\.\.+$)");
    writer.add("tokenizer/infix", R"((?<=[a-z])-(?=[a-z])|\.\.+)");
    writer.add("tokenizer/url", R"(^(?:\S+@)?[a-z]+\.com$)");
    writer.add("tokenizer/specials", R"json({"don't": [["do", ""], ["n't", "not"]], "a.m.": [["a.m.", ""]],
      ":)": [[":)", ""]], "'em": [["'em", "them"]], "'": [["'", "quote"]], "x.y.": [["x.", ""], ["y.", ""]]})json");
    file_.emplace(*ModelFile::from_bytes(writer.bytes()));
    auto read = Tokenizer::read(*file_);
    if (!read) throw std::runtime_error(read.error().to_string());
    tokenizer_.emplace(*std::move(read));
  }

  // Tokens between bars, "_" where a blank follows.
  std::string cut(std::string_view text) {
    tokenizer_->tokenize(text, workspace_, tokens_);
    std::string out;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      out += std::string(base::cut(text, tokens_.span[i])) + (tokens_.space_after[i] != 0 ? "_|" : "|");
    }
    return out;
  }

  std::optional<ModelFile> file_;
  std::optional<Tokenizer> tokenizer_;
  Tokenizer::Workspace workspace_;
  Tokens tokens_;
};

TEST_F(SmallTokenizer, CutsAffixesInfixesAndSpecials) {
  EXPECT_EQ(cut("(\"don't,\""), "(|\"|do|n't|,|\"|");
  EXPECT_EQ(cut("well-known end."), "well|-|known_|end|.|");
  EXPECT_EQ(cut("9 a.m. (a.m.)"), "9_|a.m._|(|a.m.|)|");
  EXPECT_EQ(cut("me@site.com, site.com"), "me@site.com|,_|site.com|");
  EXPECT_EQ(cut("so...what"), "so|...|what|");
  EXPECT_EQ(cut("...so"), "...|so|");
  EXPECT_EQ(cut(""), "");
}

TEST_F(SmallTokenizer, WhiteSpace) {
  EXPECT_EQ(cut("a b"), "a_|b|");
  EXPECT_EQ(cut("a  b"), "a_| |b|");
  EXPECT_EQ(cut(" a"), " |a|");
  EXPECT_EQ(cut("a\n\nb "), "a|\n\n|b_|");
  EXPECT_EQ(cut("a \n"), "a_|\n|");
  EXPECT_EQ(cut("a\u00a0b\u3000"), "a|\u00a0|b|\u3000|");
  EXPECT_EQ(cut("  "), "  |");
}

TEST_F(SmallTokenizer, PhrasesAcrossTokens) {
  EXPECT_EQ(cut("give 'em"), "give_|'em|");
  EXPECT_EQ(workspace_.types()[tokens_.type[1]].norm, string_id("them"));
  // Cut by rules, put together again by the phrase "' + em".
  EXPECT_EQ(cut("('em)"), "(|'em|)|");
  // A phrase of one token gives its norm wherever the token comes from.
  EXPECT_EQ(cut("('a"), "(|'|a|");
  EXPECT_EQ(workspace_.types()[tokens_.type[1]].norm, string_id("quote"));
  EXPECT_EQ(cut("x.y., x.y."), "x.|y.|,_|x.|y.|");
}

TEST_F(SmallTokenizer, AnswersDoNotDependOnWhatIsCached) {
  std::mt19937 random(3);
  const std::vector<std::string> parts = {"don't", "(",      ")",    "\"", ".",        "...", "a",
                                          "b-c",   "'",      "em",   ":)", "x.y.",     " ",   " ",
                                          "\n",    "\u00e9", "a.m.", ",",  "site.com", "-"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) text += parts[random() % parts.size()];
    const std::string warm = cut(text);
    workspace_.clear();
    ASSERT_EQ(cut(text), warm) << text;
    // Tokens lie in order and leave out nothing but single blanks.
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      ASSERT_EQ(tokens_.span[i].start, at) << text;
      ASSERT_FALSE(tokens_.span[i].empty()) << text;
      at = tokens_.span[i].end + tokens_.space_after[i];
    }
    ASSERT_EQ(at, text.size()) << text;
  }
}

TEST_F(SmallTokenizer, RenewsWhenFull) {
  Tokenizer::Workspace small(8);
  for (int i = 0; i < 100; ++i) {
    small.renew();
    tokenizer_->tokenize("word" + std::to_string(i) + " and " + std::to_string(i), small, tokens_);
    ASSERT_EQ(tokens_.size(), 3U);
    ASSERT_LE(small.types().size(), 11U);
  }
}

TEST_F(SmallTokenizer, LongChunksTakeLinearTime) {
  const auto start = std::chrono::steady_clock::now();
  for (const char* unit : {"(", "'", "a-", ".", ")", "a@", "a:", "a.", "\u00e9"}) {
    std::string text;
    while (text.size() < 400'000) text += unit;
    tokenizer_->tokenize(text, workspace_, tokens_);
    workspace_.renew();
    EXPECT_GT(tokens_.size(), 0U);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_LT(took.count(), 60.0);  // quadratic time would take hours
}

TEST_F(SmallTokenizer, StopsAtTheLimit) {
  const std::string many_chunks = "a b c d e f g h";
  EXPECT_TRUE(tokenizer_->tokenize(many_chunks, workspace_, tokens_, 8));
  EXPECT_EQ(tokens_.size(), 8U);
  EXPECT_FALSE(tokenizer_->tokenize(many_chunks, workspace_, tokens_, 7));
  // One chunk of millions of tokens is not cut to its end.
  for (const char* unit : {"(", ")", "a-"}) {
    std::string text;
    while (text.size() < 15'000'000) text += unit;
    EXPECT_FALSE(tokenizer_->tokenize(text, workspace_, tokens_, 1000)) << unit;
    EXPECT_LT(tokens_.size(), 2000U) << unit;
  }
  // What a limit cut short is not remembered.
  EXPECT_FALSE(tokenizer_->tokenize("((((a))))", workspace_, tokens_, 5));
  EXPECT_TRUE(tokenizer_->tokenize("((((a))))", workspace_, tokens_, 9));
  EXPECT_EQ(tokens_.size(), 9U);
}

TEST(Tokenizer, RefusesAModelWithoutPatterns) {
  ModelFileWriter writer;
  writer.add("tokenizer/prefix", "^(");
  const auto file = ModelFile::from_bytes(writer.bytes(), "x.casus");
  const auto read = Tokenizer::read(*file);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "model_content");
  EXPECT_EQ(read.error().file, "x.casus");
}

}  // namespace
}  // namespace casus::annotate
