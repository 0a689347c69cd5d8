// casus export: records or a database in, one of the formats of the field out.
#include <functional>

#include "cli/form_output.h"
#include "ingest/input.h"
#include "pipeline/installation.h"
#include "store/records.h"

namespace casus::cli {
namespace {

// Far above what a story may be: records repeat its words a few times.
constexpr std::size_t longest_record = std::size_t{256} << 20;

using Take = std::function<void(std::string_view record, const std::string& file, std::uint64_t line)>;

// Every line of the files. False where one cannot be opened.
bool each_record(const std::vector<std::string>& files, Console& console, const Take& take) {
  bool all = true;
  for (const std::string& file : files.empty() ? std::vector<std::string>{"-"} : files) {
    auto input = ingest::Input::open(file);
    if (!input) {
      console.error(input.error());
      all = false;
      continue;
    }
    std::string line;
    bool cut = false;
    for (std::uint64_t number = 1; input->line(line, longest_record, cut); ++number) {
      if (!line.empty()) take(line, input->file(), number);
    }
  }
  return all;
}

}  // namespace

int export_records(const Common& common, const ExportOptions& options) {
  Console console(common);
  const auto places = pipeline::find_knowledge(common.data);
  if (!places) return console.error(places.error()), usage;
  if (!options.db.empty() && !options.files.empty()) {
    return console.error("either --db or files of records, not both"), usage;
  }
  auto output = Output::open(options.output);
  if (!output) return console.error(output.error()), usage;
  auto form = FormOutput::open(places->data, options.format, options.how, *output, console);
  if (!form) return usage;

  pipeline::Counts counts;
  const auto take = [&](std::string_view record, const std::string& file, std::uint64_t line) {
    if (const auto written = form->write(record); written) {
      ++counts.coded;
    } else {
      base::Error error = written.error();
      error.file = file;
      if (line > 0) error.line = line;
      console.error(error);
      ++counts.rejected;
    }
  };
  bool all = true;
  if (options.db.empty()) {
    all = each_record(options.files, console, take);
  } else {
    const auto read =
        store::for_each_record(options.db, [&](std::string&& record) { take(record, options.db, 0); });
    if (!read) return console.error(read.error()), usage;
  }
  form->end();
  if (auto done = output->close(); !done) return console.error(done.error()), usage;
  if (!all) return usage;
  if (counts.rejected == 0) return all_well;  // no record at all is an empty table
  return counts.coded == 0 ? nothing_readable : some_rejected;
}

}  // namespace casus::cli
