// The stories of several files, one after the other.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/reader.h"

namespace casus::pipeline {

class Source {
 public:
  // "-" is standard input; no file at all is standard input too.
  Source(std::vector<std::string> files, ingest::Format format, ingest::Defaults defaults);

  // The next story, or why there is none: a file that cannot be opened is one item with an error.
  std::optional<ingest::Item> next();

  // Bytes read so far, and of all files together; nothing where standard input is among them. For progress;
  // may be asked from another thread.
  std::uint64_t position() const { return position_; }
  std::optional<std::uint64_t> size() const { return size_; }

 private:
  std::vector<std::string> files_;
  ingest::Format format_;
  ingest::Defaults defaults_;
  std::size_t next_file_ = 0;
  std::unique_ptr<ingest::Reader> reader_;
  std::uint64_t before_ = 0;  // bytes of the files that are done
  std::atomic<std::uint64_t> position_ = 0;
  std::optional<std::uint64_t> size_;
};

}  // namespace casus::pipeline
