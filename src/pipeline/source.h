// The stories of several files, one after the other.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/reader.h"

namespace casus::pipeline {

// Where stories come from.
class Items {
 public:
  virtual ~Items() = default;
  // Nothing at the end. Called by one thread.
  virtual std::optional<ingest::Item> next() = 0;
  // Whether next() may wait for long (a person, a network): what was read is then not kept waiting for
  // company.
  virtual bool slow() const { return false; }
};

// How far a file was read before.
struct Resume {
  bool all = false;             // to its end: it is passed over
  std::uint64_t offset = 0;     // bytes to pass over
  std::uint64_t documents = 0;  // items that these hold
};
// Asked once a file, by the thread that reads.
using ResumeAt = std::function<Resume(const std::string& file, bool appendable)>;

class Source : public Items {
 public:
  // "-" is standard input; no file at all is standard input too.
  Source(std::vector<std::string> files, ingest::Format format, ingest::Defaults defaults,
         ResumeAt resume = {});

  // The next story, or why there is none: a file that cannot be opened is one item with an error and without
  // a reader.
  std::optional<ingest::Item> next() override;
  bool slow() const override { return !size_; }

  // Bytes read so far, and of all files together; nothing where standard input is among them. For progress;
  // may be asked from another thread.
  std::uint64_t position() const { return position_; }
  std::optional<std::uint64_t> size() const { return size_; }
  // Bytes that were passed over, and files that were passed over as a whole.
  std::uint64_t passed_bytes() const { return passed_bytes_; }
  std::uint64_t passed_files() const { return passed_files_; }

 private:
  std::optional<ingest::Item> open_next();

  std::vector<std::string> files_;
  ingest::Format format_;
  ingest::Defaults defaults_;
  ResumeAt resume_;
  std::size_t next_file_ = 0;
  std::unique_ptr<ingest::Reader> reader_;
  std::uint64_t number_ = 0;      // items of this file so far
  std::uint64_t drop_until_ = 0;  // items that were handled before
  std::uint64_t before_ = 0;      // bytes of the files that are done
  std::atomic<std::uint64_t> position_ = 0;
  std::atomic<std::uint64_t> passed_bytes_ = 0;
  std::atomic<std::uint64_t> passed_files_ = 0;
  std::optional<std::uint64_t> size_;
};

// What a file's first `offset` bytes are told by: a hash of their beginning and their end, and of the file's
// size where it is not one that grows. "" where the file is shorter, or cannot be read.
std::string mark_of(const std::string& file, std::uint64_t offset, bool appendable);

}  // namespace casus::pipeline
