// Bytes of a file, of standard input or of memory, in pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace casus::ingest {

class Input {
 public:
  // "-" is standard input. Error `cannot_read`.
  static base::Result<Input> open(const std::string& file);
  static Input over(std::string bytes, std::string file);

  // The first bytes, without taking them; fewer than `count` only where the input is shorter.
  std::string_view peek(std::size_t count);
  // The next line without its line end ("\n"; a "\r" before it is dropped too). False at the end. A line
  // longer than `longest` is cut there and the rest passed over.
  bool line(std::string& out, std::size_t longest, bool& cut);
  // Passes over bytes; returns the number of "\n" among them. `there` is false where the input is shorter.
  std::uint64_t skip(std::uint64_t count, bool& there);
  // The next bytes, at most `longest`; none only at the end.
  void take(std::string& out, std::size_t longest);
  // All that is left, at most `longest` bytes; `cut` where there was more.
  std::string rest(std::size_t longest, bool& cut);
  // Puts bytes in the place of what rest() took, after converting it. They do not count as taken again.
  void replace_rest(std::string bytes);

  const std::string& file() const { return file_; }  // "" for standard input
  std::uint64_t position() const { return taken_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  bool fill();

  std::string file_;
  std::unique_ptr<std::FILE, Close> owned_;
  std::FILE* stream_ = nullptr;  // null where all is in buffer_
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t taken_ = 0;
  bool replaced_ = false;
};

}  // namespace casus::ingest
