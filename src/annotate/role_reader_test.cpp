// Rows of (sentence, predicate) -> arguments and grammar, in tests/roles/roles.tsv. The sentences lie parsed
// in tests/roles/sentences.conllu, made from sentences.txt beside it by tools/spacy_conllu.py; the parses are
// as the model gives them, its errors included.
#include <array>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "annotate/role_lexicon.h"
#include "annotate/roles.h"
#include "base/ascii.h"
#include "document/conllu.h"

namespace casus::annotate {
namespace {

using document::Document;
using document::no_token;
using document::Predicate;

const RoleLabeler& labeler() {
  static const RoleLabeler loaded = [] {
    auto result = RoleLabeler::load(CASUS_SOURCE_DIR "/data");
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }();
  return loaded;
}

// The parsed sentences by name.
const std::map<std::string, std::string>& sentences() {
  static const std::map<std::string, std::string> all = [] {
    std::ifstream file(CASUS_SOURCE_DIR "/tests/roles/sentences.conllu");
    std::map<std::string, std::string> out;
    const std::string opening = "# newdoc id = ";
    std::string name;
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with(opening)) name = line.substr(opening.size());
      out[name] += line + '\n';
    }
    return out;
  }();
  return all;
}

Document read(const std::string& name) {
  auto document = document::read_conllu(sentences().at(name));
  if (!document) throw std::runtime_error(document.error().to_string());
  labeler().read(*document);
  return std::move(*document);
}

std::string_view name(document::Embedding embedding) {
  constexpr std::array<std::string_view, 10> names = {
      "none",         "content",    "purpose",  "condition",  "time_clause",
      "cause_clause", "concession", "relative", "participle", "conjunct"};
  return names[static_cast<std::size_t>(embedding)];
}

std::string_view name(document::Tense tense) {
  constexpr std::array<std::string_view, 4> names = {"none", "past", "present", "future"};
  return names[static_cast<std::size_t>(tense)];
}

std::string_view name(document::Mood mood) {
  constexpr std::array<std::string_view, 6> names = {"declarative", "interrogative", "imperative",
                                                     "infinitive",  "gerund",        "participle"};
  return names[static_cast<std::size_t>(mood)];
}

// Arguments by role; `*` marks one that another clause lent.
std::string arguments_of(const Document& document, const Predicate& predicate) {
  std::string out;
  for (const document::Argument& argument : predicate.arguments) {
    if (!out.empty()) out += "; ";
    out += document::name(argument.role);
    out += argument.shared ? "*=" : "=";
    out += document.text(argument.tokens);
  }
  return out;
}

// What the verb group and the tree say, as far as it is not the plain case.
std::string grammar_of(const Document& document, const Predicate& predicate) {
  std::string out;
  const auto say = [&](std::string_view what) { (out += out.empty() ? "" : " ") += what; };
  const auto text = [&](document::TokenIndex i) { return document.text(document.tokens.span[i]); };
  if (predicate.light_verb != no_token) say("light:" + std::string(text(predicate.light_verb)));
  if (predicate.negated) say("not");
  if (predicate.voice == document::Voice::passive) say("passive");
  if (predicate.tense != document::Tense::none) say(name(predicate.tense));
  if (predicate.perfect) say("perfect");
  if (predicate.progressive) say("progressive");
  if (predicate.modal != no_token) say("modal:" + std::string(text(predicate.modal)));
  if (predicate.hedge != no_token) say("hedge:" + std::string(text(predicate.hedge)));
  if (predicate.mood != document::Mood::declarative) say(name(predicate.mood));
  if (predicate.embedding != document::Embedding::none) {
    say(std::string(name(predicate.embedding)) + ":" + document.predicates[predicate.parent.index()].key);
  }
  return out;
}

const Predicate* find(const Document& document, std::string_view key) {
  for (const Predicate& predicate : document.predicates) {
    if (predicate.key == key) return &predicate;
  }
  return nullptr;
}

// ---- the table

TEST(Roles, TableOfSentences) {
  std::ifstream file(CASUS_SOURCE_DIR "/tests/roles/roles.tsv");
  ASSERT_TRUE(file);
  std::size_t rows = 0;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto fields = base::split(line, '\t');
    ASSERT_EQ(fields.size(), 4u) << "line " << number;
    ASSERT_TRUE(sentences().contains(std::string(fields[0]))) << "line " << number;
    const Document document = read(std::string(fields[0]));
    const Predicate* predicate = find(document, fields[1]);
    ASSERT_NE(predicate, nullptr) << "line " << number << ": no predicate " << fields[1];
    EXPECT_EQ(arguments_of(document, *predicate), fields[2]) << "line " << number << ": " << document.text();
    EXPECT_EQ(grammar_of(document, *predicate), fields[3]) << "line " << number << ": " << document.text();
    ++rows;
  }
  EXPECT_GT(rows, 50u);
}

// ---- what holds of any tree

// Heads drawn at random, cycles and crossing arcs among them, labels and tags too.
Document random_document(std::mt19937& random) {
  constexpr std::array words = {"troops",  "attack", "said", "to",   "be",   "launch",
                                "request", "who",    "and",  "not",  "of",   "by",
                                "that",    "order",  "in",   "will", "talk", "no"};
  const auto below = [&](std::size_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  const std::uint32_t size = 1 + below(40);
  document::Article article;
  std::vector<std::string> forms;
  for (std::uint32_t i = 0; i < size; ++i) {
    forms.emplace_back(words[below(words.size())]);
    article.text += (i == 0 ? "" : " ") + forms.back();
  }
  Document document = *Document::open(article);
  std::uint32_t at = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    const auto length = static_cast<std::uint32_t>(forms[i].size());
    document.tokens.span.push_back({at, at + length});
    at += length + 1;
    document.tokens.space_after.push_back(1);
    document.tokens.tag.push_back(static_cast<document::Tag>(below(52)));
    document.tokens.pos.push_back(static_cast<document::Pos>(below(19)));
    document.tokens.dep.push_back(static_cast<document::Dep>(below(46)));
    document.tokens.head.push_back(below(size));
    document.tokens.lemma.push_back(document.keep(forms[i]));
    document.tokens.morph.push_back(document.keep(""));
    document.tokens.sentence_start.push_back(i == 0 || below(12) == 0 ? 1 : 0);
  }
  for (std::uint32_t i = 0; i < size / 8; ++i) {
    const std::uint32_t begin = below(size);
    document.names.push_back({{begin, begin + 1}, static_cast<document::NameLabel>(below(19))});
  }
  document.index_syntax();
  return document;
}

TEST(Roles, AnyTreeIsReadAndIndicesAreValid) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    Document document = random_document(random);
    labeler().read(document);
    const auto inside = [&](document::TokenIndex i) { return i == no_token || i < document.size(); };
    const auto count = document.predicates.size();
    document::TokenIndex last = 0;
    for (const Predicate& predicate : document.predicates) {
      ASSERT_LT(predicate.head, document.size());
      ASSERT_LE(last, predicate.head);
      last = predicate.head;
      ASSERT_TRUE(inside(predicate.light_verb) && inside(predicate.particle) && inside(predicate.modal));
      ASSERT_TRUE(inside(predicate.negation) && inside(predicate.hedge) &&
                  inside(predicate.embedding_marker));
      ASSERT_TRUE(!predicate.parent.valid() || predicate.parent.index() < count);
      ASSERT_LE(predicate.clause.end, document.size());
      ASSERT_EQ(predicate.negated, predicate.negation != no_token);
      for (const document::Argument& argument : predicate.arguments) {
        ASSERT_LT(argument.head, document.size());
        ASSERT_FALSE(argument.tokens.empty());
        ASSERT_LE(argument.tokens.end, document.size());
        ASSERT_TRUE(inside(argument.marker));
        ASSERT_TRUE(!argument.clause.valid() || argument.clause.index() < count);
      }
    }
    // Going up ends.
    for (std::size_t p = 0; p < count; ++p) {
      std::size_t steps = 0;
      for (auto up = document.predicates[p].parent; up.valid(); up = document.predicates[up.index()].parent) {
        ASSERT_LE(++steps, count);
      }
    }
  }
}

TEST(Roles, NothingIsReadInAnEmptyDocument) {
  Document document = *Document::open({});
  document.index_syntax();
  labeler().read(document);
  EXPECT_TRUE(document.predicates.empty());
}

// ---- the word lists

TEST(RoleLexicon, SaysWhichLineIsWrong) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "role_lists";
  std::filesystem::remove_all(folder);
  std::filesystem::copy(CASUS_SOURCE_DIR "/data/words/en/roles", folder);
  std::ofstream(folder / "verb_prepositions.txt") << "# test\nagree\ton=theme\nrely\ton=themes\n";
  const auto wrong = RoleLexicon::load(folder.string());
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, "bad_word_list");
  EXPECT_EQ(wrong.error().line, 3u);
  EXPECT_NE(wrong.error().message.find("on=themes"), std::string::npos);
  std::filesystem::remove(folder / "verb_prepositions.txt");
  const auto missing = RoleLexicon::load(folder.string());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "missing_file");
}

TEST(RoleLexicon, KnowsWordsAndTheirFields) {
  const auto lexicon = RoleLexicon::load(CASUS_SOURCE_DIR "/data/words/en/roles");
  ASSERT_TRUE(lexicon) << lexicon.error().to_string();
  const RoleEntry* arrest = lexicon->find("arrest");
  ASSERT_NE(arrest, nullptr);
  EXPECT_TRUE(arrest->is(RoleWord::event_noun));
  EXPECT_TRUE(arrest->is(RoleWord::possessor_is_theme));
  const RoleEntry* hold = lexicon->find("hold");
  ASSERT_NE(hold, nullptr);
  EXPECT_TRUE(hold->takes_light("talk"));
  EXPECT_FALSE(hold->takes_light("invasion"));
  EXPECT_EQ(lexicon->find("xyzzy"), nullptr);
}

}  // namespace
}  // namespace casus::annotate
