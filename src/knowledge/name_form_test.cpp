#include "knowledge/name_form.h"

#include <gtest/gtest.h>

namespace casus::knowledge {
namespace {

std::string joined(const std::vector<std::string>& pieces) {
  std::string out;
  for (const auto& piece : pieces) out += (out.empty() ? "" : "|") + piece;
  return out;
}

TEST(NameForm, NamesBecomePieces) {
  struct Row {
    const char* name;
    const char* pieces;
  };
  constexpr Row rows[] = {
      {"Jalal-Abad", "Jalal|Abad"},
      {"Jalal Abad", "Jalal|Abad"},
      {"Bogot\xC3\xA1", "Bogota"},
      {"\xC5\x9E\xC4\xB1rnak", "Sirnak"},
      {"\xC4\x90\xC3\xA0 N\xE1\xBA\xB5ng", "Da|Nang"},
      {"Sana\xE2\x80\x99"
       "a",
       "Sana'a"},
      {"U.S.", "US"},
      {"U.S", "US"},
      {"J. Smith", "J.|Smith"},
      {"St. Louis", "St.|Louis"},
      {"People's Republic", "People|'s|Republic"},
      {"Washington, D.C.", "Washington|,|DC"},
      {"al-Qaida (Iraq)", "al|Qaida|(|Iraq|)"},
      {"", ""},
      {" - ", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(joined(name_pieces(row.name)), row.pieces) << row.name;
}

TEST(NameForm, TokensBecomePieces) {
  struct Row {
    const char* token;
    const char* pieces;
    bool first_alone;
  };
  constexpr Row rows[] = {
      {"Osh", "Osh", false},       {"-", "", false},
      {"U.S.", "US", false},       {"U.S.-led", "US|led", true},
      {"U.N.-AU", "UN|AU", false}, {"Kara-Suu", "Kara|Suu", false},
      {"'s", "'s", false},         {"", "", false},
  };
  TokenPieces pieces;
  for (const Row& row : rows) {
    pieces.cut(row.token);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < pieces.size(); ++i) all.emplace_back(pieces[i]);
    EXPECT_EQ(joined(all), row.pieces) << row.token;
    EXPECT_EQ(pieces.first_stands_alone(), row.first_alone) << row.token;
  }
}

TEST(NameForm, CapitalsBecomeNames) {
  EXPECT_EQ(from_capitals("KABUL"), "Kabul");
  EXPECT_EQ(from_capitals("NEW YORK"), "New York");
  EXPECT_EQ(from_capitals("JALAL-ABAD"), "Jalal-Abad");
  EXPECT_EQ(from_capitals("Kabul"), "Kabul");
  EXPECT_EQ(from_capitals("U.S."), "U.S.");
}

}  // namespace
}  // namespace casus::knowledge
