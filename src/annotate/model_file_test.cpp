#include "annotate/model_file.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace casus::annotate {
namespace {

std::string sample() {
  ModelFileWriter writer;
  writer.add("meta.json", "{}");
  const std::vector<float> numbers = {1.5F, -2.0F, 3.25F};
  writer.add_array<float>("weights/a", numbers);
  writer.add("empty", "");
  return writer.bytes();
}

std::string code_of(const std::string& bytes) {
  const auto opened = ModelFile::from_bytes(bytes, "x.casus");
  return opened ? "" : opened.error().code;
}

TEST(ModelFile, ReadsWhatWasWritten) {
  const std::string path = testing::TempDir() + "casus_model_file_test.casus";
  ModelFileWriter writer;
  writer.add("b", "hello");
  const std::vector<std::uint64_t> numbers = {1, 2, 3};
  writer.add_array<std::uint64_t>("a", numbers);
  ASSERT_TRUE(writer.write(path));
  auto opened = ModelFile::open(path);
  ASSERT_TRUE(opened) << opened.error().to_string();
  const ModelFile moved = std::move(*opened);
  EXPECT_EQ(moved.text("b"), "hello");
  ASSERT_EQ(moved.section_as<std::uint64_t>("a").size(), 3U);
  EXPECT_EQ(moved.section_as<std::uint64_t>("a")[2], 3U);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(moved.section("a").data()) % 64, 0U);
  EXPECT_TRUE(moved.section_as<std::uint64_t>("b").empty());
  EXPECT_TRUE(moved.section("c").empty());
  EXPECT_FALSE(moved.has("c"));
  EXPECT_EQ(moved.content_id().size(), 64U);
  std::filesystem::remove(path);
}

TEST(ModelFile, RefusesEveryChangedByteAndEveryCut) {
  const std::string good = sample();
  EXPECT_EQ(code_of(good), "");
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 0x10);
    EXPECT_NE(code_of(bad), "") << "byte " << i;
  }
  for (std::size_t n = 0; n < good.size(); n += 7) EXPECT_NE(code_of(good.substr(0, n)), "") << n;
  EXPECT_EQ(code_of(good + "x"), "model_truncated");
}

TEST(ModelFile, SaysWhichFileAndWhatToDo) {
  const auto missing = ModelFile::open("/nowhere/en.casus");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "model_missing");
  EXPECT_NE(missing.error().to_string().find("/nowhere/en.casus"), std::string::npos);
  EXPECT_NE(missing.error().hint.find("make setup"), std::string::npos);

  std::string other = sample();
  other[8] = 99;
  EXPECT_EQ(code_of(other), "model_version");
}

}  // namespace
}  // namespace casus::annotate
