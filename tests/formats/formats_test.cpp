// Every output form over the same two records (records.jsonl), byte for byte as in golden/.
// UPDATE_GOLDEN=1 writes the files anew; the review is the diff.
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <nlohmann/json.hpp>

#include "record/read.h"
#include "write/cells.h"
#include "write/csv_tables.h"
#include "write/event_rows.h"
#include "write/form.h"

namespace casus::write {
namespace {

const std::string folder = CASUS_SOURCE_DIR "/tests/formats/";

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const FormTables& tables() {
  static const FormTables all = [] {
    auto loaded = FormTables::load(CASUS_SOURCE_DIR "/data");
    EXPECT_TRUE(loaded.ok()) << loaded.error().to_string();
    return *std::move(loaded);
  }();
  return all;
}

std::vector<record::Story> records() {
  std::vector<record::Story> out;
  record::RecordReader reader;
  std::ifstream in(folder + "records.jsonl");
  for (std::string line; std::getline(in, line);) {
    auto story = reader.read(line);
    EXPECT_TRUE(story.ok()) << story.error().to_string();
    out.push_back(*std::move(story));
  }
  return out;
}

std::string written(const std::string& name, const FormOptions& options = {},
                    const std::vector<record::Story>& stories = records()) {
  const FormInfo* const info = find_form(name);
  EXPECT_NE(info, nullptr) << name;
  const auto form = make_form(*info, tables(), options);
  std::string out;
  form->begin(out);
  for (const record::Story& story : stories) form->story(story, out);
  form->end(out);
  return out;
}

void check_golden(const std::string& file, const std::string& text) {
  const std::string path = folder + "golden/" + file;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(text, file_text(path)) << file << " (UPDATE_GOLDEN=1 writes it anew)";
}

std::vector<std::vector<std::string>> cells_of(const std::string& text) {
  std::vector<std::vector<std::string>> out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text.find('\n', at);
    out.emplace_back();
    std::string line = text.substr(at, end - at) + '\t';
    for (std::size_t from = 0, tab = 0; (tab = line.find('\t', from)) != std::string::npos; from = tab + 1) {
      out.back().push_back(line.substr(from, tab - from));
    }
    at = end + 1;
  }
  return out;
}

TEST(Forms, AreAsInTheGoldenFiles) {
  for (const FormInfo& form : forms()) {
    const std::string name(form.name);
    check_golden(name + "." + std::string(form.ending), written(name));
  }
  check_golden("csv.hxl.csv", written("csv", {.hxl = true}));
  check_golden("tolls-csv.hxl.csv", written("tolls-csv", {.hxl = true}));
}

// The tables as docs/formats/csv.md shows them.
std::string described_tables() {
  std::string out;
  for (const CsvTable& table : csv_tables()) {
    out += "\n## " + std::string(table.name) + "\n\n" + std::string(table.what) + ".\n\n";
    out += "| column | type | HXL | what |\n|---|---|---|---|\n";
    for (const Column& column : table.columns) {
      const std::string hxl = column.hxl.empty() ? "" : " `" + std::string(column.hxl) + "`";
      out += "| `" + std::string(column.name) + "` | " + std::string(column.type) + " |" + hxl + " | " +
             std::string(column.what) + " |\n";
    }
  }
  return out;
}

TEST(Forms, TheirTablesAreDescribed) {
  const std::string path = CASUS_SOURCE_DIR "/docs/formats/csv.md";
  const std::string page = file_text(path);
  const std::string mark = "from src/write/csv_tables.cpp. -->\n";
  const std::size_t at = page.find(mark);
  ASSERT_NE(at, std::string::npos);
  const std::string upper = page.substr(0, at + mark.size());
  if (std::getenv("UPDATE_GOLDEN") != nullptr)
    std::ofstream(path, std::ios::binary) << upper + described_tables();
  EXPECT_EQ(file_text(path), upper + described_tables()) << "UPDATE_GOLDEN=1 writes it anew";
}

TEST(Forms, HaveAsManyCellsAsTheirFormat) {
  const std::pair<const char*, std::size_t> widths[] = {
      {"gdelt", 61}, {"gdelt-mentions", 16}, {"icews", 20}, {"phoenix", 26}, {"polecat", 40}};
  for (const auto& [name, width] : widths) {
    const auto rows = cells_of(written(name));
    EXPECT_GT(rows.size(), 3U) << name;
    for (const auto& row : rows) EXPECT_EQ(row.size(), width) << name << " " << row.front();
  }
}

TEST(Forms, SplitActorCodes) {
  const struct {
    const char* code;
    const char* country;
    const char* group;
    std::vector<std::string> religions;
    std::vector<std::string> types;
  } rows[] = {
      {"KGZGOV", "KGZ", "", {}, {"GOV"}},
      {"IGOUNOMIL", "", "UNO", {}, {"IGO", "MIL"}},
      {"SUN", "SUN", "", {}, {}},
      {"IRQMUSSUNREB", "IRQ", "", {"MUS", "SUN"}, {"REB"}},
      {"EEUGOV", "EEU", "", {}, {"GOV"}},
      {"NGORCR", "", "RCR", {}, {"NGO"}},
      {"IMGMUSALQ", "", "ALQ", {"MUS"}, {"IMG"}},
      {"", "", "", {}, {}},
  };
  for (const auto& row : rows) {
    const ActorParts parts = tables().parts_of(row.code);
    EXPECT_EQ(parts.country, row.country) << row.code;
    EXPECT_EQ(parts.group, row.group) << row.code;
    EXPECT_EQ(parts.religions, row.religions) << row.code;
    EXPECT_EQ(parts.types, row.types) << row.code;
  }
}

TEST(Forms, KnowCountriesByOtherLists) {
  EXPECT_EQ(tables().fips("KGZ"), "KG");
  EXPECT_EQ(tables().fips("RUS"), "RS");
  EXPECT_EQ(tables().fips("GBR"), "UK");
  EXPECT_EQ(tables().fips("AUS"), "AS");
  EXPECT_EQ(tables().fips("CHN"), "CH");
  EXPECT_EQ(tables().fips("CHE"), "SZ");
  EXPECT_EQ(tables().cow("USA"), "2");
  EXPECT_EQ(tables().cow("KGZ"), "703");
  EXPECT_EQ(tables().country_name("EEU"), "Eastern Europe");
  EXPECT_EQ(tables().country_name("XYZ"), "");
  EXPECT_EQ(tables().icews_intensity("166"), -7);
  EXPECT_EQ(tables().icews_intensity("173"), -5);
}

TEST(Forms, GuardTextThatASpreadsheetWouldRun) {
  const std::pair<const char*, const char*> rows[] = {
      {"=1+1", "'=1+1"}, {"+1", "'+1"},  {"-x", "'-x"}, {"@SUM(A1)", "'@SUM(A1)"},
      {"\t=1", "'\t=1"}, {"a=1", "a=1"}, {"", ""}};
  for (const auto& [text, safe] : rows) EXPECT_EQ(guarded(text), safe);
  std::string out;
  Cells cells(out, ',', true);
  cells.text("=1,\"2\"");
  cells.number(-5.5);
  cells.text("a\nb");
  cells.end();
  EXPECT_EQ(out, "\"'=1,\"\"2\"\"\",-5.5,\"a\nb\"\n");

  EXPECT_THAT(written("csv"), testing::HasSubstr("\"'@SUM(1,2)\t\"\"x\"\"\""));
  EXPECT_THAT(written("csv", {.guard = false}), testing::HasSubstr("\"@SUM(1,2)\t\"\"x\"\"\""));
}

TEST(Forms, TakeStatusesAsAsked) {
  const auto count = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n'); };
  EXPECT_LT(count(written("gdelt")), count(written("gdelt", {.statuses = {"all"}})));
  EXPECT_EQ(written("gdelt"), written("gdelt", {.statuses = {"actual"}}));
  EXPECT_THAT(written("csv"), testing::HasSubstr(",negated,"));
  EXPECT_THAT(written("csv", {.statuses = {"actual", "hypothetical"}}),
              testing::Not(testing::HasSubstr(",negated,")));
  EXPECT_THAT(written("polecat"), testing::HasSubstr("\tMOBILIZE\t"));
  EXPECT_THAT(written("polecat", {.drop_mobilize = true}), testing::Not(testing::HasSubstr("\tMOBILIZE\t")));
}

TEST(Forms, MeetingsOfSeveralAreDyads) {
  const auto rows = cells_of(written("gdelt"));
  std::vector<std::string> pairs;
  for (const auto& row : rows) {
    if (row[26] == "036") pairs.push_back(row[5] + ">" + row[15]);
  }
  EXPECT_THAT(pairs, testing::UnorderedElementsAre("RUS>KAZ", "KAZ>RUS"));
}

TEST(Forms, TimesAreUniversal) {
  const std::pair<const char*, const char*> rows[] = {{"2014-05-03T18:30:00+06:00", "20140503123000"},
                                                      {"2014-05-03T23:30-0100", "20140504003000"},
                                                      {"2014-05-03T18:30:05.25Z", "20140503183005"},
                                                      {"2014-05-03", "20140503000000"}};
  for (const auto& [published, utc] : rows) {
    const auto time = utc_of(published);
    ASSERT_TRUE(time);
    EXPECT_EQ(compact_time(*time), utc) << published;
  }
  EXPECT_FALSE(utc_of(""));
}

}  // namespace
}  // namespace casus::write
