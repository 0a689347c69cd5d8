// What goes to people: messages on standard error, progress where that is a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/options.h"

namespace casus::cli {

// Whether text may be coloured: as told, else where the stream is a terminal, NO_COLOR is not set and TERM is
// not "dumb". `descriptor` is 1 or 2.
bool use_color(Color color, int descriptor);
bool is_terminal(int descriptor);
// Columns of the terminal on standard output; COLUMNS where it is set; 80 where neither says.
int terminal_width();

class Console {
 public:
  explicit Console(const Common& common)
      : quiet_(common.quiet), color_(use_color(common.color, 2)), live_(!common.quiet && is_terminal(2)) {}
  ~Console() { clear(); }

  // "casus: ..." Errors are always said, the rest unless --quiet.
  void error(std::string_view message);
  void error(const base::Error& error) { this->error(error.to_string()); }
  void note(std::string_view message);

  // Shows how far the work is, a few times a second and on a terminal only.
  void progress(std::uint64_t stories, std::uint64_t rejected, std::uint64_t bytes,
                std::optional<std::uint64_t> all_bytes);
  double seconds() const;

 private:
  void clear();

  bool quiet_;
  bool color_;
  bool live_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_ = start_;
};

// "1:05", "2:03:04".
std::string clock_text(double seconds);

}  // namespace casus::cli
