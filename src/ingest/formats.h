// The formats that Casus reads, each in a file of its own.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "ingest/input.h"
#include "ingest/reader.h"

namespace casus::ingest {

// The whole input is one story.
std::unique_ptr<Reader> text_reader(Input input, const Defaults& defaults);

// One JSON object a line: id, published, headline, source, url, text; only text is needed, others are
// ignored. Blank lines are passed over.
std::unique_ptr<Reader> json_lines_reader(Input input, const Defaults& defaults);

// RSS 2.0, RSS 1.0 or Atom: a story an item, while the bytes come in (docs/formats/feeds.md). Bytes that
// begin with an item are read too. A document type is refused, no entity is expanded, nothing is fetched.
// What is not well formed is an item with an error and its byte offset; reading goes on with the next item.
std::unique_ptr<Reader> feed_reader(Input input, const Defaults& defaults);

// What a format is called and how it is recognised. A further format is a file with its reader, a value of
// Format, and a row in formats.cpp.
struct FormatInfo {
  Format format = Format::text;
  std::string_view name;                  // as --input-format and Reader::name() have it
  std::vector<std::string_view> endings;  // of files, in small letters
  // Whether an input begins like this format; `head` is its first bytes, ASCII alone. Null: never.
  bool (*begins)(std::string_view head) = nullptr;
  std::unique_ptr<Reader> (*make)(Input input, const Defaults& defaults) = nullptr;
};

const std::vector<FormatInfo>& formats();
const FormatInfo& info_of(Format format);
// By the ending of the file, else by its first bytes; text where nothing claims it.
const FormatInfo& detect(Input& input);

}  // namespace casus::ingest
