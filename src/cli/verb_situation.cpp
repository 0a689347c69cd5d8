// casus situation: which stories tell of the same incident, which incidents make one situation, and one
// situation at a glance.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/scenes.h"
#include "cli/work.h"
#include "inquire/brief.h"
#include "inquire/facts.h"
#include "inquire/merged.h"
#include "inquire/stance.h"

namespace casus::cli {
namespace {

using Json = nlohmann::ordered_json;

int by_story(store::Connection& connection, const SituationOptions& options, Output& output,
             Console& console) {
  const auto stories = inquire::placed_stories(connection);
  if (!stories) return console.error(stories.error()), usage;
  for (const inquire::Story& story : *stories) {
    if (options.json) {
      Json line = {
          {"story", {{"id", story.id}}}, {"incident", story.incident}, {"situation", story.situation}};
      line["copies"] = story.copies;
      output.write(text_of(line) + "\n");
    } else {
      output.write(fmt::format("{}\t{}\t{}\n", story.id, story.incident, story.situation));
    }
  }
  return stories->empty() ? nothing_readable : all_well;
}

int list(store::Connection& connection, const SituationOptions& options, Output& output, Console& console) {
  const auto rows = inquire::situations(connection);
  if (!rows) return console.error(rows.error()), usage;
  if (!options.json) output.write("stories  incidents  from        to          situation\n");
  for (const inquire::SituationRow& row : *rows) {
    // A name for each costs a look at its claims; those of one story go by its headline.
    const auto scene = inquire::load_scene(connection, row.id);
    if (!scene) return console.error(scene.error()), usage;
    const std::string label = inquire::label_of(*scene);
    const std::string headline = scene->stories.empty() ? "" : scene->stories.front().headline;
    if (options.json) {
      Json incidents = Json::array();
      std::map<std::string, int> count;
      for (const inquire::Story& story : scene->stories) ++count[story.incident];
      for (const auto& [incident, stories] : count)
        incidents.push_back({{"incident", incident}, {"stories", stories}});
      const Json line = {{"situation", row.id},
                         {"label", label},
                         {"stories", row.stories},
                         {"from", row.first},
                         {"to", row.last},
                         {"headline", headline},
                         {"incidents", std::move(incidents)}};
      output.write(text_of(line) + "\n");
    } else {
      output.write(fmt::format("{:>7}  {:>9}  {:<10}  {:<10}  {}\n", row.stories, row.incidents.size(),
                               row.first, row.last, label.empty() ? headline : label));
      output.write(fmt::format("{:>44}{}\n", "", row.id));
    }
  }
  return rows->empty() ? nothing_readable : all_well;
}

int page(store::Connection& connection, const SituationOptions& options, Output& output, Console& console) {
  const auto scene = inquire::load_scene(connection, options.id);
  if (!scene) return console.error(scene.error()), usage;
  const auto lines = inquire::five_lines(inquire::facts_of(*scene));
  const auto links = inquire::network(*scene);
  const auto days = inquire::escalation(*scene);
  const auto merged = inquire::merge_events(*scene);
  if (options.json) {
    Json out = {{"situation", scene->situation}, {"label", inquire::label_of(*scene)}};
    for (const inquire::BriefLine& line : lines) {
      Json parts = Json::array();
      for (const inquire::Part& part : line.parts) {
        Json one = {{"text", part.text}};
        if (part.claim) one.update(evidence(*scene, *part.claim));
        parts.push_back(std::move(one));
      }
      out["lines"].push_back({{"kind", line.kind}, {"parts", std::move(parts)}});
    }
    for (const inquire::Story& story : scene->stories) {
      Json one = {{"id", story.id},
                  {"published", story.published},
                  {"source", story.source},
                  {"headline", story.headline},
                  {"incident", story.incident}};
      one["superseded_by"] = story.superseded_by.empty() ? Json() : Json(story.superseded_by);
      out["stories"].push_back(std::move(one));
    }
    for (const inquire::DayScore& day : days)
      out["score"].push_back(
          {{"day", day.day}, {"sum", day.sum}, {"count", day.events}, {"force", day.force}});
    for (const inquire::Link& link : links) {
      out["links"].push_back({{"from", link.from},
                              {"to", link.to},
                              {"cooperation", link.cooperation},
                              {"conflict", link.conflict},
                              {"score", link.score},
                              {"events", link.events.size()}});
    }
    output.write(text_of(out) + "\n");
    return all_well;
  }
  output.write(inquire::label_of(*scene) + "\n");
  for (const inquire::BriefLine& line : lines) {
    output.write("  ");
    for (const inquire::Part& part : line.parts) output.write(part.text);
    output.write("\n");
  }
  output.write("\nstories\n");
  for (const inquire::Story& story : scene->stories) {
    output.write(fmt::format("  {:<10}  {:<20.20}  {:.70}{}\n", story.day, story.id, story.headline,
                             story.superseded_by.empty() ? "" : " (superseded)"));
  }
  output.write("\nday         events  score  force\n");
  for (const inquire::DayScore& day : days)
    output.write(fmt::format("{:<10}  {:>6}  {:>5.0f}  {:>5}\n", day.day, day.events, day.sum, day.force));
  output.write("\nwho         to whom     cooperation  conflict  score\n");
  for (std::size_t i = 0; i < links.size() && i < 15; ++i) {
    const inquire::Link& link = links[i];
    output.write(fmt::format("{:<10}  {:<10}  {:>11}  {:>8}  {:>5.0f}\n", link.from, link.to,
                             link.cooperation, link.conflict, link.score));
  }
  const auto many = std::count_if(merged.begin(), merged.end(), [](const auto& m) { return m.stories > 1; });
  output.write(fmt::format("\n{} events told {} times; {} by more than one story\n", merged.size(),
                           scene->events.size(), many));
  return all_well;
}

}  // namespace

int situation(const Common& common, const SituationOptions& options) {
  Console console(common);
  if (!place_stories(options.db, common, console)) return usage;
  auto connection = store::open_for_reading(options.db);
  if (!connection) return console.error(connection.error()), usage;
  auto output = Output::open({});
  if (!output) return console.error(output.error()), usage;
  const int code = options.by_story     ? by_story(**connection, options, *output, console)
                   : options.id.empty() ? list(**connection, options, *output, console)
                                        : page(**connection, options, *output, console);
  if (auto closed = output->close(); !closed) return console.error(closed.error()), usage;
  return code;
}

}  // namespace casus::cli
