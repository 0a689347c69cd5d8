// Sentences -> tolls, in tolls.tsv. The sentences lie parsed in sentences.conllu, made from sentences.txt
// beside it by tools/spacy_conllu.py.
#include "code/tolls.h"

#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "annotate/roles.h"
#include "base/ascii.h"
#include "document/conllu.h"

namespace casus::code {
namespace {

using document::Document;

const std::string folder = CASUS_SOURCE_DIR "/tests/tolls";

template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().to_string());
  return std::move(*result);
}

const annotate::RoleLabeler& labeler() {
  static const annotate::RoleLabeler loaded = must(annotate::RoleLabeler::load(CASUS_SOURCE_DIR "/data"));
  return loaded;
}

const TollCoder& coder() {
  static const TollCoder loaded = must(TollCoder::load(CASUS_SOURCE_DIR "/data"));
  return loaded;
}

const std::map<std::string, std::string>& sentences() {
  static const std::map<std::string, std::string> all = [] {
    std::ifstream file(folder + "/sentences.conllu");
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
  Document document = must(document::read_conllu(sentences().at(name)));
  labeler().read(document);
  return document;
}

// "killed 85- at_least: At least 85 people x2"; a running total is marked with a plus.
std::string shown(const Document& document) {
  const std::vector<events::Quote> quotes;
  std::string out;
  for (const events::Toll& toll : coder().code(document, {}, Attributions(quotes))) {
    if (!out.empty()) out += "; ";
    out += std::string(events::name(toll.kind)) + " ";
    out += toll.low ? std::to_string(*toll.low) : "";
    if (toll.high != toll.low) out += "-" + (toll.high ? std::to_string(*toll.high) : "");
    if (toll.qualifier != events::Qualifier::exact) out += " " + std::string(events::name(toll.qualifier));
    if (toll.cumulative) out += " +";
    std::string victims(document.text(toll.victims));
    for (char& c : victims) c = c == '\n' ? ' ' : c;
    out += ": " + victims;
    const std::size_t told = toll.evidence.spans().size();
    if (told > 1) out += " x" + std::to_string(told);
  }
  return out.empty() ? "none" : out;
}

TEST(Tolls, CountsVictims) {
  std::ifstream file(folder + "/tolls.tsv");
  ASSERT_TRUE(file.good());
  std::size_t rows = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto cells = base::split(line, '\t');
    ASSERT_EQ(cells.size(), 2u) << line;
    const Document document = read(std::string(cells[0]));
    EXPECT_EQ(shown(document), cells[1]) << cells[0] << ": " << document.text();
    ++rows;
  }
  EXPECT_EQ(rows, sentences().size());
}

TEST(Tolls, LinksTheEventThatStruck) {
  const Document document = read("killed.participle");
  const auto at = static_cast<std::uint32_t>(document.text().find("killing"));
  std::vector<events::Event> told;
  told.emplace_back(events::Evidence({2, 6}, "bomb"));
  told.emplace_back(events::Evidence({at, at + 7}, "killing"));
  for (std::size_t i = 0; i < document.predicates.size(); ++i) {
    if (document.tokens.span[document.predicates[i].head].start == at)
      told[1].predicate = document::PredicateId(i);
  }
  const std::vector<events::Quote> quotes;
  const auto tolls = coder().code(document, told, Attributions(quotes));
  ASSERT_EQ(tolls.size(), 1u);
  EXPECT_EQ(tolls[0].event, events::EventId(1));
}

// What explain shows: the verdict, the words and the reason of each choice.
TEST(Tolls, SaysWhyAFigureWasTakenJoinedOrLeft) {
  const struct {
    const char* sentence;
    Choice::Verdict verdict;
    const char* words;
    const char* why;
  } rows[] = {
      {"killed.active", Choice::Verdict::taken, "killed four guards", "killed.kill"},
      {"unreal.could", Choice::Verdict::left, "kill", "to come, or only possible"},
      {"unreal.infinitive", Choice::Verdict::left, "kidnap", "still to be done (\"planned\")"},
      {"again.figure", Choice::Verdict::joined, "killed three people", "the same figure again"},
      {"again.exact", Choice::Verdict::joined, "34 people were killed", "a vague figure made exact"},
  };
  const std::vector<events::Quote> quotes;
  for (const auto& row : rows) {
    const Document document = read(row.sentence);
    Choices choices;
    const auto traced = coder().code(document, {}, Attributions(quotes), &choices);
    EXPECT_EQ(traced.size(), coder().code(document, {}, Attributions(quotes)).size());
    bool found = false;
    std::string all;
    for (const Choice& choice : choices) {
      EXPECT_EQ(choice.list, "toll");
      all += std::string(document.text(choice.words)) + ": " + choice.why + "\n";
      found = found || (choice.verdict == row.verdict && document.text(choice.words) == row.words &&
                        choice.why == row.why);
    }
    EXPECT_TRUE(found) << row.sentence << "\n" << all;
  }
}

}  // namespace
}  // namespace casus::code
