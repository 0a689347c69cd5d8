#include "cli/console.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace casus::cli {

using std::chrono::duration;
using std::chrono::steady_clock;

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool use_color(Color color, int descriptor) {
  if (color != Color::automatic) return color == Color::always;
  const char* const no_color = std::getenv("NO_COLOR");
  const char* const term = std::getenv("TERM");
  if (no_color != nullptr && *no_color != '\0') return false;
  if (term != nullptr && std::string_view(term) == "dumb") return false;
  return is_terminal(descriptor);
}

int terminal_width() {
  if (const char* const columns = std::getenv("COLUMNS")) {
    if (const int said = std::atoi(columns); said > 0) return said;
  }
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

void Console::clear() {
  if (!shown_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  shown_ = false;
}

void Console::error(std::string_view message) {
  clear();
  fmt::print(stderr, "casus: {}{}{}\n", color_ ? "\033[31m" : "", message, color_ ? "\033[0m" : "");
}

void Console::note(std::string_view message) {
  if (quiet_) return;
  clear();
  fmt::print(stderr, "casus: {}\n", message);
}

double Console::seconds() const { return duration<double>(steady_clock::now() - start_).count(); }

void Console::progress(std::uint64_t stories, std::uint64_t rejected, std::uint64_t bytes,
                       std::optional<std::uint64_t> all_bytes) {
  const auto now = steady_clock::now();
  if (!live_ || duration<double>(now - last_).count() < 0.2) return;
  last_ = now;
  const double spent = seconds();
  std::string line = fmt::format("{} stories, {:.1f}/s", stories, static_cast<double>(stories) / spent);
  if (rejected > 0) line += fmt::format(", {} rejected", rejected);
  if (all_bytes && *all_bytes > 0 && bytes > 0) {
    const double share = std::min(1.0, static_cast<double>(bytes) / static_cast<double>(*all_bytes));
    line += fmt::format(", {:.0f}%, {} left", std::floor(share * 100), clock_text(spent / share - spent));
  }
  fmt::print(stderr, "\r\033[K{}", line);
  std::fflush(stderr);
  shown_ = true;
}

std::string clock_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(std::max(0.0, seconds)));
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace casus::cli
