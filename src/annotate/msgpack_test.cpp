#include "annotate/msgpack.h"

#include <gtest/gtest.h>
#include <random>

namespace casus::annotate::msgpack {
namespace {

using namespace std::literals;

TEST(Msgpack, ReadsEveryKindAndKeysOfEveryKind) {
  // {"a": [1, -1, 2.5f, nil, true], bin"b": 300, 65: "x", 2^63+1: -200}
  const auto input =
      "\x84\xa1"
      "a\x95\x01\xff\xca\x40\x20\x00\x00\xc0\xc3\xc4\x01"
      "b\xcd\x01\x2c\x41\xa1"
      "x\xcf\x80\x00\x00\x00\x00\x00\x00\x01\xd1\xff\x38"sv;
  const auto value = read(input);
  ASSERT_TRUE(value) << value.error().to_string();
  ASSERT_EQ(value->size(), 4U);
  const auto& list = value->find("a")->items();
  ASSERT_EQ(list.size(), 5U);
  EXPECT_EQ(list[1].integer(), -1);
  EXPECT_EQ(list[2].real(), 2.5);
  EXPECT_TRUE(list[3].is(Kind::nil));
  EXPECT_TRUE(list[4].boolean());
  EXPECT_EQ(value->find("b")->integer(), 300);
  EXPECT_EQ(value->find(65)->bytes(), "x");
  EXPECT_EQ(value->find(0x8000000000000001ULL)->integer(), -200);
  EXPECT_EQ(value->find("missing"), nullptr);
}

TEST(Msgpack, RefusesWhatIsCutOffOrTooDeep) {
  EXPECT_FALSE(read(""));
  EXPECT_FALSE(
      read("\xa5"
           "ab"sv));
  EXPECT_FALSE(read("\xdd\xff\xff\xff\xff\x01"sv));
  EXPECT_FALSE(read("\xdf\xff\xff\xff\xff\x01"sv));
  EXPECT_FALSE(read("\x01\x02"sv));
  EXPECT_FALSE(read("\xc1"sv));
  EXPECT_FALSE(read(std::string(1000, '\x91')));
}

TEST(Msgpack, SurvivesRandomBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    const auto value = read(bytes);
    if (!value) {
      EXPECT_LE(*value.error().offset, bytes.size());
    }
  }
}

}  // namespace
}  // namespace casus::annotate::msgpack
