#include "document/predicates_json.h"

#include <gtest/gtest.h>

#include "document/conllu.h"

namespace casus::document {
namespace {

constexpr std::string_view sentence =
    "# newdoc id = a\"1\n"
    "1\tS\u00e3o\tS\u00e3o\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
    "2\tlaunched\tlaunch\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
    "3\tattacks\tattack\tNOUN\tNNS\t_\t2\tdobj\t_\tSpaceAfter=No\n"
    "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No\n";

TEST(PredicatesJson, CountsCodePointsAndGivesLightVerbsTheirRow) {
  auto document = read_conllu(sentence);
  ASSERT_TRUE(document) << document.error().to_string();
  Predicate attack;
  attack.kind = PredicateKind::noun;
  attack.head = 2;
  attack.light_verb = 1;
  attack.key = "attack";
  attack.negated = true;
  Argument agent;
  agent.role = Role::agent;
  agent.head = 0;
  agent.tokens = {0, 1};
  attack.arguments.push_back(agent);
  document->predicates.push_back(attack);
  EXPECT_EQ(predicates_json(*document),
            R"({"story": {"id": "a\"1"}, "predicates": [)"
            R"({"start": 4, "end": 12, "kind": "verb", "lemma": "launch", "negated": true, "args": [)"
            R"({"role": "agent", "start": 0, "end": 3}, {"role": "theme", "start": 13, "end": 20}]}, )"
            R"({"start": 13, "end": 20, "kind": "noun", "lemma": "attack", "negated": true, "args": [)"
            R"({"role": "agent", "start": 0, "end": 3}]}]})");
}

TEST(PredicatesJson, TellsWhoDeniesAndWhatIsSupposed) {
  auto document = read_conllu(
      "# newdoc id = b\n"
      "1\tNo\tno\tDET\tDT\t_\t2\tdet\t_\t_\n"
      "2\ttroops\ttroop\tNOUN\tNNS\t_\t3\tnsubj\t_\t_\n"
      "3\tleft\tleave\tVERB\tVBD\t_\t0\tROOT\t_\tSpaceAfter=No\n");
  ASSERT_TRUE(document) << document.error().to_string();
  Predicate leave;
  leave.head = 2;
  leave.key = "leave";
  leave.negated = true;
  leave.negation = 0;
  Argument agent;
  agent.role = Role::agent;
  agent.head = 1;
  agent.tokens = {0, 2};
  agent.inferred = true;
  leave.arguments.push_back(agent);
  document->predicates.push_back(leave);
  EXPECT_EQ(
      predicates_json(*document),
      R"({"story": {"id": "b"}, "predicates": [{"start": 10, "end": 14, "kind": "verb", "lemma": "leave", )"
      R"("negated": false, "denied_by": "No", "args": [], )"
      R"("inferred": [{"role": "agent", "start": 0, "end": 9}]}]})");
}

TEST(PredicatesJson, SaysNothingWhereNothingWasRead) {
  Article article;
  article.id = "x";
  const auto document = Document::open(article);
  ASSERT_TRUE(document);
  EXPECT_EQ(predicates_json(*document), R"({"story": {"id": "x"}, "predicates": []})");
}

}  // namespace
}  // namespace casus::document
