#include "pipeline/source.h"

#include <algorithm>
#include <filesystem>

namespace casus::pipeline {

Source::Source(std::vector<std::string> files, ingest::Format format, ingest::Defaults defaults)
    : files_(std::move(files)), format_(format), defaults_(std::move(defaults)) {
  if (files_.empty()) files_.push_back("-");
  std::uint64_t total = 0;
  for (const std::string& file : files_) {
    std::error_code status;
    const auto bytes = std::filesystem::file_size(file, status);
    if (!status) total += bytes;
  }
  if (std::find(files_.begin(), files_.end(), "-") == files_.end()) size_ = total;
}

std::optional<ingest::Item> Source::next() {
  for (;;) {
    if (!reader_) {
      if (next_file_ == files_.size()) return std::nullopt;
      const std::string& file = files_[next_file_++];
      auto opened = ingest::open_reader(file, format_, defaults_);
      if (!opened) {
        ingest::Item item;
        item.article.file = file;
        item.error = opened.error();
        return item;
      }
      reader_ = *std::move(opened);
    }
    const std::uint64_t begin = reader_->position();
    auto item = reader_->next();
    const std::uint64_t end = reader_->position();
    position_ = before_ + end;
    if (item) {
      item->offset = begin;
      item->end = end;
      item->reader = reader_->name();
      return item;
    }
    before_ = position_;
    reader_.reset();
  }
}

}  // namespace casus::pipeline
