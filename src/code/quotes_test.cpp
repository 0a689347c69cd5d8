// Sentences -> who says what, in tests/quotes/quotes.tsv. The sentences lie parsed in tests/quotes/
// sentences.conllu, made from sentences.txt beside it by tools/spacy_conllu.py.
#include "code/quotes.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "document/conllu.h"

namespace casus::code {
namespace {

using document::Document;
using events::Quote;

const std::string folder = CASUS_SOURCE_DIR "/tests/quotes";

const QuoteCoder& coder() {
  static const QuoteCoder loaded = [] {
    auto result = QuoteCoder::load(CASUS_SOURCE_DIR "/data");
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }();
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
  auto document = document::read_conllu(sentences().at(name));
  if (!document) throw std::runtime_error(document.error().to_string());
  return std::move(*document);
}

std::string flat(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c == '\n' ? ' ' : c;
  return out;
}

// "speaker | cue | content / more content | direct", quotes by position, joined by " & ".
std::string shown(const Document& document, const std::vector<Quote>& quotes) {
  std::string out;
  for (const Quote& quote : quotes) {
    if (!out.empty()) out += " & ";
    out += quote.speaker_words.empty() ? "-" : flat(document.text(quote.speaker_words));
    out += " | " + flat(document.text(quote.cue)) + " | ";
    bool first = true;
    for (const base::Span piece : quote.evidence.spans()) {
      out += (first ? "" : " / ") + flat(document.text(piece));
      first = false;
    }
    if (quote.directness == events::Directness::direct) out += " | direct";
    if (quote.directness == events::Directness::mixed) out += " | mixed";
    if (!quote.claim) out += " | of it";
    if (quote.outer.valid()) out += " | in " + std::to_string(quote.outer.index());
  }
  return out.empty() ? "nobody" : out;
}

// Calls `check` with each sentence of a table and what is expected of it; says how many there are.
template <class Check>
std::size_t for_each_expected(const std::string& table, Check check) {
  std::ifstream file(folder + "/" + table);
  EXPECT_TRUE(file.good());
  std::size_t rows = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto cells = base::split(line, '\t');
    EXPECT_EQ(cells.size(), 2u) << line;
    if (cells.size() != 2) continue;
    check(read(std::string(cells[0])), cells[1]);
    ++rows;
  }
  return rows;
}

TEST(Quotes, SaysWhoSaysWhat) {
  const std::size_t rows =
      for_each_expected("quotes.tsv", [](const Document& document, std::string_view said) {
        EXPECT_EQ(shown(document, coder().code(document)), said) << document.text();
      });
  EXPECT_EQ(rows, sentences().size());
}

TEST(Quotes, AttributesWhatStandsInsideOutermostFirst) {
  const Document document = read("chain.report");
  const auto quotes = coder().code(document);
  const auto at = document.text().find("failed");
  const base::Span word{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 6)};
  const auto chain = Attributions(quotes).of(word);
  ASSERT_EQ(chain.size(), 2u);
  EXPECT_EQ(document.text(quotes[chain[0].index()].speaker_words), "State radio");
  EXPECT_EQ(document.text(quotes[chain[1].index()].speaker_words), "the minister");
  EXPECT_EQ(quotes[chain[1].index()].outer, chain[0]);
}

TEST(Quotes, WhatIsOnlySpokenOfIsNotAttributed) {
  const Document document = read("criticism");
  const auto quotes = coder().code(document);
  ASSERT_EQ(quotes.size(), 1u);
  EXPECT_TRUE(Attributions(quotes).of(quotes[0].evidence.span()).empty());
}

// "type | addressee | medium" of the first quote that says one of them.
TEST(Quotes, SaysWhatKindOfSourceToWhomAndHow) {
  const std::size_t rows =
      for_each_expected("sources.tsv", [](const Document& document, std::string_view said) {
        const auto quotes = coder().code(document);
        ASSERT_FALSE(quotes.empty()) << document.text();
        const Quote& quote = quotes.front();
        const auto words = [&](base::Span span) { return span.empty() ? "-" : flat(document.text(span)); };
        EXPECT_EQ((quote.speaker_type.empty() ? "-" : quote.speaker_type) + " | " +
                      words(quote.addressee_words) + " | " + words(quote.medium),
                  said)
            << document.text();
      });
  EXPECT_GE(rows, 10U);
}

// Makes the first occurrence of `word` a mention of a new entity of that name.
void mention(Document& document, const char* word, document::EntityType type) {
  const auto at = static_cast<std::uint32_t>(document.text().find(word));
  const auto tokens = document.tokens_in({at, at + 1});
  document::Mention mention;
  mention.tokens = tokens;
  mention.span = document.span(tokens);
  mention.head = tokens.begin;
  mention.entity = document::EntityId(document.entities.size());
  document.mentions.push_back(mention);
  document::Entity entity;
  entity.name = word;
  entity.type = type;
  document.entities.push_back(std::move(entity));
}

TEST(Quotes, SpeakerAndCarrierAreEntities) {
  Document document = read("chain.quoted");
  mention(document, "minister", document::EntityType::person);
  mention(document, "Interfax", document::EntityType::media);
  const auto quotes = coder().code(document);
  ASSERT_FALSE(quotes.empty());
  const Quote& last = quotes.back();
  ASSERT_TRUE(last.speaker.valid());
  EXPECT_EQ(document.entities[last.speaker.index()].name, "minister");
  ASSERT_TRUE(last.via.valid());
  EXPECT_EQ(document.entities[last.via.index()].name, "Interfax");
}

TEST(Quotes, APaperSpeaksForItsAuthor) {
  Document document = read("paper");
  mention(document, "agency", document::EntityType::ngo);
  const auto quotes = coder().code(document);
  ASSERT_EQ(quotes.size(), 1u);
  ASSERT_TRUE(quotes[0].speaker.valid());
  EXPECT_EQ(document.entities[quotes[0].speaker.index()].name, "agency");
}

TEST(Quotes, EmptyDocumentHasNone) {
  document::Article article;
  const auto document = document::Document::open(article);
  ASSERT_TRUE(document);
  EXPECT_TRUE(coder().code(*document).empty());
}

TEST(SourceTable, NamesTheLineThatIsWrong) {
  struct Row {
    const char* sources;
    const char* media;
    std::uint64_t line;
    const char* message;
  };
  const Row rows[] = {
      {"official\tofficial\n", "in\tspeech\n", 1, "has 3 columns"},
      {"# kinds\nofficial\tofficial\t-\nmilitary\tofficial\t-\n", "in\tspeech\n", 3, "official already"},
      {"official\t-\t-\n", "in\tspeech\n", 1, "without heads"},
      {"official\tofficial\t-\n", "in\n", 1, "has 2 columns"},
      {"official\tofficial\t-\n", "in\t-\n", 1, "without prepositions or nouns"},
  };
  const std::filesystem::path data = std::filesystem::path(CASUS_BINARY_DIR) / "source_table_test";
  std::filesystem::create_directories(data / "quotes");
  for (const Row& row : rows) {
    std::ofstream(data / "quotes" / "sources.tsv") << row.sources;
    std::ofstream(data / "quotes" / "media.tsv") << row.media;
    const auto table = SourceTable::load(data.string());
    ASSERT_FALSE(table) << row.sources;
    EXPECT_EQ(table.error().line, row.line) << row.sources;
    EXPECT_NE(table.error().message.find(row.message), std::string::npos) << table.error().message;
  }
}

TEST(CueTable, NamesTheLineThatIsWrong) {
  struct Row {
    const char* text;
    std::uint64_t line;
    const char* message;
  };
  const Row rows[] = {
      {"say\tverb\tclause\t-\t-\t-\nsay\tverb\tquote\t-\t-\t-\n", 2, "twice"},
      {"# words\nsay\tverb\tclause\n", 2, "six columns"},
      {"say\tword\tclause\t-\t-\t-\n", 1, "unknown kind \"word\""},
      {"say\tverb\tclaus\t-\t-\t-\n", 1, "unknown complement \"claus\""},
      {"say\tverb\tclause\t-\t-\tloud\n", 1, "unknown flag \"loud\""},
  };
  const std::filesystem::path data = std::filesystem::path(CASUS_BINARY_DIR) / "cue_table_test";
  std::filesystem::create_directories(data / "quotes");
  for (const Row& row : rows) {
    std::ofstream(data / "quotes" / "cues.tsv") << row.text;
    const auto table = CueTable::load(data.string());
    ASSERT_FALSE(table) << row.text;
    EXPECT_EQ(table.error().line, row.line) << row.text;
    EXPECT_NE(table.error().message.find(row.message), std::string::npos) << table.error().message;
  }
}

}  // namespace
}  // namespace casus::code
