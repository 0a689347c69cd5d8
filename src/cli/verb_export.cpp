// casus export: records or a database in, one of the formats of the field out.
#include <functional>

#include "cli/form_output.h"
#include "ingest/input.h"
#include "pipeline/data_hash.h"
#include "pipeline/installation.h"
#include "store/records.h"
#include "write/package.h"

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
  const bool package_wanted = !options.package.empty();
  if (package_wanted && (!options.output.empty() || options.format != "record" || options.how.hxl)) {
    return console.error("--package writes a folder of its own: without --output, --format and --hxl"), usage;
  }
  auto output = Output::open(options.output);
  if (!output) return console.error(output.error()), usage;
  std::optional<FormOutput> form;
  std::optional<write::Package> package;
  if (package_wanted) {
    write::PackageFacts facts{
        .license = options.license, .lexicon = {}, .rules = pipeline::rules_hash(places->data)};
    auto lexicon = pipeline::lexicon_hash(*places);
    if (!lexicon) return console.error(lexicon.error()), usage;
    facts.lexicon = *std::move(lexicon);
    auto begun = write::Package::begin(options.package, options.how, std::move(facts));
    if (!begun) return console.error(begun.error()), usage;
    package.emplace(*std::move(begun));
  } else {
    form = FormOutput::open(places->data, options.format, options.how, *output, console);
    if (!form) return usage;
  }

  record::RecordReader reader;
  std::uint64_t repeated = 0;
  const auto write = [&](std::string_view record) -> base::Result<void> {
    if (!package) return form->write(record);
    const auto story = reader.read(record);
    if (!story) return story.error();
    if (!package->story(*story)) ++repeated;
    return {};
  };
  pipeline::Counts counts;
  const auto take = [&](std::string_view record, const std::string& file, std::uint64_t line) {
    if (const auto written = write(record); written) {
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
  if (package) {
    if (!all) return usage;  // no package of half of the records
    if (auto done = package->finish(); !done) return console.error(done.error()), usage;
    if (repeated > 0) {
      console.note(std::to_string(repeated) + " stories had the id of an earlier one and were left out");
    }
    console.note("a data package of " + std::to_string(counts.coded - repeated) + " stories is in " +
                 options.package);
  } else {
    form->end();
    if (auto done = output->close(); !done) return console.error(done.error()), usage;
    if (!all) return usage;
  }
  if (counts.rejected == 0) return all_well;  // no record at all is an empty table
  return counts.coded == 0 ? nothing_readable : some_rejected;
}

}  // namespace casus::cli
