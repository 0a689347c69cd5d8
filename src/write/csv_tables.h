// The tables of plain CSV: one of each kind of thing that a record holds, each column with its type, its
// meaning and its HXL tag. The header of a CSV file, its HXL row, and the schema in a data package all come
// from here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/story.h"
#include "write/cells.h"
#include "write/form.h"

namespace casus::write {

// `type` is one of Frictionless Table Schema: string, integer, number, boolean, date.
struct Column {
  std::string_view name;
  std::string_view type;
  std::string_view hxl;  // "" where HXL has no tag for it
  std::string_view what;
  bool needed = false;  // never empty
};

struct ForeignKey {
  std::vector<std::string_view> columns;
  std::string_view table;
  std::vector<std::string_view> to;
};

struct CsvTable {
  std::string_view name;  // also of the file: events.csv
  std::string_view what;
  std::vector<Column> columns;
  std::vector<std::string_view> key;
  std::vector<ForeignKey> foreign;
  // Writes the rows of a story, each with a cell a column.
  void (*rows)(const record::Story& story, const FormOptions& options, Cells& cells);
};

// In the order of a package; "stories" is the first.
const std::vector<CsvTable>& csv_tables();

// The header, and the HXL row below it where it is wanted.
void write_header(const CsvTable& table, bool hxl, std::string& out);

}  // namespace casus::write
