#include "serve/question.h"

#include <gtest/gtest.h>

namespace casus::serve {
namespace {

std::vector<Parameter> parameters(std::string_view query) {
  return parse_target("/?" + std::string(query))->parameters;
}
base::Result<Question> read(std::string_view query) {
  return read_question(parameters(query), true, true, {"bucket"});
}

TEST(Question, ReadsFilters) {
  const auto question = read(
      "from=2010-06-10&to=2010-06-20&actor=RUS&actor=Roza+Otunbayeva&type=assault&cameo=19&country=kgz&"
      "bbox=68,36,81,44.5&near=40.5,72.8,50&q=two&q=words&limit=5&fields=story,id&facet=event&bucket=week&"
      "sort=-day");
  ASSERT_TRUE(question) << question.error().message;
  EXPECT_EQ(day_text(question->filter.from), "2010-06-10");
  EXPECT_EQ(question->filter.actor, (std::vector<std::string>{"RUS", "Roza Otunbayeva"}));
  EXPECT_EQ(question->filter.type, std::vector<std::string>{"ASSAULT"});
  EXPECT_EQ(question->filter.country, std::vector<std::string>{"KGZ"});
  EXPECT_EQ(question->filter.boxes.at(0).north, 44.5);
  EXPECT_EQ(question->filter.circles.at(0).km, 50);
  EXPECT_EQ(question->filter.words, "two words");
  EXPECT_EQ(question->limit, 5u);
  EXPECT_EQ(question->fields, (std::vector<std::string>{"story", "id"}));
  EXPECT_EQ((*question)["bucket"], "week");
  EXPECT_FALSE(question->filter.stories_only());
  EXPECT_TRUE(read("q=x&source=y&from=2010-01-01")->filter.stories_only());
}

// What is wrong is named, and what is allowed is said.
TEST(Question, NamesTheBadParameter) {
  const std::pair<std::string_view, std::string_view> bad[] = {
      {"limit=0", "limit"},         {"limit=1001", "limit"},     {"limit=ten", "limit"},
      {"limit=5&limit=6", "limit"}, {"from=yesterday", "from"},  {"to=2010-13-01", "to"},
      {"type=WAR", "type"},         {"status=likely", "status"}, {"country=Kyrgyzstan", "country"},
      {"bbox=1,2,3", "bbox"},       {"bbox=1,2,3,4,5", "bbox"},  {"bbox=0,50,10,40", "bbox"},
      {"bbox=nan,0,1,1", "bbox"},   {"near=91,0,5", "near"},     {"near=0,0,-5", "near"},
      {"near=0,0,inf", "near"},     {"cameo=19a", "cameo"},      {"salience=high", "salience"},
      {"actor=", "actor"},          {"page=2", "page"},          {"cursor=abc", "cursor"},
      {"fields=", "fields"},        {"sort=", "sort"},
  };
  for (const auto& [query, name] : bad) {
    const auto question = read(query);
    ASSERT_FALSE(question) << query;
    EXPECT_EQ(question.error().code, "bad_parameter");
    EXPECT_TRUE(question.error().message.starts_with(std::string(name) + ":")) << question.error().message;
  }
}

TEST(Question, ACursorBelongsToOneQuestion) {
  const auto first = read("actor=RUS&type=AID");
  const std::string cursor = write_cursor({.question = first->hash, .value = 7, .key = -3, .text = {}});
  EXPECT_TRUE(read("type=AID&actor=RUS&cursor=" + cursor)) << "the order of parameters means nothing";
  EXPECT_TRUE(read("type=AID&actor=RUS&limit=9&fields=id&cursor=" + cursor));
  EXPECT_FALSE(read("type=AID&actor=KGZ&cursor=" + cursor));
  EXPECT_FALSE(read("type=AID&actor=RUS&sort=-day&cursor=" + cursor));
}

TEST(Cursor, ComesBack) {
  for (const std::int64_t number :
       {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::max(),
        std::numeric_limits<std::int64_t>::min()}) {
    const Cursor cursor{.question = 42, .value = number, .key = ~number, .text = "K\u00f6ln\tDEU"};
    const std::string text = write_cursor(cursor);
    EXPECT_EQ(read_cursor(text), cursor);
    EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
  }
}

TEST(Cursor, NoOtherTextIsOne) {
  const std::string good = write_cursor({.question = 1, .value = 2, .key = 3, .text = {}});
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string other = good;
    other[i] = other[i] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(read_cursor(other)) << i;
    EXPECT_FALSE(read_cursor(good.substr(0, i))) << i;
  }
  EXPECT_FALSE(read_cursor("=="));
  EXPECT_FALSE(read_cursor(std::string(5'000, 'A')));
}

}  // namespace
}  // namespace casus::serve
