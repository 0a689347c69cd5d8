// A claim cannot exist without its evidence.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <vector>

#include "base/span.h"

namespace casus::events {

// The characters that a claim came from, and what took it from them.
//
// `maker` is a rule id ("coerce.arrest.detain") or a coder's name and version ("tolls/1"). No default
// constructor, on purpose: no claim without words.
class Evidence {
 public:
  Evidence(base::Span span, std::string maker) : spans_{span}, maker_(std::move(maker)) {
    assert(!span.empty());
  }

  // The first telling; bytes of the clean text.
  base::Span span() const { return spans_.front(); }
  // All tellings, the first one first.
  const std::vector<base::Span>& spans() const { return spans_; }
  const std::string& maker() const { return maker_; }
  void add(base::Span span) { assert(!span.empty()), spans_.push_back(span); }

 private:
  std::vector<base::Span> spans_;
  std::string maker_;
};

}  // namespace casus::events
