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
  document::Article article;          // paragraphs joined by line ends
  std::vector<std::string> expected;  // lines below the dashes
};

// Error `bad_story` with file and line.
base::Result<StoryFile> parse_story(std::string_view text, const std::string& path);
base::Result<StoryFile> load_story(const std::string& path);

// The file with these claims below the dashes.
std::string with_claims(const StoryFile& story, const std::vector<std::string>& lines);

}  // namespace casus::cli
