#include "knowledge/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus::knowledge {
namespace {

base::Result<Table> parse(std::string text) {
  return Table::parse(std::move(text), "towns.tsv", {{"name", true}, {"aliases"}, {"from"}});
}

TEST(Table, ReadsCellsListsAndDates) {
  const auto table = parse("name\tfrom\taliases\n# a comment\nOsh\t2010-06\tOsch|Och\r\n\nKant\t\t\n");
  ASSERT_TRUE(table.ok()) << table.error().to_string();
  ASSERT_EQ(table->size(), 2U);
  EXPECT_EQ(table->cell(0, 0), "Osh");
  EXPECT_THAT(table->list(0, 1), testing::ElementsAre("Osch", "Och"));
  EXPECT_EQ(**table->from(0, 2), base::make_date(2010, 6, 1));
  EXPECT_EQ(**table->to(0, 2), base::make_date(2010, 6, 30));
  EXPECT_FALSE((*table->from(1, 2)).has_value());
  EXPECT_THAT(table->list(1, 1), testing::IsEmpty());
}

TEST(Table, RefusesBadRowsWithTheirLine) {
  struct Row {
    const char* text;
    std::uint64_t line;
    const char* message;
  };
  constexpr Row rows[] = {
      {"name\taliases\n", 1, "no column \"from\""},
      {"name\taliases\tfrom\tcolour\n", 1, "unknown column \"colour\""},
      {"name\taliases\tfrom\nOsh\t\n", 2, "2 cells"},
      {"name\taliases\tfrom\n\n#\nOsh\t\t\t\n", 4, "4 cells"},
      {"name\taliases\tfrom\n\tOsch\t\n", 2, "\"name\" is empty"},
      {"name\taliases\tfrom\nOsh \t\t\n", 2, "blank at the edge"},
      {"name\taliases\tfrom\nOsh\t\t\nO\xFFsh\t\t\n", 3, "not UTF-8"},
      {"", 1, "no header"},
  };
  for (const Row& row : rows) {
    const auto table = parse(row.text);
    ASSERT_FALSE(table.ok()) << row.message;
    EXPECT_EQ(table.error().code, "bad_row");
    EXPECT_EQ(table.error().file, "towns.tsv");
    EXPECT_EQ(table.error().line, row.line) << row.message;
    EXPECT_THAT(table.error().message, testing::HasSubstr(row.message));
  }
}

TEST(Table, RefusesWhatIsNoDate) {
  for (const char* text : {"2010-13", "2010-06-31", "June", "10", "2010-6-1", "2010-06-12T00", "0000"}) {
    EXPECT_FALSE(parse_stretch(text).has_value()) << text;
  }
  const auto table = parse("name\taliases\tfrom\nOsh\t\tsoon\n");
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->from(0, 2).error().line, 2U);
}

}  // namespace
}  // namespace casus::knowledge
