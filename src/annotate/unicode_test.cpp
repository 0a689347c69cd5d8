#include "annotate/unicode.h"

#include <gtest/gtest.h>

namespace casus::annotate::unicode {
namespace {

TEST(Unicode, ClassesAreThoseOfPython) {
  EXPECT_TRUE(is_alpha(U'a'));
  EXPECT_TRUE(is_alpha(U'\u4e2d'));
  EXPECT_FALSE(is_alpha(U'\u0301'));  // a mark
  EXPECT_TRUE(is_digit(U'\u00b2'));   // superscript two
  EXPECT_TRUE(is_digit(U'\u0663'));   // Arabic-Indic three
  EXPECT_FALSE(is_digit(U'\u00bd'));  // one half
  EXPECT_TRUE(is_upper(U'\u24b6'));   // circled A: Uppercase, though no letter
  EXPECT_FALSE(is_upper(U'\u01c5'));  // title case
  for (const char32_t c : {0x09, 0x0d, 0x1c, 0x1f, 0x20, 0x85, 0xa0, 0x1680, 0x2028, 0x3000}) {
    EXPECT_TRUE(is_space(c)) << std::hex << static_cast<std::uint32_t>(c);
  }
  for (const char32_t c : {0x1b, 0x200b, 0x180e, 0xfeff}) {
    EXPECT_FALSE(is_space(c)) << std::hex << static_cast<std::uint32_t>(c);
  }
  EXPECT_FALSE(is_alpha(std::string_view()));
  EXPECT_TRUE(is_alpha("\u00c9t\u00e9"));
  EXPECT_FALSE(is_alpha("n't"));
}

TEST(Unicode, LowersAsPythonDoes) {
  EXPECT_EQ(lower("UN, \u00c9t\u00c9 \u0416"), "un, \u00e9t\u00e9 \u0436");
  EXPECT_EQ(lower("\u0130"), "i\u0307");
  EXPECT_EQ(lower("\u1e9e"), "\u00df");
  EXPECT_EQ(lower("\u0391\u03a3"), "\u03b1\u03c2");    // final
  EXPECT_EQ(lower("\u03a3\u0391"), "\u03c3\u03b1");    // first
  EXPECT_EQ(lower("\u03a3"), "\u03c3");                // alone
  EXPECT_EQ(lower("\u0391.\u03a3"), "\u03b1.\u03c2");  // the full stop is ignorable
  EXPECT_EQ(lower("\u0391\u03a3'\u0391"), "\u03b1\u03c3'\u03b1");
  EXPECT_EQ(lower("1\u03a3"), "1\u03c3");
}

}  // namespace
}  // namespace casus::annotate::unicode
