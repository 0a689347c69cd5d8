#include "annotate/word_forms.h"

#include <gtest/gtest.h>

namespace casus::annotate {
namespace {

using document::Dep;
using document::Pos;
using document::Tag;

// A model file of our own with the given rules and a handful of words.
std::string model_with(const std::string& rules) {
  ModelFileWriter writer;
  writer.add("ruler.json", rules);
  writer.add(
      "lemmas.json",
      R"({"noun": [["s", ""], ["ies", "y"]], "verb": [["ed", "e"], ["ed", ""], ["ing", ""]], "adv": [["", ""]]})");
  add_strings(writer, "lemmas/noun/index", {"city", "talk", "treaty"});
  add_strings(writer, "lemmas/noun/exceptions", {"axes", "men"});
  add_strings(writer, "lemmas/noun/forms", {"axis\nax", "man"});
  add_strings(writer, "lemmas/verb/index", {"agree", "bomb"});
  return writer.bytes();
}

TEST(Lemmatizer, RulesIndexExceptions) {
  const auto file = *ModelFile::from_bytes(model_with("[]"));
  const auto lemmatizer = Lemmatizer::read(file);
  ASSERT_TRUE(lemmatizer);
  EXPECT_EQ(lemmatizer->lemma("Cities", Pos::noun, "Number=Plur"), "city");
  EXPECT_EQ(lemmatizer->lemma("men", Pos::noun, "Number=Plur"), "man");
  EXPECT_EQ(lemmatizer->lemma("axes", Pos::noun, "Number=Plur"), "ax");      // the last exception is foremost
  EXPECT_EQ(lemmatizer->lemma("Zorgs", Pos::noun, "Number=Plur"), "zorg");   // unknown, but nothing else
  EXPECT_EQ(lemmatizer->lemma("Talks", Pos::noun, "Number=Sing"), "talks");  // a base form
  EXPECT_EQ(lemmatizer->lemma("agreed", Pos::verb, "Tense=Past|VerbForm=Fin"), "agree");
  EXPECT_EQ(lemmatizer->lemma("OK", Pos::verb, "Tense=Past|VerbForm=Fin"), "OK");  // no rule: as written
  EXPECT_EQ(lemmatizer->lemma("Bishkek", Pos::propn, "Number=Sing"), "Bishkek");
  EXPECT_EQ(lemmatizer->lemma("The", Pos::det, ""), "the");
  EXPECT_EQ(lemmatizer->lemma("Soon", Pos::adv, ""), "soon");
}

TEST(AttributeRuler, LaterRulesWinAndLongPatternsSeeTheOldRelations) {
  const auto file = *ModelFile::from_bytes(model_with(R"([
    {"patterns": [[{"TAG": "VBZ"}]], "attrs": {"POS": "VERB", "MORPH": "Tense=Pres|Number=Sing"}, "index": 0},
    {"patterns": [[{"TAG": "GW"}]], "attrs": {"POS": "X"}, "index": 0},
    {"patterns": [[{"LOWER": {"REGEX": "^i?s$"}, "TAG": {"NOT_IN": ["NN", ""]}}]], "attrs": {"LEMMA": "be", "POS": "AUX"}, "index": 0},
    {"patterns": [[{"DEP": "expl"}, {"LOWER": {"IN": ["is", "are"]}}]], "attrs": {"POS": "VERB"}, "index": 1},
    {"patterns": [[{"IS_SPACE": true}]], "attrs": {"TAG": "_SP", "POS": "SPACE", "DEP": "dep", "MORPH": "_"}, "index": 0}
  ])"));
  const auto forms = WordForms::read(file);
  ASSERT_TRUE(forms) << forms.error().to_string();

  document::Article article;
  article.text = "There is \nis";
  auto document = *document::Document::open(article);
  TypeTable types;
  Tokens tokens;
  const Norms norms;
  const auto add = [&](base::Span span, Tag tag, Dep dep) {
    tokens.span.push_back(span);
    tokens.space_after.push_back(0);
    tokens.type.push_back(types.intern(base::cut(article.text, span), {}, norms));
    document.tokens.span.push_back(span);
    document.tokens.tag.push_back(tag);
    document.tokens.dep.push_back(dep);
  };
  add({0, 5}, Tag::ex, Dep::expl);
  add({6, 8}, Tag::vbz, Dep::root);
  add({9, 10}, Tag::nn, Dep::expl);
  add({10, 12}, Tag::vbz, Dep::root);
  WordForms::Workspace workspace;
  forms->read(document, tokens, types, workspace);
  EXPECT_EQ(document.tokens.pos[1], Pos::verb);
  EXPECT_EQ(document.lemma(1), "be");
  EXPECT_EQ(document.morph(1), "Number=Sing|Tense=Pres");
  EXPECT_EQ(document.tokens.tag[2], Tag::space);
  EXPECT_EQ(document.tokens.dep[2], Dep::dep);
  EXPECT_EQ(document.tokens.pos[2], Pos::space);
  EXPECT_EQ(document.tokens.pos[3], Pos::verb);  // the white space before it was an expletive
}

TEST(AttributeRuler, RefusesConditionsItDoesNotKnow) {
  for (const char* rules : {
           R"([{"patterns": [[{"SHAPE": "Xx"}]], "attrs": {"POS": "X"}, "index": 0}])",
           R"([{"patterns": [[{"TAG": {"FUZZY": "NN"}}]], "attrs": {"POS": "X"}, "index": 0}])",
           R"([{"patterns": [[{"TAG": "NN", "OP": "+"}]], "attrs": {"POS": "X"}, "index": 0}])",
           R"([{"patterns": [[{"TAG": "NN"}]], "attrs": {"NORM": "x"}, "index": 0}])",
           R"([{"patterns": [[{"TAG": "NN"}]], "attrs": {"POS": "X"}, "index": 1}])",
           R"({"a": 1})",
       }) {
    const auto file = *ModelFile::from_bytes(model_with(rules));
    const auto forms = WordForms::read(file);
    ASSERT_FALSE(forms) << rules;
    EXPECT_EQ(forms.error().code, "model_content");
  }
}

}  // namespace
}  // namespace casus::annotate
