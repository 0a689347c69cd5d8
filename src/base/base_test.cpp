#include <gtest/gtest.h>

#include "base/ascii.h"
#include "base/calendar.h"
#include "base/id.h"
#include "base/result.h"
#include "base/sha256.h"
#include "base/span.h"
#include "base/utf8.h"

namespace casus::base {
namespace {

TEST(Utf8, FindsTheFirstBadByte) {
  EXPECT_EQ(find_invalid_utf8("plain"), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("\xC3\xA9t\xC3\xA9 \xF0\x9F\x98\x80"), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("ab\xFFz"), 2U);
  EXPECT_EQ(find_invalid_utf8("\xC0\xAF"), 0U);          // overlong
  EXPECT_EQ(find_invalid_utf8("x\xED\xA0\x80"), 1U);     // surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // beyond U+10FFFF
  EXPECT_EQ(find_invalid_utf8("abc\xE2\x82"), 3U);       // cut short
}

TEST(Utf8, EncodesWhatItDecodes) {
  for (const char32_t c : {U'a', U'\u00e9', U'\u20ac', U'\U0001F600', U'\U0010FFFF'}) {
    std::string out;
    append_utf8(out, c);
    const Decoded back = decode_utf8(out, 0);
    EXPECT_EQ(back.code_point, c);
    EXPECT_EQ(back.length, out.size());
  }
}

TEST(Utf8, CountsCodePointsAcrossBlocks) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += i % 3 == 0 ? "\xE2\x82\xAC" : "x";
  const CodePoints points(text);
  std::uint32_t expected = 0;
  for (std::size_t at = 0; at < text.size();) {
    EXPECT_EQ(points.at(static_cast<std::uint32_t>(at)), expected);
    at += decode_utf8(text, at).length;
    ++expected;
  }
  EXPECT_EQ(points.at(static_cast<std::uint32_t>(text.size())), 100U);
  EXPECT_EQ(count_code_points(text), 100U);
}

TEST(Calendar, ParsesDaysAndRefusesOthers) {
  EXPECT_EQ(parse_date("2010-06-12"), make_date(2010, 6, 12));
  EXPECT_EQ(parse_date("2010-06-12T08:00:00Z"), make_date(2010, 6, 12));
  EXPECT_FALSE(parse_date("2010-02-30"));
  EXPECT_FALSE(parse_date("2010-6-12"));
  EXPECT_FALSE(parse_date("2010-06-12x"));
}

TEST(Calendar, ParsesInstants) {
  constexpr std::int64_t day = 1276300800;  // 2010-06-12T00:00Z
  const std::pair<const char*, std::int64_t> rows[] = {
      {"2010-06-12T00:00:00Z", day},
      {"2010-06-12T08:30Z", day + 30600},
      {"2010-06-12T08:30:15.250Z", day + 30615},
      {"2010-06-12T04:30:00+04:30", day},
      {"2010-06-12T04:30+0430", day},
      {"2010-06-11T20:00:00-04", day},
      {"2010-06-11T24:00:00Z", day},
  };
  for (const auto& [text, instant] : rows) EXPECT_EQ(parse_instant(text), instant) << text;
  for (const char* text : {"2010-06-12", "2010-06-12T08:30", "2010-06-12T08:30:00", "2010-06-12T0830Z",
                           "2010-06-12T08:61Z", "2010-06-12T25:00Z", "2010-06-12T08:30:00+",
                           "2010-02-30T08:30Z", "2010-06-12T08:30:00+04:30x", "2010-06-12T08:30:00 EST"}) {
    EXPECT_FALSE(parse_instant(text)) << text;
  }
  EXPECT_EQ(instant_string(day + 30615), "2010-06-12T08:30:15Z");
  EXPECT_EQ(instant_string(-1), "1969-12-31T23:59:59Z");
}

TEST(Calendar, CountsAcrossMonthEndsAndLeapYears) {
  EXPECT_EQ(add_days(make_date(2012, 2, 28), 2), make_date(2012, 3, 1));
  EXPECT_EQ(add_months(make_date(2010, 1, 31), 1), make_date(2010, 2, 28));
  EXPECT_EQ(add_months(make_date(2010, 1, 15), -2), make_date(2009, 11, 15));
  EXPECT_EQ(weekday_of(make_date(2010, 6, 12)), 6U);
  EXPECT_EQ(iso_week_of(make_date(2010, 6, 12)).week, 23U);
  EXPECT_EQ(iso_week_of(make_date(2010, 1, 3)).year, 2009);
  EXPECT_EQ(iso_week_of(make_date(2010, 1, 3)).week, 53U);
}

TEST(Span, JoinsAndCuts) {
  EXPECT_EQ(join({3, 5}, {8, 9}), (Span{3, 9}));
  EXPECT_EQ(join({}, {8, 9}), (Span{8, 9}));
  EXPECT_EQ(cut("abcdef", {2, 4}), "cd");
}

TEST(Result, SaysWhereAndWhatToDo) {
  const Error error{.code = "unknown_event",
                    .message = "unknown event \"COERSE\"",
                    .hint = "did you mean \"COERCE\"?",
                    .file = "a.toml",
                    .line = 3,
                    .column = 9};
  EXPECT_EQ(error.to_string(), "a.toml:3:9: unknown event \"COERSE\" (did you mean \"COERCE\"?)");
  const Result<int> good = 3;
  EXPECT_TRUE(good);
  EXPECT_EQ(*good, 3);
  const Result<int> bad = error;
  EXPECT_FALSE(bad);
}

TEST(Sha256, KnowsTheEmptyString) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Ascii, SplitsAndTrims) {
  EXPECT_EQ(split("a,,b", ',').size(), 3U);
  EXPECT_EQ(trimmed("  x y\t\n"), "x y");
  EXPECT_TRUE(equals_ignoring_case("KaNT", "kant"));
}

}  // namespace
}  // namespace casus::base
