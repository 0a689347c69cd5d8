#include "ingest/input.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace casus::ingest {
namespace {

constexpr std::size_t piece = std::size_t{256} << 10;

base::Error cannot_read(const std::string& file, const std::string& why) {
  return {.code = "cannot_read", .message = "cannot read: " + why, .file = file};
}

}  // namespace

base::Result<Input> Input::open(const std::string& file) {
  Input input;
  if (file == "-") {
    input.stream_ = stdin;
    return input;
  }
  std::error_code status;
  if (std::filesystem::is_directory(file, status)) return cannot_read(file, "it is a folder");
  input.file_ = file;
  input.owned_.reset(std::fopen(file.c_str(), "rb"));
  if (!input.owned_) return cannot_read(file, std::generic_category().message(errno));
  input.stream_ = input.owned_.get();
  return input;
}

Input Input::over(std::string bytes, std::string file) {
  Input input;
  input.file_ = std::move(file);
  input.buffer_ = std::move(bytes);
  return input;
}

bool Input::fill() {
  if (stream_ == nullptr) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + piece);
  const std::size_t got = std::fread(buffer_.data() + before, 1, piece, stream_);
  buffer_.resize(before + got);
  if (got == 0) stream_ = nullptr;
  return got > 0;
}

std::string_view Input::peek(std::size_t count) {
  while (buffer_.size() - at_ < count && fill()) {
  }
  return std::string_view(buffer_).substr(at_, count);
}

bool Input::line(std::string& out, std::size_t longest, bool& cut) {
  out.clear();
  cut = false;
  bool any = false;
  for (;;) {
    if (at_ == buffer_.size() && !fill()) break;
    any = true;
    const std::size_t end = buffer_.find('\n', at_);
    const std::size_t until = end == std::string::npos ? buffer_.size() : end;
    const std::size_t room = longest - std::min(longest, out.size());
    if (until - at_ > room) cut = true;
    out.append(buffer_, at_, std::min(until - at_, room));
    if (!replaced_) taken_ += until - at_ + (end != std::string::npos);
    at_ = until + (end != std::string::npos);
    if (end != std::string::npos) break;
  }
  if (!cut && out.ends_with('\r')) out.pop_back();
  return any;
}

std::uint64_t Input::skip(std::uint64_t count, bool& there) {
  std::uint64_t lines = 0;
  while (count > 0 && (at_ < buffer_.size() || fill())) {
    const std::size_t here = static_cast<std::size_t>(std::min<std::uint64_t>(count, buffer_.size() - at_));
    const auto from = buffer_.begin() + static_cast<std::ptrdiff_t>(at_);
    lines += static_cast<std::uint64_t>(std::count(from, from + static_cast<std::ptrdiff_t>(here), '\n'));
    at_ += here;
    taken_ += here;
    count -= here;
  }
  there = count == 0;
  return lines;
}

void Input::take(std::string& out, std::size_t longest) {
  out.clear();
  if (at_ == buffer_.size() && !fill()) return;
  out.assign(buffer_, at_, longest);
  at_ += out.size();
  if (!replaced_) taken_ += out.size();
}

std::string Input::rest(std::size_t longest, bool& cut) {
  std::string out;
  cut = false;
  do {
    const std::size_t here = buffer_.size() - at_;
    const std::size_t room = longest - std::min(longest, out.size());
    if (here > room) cut = true;
    out.append(buffer_, at_, std::min(here, room));
    taken_ += here;
    at_ = buffer_.size();
  } while (fill());
  return out;
}

void Input::replace_rest(std::string bytes) {
  stream_ = nullptr;
  replaced_ = true;
  buffer_ = std::move(bytes);
  at_ = 0;
}

}  // namespace casus::ingest
