// One story as it came in, before anything was read in it.
#pragma once

#include <cstdint>
#include <string>

namespace casus::document {

// All text is valid UTF-8; a reader (ingest) has converted it. `published` is empty, a day ("2010-06-12") or
// a date-time ("2010-06-12T08:00:00Z").
struct Article {
  std::string id;
  std::string source;
  std::string published;
  std::string headline;
  std::string url;
  std::string text;             // the body, character for character as given
  std::string sha256;           // of the raw input bytes that this article was read from
  std::string file;             // where it came from, for messages; empty for standard input
  std::string encoding = {};    // that the bytes were converted from; "" and "UTF-8" where they were not
  std::uint64_t bad_bytes = 0;  // of them that could not be read and are U+FFFD now
  std::uint64_t line = 0;  // 1-based line in `file` where it begins (JSON Lines), 0 where that means nothing
};

}  // namespace casus::document
