// Where in the story a time stands: whether it leads its sentence or is said in passing.
//
// A history goes on from "In March 1917, ..."; "(as of May 2005)", a year in a speech or at the far end of a
// range does not move it.
#pragma once

#include <cstddef>

#include "resolve/time_atoms.h"

namespace casus::resolve {

struct TimeSetting {
  bool leads = false;      // stands at the head of its sentence
  bool heading = false;    // stands in a heading: a short line that no mark closes
  bool aside = false;      // in brackets or in quotation marks
  bool range_end = false;  // "1957" of "1955-1957"
  bool bound = false;      // closes a stretch: "the quarter ended Sept. 30"
  bool over = false;       // and that has been
};

// Walks with the phrases of a text, which it must be asked about in order. Cost: linear in the text in all.
class TimeSettings {
 public:
  explicit TimeSettings(const TimeAtoms& atoms) : atoms_(atoms) {}

  // Of the phrase that is atoms [begin, end).
  TimeSetting at(std::size_t begin, std::size_t end);

 private:
  bool in_heading(std::size_t begin, std::size_t end) const;
  void walk(std::size_t to);

  const TimeAtoms& atoms_;
  std::size_t walked_ = 0;
  std::size_t sentence_ = 0;  // its first atom
  std::size_t line_ = 0;      // the first atom of the line
  int brackets_ = 0;
  bool quoted_ = false;
};

}  // namespace casus::resolve
