#include "knowledge/table.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "base/files.h"
#include "base/utf8.h"

namespace casus::knowledge {
namespace {

base::Error bad_row(const std::string& file, std::uint64_t line, std::string message, std::string hint) {
  return {
      .code = "bad_row", .message = std::move(message), .hint = std::move(hint), .file = file, .line = line};
}

std::optional<unsigned> digits(std::string_view text, std::size_t count) {
  if (text.size() != count) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    if (!base::is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

}  // namespace

std::optional<Stretch> parse_stretch(std::string_view text) {
  const auto year = digits(text.substr(0, 4), 4);
  if (!year || *year == 0) return std::nullopt;
  const int y = static_cast<int>(*year);
  if (text.size() == 4) return Stretch{base::make_date(y, 1, 1), base::make_date(y, 12, 31)};
  if (text.size() < 7 || text[4] != '-') return std::nullopt;
  const auto month = digits(text.substr(5, 2), 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  const base::Date first = base::make_date(y, *month, 1);
  if (text.size() == 7) return Stretch{first, base::add_days(base::add_months(first, 1), -1)};
  const auto day = text.size() == 10 ? base::parse_date(text) : std::nullopt;
  if (!day) return std::nullopt;
  return Stretch{*day, *day};
}

base::Result<Table> Table::read(const std::string& file, std::initializer_list<Column> columns) {
  auto text = base::read_file(file);
  if (!text) {
    return base::Error{.code = "missing_table",
                       .message = "cannot read the table",
                       .hint = "is the data folder complete?",
                       .file = file};
  }
  return parse(*std::move(text), file, columns);
}

base::Result<Table> Table::parse(std::string text, const std::string& file,
                                 std::initializer_list<Column> columns) {
  Table out;
  out.file_ = file;
  out.text_ = std::move(text);
  out.width_ = columns.size();
  for (const Column& column : columns) out.names_.emplace_back(column.name);
  if (const std::size_t at = base::find_invalid_utf8(out.text_); at != std::string_view::npos) {
    const auto line = static_cast<std::uint64_t>(
        1 + std::count(out.text_.begin(), out.text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    return bad_row(file, line, "the text is not UTF-8", "save the file as UTF-8");
  }

  std::vector<std::size_t> order;  // of the wanted columns in the file
  std::size_t in_file = 0;
  std::uint64_t line = 0;
  for (std::string_view raw : base::split(out.text_, '\n')) {
    ++line;
    if (raw.ends_with('\r')) raw.remove_suffix(1);
    if (raw.empty() || raw.front() == '#') continue;
    const auto cells = base::split(raw, '\t');
    if (order.empty()) {
      in_file = cells.size();
      for (const Column& column : columns) {
        const auto at = std::find(cells.begin(), cells.end(), column.name);
        if (at == cells.end()) {
          return bad_row(file, line, "the header has no column \"" + std::string(column.name) + "\"", "");
        }
        order.push_back(static_cast<std::size_t>(at - cells.begin()));
      }
      for (const std::string_view cell : cells) {
        if (std::find(out.names_.begin(), out.names_.end(), cell) == out.names_.end()) {
          return bad_row(file, line, "unknown column \"" + std::string(cell) + "\"",
                         "docs/knowledge.md lists the columns of each table");
        }
      }
      if (cells.size() != columns.size()) return bad_row(file, line, "a column stands twice", "");
      continue;
    }
    if (cells.size() != in_file) {
      return bad_row(
          file, line,
          "the row has " + std::to_string(cells.size()) + " cells, the header has " + std::to_string(in_file),
          "cells are separated by one tab each");
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::string_view cell = cells[order[i]];
      if (cell != base::trimmed(cell)) {
        return bad_row(file, line, "a blank at the edge of column \"" + out.names_[i] + "\"", "");
      }
      if (cell.empty() && columns.begin()[i].filled) {
        return bad_row(file, line, "column \"" + out.names_[i] + "\" is empty", "");
      }
      out.cells_.push_back({static_cast<std::size_t>(cell.data() - out.text_.data()), cell.size()});
    }
    out.lines_.push_back(line);
  }
  if (order.empty()) return bad_row(file, line, "the table has no header line", "");
  return out;
}

std::string_view Table::cell(std::size_t row, std::size_t column) const {
  const Cell& cell = cells_[row * width_ + column];
  return std::string_view(text_).substr(cell.offset, cell.length);
}

std::vector<std::string_view> Table::list(std::size_t row, std::size_t column) const {
  std::vector<std::string_view> out;
  const std::string_view whole = cell(row, column);
  if (whole.empty()) return out;
  for (const std::string_view piece : base::split(whole, '|')) {
    if (const auto word = base::trimmed(piece); !word.empty()) out.push_back(word);
  }
  return out;
}

base::Result<std::optional<base::Date>> Table::from(std::size_t row, std::size_t column) const {
  const std::string_view text = cell(row, column);
  if (text.empty()) return std::optional<base::Date>();
  const auto stretch = parse_stretch(text);
  if (!stretch) {
    return wrong(row, "\"" + std::string(text) + "\" is no date", "write 2010-06-12, 2010-06 or 2010");
  }
  return std::optional<base::Date>(stretch->first);
}

base::Result<std::optional<base::Date>> Table::to(std::size_t row, std::size_t column) const {
  const std::string_view text = cell(row, column);
  if (text.empty()) return std::optional<base::Date>();
  const auto stretch = parse_stretch(text);
  if (!stretch) {
    return wrong(row, "\"" + std::string(text) + "\" is no date", "write 2010-06-12, 2010-06 or 2010");
  }
  return std::optional<base::Date>(stretch->last);
}

base::Result<double> Table::number(std::size_t row, std::size_t column) const {
  const std::string_view text = cell(row, column);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return wrong(row, "column \"" + names_[column] + "\": \"" + std::string(text) + "\" is no number");
  }
  return value;
}

base::Error Table::wrong(std::size_t row, std::string message, std::string hint) const {
  return bad_row(file_, lines_[row], std::move(message), std::move(hint));
}

}  // namespace casus::knowledge
