// From a file or standard input to articles, one at a time and in order.
//
// A format is one subclass of Reader in one file, and its row in formats.cpp says what it is called and how
// it is recognised. A reader never stops at something it cannot read: it yields an item with the error, and
// goes on with the next one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "document/article.h"

namespace casus::ingest {

// One story as it was read, or why it could not be.
struct Item {
  document::Article article;         // where there is an error: as far as it was read
  std::string raw;                   // the bytes it was read from
  std::optional<base::Error> error;  // with file, line and reason
  std::uint64_t offset = 0;          // where it begins in the input, and where the reader stood after it:
  std::uint64_t end = 0;             // bytes; 0 where the reader leaves it to whoever asks (pipeline::Source)
  std::string_view reader;           // name() of what read it
  std::uint64_t number = 0;          // its place among the items of its input, from 1
  bool appendable = false;           // of its reader
};

// What the caller knows of stories that do not say it themselves.
struct Defaults {
  std::string id;  // for a single story; else made from its content
  std::string published;
  std::string source;
};

class Reader {
 public:
  virtual ~Reader() = default;
  // Nothing at the end.
  virtual std::optional<Item> next() = 0;
  // Bytes of the input taken so far, for progress.
  virtual std::uint64_t position() const = 0;
  // What --input-format calls it: what reads the `raw` of its items again. Lives as long as the program.
  virtual std::string_view name() const { return "auto"; }
  // Where items are told apart without what came before them (lines): the input may grow at its end, and
  // skip() passes over bytes that end with a whole item, before the first next(). False where that cannot be
  // done: the reader is then of no more use.
  virtual bool appendable() const { return false; }
  virtual bool skip(std::uint64_t bytes) { return bytes == 0; }
};

enum class Format { detect, text, json_lines, feed };
// By the name that Reader::name() and --input-format give it; `detect` for any other.
Format format_named(std::string_view name);

// Opens a file, or standard input for "-". `detect` goes by the file's ending, then by its first bytes
// (formats.cpp); what nothing claims is text. Error `cannot_read` with the system's reason.
base::Result<std::unique_ptr<Reader>> open_reader(const std::string& file, Format format,
                                                  const Defaults& defaults);
// The same over bytes in memory; `file` is for messages. Never fails to open.
std::unique_ptr<Reader> read_bytes(std::string bytes, const std::string& file, Format format,
                                   const Defaults& defaults);

// A day, or a date-time that begins with one; in the record's form ("2010-06-12", "2010-06-12T08:00:00Z").
// Nothing where it is neither.
std::optional<std::string> tidy_published(std::string_view given);

// An id from content, for a story that has none.
std::string id_from(std::string_view sha256);

}  // namespace casus::ingest
