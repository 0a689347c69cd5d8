// casus db: is a database sound, what is in it, is it the same as another, a copy of it.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/work.h"
#include "store/upkeep.h"

namespace casus::cli {
namespace {

int verify(const std::string& file, Console& console, Output& output) {
  const auto found = store::verify(file);
  if (!found) return console.error(found.error()), usage;
  for (const std::string& one : *found) output.write(one + "\n");
  if (found->empty()) output.write("sound\n");
  return found->empty() ? all_well : some_rejected;
}

int stats(const std::string& file, bool json, Console& console, Output& output) {
  const auto found = store::stats(file);
  if (!found) return console.error(found.error()), usage;
  if (json) {
    nlohmann::ordered_json out = {
        {"schema", found->schema}, {"from", found->first_day}, {"to", found->last_day}};
    for (const auto& [name, number] : found->numbers) out[name] = number;
    output.write(out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
    return all_well;
  }
  std::size_t width = 0;
  for (const auto& [name, number] : found->numbers) width = std::max(width, name.size());
  const auto line = [&](std::string_view name, std::string_view value) {
    output.write(fmt::format("{:<{}}  {:>14}\n", name, width, value));
  };
  line("schema", std::to_string(found->schema));
  if (!found->first_day.empty()) {
    line("first day", found->first_day);
    line("last day", found->last_day);
  }
  for (const auto& [name, number] : found->numbers) line(name, std::to_string(number));
  return all_well;
}

}  // namespace

int db(const Common& common, const DbOptions& options) {
  Console console(common);
  auto output = *Output::open("");
  int code = all_well;
  if (options.action != "backup" && !options.to.empty()) {
    return console.error("only backup takes a second name, and this is " + options.action), usage;
  }
  if (options.action == "verify") {
    code = verify(options.db, console, output);
  } else if (options.action == "stats") {
    code = stats(options.db, options.json, console, output);
  } else if (options.action == "digest") {
    const auto digest = store::digest(options.db);
    if (!digest) return console.error(digest.error()), usage;
    output.write(*digest + "\n");
  } else if (options.action == "backup") {
    if (options.to.empty()) return console.error("backup wants the name of the copy"), usage;
    if (auto done = store::back_up(options.db, options.to); !done) return console.error(done.error()), usage;
    console.note("copied to " + options.to);
  } else {
    const auto before = store::upgrade(options.db);
    if (!before) return console.error(before.error()), usage;
    const auto now = store::stats(options.db);
    if (!now) return console.error(now.error()), usage;
    console.note(now->schema == *before ? fmt::format("schema {} is the newest", now->schema)
                                        : fmt::format("from schema {} to {}", *before, now->schema));
  }
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  return code;
}

}  // namespace casus::cli
