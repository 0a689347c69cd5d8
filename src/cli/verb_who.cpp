// casus who, where, members: what the knowledge tables say, asked directly.
#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "cli/work.h"
#include "knowledge/knowledge.h"
#include "pipeline/installation.h"

namespace casus::cli {
namespace {

using knowledge::EntryId;
using knowledge::Knowledge;

std::optional<Knowledge> open_knowledge(const Common& common, Console& console) {
  // The model is not needed here; where it is missing the data may still be there.
  const auto places = pipeline::find_knowledge(common.data);
  if (!places) {
    console.error(places.error());
    return std::nullopt;
  }
  auto opened =
      places->knowledge.empty() ? Knowledge::from_tables(places->data) : Knowledge::open(places->knowledge);
  if (!opened) {
    console.error(opened.error());
    return std::nullopt;
  }
  return *std::move(opened);
}

std::string day(const std::optional<base::Date>& date, std::string_view unknown) {
  return date ? base::to_string(*date) : std::string(unknown);
}

bool holds(const std::optional<base::Date>& from, const std::optional<base::Date>& to, base::Date on) {
  return (!from || *from <= on) && (!to || on <= *to);
}

// "2009-04-14 - 2010-04-15", open sides left out.
std::string interval(const std::optional<base::Date>& from, const std::optional<base::Date>& to) {
  if (!from && !to) return "no dates known";
  return day(from, "...") + " - " + day(to, "...");
}

std::vector<EntryId> entries_named(const Knowledge& known, const std::string& name) {
  std::vector<EntryId> out;
  if (const auto key = known.find(name)) out.push_back(*key);
  for (const knowledge::Match& match : known.named(name)) {
    if (std::find(out.begin(), out.end(), match.entry) == out.end()) out.push_back(match.entry);
  }
  return out;
}

}  // namespace

int who(const Common& common, const AskOptions& options) {
  Console console(common);
  const auto known = open_knowledge(common, console);
  if (!known) return usage;
  const auto on = base::parse_date(options.on);
  const auto entries = entries_named(*known, options.name);
  if (entries.empty()) return console.error("nobody and nothing of that name is known"), nothing_readable;
  auto output = *Output::open("");
  for (const EntryId id : entries) {
    const knowledge::Entry entry = known->entry(id);
    output.write(fmt::format("{}  {}{}{}  [{}]  {}\n", entry.name, name(entry.kind),
                             entry.type.empty() ? "" : ", ", entry.type, entry.code, entry.key));
    if (entry.from || entry.to) output.write("    " + interval(entry.from, entry.to) + "\n");
    std::string now;
    for (const knowledge::Tenure& term : known->tenures(id)) {
      const bool current = on && holds(term.from, term.to, *on);
      output.write(fmt::format("  {} {}  {}  [{}]{}{}{}{}\n", current ? '*' : ' ',
                               interval(term.from, term.to), term.title, term.code,
                               term.began.empty() ? "" : "  began: ", term.began,
                               term.ended.empty() ? "" : "  ended: ", term.ended));
      if (current) now = term.code;
    }
    if (on && entry.kind == knowledge::Kind::person) {
      output.write(
          fmt::format("    on {}: {}\n", base::to_string(*on), now.empty() ? "no office known" : now));
    }
  }
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  return all_well;
}

int members(const Common& common, const AskOptions& options) {
  Console console(common);
  const auto known = open_knowledge(common, console);
  if (!known) return usage;
  const base::Date on = *base::parse_date(options.on);
  auto output = *Output::open("");
  bool any = false;
  for (const EntryId id : entries_named(*known, options.name)) {
    const auto list = known->members(id, on);
    if (list.empty()) continue;
    any = true;
    const knowledge::Entry entry = known->entry(id);
    output.write(
        fmt::format("{}  [{}]  {} on {}\n", entry.name, entry.code, list.size(), base::to_string(on)));
    for (const knowledge::Membership& one : list) {
      const auto country = known->find(one.country);
      output.write(fmt::format("  {}  {:<32} {:<10} {}\n", one.country,
                               country ? known->entry(*country).name : std::string_view(), one.status,
                               interval(one.from, one.to)));
    }
    for (const knowledge::Clause& clause : known->clauses(id)) {
      output.write(fmt::format("  {} ({}): {}\n", clause.kind, clause.article, clause.text));
    }
  }
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  if (!any)
    return console.error("no organisation of that name with members on that day is known"), nothing_readable;
  return all_well;
}

int where(const Common& common, const AskOptions& options) {
  Console console(common);
  const auto known = open_knowledge(common, console);
  if (!known) return usage;
  std::vector<knowledge::Place> places;
  for (const std::uint32_t index : known->places_named(options.name)) places.push_back(known->place(index));
  if (places.empty()) {
    std::string why = "no place of that name is known";
    if (!known->has_gazetteer()) why += "; only tables are read (make setup compiles the gazetteer)";
    return console.error(why), nothing_readable;
  }
  std::stable_sort(places.begin(), places.end(), [&](const knowledge::Place& a, const knowledge::Place& b) {
    const bool a_near = a.country == options.near, b_near = b.country == options.near;
    if (a_near != b_near) return a_near;
    return a.population > b.population;
  });
  auto output = *Output::open("");
  for (const knowledge::Place& place : places) {
    output.write(fmt::format("{}  {}  {}{}{}  {:.4f}, {:.4f}", place.name, place.kind, place.country,
                             place.admin1.empty() ? "" : ", ", place.admin1, place.latitude,
                             place.longitude));
    if (place.population > 0) output.write(fmt::format("  population {}", place.population));
    if (place.geonames > 0) output.write(fmt::format("  geonames {}", place.geonames));
    output.write("\n");
  }
  if (auto done = output.close(); !done) return console.error(done.error()), usage;
  return all_well;
}

}  // namespace casus::cli
