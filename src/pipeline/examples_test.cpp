#include "pipeline/examples.h"

#include <gtest/gtest.h>

namespace casus::pipeline {
namespace {

TEST(Examples, OfEveryRuleHold) {
  const auto installation = find_installation({});
  if (!installation) GTEST_SKIP() << installation.error().to_string();
  const auto pipeline = Pipeline::open(*installation);
  ASSERT_TRUE(pipeline) << pipeline.error().to_string();
  Pipeline::Workspace workspace;
  for (const BrokenExample& one : check_examples(*pipeline, workspace)) {
    ADD_FAILURE() << one.file << ":" << one.line << ": " << one.rule << ": \"" << one.text << "\"\n  wanted "
                  << one.wanted << "\n  got " << one.got;
  }
}

}  // namespace
}  // namespace casus::pipeline
