// The forms of a list: JSON, and its twins CSV, JSON Lines, GeoJSON and iCalendar, written item by item.
//
// Reads:  items as JSON objects.   Writes: text, appended; nothing is kept, so that a list of any length
// streams.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casus::serve {

enum class Form : std::uint8_t { json, csv, jsonl, geojson, ics };
std::optional<Form> find_form(std::string_view ending);  // "" is json
std::string_view content_type(Form form);

// A column of CSV and where its value lies in the item: "place.name"; "actors[].code" joins all with "; ".
struct Column {
  std::string_view name;
  std::string_view path;
};

// A text as a cell: quoted where it has to be, and never read as a formula by a spreadsheet: where it begins
// with one of = + - @, a tab or a line break, an apostrophe goes before it.
std::string csv_cell(std::string_view text);

// A line of iCalendar: folded to 75 bytes, with its line end. `value` is escaped.
std::string ics_line(std::string_view name, std::string_view value);

// The object with these members only.
std::string members_of(std::string_view json, const std::vector<std::string>& names);

class FormWriter {
 public:
  FormWriter(Form form, const std::vector<Column>& columns);
  void begin(std::string& out);
  void item(std::string_view json, std::string& out);
  void end(std::string& out);

 private:
  Form form_;
  const std::vector<Column>& columns_;
  bool any_ = false;
};

}  // namespace casus::serve
