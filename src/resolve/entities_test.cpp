// Rows of (story, what is read there). The stories stand in tests/resolve/actors.conllu, parsed.
#include "resolve/entities.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

#include "document/conllu.h"

namespace casus::resolve {
namespace {

const std::string source = CASUS_SOURCE_DIR;

bool tables_are_there() { return std::filesystem::exists(source + "/data/knowledge/countries.tsv"); }

const knowledge::Knowledge& world() {
  static const knowledge::Knowledge loaded = [] {
    auto result = knowledge::Knowledge::from_tables(source + "/data");
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }();
  return loaded;
}

const EntityReader& reader() {
  static const EntityReader loaded = [] {
    auto result = EntityReader::load(source + "/data/words/en", world());
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }();
  return loaded;
}

// The fixture's stories by id, read.
std::map<std::string, document::Document>& stories() {
  static std::map<std::string, document::Document> all = [] {
    std::map<std::string, document::Document> out;
    std::ifstream in(source + "/tests/resolve/actors.conllu");
    std::stringstream buffer;
    buffer << in.rdbuf();
    const std::string text = buffer.str();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t next = std::min(text.find("# newdoc", at + 1), text.size());
      auto document = document::read_conllu(std::string_view(text).substr(at, next - at));
      if (!document) throw std::runtime_error(document.error().to_string());
      reader().read(*document);
      const std::string id = document->article().id;
      out.emplace(id, std::move(*document));
      at = next;
    }
    return out;
  }();
  return all;
}

struct Row {
  const char* story;
  const char* mention;  // its words; the first mention with them counts
  const char* code;
  const char* name;  // of the entity; "" where any will do
};

constexpr Row rows[] = {
    {"titles", "Georgian Defense Minister Ivan Talas", "GEOMIL", "Ivan Talas"},
    {"titles", "French President Paul Renaud", "FRAGOV", "Paul Renaud"},
    {"titles", "Talas", "GEOMIL", "Ivan Talas"},
    {"titles", "the minister", "GEOMIL", "Ivan Talas"},
    {"titles", "the minister's troops", "GEOMIL", ""},
    {"titles", "a former soldier", "FRAGOV", "Paul Renaud"},
    {"airlines", "Polish and Czech airlines", "POLBUS", "Polish airlines"},
    {"airlines", "Czech airlines", "CZEBUS", "Czech airlines"},
    {"airlines", "Warsaw", "POL", "Warsaw"},
    {"airlines", "Dutch embassies", "NLDGOV", ""},
    {"supporters", "Supporters of former President Amadou Sorel", "SENOPP", ""},
    {"supporters", "former President Amadou Sorel", "SENELI", "Amadou Sorel"},
    {"supporters", "police", "SENCOP", ""},
    {"capital", "Warsaw", "POLGOV", "government of Poland"},
    {"capital", "its", "POLGOV", "government of Poland"},
    {"quote", "We", "ESTMIL", "Maret Tamm"},
    {"quote", "the Estonian army chief", "ESTMIL", "Maret Tamm"},
    {"quote", "She", "ESTMIL", "Maret Tamm"},
    {"quote", "her soldiers", "ESTMIL", ""},
    {"quote", "them", "ESTMIL", "her soldiers"},
    {"source", "a senior military official", "NORMIL", "senior military official"},
    {"source", "The source", "NORMIL", "senior military official"},
    {"source", "they", "NORMIL", "Norwegian troops"},
    {"country", "The country", "MWI", "Malawi"},
    {"country", "It", "MWI", "Malawi"},
    {"country", "their", "MWICVL", "villagers"},
    {"acronym", "MBR", "", "Movement for Better Roads"},
    {"acronym", "the group", "", "Movement for Better Roads"},
    {"acronym", "the government", "GHAGOV", "government of Ghana"},
    {"shout", "NIGERIAN TROOPS", "NGAMIL", ""},
    {"sides", "The two countries", "PER", "Peru"},
    {"sides", "Both sides", "PER", "Peru"},
    {"prorussian", "Pro-Serbian separatists", "MNESEP", ""},
    {"prorussian", "The rebels", "MNESEP", "Pro-Serbian separatists"},
    {"spokesman", "A spokesman for the Latvian foreign ministry", "LVAGOV", ""},
    {"spokesman", "The ministry", "LVAGOV", "Latvian foreign ministry"},
    {"leader", "General Peter Nkosi", "IGOAFU", "Peter Nkosi"},
    {"leader", "The general", "IGOAFU", "Peter Nkosi"},
    {"modifier", "Jordanian army", "JORMIL", ""},
    {"modifier", "rebel", "JORREB", ""},
    {"ethnic", "their", "KGZCVL", ""},
    {"ethnic", "Kyrgyz soldiers", "KGZMIL", ""},
    {"ministers", "The foreign ministers", "GHAGOV", ""},
    {"ministers", "They", "GHAGOV", ""},
    {"foreign", "Western governments", "GOV", ""},
    {"opposition", "Prime Minister Ola Berg", "NORGOV", "Ola Berg"},
    {"opposition", "The opposition leader", "NOROPP", ""},
    {"opposition", "her", "NORGOV", "Ola Berg"},
    {"pair", "Both countries", "PER", "Peru"},
    {"capitalobject", "Lima", "PERGOV", "government of Peru"},
    {"formername", "Former Danish Foreign Minister Karen Lund", "DNKELI", "Karen Lund"},
    {"formername", "The former minister", "DNKELI", "Karen Lund"},
    {"name", "Abdul Rahim Noori", "AFGAGR", "Abdul Rahim Noori"},
    {"unrecognised", "Abkhazia", "GEOSEP", "Abkhazia"},
    {"unrecognised", "Abkhaz officials", "GEOSEP", ""},
    {"newsagency", "the Xinhua news agency", "CHNMED", ""},
    {"newsagency", "The agency", "CHNMED", ""},
};

TEST(Entities, AreWhatTheWordsSay) {
  if (!tables_are_there()) GTEST_SKIP() << "needs data/knowledge/*.tsv";
  for (const Row& row : rows) {
    const document::Document& document = stories().at(row.story);
    bool found = false;
    for (const document::Mention& mention : document.mentions) {
      if (document.text(mention.span) != row.mention) continue;
      const document::Entity& entity = document.entities[mention.entity.index()];
      EXPECT_EQ(entity.code, row.code) << row.story << ": " << row.mention;
      if (*row.name != '\0') {
        EXPECT_EQ(entity.name, row.name) << row.story << ": " << row.mention;
      }
      found = true;
      break;
    }
    EXPECT_TRUE(found) << row.story << ": no mention \"" << row.mention << "\"";
  }
}

TEST(Entities, NobodyIsMadeUp) {
  if (!tables_are_there()) GTEST_SKIP() << "needs data/knowledge/*.tsv";
  const document::Document& document = stories().at("nobody");
  for (const document::Mention& mention : document.mentions) {
    EXPECT_NE(document.text(mention.span), "It");
    EXPECT_NE(document.text(mention.span), "force");
  }
}

// What every document must hold: order, links both ways, heads inside spans.
TEST(Entities, MentionsAndEntitiesPointAtEachOther) {
  if (!tables_are_there()) GTEST_SKIP() << "needs data/knowledge/*.tsv";
  for (const auto& [id, document] : stories()) {
    std::size_t linked = 0;
    for (const document::Entity& entity : document.entities) {
      EXPECT_FALSE(entity.mentions.empty()) << id;
      EXPECT_FALSE(entity.name.empty()) << id;
      EXPECT_TRUE(std::is_sorted(entity.mentions.begin(), entity.mentions.end())) << id;
      linked += entity.mentions.size();
    }
    EXPECT_EQ(linked, document.mentions.size()) << id;
    for (std::size_t m = 0; m < document.mentions.size(); ++m) {
      const document::Mention& mention = document.mentions[m];
      EXPECT_FALSE(mention.span.empty()) << id;
      EXPECT_TRUE(mention.tokens.contains(mention.head)) << id << " " << document.text(mention.span);
      ASSERT_TRUE(mention.entity.valid());
      if (m == 0) continue;
      const document::TokenRange before = document.mentions[m - 1].tokens;
      EXPECT_TRUE(before.begin < mention.tokens.begin ||
                  (before.begin == mention.tokens.begin && before.end >= mention.tokens.end))
          << id << " " << document.text(mention.span);
    }
  }
}

TEST(Entities, SayWhatAnInferredCountryRestsOn) {
  if (!tables_are_there()) GTEST_SKIP() << "needs data/knowledge/*.tsv";
  const document::Document& document = stories().at("supporters");
  for (const document::Entity& entity : document.entities) {
    if (entity.name == "police") {
      EXPECT_EQ(document.text(entity.country_from), "Senegal");
    }
    if (entity.name == "Senegal") {
      EXPECT_TRUE(entity.country_from.empty());
    }
  }
}

TEST(Entities, TellWhoLost) {
  if (!tables_are_there()) GTEST_SKIP() << "needs data/knowledge/*.tsv";
  auto document = std::move(stories().at("capital"));
  EntityTrace trace;
  reader().read(document, &trace);
  const auto its = std::find_if(trace.begin(), trace.end(),
                                [&](const EntityLoser& loser) { return document.text(loser.span) == "its"; });
  ASSERT_NE(its, trace.end());
  EXPECT_EQ(its->code, "BLRGOV");
  stories().at("capital") = std::move(document);
}

TEST(EntityWords, BadLinesAreRefused) {
  const std::string folder = testing::TempDir() + "/entity_words";
  std::filesystem::create_directories(folder);
  const auto error_of = [&](const std::string& line) {
    std::ofstream(folder + "/entities.txt") << "# a comment\n" << line << "\n";
    const auto result = EntityWords::load(folder);
    return result ? std::string() : result.error().code + ":" + std::to_string(*result.error().line);
  };
  EXPECT_EQ(error_of("male: king, prince"), "");
  EXPECT_EQ(error_of("claimed UKR: DPR, LPR"), "");
  EXPECT_EQ(error_of("claimed Ukraine: DPR"), "bad_entity_word:2");
  EXPECT_EQ(error_of("male king"), "bad_entity_word:2");
  EXPECT_EQ(error_of("males: king"), "bad_entity_word:2");
  EXPECT_EQ(error_of("male: king,, prince"), "bad_entity_word:2");
  EXPECT_EQ(error_of("male: King"), "bad_entity_word:2");
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(EntityWords::load(folder));
}

}  // namespace
}  // namespace casus::resolve
