// Finds the time expressions of a story and says what they mean: TIMEX3 DATE, TIME, DURATION and SET with
// value, modifier and resolved interval.
//
// Relative times count from the story's date of publication, else from its dateline, and from the time told
// of before them ("the following day"). A text that tells history (many years long past, hardly a "Friday")
// takes missing years from what it told before, and is not led astray by what it mentions in passing
// (brackets, speeches, a year long before or after). What only describes is no time: "a 43-year-old man",
// "soon" beside a verb of the past. Where there is nothing to count from, the value stays empty
// and one warning (`no_date`) says so.
//
// Reads:  article, dateline, tokens; tags and syntax where they are there (for the tense).
// Writes: times (by position, not overlapping), warnings.
// Cost:   linear in the text, some 10 MB/s; one lowered copy of the text while it runs.
#pragma once

#include <string>

#include "base/result.h"
#include "document/document.h"
#include "resolve/time_words.h"

namespace casus::resolve {

class TimeReader {
 public:
  // Loads times.txt and holidays.txt from `words_folder` (data/words/en).
  static base::Result<TimeReader> load(const std::string& words_folder);
  explicit TimeReader(TimeWords words) : words_(std::move(words)) {}

  void read(document::Document& document) const;

  const TimeWords& words() const { return words_; }

 private:
  TimeWords words_;
};

}  // namespace casus::resolve
