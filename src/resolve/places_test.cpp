// Rows of (story, what is read there). The stories stand in tests/resolve/places.conllu, parsed; the towns in
// tests/knowledge/packages.
#include "resolve/places.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

#include "document/conllu.h"
#include "knowledge/builder.h"
#include "knowledge/gazetteer.h"
#include "knowledge/read_tables.h"
#include "resolve/dateline.h"
#include "resolve/place_source.h"

namespace casus::resolve {
namespace {

const std::string source = CASUS_SOURCE_DIR;

const knowledge::Knowledge& world() {
  static const knowledge::Knowledge loaded = [] {
    knowledge::Builder builder;
    const std::string tables = source + "/tests/knowledge/slice/knowledge";
    for (const auto& read :
         {read_tables(tables, builder), read_gazetteer(source + "/tests/knowledge/packages", builder),
          read_place_tables(tables, builder)}) {
      if (!read) throw std::runtime_error(read.error().to_string());
    }
    const std::string file = testing::TempDir() + "/casus_places_test.casus";
    if (auto written = knowledge::write_whole(file, builder.bytes()); !written) {
      throw std::runtime_error(written.error().to_string());
    }
    auto result = knowledge::Knowledge::open(file);
    if (!result) throw std::runtime_error(result.error().to_string());
    std::filesystem::remove(file);
    return std::move(*result);
  }();
  return loaded;
}

const PlaceReader& reader() {
  static const PlaceReader loaded = [] {
    auto result = PlaceReader::load(source + "/data/words/en", world());
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }();
  return loaded;
}

std::map<std::string, document::Document>& stories() {
  static std::map<std::string, document::Document> all = [] {
    std::map<std::string, document::Document> out;
    std::ifstream in(source + "/tests/resolve/places.conllu");
    std::stringstream buffer;
    buffer << in.rdbuf();
    const std::string text = buffer.str();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t next = std::min(text.find("# newdoc", at + 1), text.size());
      auto document = document::read_conllu(std::string_view(text).substr(at, next - at));
      if (!document) throw std::runtime_error(document.error().to_string());
      read_dateline(*document, world());
      reader().read(*document);
      const std::string id = document->article().id;
      out.emplace(id, std::move(*document));
      at = next;
    }
    return out;
  }();
  return all;
}

std::string shown(const document::Document& document) {
  std::string out;
  for (const document::PlaceMention& place : document.places) {
    if (!out.empty()) out += "; ";
    out +=
        std::string(document.text(place.span)) + " = " + place.name + " " + place.kind + " " + place.country;
    if (!place.admin1.empty() && place.kind != "admin1") out += " " + place.admin1;
  }
  return out;
}

struct Row {
  const char* story;
  const char* places;
};

constexpr Row rows[] = {
    {"osh",
     "Osh = Osh city KGZ Osh; Jalalabad = Jalal-Abad city KGZ Jalal-Abad; Kyrgyz = Kyrgyzstan country KGZ; "
     "Kant = Kant city KGZ Chuy"},
    {"nangarhar",
     "Jalalabad = Jalalabad city AFG Nangarhar; Nangarhar = Nangarhar admin1 AFG; Afghan = Afghanistan "
     "country AFG"},
    {"tashkent", "Uzbek = Uzbekistan country UZB; Tashkent = Tashkent city UZB Toshkent"},
    {"government", "Kabul = Kabul city AFG"},
    {"town", "Moscow = Moscow city RUS Moscow"},
    {"comma", "Springfield = Springfield city USA Illinois; Ill. = Illinois admin1 USA"},
    {"dateline", "KANT = Kant city KGZ Chuy; Kyrgyzstan = Kyrgyzstan country KGZ"},
    {"base", "Kant Air Base = Kant Air Base base KGZ"},
    {"region",
     "Ferghana Valley = Fergana Valley region ; southern Uzbekistan = southern Uzbekistan region UZB"},
    {"title", "Bishkek = Bishkek city KGZ Chuy"},
    {"renamed", "Manas = Manas city KGZ Jalal-Abad; Kyrgyzstan = Kyrgyzstan country KGZ"},
    {"story",
     "Springfield = Springfield city USA Missouri; St. Louis = St. Louis city USA Missouri; Springfield = "
     "Springfield city USA Missouri"},
    {"paper",
     "Sangamon County = Sangamon County admin2 USA Illinois; Springfield = Springfield city USA Illinois"},
    {"led", "U.S.-led = United States country USA"},
    {"part", "northern Afghanistan = northern Afghanistan region AFG"},
    {"distance",
     "20 km north of Kabul = 20 km north of Kabul region AFG; 10 miles from Kant = 10 miles from Kant region "
     "KGZ Chuy; "
     "Kyrgyzstan = Kyrgyzstan country KGZ"},
    {"person",
     "Russia = Russia country RUS; Kant base = Kant Air Base base KGZ; Kyrgyzstan = Kyrgyzstan country KGZ"},
};

TEST(Places, AreReadAndPlaced) {
  ASSERT_EQ(stories().size(), std::size(rows));
  for (const Row& row : rows) EXPECT_EQ(shown(stories().at(row.story)), row.places) << row.story;
}

TEST(Places, CarrySpansPointsAndConfidence) {
  for (const auto& [id, document] : stories()) {
    base::Span last;
    for (const document::PlaceMention& place : document.places) {
      EXPECT_LE(last.end, place.span.start) << id;
      EXPECT_EQ(document.span(place.tokens), place.span) << id;
      ASSERT_TRUE(place.latitude && place.longitude) << id;
      EXPECT_LE(std::abs(*place.latitude), 90) << id;
      EXPECT_LE(std::abs(*place.longitude), 180) << id;
      EXPECT_GT(place.confidence, 0) << id;
      EXPECT_LE(place.confidence, 1) << id;
      last = place.span;
    }
  }
}

// 20 km north of Kabul at 34.53, 69.17.
TEST(Places, ADistanceMovesThePoint) {
  const document::PlaceMention& place = stories().at("distance").places.front();
  EXPECT_NEAR(*place.latitude, 34.71, 0.01);
  EXPECT_NEAR(*place.longitude, 69.17, 0.01);
}

// The town that a paper is named for is the one its stories speak of.
TEST(Places, APaperIsNamedForItsTown) {
  Toponym moscow;
  moscow.tokens = moscow.name = {0, 1};
  moscow.key = "Kant";
  moscow.candidates = world().places_named("Kant");
  moscow.support = Support::strong;
  const PlaceChooser chooser(world());
  const auto alone = chooser.choose({moscow}, {});
  EXPECT_EQ(world().place(alone.front().place).country, "IND");  // the larger
  const std::uint32_t country = world().places_named("Kyrgyzstan").front();
  const auto hinted = chooser.choose({moscow}, {{{country}, 1.0F, {}}});
  EXPECT_EQ(world().place(hinted.front().place).country, "KGZ");
}

// A paper that is called by its town, as a person writes it.
TEST(Places, ASourceNamesItsTown) {
  const auto words = PlaceWords::load(source + "/data/words/en");
  ASSERT_TRUE(words);
  const PlaceFinder finder(world(), *words);
  const auto hints = [&](const char* name) { return source_hints(name, world(), finder, *words); };
  for (const char* name : {"The Springfield Herald", "Springfield Daily News"}) {
    ASSERT_EQ(hints(name).size(), 1U) << name;
    EXPECT_EQ(hints(name).front().key, "Springfield") << name;
    EXPECT_GT(hints(name).front().candidates.size(), 1U) << name;
  }
  EXPECT_TRUE(hints("The Herald").empty());
  EXPECT_TRUE(hints("Springfield").empty());  // nobody says that it is a paper
  EXPECT_TRUE(hints("").empty());
  ASSERT_FALSE(hints("kant-herald.kg").empty());
  EXPECT_EQ(world().place(hints("kant-herald.kg").front().candidates.front()).country, "KGZ");
}

// Who asks hears which namesakes lost, each once, and what was no place at all.
TEST(Places, TellWhatElseANameMightMean) {
  document::Document& document = stories().at("osh");
  PlaceTrace trace;
  reader().read(document, &trace);
  const auto lost = [&](std::string_view name, std::string_view within) {
    return std::find_if(trace.begin(), trace.end(), [&](const PlaceLoser& loser) {
      return loser.name == name && loser.within == within;
    });
  };
  const auto other = lost("Jalalabad", "Nangarhar, AFG");
  ASSERT_NE(other, trace.end());
  EXPECT_EQ(document.text(other->span), "Jalalabad");
  EXPECT_EQ(other->chosen.substr(0, 4), "Jala");
  EXPECT_FALSE(other->reason.empty());

  document::Document& government = stories().at("government");
  trace.clear();
  reader().read(government, &trace);
  const auto moscow = lost("Moscow", "Moscow, RUS");
  ASSERT_NE(moscow, trace.end());
  EXPECT_EQ(moscow->reason, "a capital that speaks or acts is its government");
  EXPECT_EQ(moscow->chosen, "");
}

TEST(Places, WordsAreRefusedWithTheirLine) {
  EXPECT_TRUE(PlaceWords::parse("part: northern\n# note\n\ndoubtful: Police\n").ok());
  const auto words = PlaceWords::parse("part: northern, south-east\ndoubtful: Police\n");
  EXPECT_TRUE(words->is("Northern", PlaceWord::part));
  EXPECT_TRUE(words->is("Police", PlaceWord::doubtful));
  EXPECT_FALSE(words->is("police", PlaceWord::doubtful));
  EXPECT_EQ(PlaceWords::parse("part: a\nnothing\n").error().line, 2U);
  EXPECT_EQ(PlaceWords::parse("colour: red\n").error().line, 1U);
  EXPECT_EQ(PlaceWords::parse("part: a,,b\n").error().line, 1U);
}

}  // namespace
}  // namespace casus::resolve
