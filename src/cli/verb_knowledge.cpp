// casus who, casus where, casus members: what Casus knows, asked from the shell.
#include <fmt/format.h>

#include "cli/work.h"
#include "knowledge/answers.h"
#include "pipeline/installation.h"

namespace casus::cli {
namespace {

using knowledge::Knowledge;

std::optional<Knowledge> open_knowledge(const Common& common, Console& console) {
  const auto places = pipeline::find_knowledge(common.data);
  if (!places) return console.error(places.error()), std::nullopt;
  auto known = pipeline::load_knowledge(*places);
  if (!known) return console.error(known.error()), std::nullopt;
  if (!known->note.empty()) console.note(known->note);
  return std::move(known->knowledge);
}

base::Date day_of(const std::string& on) {
  if (const auto date = base::parse_date(on)) return *date;
  return base::Date(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
}

std::string shown(const std::optional<base::Date>& date) { return date ? base::to_string(*date) : "..."; }

void tell(Output& output, const char* when, const knowledge::Tenure& tenure) {
  std::string line = fmt::format("  {:<7} {:<9} {} to {}  {}", when, tenure.code, shown(tenure.from),
                                 shown(tenure.to), tenure.title.empty() ? tenure.office : tenure.title);
  if (!tenure.began.empty()) line += fmt::format(", {}", tenure.began);
  if (!tenure.ended.empty()) line += fmt::format(", ended: {}", tenure.ended);
  output.write(line + "\n");
}

}  // namespace

int who(const Common& common, const WhoOptions& options) {
  Console console(common);
  const auto known = open_knowledge(common, console);
  if (!known) return usage;
  const auto careers = knowledge::who(*known, options.name, day_of(options.on));
  if (careers.empty()) {
    console.error(fmt::format("nobody called \"{}\" is in the tables", options.name));
    return nothing_readable;
  }
  auto output = *Output::open("");
  for (const knowledge::Career& career : careers) {
    output.write(fmt::format("{} ({})\n", career.person.name, career.person.country));
    for (const auto& tenure : career.now) tell(output, "holds", tenure);
    for (const auto& tenure : career.before) tell(output, "held", tenure);
    for (const auto& tenure : career.after) tell(output, "later", tenure);
  }
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  return all_well;
}

int where(const Common& common, const WhereOptions& options) {
  Console console(common);
  const auto known = open_knowledge(common, console);
  if (!known) return usage;
  const auto places = knowledge::where(*known, options.name, options.near);
  if (places.empty()) {
    console.error(
        fmt::format("no place called \"{}\" is known{}", options.name,
                    known->has_gazetteer() ? "" : "; the gazetteer is not there, run `make setup`"));
    return nothing_readable;
  }
  auto output = *Output::open("");
  for (const std::uint32_t index : places) {
    const knowledge::Place place = known->place(index);
    std::string line = fmt::format("{}  {}", known->name_on(index, day_of(options.on)), place.kind);
    if (!place.admin1.empty() && place.kind != "admin1") line += fmt::format(", {}", place.admin1);
    if (!place.country.empty()) line += fmt::format(", {}", place.country);
    line += fmt::format("  {:.4f} {:.4f}", place.latitude, place.longitude);
    if (place.population > 0) line += fmt::format("  {} people", place.population);
    if (place.geonames > 0) line += fmt::format("  geonames {}", place.geonames);
    output.write(line + "\n");
  }
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  return all_well;
}

int members(const Common& common, const MembersOptions& options) {
  Console console(common);
  const auto known = open_knowledge(common, console);
  if (!known) return usage;
  const auto roll = knowledge::members_of(*known, options.organisation, day_of(options.on));
  if (!roll) {
    console.error(fmt::format("no organisation called \"{}\" is in the tables", options.organisation));
    return nothing_readable;
  }
  auto output = *Output::open("");
  output.write(fmt::format("{} ({})\n", roll->organisation.name, roll->organisation.code));
  for (const knowledge::Membership& member : roll->members) {
    output.write(fmt::format("  {}  {:<9} {} to {}\n", member.country, member.status, shown(member.from),
                             shown(member.to)));
  }
  for (const knowledge::Clause& clause : roll->clauses) {
    output.write(fmt::format("  {} ({}): {}\n", clause.article, clause.kind, clause.text));
  }
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  return all_well;
}

}  // namespace casus::cli
