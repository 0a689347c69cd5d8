// Tables as political scientists edit them: tab-separated text, a header line, `#` comments.
//
// Strict: a row with too few or too many cells, an unknown or missing column, a blank at the edge of a cell
// or a malformed date is refused with file and line.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace casus::knowledge {

struct Column {
  std::string_view name;
  bool filled = false;  // an empty cell is refused
};

class Table {
 public:
  // `columns` are those the table must have, in any order. Errors: `missing_table`, `bad_row`.
  static base::Result<Table> read(const std::string& file, std::initializer_list<Column> columns);
  // The same from text; `file` is for messages.
  static base::Result<Table> parse(std::string text, const std::string& file,
                                   std::initializer_list<Column> columns);

  std::size_t size() const { return lines_.size(); }
  // Cell of the column that stood at `column` in the list given to read().
  std::string_view cell(std::size_t row, std::size_t column) const;
  // The pieces of a cell with `|`; none for an empty cell.
  std::vector<std::string_view> list(std::size_t row, std::size_t column) const;
  // First and last day that a cell allows: "2010" begins on 1 January and ends on 31 December.
  base::Result<std::optional<base::Date>> from(std::size_t row, std::size_t column) const;
  base::Result<std::optional<base::Date>> to(std::size_t row, std::size_t column) const;
  base::Result<double> number(std::size_t row, std::size_t column) const;

  // An error `bad_row` about a row.
  base::Error wrong(std::size_t row, std::string message, std::string hint = "") const;

 private:
  struct Cell {
    std::size_t offset = 0;
    std::size_t length = 0;
  };
  std::string file_;
  std::string text_;
  std::size_t width_ = 0;
  std::vector<Cell> cells_;  // width_ a row, in the order of the wanted columns
  std::vector<std::string> names_;
  std::vector<std::uint64_t> lines_;
};

// A day, month or year as tables write them; the first and the last day of it. Nothing where it is none.
struct Stretch {
  base::Date first;
  base::Date last;
};
std::optional<Stretch> parse_stretch(std::string_view text);

}  // namespace casus::knowledge
