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

}  // namespace
}  // namespace casus::events
