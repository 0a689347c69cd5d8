#include "events/claims.h"

#include <gtest/gtest.h>

namespace casus::events {
namespace {

TEST(Threads, StatusFollowsTheAnswers) {
  const struct {
    std::vector<ResponseKind> answers;
    std::string_view status;
  } rows[] = {
      {{}, "open"},
      {{ResponseKind::grant}, "granted"},
      {{ResponseKind::conditional}, "conditional"},
      {{ResponseKind::partial}, "partial"},
      {{ResponseKind::deferral}, "deferred"},
      {{ResponseKind::refusal, ResponseKind::refusal}, "refused"},
      {{ResponseKind::grant, ResponseKind::refusal, ResponseKind::grant}, "mixed"},
  };
  for (const auto& row : rows) {
    Thread thread{EventId(0)};
    for (const ResponseKind kind : row.answers) thread.responses.push_back({EventId(1), kind});
    EXPECT_EQ(name(status_of(thread)), row.status);
  }
}

TEST(Claims, ComparesStatedMembersWithTheTable) {
  Obligation one{Evidence(base::Span{0, 4}, "test")};
  EXPECT_FALSE(check_members(one));  // neither the text nor a table says
  one.members = {"RUS", "UZB", "ARM", "RUS"};
  one.members_stated = true;
  EXPECT_FALSE(check_members(one));  // no table
  one.known_members = {"ARM", "BLR", "RUS"};
  const auto check = check_members(one);
  ASSERT_TRUE(check);
  EXPECT_EQ(check->agreed, (std::vector<std::string>{"ARM", "RUS"}));
  EXPECT_EQ(check->only_stated, (std::vector<std::string>{"UZB"}));
  EXPECT_EQ(check->only_known, (std::vector<std::string>{"BLR"}));
  one.members_stated = false;
  EXPECT_FALSE(check_members(one));  // the text lists none
}

}  // namespace
}  // namespace casus::events
