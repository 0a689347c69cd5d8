#include "pipeline/source.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/sha256.h"

namespace casus::pipeline {

Source::Source(std::vector<std::string> files, ingest::Format format, ingest::Defaults defaults,
               ResumeAt resume)
    : files_(std::move(files)), format_(format), defaults_(std::move(defaults)), resume_(std::move(resume)) {
  if (files_.empty()) files_.push_back("-");
  std::uint64_t total = 0;
  for (const std::string& file : files_) {
    std::error_code status;
    const auto bytes = std::filesystem::file_size(file, status);
    if (!status) total += bytes;
  }
  if (std::find(files_.begin(), files_.end(), "-") == files_.end()) size_ = total;
}

// An item where the file cannot be opened; else the reader is set, unless there is nothing left to read.
std::optional<ingest::Item> Source::open_next() {
  const std::string& file = files_[next_file_++];
  const auto open = [&]() -> std::optional<ingest::Item> {
    auto opened = ingest::open_reader(file, format_, defaults_);
    if (opened) {
      reader_ = *std::move(opened);
      return std::nullopt;
    }
    ingest::Item item;
    item.article.file = file;
    item.error = opened.error();
    return item;
  };
  number_ = drop_until_ = 0;
  if (auto failed = open()) return failed;
  if (!resume_ || file == "-") return std::nullopt;
  const Resume resume = resume_(file, reader_->appendable());
  if (resume.all) {
    std::error_code status;
    const auto bytes = std::filesystem::file_size(file, status);
    if (!status) before_ += bytes;
    passed_bytes_ += status ? 0 : bytes;
    ++passed_files_;
    position_ = before_;
    reader_.reset();
  } else if (resume.documents > 0) {
    passed_bytes_ += resume.offset;
    if (reader_->appendable() && reader_->skip(resume.offset)) {
      number_ = resume.documents;
      return std::nullopt;
    }
    // Read again from the beginning, without handing it out.
    if (reader_->appendable()) {
      if (auto failed = open()) return failed;
    }
    drop_until_ = resume.documents;
  }
  return std::nullopt;
}

std::optional<ingest::Item> Source::next() {
  for (;;) {
    if (!reader_) {
      if (next_file_ == files_.size()) return std::nullopt;
      if (auto failed = open_next()) return failed;
      continue;
    }
    const std::uint64_t begin = reader_->position();
    auto item = reader_->next();
    const std::uint64_t end = reader_->position();
    position_ = before_ + end;
    if (!item) {
      before_ = position_;
      reader_.reset();
      continue;
    }
    if (++number_ <= drop_until_) continue;
    if (item->end == 0) {
      item->offset = begin;
      item->end = end;
    }
    item->reader = reader_->name();
    item->number = number_;
    item->appendable = reader_->appendable();
    return item;
  }
}

std::string mark_of(const std::string& file, std::uint64_t offset, bool appendable) {
  constexpr std::uint64_t piece = 4096;
  std::error_code status;
  const std::uint64_t size = std::filesystem::file_size(file, status);
  if (status || size < offset) return {};
  std::ifstream in(file, std::ios::binary);
  const auto length = static_cast<std::size_t>(std::min(piece, offset));
  std::string bytes(2 * length, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(length));
  in.seekg(static_cast<std::streamoff>(offset - length));
  in.read(bytes.data() + length, static_cast<std::streamsize>(length));
  if (!in) return {};
  bytes += std::to_string(offset);
  // A file of lines may have grown, if the last one that was read was whole.
  if (!appendable || (offset > 0 && bytes[2 * length - 1] != '\n')) bytes += " of " + std::to_string(size);
  return base::sha256_hex(bytes);
}

}  // namespace casus::pipeline
