// A row of a table, cell by cell: comma or tab separated.
//
// Comma: as RFC 4180, with "\n" at the end of a row; a cell with a comma, a quotation mark or a line end
// stands in quotation marks. Tab: nothing is quoted, as the readers of such files expect; tabs and line ends
// within a cell become blanks and quotation marks apostrophes. Guard: text that begins with = + - @ or a tab
// or line end, which a spreadsheet would run as a formula, gets an apostrophe before it. Numbers are written
// by number() and are never guarded.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace casus::write {

class Cells {
 public:
  Cells(std::string& out, char separator, bool guard) : out_(out), separator_(separator), guard_(guard) {}

  void text(std::string_view value);
  // Written as it is: codes, days, ids of our own making.
  void plain(std::string_view value) {
    separate();
    out_ += value;
  }
  void empty() { separate(); }
  void number(std::integral auto value) { plain(std::to_string(value)); }
  // The shortest form that reads back the same, or with so many decimals.
  void number(double value);
  void number(double value, int decimals);
  template <class Number>
  void number(const std::optional<Number>& value) {
    value ? number(*value) : empty();
  }
  void end() {
    out_ += '\n';
    first_ = true;
  }

 private:
  void separate() {
    if (!first_) out_ += separator_;
    first_ = false;
  }

  std::string& out_;
  char separator_;
  bool guard_;
  bool first_ = true;
};

// The text with an apostrophe before it where a spreadsheet would run it.
std::string guarded(std::string_view text);

}  // namespace casus::write
