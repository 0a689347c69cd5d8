#include "serve/url.h"

#include <gtest/gtest.h>

#include "write/iri.h"

namespace casus::serve {
namespace {

TEST(Url, TakesTargetsApart) {
  const auto target = parse_target("/api/v1/events.csv?actor=RUS&actor=K%C3%B6ln+%2B&q=&flag#part");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/v1/events");
  EXPECT_EQ(target->ending, "csv");
  ASSERT_EQ(target->parameters.size(), 4u);
  EXPECT_EQ(target->parameters[1].value, "K\u00f6ln +");
  EXPECT_EQ(target->parameters[2].value, "");
  EXPECT_EQ(target->parameters[3].name, "flag");
}

TEST(Url, AnEndingIsOneOfOurs) {
  EXPECT_EQ(parse_target("/api/v1/stories/a.b")->path, "/api/v1/stories/a.b");
  EXPECT_EQ(parse_target("/api/v1/stories/a.json")->ending, "json");
  EXPECT_EQ(parse_target("/assets/main.json")->path, "/assets/main.json") << "outside the API it is a file";
  EXPECT_EQ(parse_target("/api/v1/stories/a%2Fb")->path, "/api/v1/stories/a/b");
}

TEST(Url, RefusesWhatIsNoAddress) {
  const std::string_view bad[] = {"",       "x",         "/%",      "/%4",    "/%zz",
                                  "/a%00b", "/a%0d%0ab", "/?q=%ff", "/\xc3(", "*"};
  for (const std::string_view target : bad) EXPECT_FALSE(parse_target(target)) << target;
  EXPECT_FALSE(parse_target("/" + std::string(longest_target, 'a')));
  std::string many = "/?";
  for (std::size_t i = 0; i <= most_parameters; ++i) many += "a=1&";
  EXPECT_FALSE(parse_target(many));
}

TEST(Url, EncodesWhatItDecodes) {
  const std::string text = "a b&c=d+e%/?#\u00e9\"'<>";
  const auto target = parse_target("/?x=" + write::encoded(text));
  ASSERT_TRUE(target);
  EXPECT_EQ(target->parameters.at(0).value, text);
}

}  // namespace
}  // namespace casus::serve
