// casus situation: which stories tell of the same incident, and which incidents make one situation.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/work.h"
#include "pipeline/installation.h"
#include "situate/memory_shelf.h"
#include "situate/situations.h"
#include "store/texts.h"

namespace casus::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Story {
  std::string id, published;
};

struct Line {
  std::string first_day, last_day, headline;
  std::size_t stories = 0;
  std::map<std::size_t, std::size_t> incidents;  // incident -> stories
};

std::string day(const std::string& published) { return published.substr(0, 10); }

}  // namespace

int situation(const Common& common, const SituationOptions& options) {
  Console console(common);
  const auto installed = pipeline::find_knowledge(common.data);
  if (!installed) return console.error(installed.error()), usage;
  const auto ordinary = situate::OrdinaryWords::load(installed->data + "/words/en/ordinary.txt");
  if (!ordinary) return console.error(ordinary.error()), usage;
  situate::MemoryShelf shelf;
  situate::Situations situations(shelf);
  base::Result<void> done;
  std::vector<Story> points;
  std::map<std::string, std::size_t> at;
  std::vector<std::string> headlines;
  const auto read = store::for_each_text(options.db, [&](store::StoredText&& story) {
    if (done) {
      done = situations.add(
          situate::entry_of({story.id, story.published, {}, story.headline, story.text}, *ordinary));
    }
    at.emplace(story.id, points.size());
    points.push_back({std::move(story.id), std::move(story.published)});
    headlines.push_back(story.headline.empty() ? story.text.substr(0, story.text.find('\n'))
                                               : story.headline);
  });
  if (!read) return console.error(read.error()), usage;
  if (done) done = situations.settle();
  if (!done) return console.error(done.error()), usage;
  struct Placed {
    std::size_t incident, situation;
  };
  std::vector<Placed> placed;
  for (const Story& story : points) {
    const std::string& incident = shelf.all(situate::Level::story).find(story.id)->second.place.group;
    placed.push_back(
        {at[incident], at[shelf.all(situate::Level::incident).find(incident)->second.place.group]});
  }
  auto output = Output::open({});
  if (!output) return console.error(output.error()), usage;

  if (options.by_story) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (options.json) {
        const Json line = {{"story", {{"id", points[i].id}}},
                           {"incident", points[placed[i].incident].id},
                           {"situation", points[placed[i].situation].id}};
        output->write(line.dump() + "\n");
      } else {
        output->write(fmt::format("{}\t{}\t{}\n", points[i].id, points[placed[i].incident].id,
                                  points[placed[i].situation].id));
      }
    }
  } else {
    std::map<std::size_t, Line> lines;
    for (std::size_t i = 0; i < points.size(); ++i) {
      Line& line = lines[placed[i].situation];
      ++line.stories;
      ++line.incidents[placed[i].incident];
      const std::string when = day(points[i].published);
      if (!when.empty() && (line.first_day.empty() || when < line.first_day)) {
        line.first_day = when;
        line.headline = headlines[i];
      }
      line.last_day = std::max(line.last_day, when);
      if (line.headline.empty()) line.headline = headlines[i];
    }
    std::vector<std::pair<std::size_t, const Line*>> sorted;
    for (const auto& [id, line] : lines) sorted.emplace_back(id, &line);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second->stories > b.second->stories; });
    if (!options.json) output->write("stories  incidents  from        to          first headline\n");
    for (const auto& [id, line] : sorted) {
      if (options.json) {
        Json incidents = Json::array();
        for (const auto& [incident, stories] : line->incidents) {
          incidents.push_back({{"incident", points[incident].id}, {"stories", stories}});
        }
        const Json out = {{"situation", points[id].id}, {"stories", line->stories},
                          {"from", line->first_day},    {"to", line->last_day},
                          {"headline", line->headline}, {"incidents", std::move(incidents)}};
        output->write(out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
      } else {
        output->write(fmt::format("{:>7}  {:>9}  {:<10}  {:<10}  {:.70}\n", line->stories,
                                  line->incidents.size(), line->first_day, line->last_day, line->headline));
      }
    }
  }
  if (auto closed = output->close(); !closed) return console.error(closed.error()), usage;
  return points.empty() ? nothing_readable : all_well;
}

}  // namespace casus::cli
