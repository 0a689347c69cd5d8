#include "write/layout.h"

#include <gtest/gtest.h>

namespace casus::write {
namespace {

TEST(Layout, WrapsByCodePointsAndNotByEscapes) {
  std::string out;
  Layout layout(out, 40, true);
  layout.wrap(2, 4,
              "\u00e9\u00e9\u00e9\u00e9 " + layout.paint(Ink::red, "one two") +
                  "  three\nfour five six seven eight nine");
  EXPECT_EQ(out,
            "  \u00e9\u00e9\u00e9\u00e9 \033[31mone two\033[0m three four five six seven\n"
            "    eight nine\n");
  out.clear();
  Layout(out, 40, false).wrap(0, 2, std::string(60, 'x') + " y");
  EXPECT_EQ(out, std::string(60, 'x') + "\n  y\n");
  out.clear();
  Layout(out, 40, false).wrap(0, 2, " \n ");
  EXPECT_EQ(out, "");
}

TEST(Layout, PaintsOnlyWhereColourIsWanted) {
  std::string out;
  EXPECT_EQ(Layout(out, 80, false).paint(Ink::bold, "x"), "x");
  EXPECT_EQ(Layout(out, 80, true).paint(Ink::bold, "x"), "\033[1mx\033[0m");
}

TEST(Layout, AStoryCannotSpeakToTheTerminal) {
  EXPECT_EQ(harmless("a\033[31mb\x07\u009bc\u202ed\ne"), "a [31mb  c d e");
  EXPECT_EQ(harmless("\u00e9 \U0001F600"), "\u00e9 \U0001F600");
}

TEST(Layout, CutsAroundWhatMatters) {
  const std::string text = "one two three four five six seven eight nine ten";
  const std::size_t at = text.find("five");
  EXPECT_EQ(around(text, at, at + 4, "[five]", 100), "one two three four [five] six seven eight nine ten");
  const std::string cut = around(text, at, at + 4, "[five]", 20);
  EXPECT_EQ(cut.substr(0, 4), "... ");
  EXPECT_NE(cut.find("[five]"), std::string::npos);
  EXPECT_LE(cut.size(), 32u);
  // Never inside a character.
  std::string wide;
  for (int i = 0; i < 50; ++i) wide += "\u20ac";
  for (std::size_t room = 1; room < 60; ++room) {
    const std::string piece = around(wide, 60, 63, "\u20ac", room);
    EXPECT_EQ(piece.find("\ufffd"), std::string::npos);
  }
}

}  // namespace
}  // namespace casus::write
