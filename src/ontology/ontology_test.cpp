#include "ontology/ontology.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace casus::ontology {
namespace {

const std::string folder = std::string(CASUS_SOURCE_DIR) + "/data/ontology";

TEST(Ontology, LoadsWhatWeShip) {
  const auto loaded = Ontology::load(folder);
  ASSERT_TRUE(loaded) << loaded.error().to_string();
  EXPECT_EQ(loaded->contexts().size(), 37u);
  EXPECT_GE(loaded->codes().size(), 300u);
  const Code* code = loaded->find_code("0256");
  ASSERT_NE(code, nullptr);
  EXPECT_EQ(code->event, EventType::request);
  EXPECT_EQ(code->mode, "yield");
  EXPECT_DOUBLE_EQ(code->goldstein, -0.3);
  EXPECT_EQ(Ontology::parent("0256"), "025");
  EXPECT_EQ(Ontology::parent("02"), "");
  EXPECT_EQ(loaded->score(EventType::assault, "beat"), -7.5);
  EXPECT_EQ(loaded->score(EventType::assault, ""), -9.0);
  EXPECT_EQ(loaded->score(EventType::disrupt, "energy"), std::nullopt);
  EXPECT_EQ(loaded->find_code("9999"), nullptr);
}

// Every type has a definition and at least one CAMEO code, DISRUPT excepted.
TEST(Ontology, EveryTypeIsReached) {
  const auto loaded = Ontology::load(folder);
  ASSERT_TRUE(loaded);
  std::vector<bool> reached(event_type_count);
  for (const Code& code : loaded->codes()) {
    if (code.event) reached[static_cast<std::size_t>(*code.event)] = true;
  }
  for (const Type& type : loaded->types()) {
    EXPECT_FALSE(type.definition.empty()) << name(type.type);
    EXPECT_EQ(reached[static_cast<std::size_t>(type.type)], type.type != EventType::disrupt)
        << name(type.type);
  }
}

struct BrokenFile : ::testing::Test {
  void SetUp() override {
    path = std::filesystem::temp_directory_path() /
           ("casus_ontology_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "_" +
            ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(path);
    std::filesystem::copy(folder, path);
  }
  void TearDown() override { std::filesystem::remove_all(path); }
  void append(const std::string& file, const std::string& text) const {
    std::ofstream(path / file, std::ios::app) << text;
  }
  std::filesystem::path path;
};

TEST_F(BrokenFile, NamesTheLineAndTheNearestMode) {
  append("cameo.toml",
         "\n[[code]]\ncode = \"1799\"\nlabel = \"x\"\ngoldstein = 1\nevent = \"COERCE\"\nmode = \"arest\"\n");
  const auto loaded = Ontology::load(path.string());
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().to_string().find("did you mean \"arrest\"?"), std::string::npos)
      << loaded.error().to_string();
  EXPECT_TRUE(loaded.error().line.has_value());
  EXPECT_TRUE(loaded.error().column.has_value());
}

TEST_F(BrokenFile, RefusesAnUnknownKey) {
  append("contexts.toml", "\n[[context]]\nname = \"x\"\ndefiniton = \"y\"\n");
  const auto loaded = Ontology::load(path.string());
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().to_string().find("did you mean \"definition\"?"), std::string::npos);
}

TEST_F(BrokenFile, RefusesACodeTwice) {
  append("cameo.toml", "\n[[code]]\ncode = \"010\"\nlabel = \"x\"\ngoldstein = 1\n");
  EXPECT_FALSE(Ontology::load(path.string()));
}

TEST_F(BrokenFile, RefusesBrokenToml) {
  append("types.toml", "\n[[type\n");
  const auto loaded = Ontology::load(path.string());
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, "bad_toml");
}

TEST(Nearest, FindsWhatIsNearAndNothingElse) {
  EXPECT_EQ(nearest("COERSE", {"COERCE", "CONCEDE"}), "COERCE");
  EXPECT_EQ(nearest("banana", {"COERCE", "CONCEDE"}), "");
}

}  // namespace
}  // namespace casus::ontology
