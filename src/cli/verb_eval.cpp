// casus eval: how records, or those of a database, compare with what people reviewed.
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "cli/gold.h"
#include "cli/work.h"
#include "store/records.h"

namespace casus::cli {

using Json = nlohmann::ordered_json;

int eval(const Common& common, const EvalOptions& options) {
  Console console(common);
  const auto text = base::read_file(options.gold);
  if (!text) return console.error(options.gold + " cannot be read"), usage;
  const auto gold = Gold::parse(*text, options.gold);
  if (!gold) return console.error(gold.error()), usage;
  if (options.db.empty() == options.records.empty()) {
    return console.error("give records, or a database with --db"), usage;
  }

  GoldFigures figures;
  std::uint64_t bad = 0;
  const auto take = [&](std::string_view record, const std::string& file, std::uint64_t line) {
    auto compared = gold->compare(record, figures);
    if (compared) return;
    ++bad;
    base::Error error = compared.error();
    error.file = file;
    if (line > 0) error.line = line;
    console.error(error);
  };
  if (!options.db.empty()) {
    const auto read =
        store::for_each_record(options.db, [&](std::string&& record) { take(record, options.db, 0); });
    if (!read) return console.error(read.error()), usage;
  }
  for (const std::string& file : options.records) {
    std::ifstream records(file, std::ios::binary);
    if (!records) return console.error(file + " cannot be read"), usage;
    std::uint64_t number = 0;
    for (std::string line; std::getline(records, line);) {
      ++number;
      if (!line.empty()) take(line, file, number);
    }
  }
  gold->finish(figures);

  auto output = Output::open({});
  if (!output) return console.error(output.error()), usage;
  const auto pair = [](const Ratio& ratio) { return fmt::format("{}/{}", ratio.right, ratio.of); };
  if (options.json) {
    Json out = {{"task", "reviews"},
                {"facts", figures.held.of},
                {"held", figures.held.share()},
                {"forbidden_said", pair(figures.forbidden)},
                {"precision", figures.precision.share()},
                {"stories_read", figures.stories_read}};
    out["rows"] = Json::object();
    for (const auto& [list, ratio] : figures.by_list) out["rows"][list] = pair(ratio);
    out["fields"] = Json::object();
    for (const auto& [field, ratio] : figures.by_field) out["fields"][field] = ratio.share();
    out["records_missing"] = figures.records_missing;
    output->write(out.dump() + "\n");
  } else {
    const auto row = [&](std::string_view name, const Ratio& ratio) {
      output->write(fmt::format("{:<24}  {:>9}  {:.4f}\n", name, pair(ratio), ratio.share()));
    };
    row("held", figures.held);
    for (const auto& [list, ratio] : figures.by_list) row("  " + list, ratio);
    row("forbidden said", figures.forbidden);
    row("precision", figures.precision);
    for (const auto& [field, ratio] : figures.by_field) row("  " + field, ratio);
    output->write(
        fmt::format("stories read {}, without a record {}\n", figures.stories_read, figures.records_missing));
  }
  for (std::size_t i = 0; i < figures.misses.size() && i < options.misses; ++i)
    console.note("miss: " + figures.misses[i]);
  if (auto closed = output->close(); !closed) return console.error(closed.error()), usage;
  return figures.stories_read == 0 ? nothing_readable : bad > 0 ? some_rejected : all_well;
}

}  // namespace casus::cli
