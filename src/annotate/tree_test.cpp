#include "annotate/tree.h"

#include <gtest/gtest.h>

namespace casus::annotate {
namespace {

using document::Dep;

TEST(ArcLabel, IsPlainOrDecorated) {
  const auto plain = parse_arc_label("nsubj");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->dep, Dep::nsubj);
  EXPECT_FALSE(plain->of_head);
  const auto decorated = parse_arc_label("relcl||dobj");
  ASSERT_TRUE(decorated);
  EXPECT_EQ(decorated->dep, Dep::relcl);
  EXPECT_EQ(decorated->of_head, Dep::dobj);
  for (const char* wrong : {"", "nothing", "relcl||", "||dobj", "relcl||nothing"}) {
    EXPECT_FALSE(parse_arc_label(wrong)) << wrong;
  }
}

struct Case {
  std::string why;
  std::vector<std::uint32_t> head;
  std::vector<std::string> label;
  std::vector<std::uint8_t> is_space;
  std::vector<std::uint32_t> expected_head;
  std::string expected_starts;
};

TEST(Tree, RestoresCrossingArcsAndFindsSentences) {
  const std::vector<Case> cases = {
      {"two roots, two sentences",
       {1, 1, 1, 3, 3},
       {"nsubj", "", "punct", "", "punct"},
       {0, 0, 0, 0, 0},
       {1, 1, 1, 3, 3},
       "10010"},
      // "saw a man yesterday who": the clause was lifted to the verb and belongs to its object.
      {"a decorated arc finds the object",
       {0, 2, 0, 0, 0},
       {"", "det", "dobj", "npadvmod", "relcl||dobj"},
       {0, 0, 0, 0, 0},
       {0, 2, 0, 0, 2},
       "10000"},
      {"breadth first: the nearer one",
       {0, 0, 1, 0, 0},
       {"", "prep", "dobj", "dobj", "relcl||dobj"},
       {0, 0, 0, 0, 0},
       {0, 0, 1, 0, 3},
       "10000"},
      {"white space is passed over",
       {0, 0, 0, 0},
       {"", "dobj", "dobj", "relcl||dobj"},
       {0, 1, 0, 0},
       {0, 0, 0, 2},
       "1000"},
      {"where there is none, the arc stays",
       {0, 0, 0},
       {"", "prep", "relcl||dobj"},
       {0, 0, 0},
       {0, 0, 0},
       "100"},
      {"a token still decorated is not found",
       {0, 0, 0},
       {"", "relcl||dobj", "dobj||nsubj"},
       {0, 0, 0},
       {0, 0, 0},
       "100"},
      {"one that moved outside the edges of its new head is not seen",
       {0, 0, 0, 0},
       {"", "relcl||nsubj", "dobj||relcl", "relcl||dobj"},
       {0, 0, 0, 0},
       {0, 0, 1, 0},
       "1000"},
      {"nothing", {}, {}, {}, {}, ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    std::vector<ArcLabel> labels(1);
    std::vector<std::uint16_t> indices;
    for (const std::string& name : c.label) {
      if (!name.empty()) labels.push_back(*parse_arc_label(name));
      indices.push_back(static_cast<std::uint16_t>(name.empty() ? 0 : labels.size() - 1));
    }
    auto document = *document::Document::open({});
    Tree tree;
    tree.finish(c.head, indices, labels, c.is_space, document);
    EXPECT_EQ(document.tokens.head, c.expected_head);
    std::string starts;
    for (const auto start : document.tokens.sentence_start) starts += start != 0 ? '1' : '0';
    EXPECT_EQ(starts, c.expected_starts);
    for (std::size_t i = 0; i < c.head.size(); ++i) {
      EXPECT_EQ(document.tokens.dep[i] == Dep::root, c.expected_head[i] == i);
    }
  }
}

}  // namespace
}  // namespace casus::annotate
