#include "document/conllu.h"

#include <gtest/gtest.h>

namespace casus::document {
namespace {

constexpr std::string_view small =
    "# newdoc id = a\n"
    "# sent_id = a-1\n"
    "1\tTroops\ttroop\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_\n"
    "2\tleft\tleave\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
    "3\tNew\tNew\tPROPN\tNNP\t_\t4\tcompound\t_\tEntity=B-GPE\n"
    "4\tYork\tYork\tPROPN\tNNP\t_\t2\tdobj\t_\tSpaceAfter=No|Entity=I-GPE\n"
    "5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
    "\n"
    "1\tGood\tgood\tADJ\tJJ\t_\t0\tROOT\t_\tSpaceAfter=No\n"
    "2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\tSpaceAfter=No\n";

TEST(Conllu, BuildsTheTextFromFormsAndSpaces) {
  const auto document = read_conllu(small);
  ASSERT_TRUE(document) << document.error().to_string();
  EXPECT_EQ(document->text(), "Troops left New York. Good.");
  EXPECT_EQ(document->sentences().size(), 2u);
  EXPECT_EQ(document->token(3).head().text(), "left");
  EXPECT_TRUE(document->token(5).is_root());
  ASSERT_EQ(document->names.size(), 1u);
  EXPECT_EQ(document->text(document->names[0].tokens), "New York");
  EXPECT_EQ(document->morph(0), "Number=Plur");
}

TEST(Conllu, RestoresEveryCharacterOfTheStory) {
  Article article;
  article.id = "x";
  article.published = "2010-06-12";
  article.text = "A \"caf\u00e9\" \\ \n\n\tnext \U0001F600 _";
  auto document = Document::open(article);
  ASSERT_TRUE(document);
  const auto add = [&](std::string_view form, Tag tag, bool space, bool start) {
    const std::size_t from = document->tokens.size() == 0 ? 0 : document->tokens.span.back().end;
    const std::size_t at = article.text.find(form, from);
    ASSERT_NE(at, std::string::npos);
    TokenColumns& tokens = document->tokens;
    tokens.head.push_back(document->size());
    tokens.span.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + form.size())});
    tokens.space_after.push_back(space ? 1 : 0);
    tokens.tag.push_back(tag);
    tokens.pos.push_back(Pos::x);
    tokens.dep.push_back(Dep::root);
    tokens.lemma.push_back(document->keep(form));
    tokens.morph.push_back({});
    tokens.sentence_start.push_back(start ? 1 : 0);
  };
  add("A", Tag::dt, true, true);
  add("\"", Tag::open_quote, false, false);
  add("caf\u00e9", Tag::nn, false, false);
  add("\"", Tag::close_quote, true, false);
  add("\\", Tag::sym, true, false);
  add("\n\n\t", Tag::space, false, false);
  add("next", Tag::nn, true, true);
  add("\U0001F600", Tag::nn, true, false);
  add("_", Tag::nn, false, false);
  document->index_syntax();

  const std::string written = write_conllu(*document);
  const auto again = read_conllu(written);
  ASSERT_TRUE(again) << again.error().to_string() << written;
  EXPECT_EQ(again->text(), document->text());
  EXPECT_EQ(again->tokens.span, document->tokens.span);
  EXPECT_EQ(again->tokens.tag, document->tokens.tag);
  EXPECT_EQ(again->tokens.space_after, document->tokens.space_after);
  EXPECT_EQ(again->lemma(5), "\n\n\t");
  EXPECT_EQ(again->lemma(8), "_");
  EXPECT_EQ(again->article().published, "2010-06-12");
  EXPECT_EQ(write_conllu(*again), written);
}

TEST(Conllu, RefusesWhatItCannotRead) {
  struct Case {
    std::string_view text;
    std::uint64_t line;
  };
  const Case cases[] = {
      {"1\ta\ta\n", 1},
      {"1\ta\ta\tNOUN\tNN\t_\t3\tdep\t_\t_\n", 1},
      {"1\ta\ta\tNOUN\tQQ\t_\t0\tROOT\t_\t_\n", 1},
      {"# x\n2\ta\ta\tNOUN\tNN\t_\t0\tROOT\t_\t_\n", 2},
      {"# story_text = \"abc\"\n1\ta\ta\tNOUN\tNN\t_\t0\tROOT\t_\tCharStart=2|CharEnd=9\n", 2},
      {"# story_text = \"ab\\q\"\n", 1},
      {"1\ta\ta\tNOUN\tNN\t_\t0\tROOT\t_\tEntity=B-QQ\n", 1},
  };
  for (const Case& one : cases) {
    const auto document = read_conllu(one.text);
    ASSERT_FALSE(document) << one.text;
    EXPECT_EQ(document.error().code, "bad_conllu");
    EXPECT_EQ(document.error().line, one.line) << one.text;
  }
}

}  // namespace
}  // namespace casus::document
