#include "document/annotation_json.h"

#include <gtest/gtest.h>

#include "document/conllu.h"

namespace casus::document {
namespace {

TEST(AnnotationJson, WritesColumnsWithCodePointsAndHeads) {
  const auto document = read_conllu(
      "# newdoc id = a \"b\"\n"
      "1\tCaf\u00e9\tcaf\u00e9\tNOUN\tNN\tNumber=Sing\t2\tnsubj\t_\t_\n"
      "2\tsaid\tsay\tVERB\tVBD\t_\t0\tROOT\t_\tSpaceAfter=No\n"
      "\n"
      "1\t\"\t\"\tPUNCT\t``\t_\t2\tpunct\t_\tSpaceAfter=No\n"
      "2\tYork\tYork\tPROPN\tNNP\t_\t0\tROOT\t_\tEntity=B-GPE|SpaceAfter=No\n");
  ASSERT_TRUE(document) << document.error().to_string();
  EXPECT_EQ(write_annotation_json(*document),
            "{\"id\":\"a \\\"b\\\"\",\"start\":[0,5,9,10],\"end\":[4,9,10,14],\"space\":[1,0,0,0],"
            "\"tag\":[\"NN\",\"VBD\",\"``\",\"NNP\"],\"pos\":[\"NOUN\",\"VERB\",\"PUNCT\",\"PROPN\"],"
            "\"morph\":[\"Number=Sing\",\"\",\"\",\"\"],\"lemma\":[\"caf\u00e9\",\"say\",\"\\\"\",\"York\"],"
            "\"head\":[1,1,3,3],\"dep\":[\"nsubj\",\"ROOT\",\"punct\",\"ROOT\"],\"sent\":[1,0,1,0],"
            "\"ent\":[\"O\",\"O\",\"O\",\"B-GPE\"]}\n");
}

TEST(AnnotationJson, AnEmptyStoryHasEmptyColumns) {
  const auto document = Document::open({});
  ASSERT_TRUE(document);
  const std::string json = write_annotation_json(*document);
  EXPECT_EQ(json.substr(0, 31), "{\"id\":\"\",\"start\":[],\"end\":[],\"s");
}

}  // namespace
}  // namespace casus::document
