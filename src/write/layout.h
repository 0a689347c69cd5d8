// Text for a terminal or a pipe: colours where wanted, lines no wider than wanted.
//
// Widths count code points; what an escape sequence takes counts nothing. Without colour the same text comes
// out plain.
#pragma once

#include <string>
#include <string_view>

namespace casus::write {

enum class Ink { plain, bold, dim, red, green, yellow, blue, magenta, cyan };

class Layout {
 public:
  Layout(std::string& out, int width, bool color)
      : out_(out), width_(width < 40 ? 40 : width), color_(color) {}

  std::string paint(Ink ink, std::string_view text) const;
  // Puts `text` on lines, `indent` blanks before the first and `hang` before the others. White space of any
  // kind is one blank. A word longer than the line stands alone on it.
  void wrap(int indent, int hang, std::string_view text);
  void line(std::string_view text = "") { (out_ += text) += '\n'; }
  void rule();

  int width() const { return width_; }
  bool color() const { return color_; }

 private:
  std::string& out_;
  int width_;
  bool color_;
};

// Control characters of a story must not reach a terminal: they become blanks.
std::string harmless(std::string_view text);

// `text` cut to about `room` code points around `keep` (a byte range of it), at blanks where possible; "..."
// where something was left out. `mark` is what the kept range is replaced with.
std::string around(std::string_view text, std::size_t keep_start, std::size_t keep_end, std::string_view mark,
                   std::size_t room);

}  // namespace casus::write
