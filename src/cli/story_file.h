// A .story file: text in, expected claims out (docs/stories.md).
//
//   # comments; one says why the story is there
//   2024-03-02  "Two activists were arrested by police in Minsk on Saturday."
//   "A second paragraph."
//   ----
//   COERCE/arrest 173  at "arrested" ...
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "document/article.h"

namespace casus::cli {

struct StoryFile {
  std::string path;
  std::string upper;                  // up to and with the line of dashes, as it stands
  std::string lower;                  // the rest
  document::Article article;          // paragraphs joined by line ends
  std::vector<std::string> expected;  // lines below the dashes
};

// Error `bad_story` with file and line.
base::Result<StoryFile> parse_story(std::string_view text, const std::string& path);
base::Result<StoryFile> load_story(const std::string& path);

// Whether a claim that is said is the one that is expected: what is left out of an expected line may be
// anything, but a status, a salience and the figures of a toll are part of the claim.
bool fits(std::string_view expected, std::string_view said);

// What of the story does not hold, one line each: "- LINE" for an expected claim that is not said, "+ LINE"
// for a claim that a line beginning with "!" forbids. Empty where all holds.
std::vector<std::string> differences(const StoryFile& story, const std::vector<std::string>& said);

// The file with these claims below the dashes, and its forbidden ones after them.
std::string with_claims(const StoryFile& story, const std::vector<std::string>& lines);

}  // namespace casus::cli
