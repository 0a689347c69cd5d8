// casus timeline, tolls, threads, agenda: what an analyst looks up first, across the stories of a situation.
#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/scenes.h"
#include "inquire/asks.h"
#include "inquire/brief.h"
#include "inquire/merged.h"
#include "inquire/plans.h"
#include "inquire/tolls.h"

namespace casus::cli {
namespace {

using Json = nlohmann::ordered_json;

// A table of one situation begins with its name.
void head(const inquire::Scene& scene, Output& output, std::string_view columns) {
  output.write(inquire::label_of(scene) + "\n" + std::string(columns) + "\n");
}

Json parties_json(const std::vector<inquire::Party>& parties) {
  Json out = Json::array();
  for (const inquire::Party& one : parties)
    out.push_back({{"entity", one.entity}, {"name", one.name}, {"code", one.code}});
  return out;
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json event_json(const inquire::Scene& scene, const inquire::Event& event) {
  Json out = evidence(scene, event);
  out["event"] = event.event;
  out["mode"] = or_null(event.mode);
  out["status"] = event.status;
  out["day"] = or_null(event.at);
  out["actors"] = parties_json(event.actors);
  out["recipients"] = parties_json(event.recipients);
  out["place"] = or_null(event.place);
  out["source"] = or_null(scene.stories[event.story].source);
  out["speaker"] = or_null(event.speaker);
  return out;
}

std::string spaced(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

}  // namespace

int timeline(const Common& common, const AcrossOptions& options) {
  return for_each_scene(common, options, [&](const inquire::Scene& scene, Output& output) {
    const auto merged = inquire::merge_events(scene);
    if (merged.empty()) return;
    if (!options.json)
      head(scene, output, "day         event               who -> whom (words; stories that tell it)");
    for (const inquire::MergedEvent& one : merged) {
      const inquire::Event& first = scene.events[one.tellings.front()];
      if (options.json) {
        Json out = {{"situation", scene.situation}, {"merged", one.id}};
        out.update(event_json(scene, first));
        out["score"] = first.score;
        out["stories"] = one.stories;
        out["sources"] = one.sources;
        out["tellings"] = Json::array();
        for (const std::size_t i : one.tellings)
          out["tellings"].push_back(event_json(scene, scene.events[i]));
        out["differences"] = Json::object();
        for (const inquire::Difference& difference : one.differences)
          out["differences"][difference.field] = difference.values;
        output.write(text_of(out) + "\n");
        continue;
      }
      // What is only background, feared or denied is left to the JSON.
      if (!first.main ||
          (first.status != "actual" && first.status != "conditional" && first.status != "future"))
        continue;
      const std::string what = first.event + (first.mode.empty() ? "" : " " + first.mode);
      const std::string who = names_of(first.actors), whom = names_of(first.recipients);
      output.write(fmt::format("{:<10}  {:<18}  {} -> {} (\"{}\"{}){}\n", first.at, what,
                               who.empty() ? "?" : who, whom.empty() ? "?" : whom, first.text,
                               one.stories > 1 ? fmt::format("; {} stories", one.stories) : "",
                               first.status == "actual" ? "" : " [" + first.status + "]"));
      for (const inquire::Difference& difference : one.differences) {
        output.write(
            fmt::format("{:<32}{}: {}\n", "", difference.field, fmt::join(difference.values, " / ")));
      }
    }
    if (!options.json) output.write("\n");
  });
}

int tolls(const Common& common, const AcrossOptions& options) {
  return for_each_scene(common, options, [&](const inquire::Scene& scene, Output& output) {
    const auto all = inquire::toll_series(scene);
    if (all.empty()) return;
    if (!options.json)
      head(scene, output, "published   figure            who says so                    where");
    for (const inquire::TollSeries& series : all) {
      if (options.json) {
        Json out = {
            {"situation", scene.situation}, {"incident", or_null(series.incident)}, {"kind", series.kind}};
        out["victims"] = or_null(series.victims);
        for (const inquire::TollPoint& point : series.points) {
          const inquire::Toll& toll = scene.tolls[point.toll];
          Json one = {{"published", point.published}, {"day", or_null(toll.at)}};
          one["low"] = toll.low ? Json(*toll.low) : Json();
          one["high"] = toll.high ? Json(*toll.high) : Json();
          one["qualifier"] = toll.qualifier;
          one["cumulative"] = toll.cumulative;
          one["source"] = or_null(scene.stories[toll.story].source);
          one["speaker"] = or_null(toll.speaker);
          one.update(evidence(scene, toll));
          one["superseded"] = point.superseded;
          one["conflicts"] = Json::array();
          for (const std::size_t other : point.conflicts) {
            const inquire::Toll& with = scene.tolls[series.points[other].toll];
            one["conflicts"].push_back({{"story", scene.stories[with.story].id}, {"id", with.id}});
          }
          out["points"].push_back(std::move(one));
        }
        output.write(text_of(out) + "\n");
        continue;
      }
      output.write(series.kind + (series.victims.empty() ? "" : ", " + series.victims) +
                   (series.incident.empty() ? ", running total" : "") + "\n");
      for (const inquire::TollPoint& point : series.points) {
        const inquire::Toll& toll = scene.tolls[point.toll];
        const std::string& source = scene.stories[toll.story].source;
        output.write(fmt::format("{:<10.10}  {:<16}  {:<29.29}  {}{}{}\n", point.published,
                                 inquire::figure_of(toll), toll.speaker.empty() ? source : toll.speaker,
                                 place_of(scene, toll), point.superseded ? "  superseded" : "",
                                 point.conflicts.empty() ? "" : "  in conflict"));
      }
    }
    if (!options.json) output.write("\n");
  });
}

int threads(const Common& common, const AcrossOptions& options) {
  return for_each_scene(common, options, [&](const inquire::Scene& scene, Output& output) {
    const auto asks = inquire::follow_asks(scene);
    if (asks.empty()) return;
    if (!options.json) head(scene, output, "day         status       who -> whom (words)");
    for (const inquire::Ask& ask : asks) {
      const inquire::Event& request = scene.events[ask.requests.front()];
      if (options.json) {
        Json out = {{"situation", scene.situation}, {"status", ask.status}, {"threads", ask.threads}};
        out["request"] = event_json(scene, request);
        out["requests"] = Json::array();
        for (const std::size_t i : ask.requests) out["requests"].push_back(evidence(scene, scene.events[i]));
        out["responses"] = Json::array();
        for (const inquire::Answer& answer : ask.answers) {
          Json one = event_json(scene, scene.events[answer.event]);
          one["kind"] = answer.kind;
          one["later"] = answer.later;
          out["responses"].push_back(std::move(one));
        }
        output.write(text_of(out) + "\n");
        continue;
      }
      const std::string who = names_of(request.actors), whom = names_of(request.recipients);
      output.write(fmt::format("{:<10}  {:<11}  {} -> {} (\"{}\" {})\n", request.at, ask.status,
                               who.empty() ? "?" : who, whom.empty() ? "?" : whom, request.text,
                               place_of(scene, request)));
      for (const inquire::Answer& answer : ask.answers) {
        const inquire::Event& act = scene.events[answer.event];
        output.write(fmt::format("  {:<10}  {:<11}  {} (\"{}\" {})\n", act.at, answer.kind,
                                 names_of(act.actors), act.text, place_of(scene, act)));
      }
    }
    if (!options.json) output.write("\n");
  });
}

int agenda(const Common& common, const AcrossOptions& options) {
  return for_each_scene(common, options, [&](const inquire::Scene& scene, Output& output) {
    const auto plans = inquire::follow_plans(scene);
    if (plans.empty()) return;
    if (!options.json) head(scene, output, "day         what               status      words");
    for (const inquire::Plan& plan : plans) {
      const inquire::AgendaItem& item = scene.agenda[plan.items.front()];
      if (options.json) {
        Json out = {{"situation", scene.situation}, {"what", plan.what}, {"status", plan.status}};
        out["first"] = or_null(plan.first);
        out["last"] = or_null(plan.last);
        out["place"] = or_null(item.place);
        out["actors"] = parties_json(item.actors);
        out["items"] = Json::array();
        for (const std::size_t i : plan.items) {
          Json one = evidence(scene, scene.agenda[i]);
          one["certainty"] = scene.agenda[i].certainty;
          out["items"].push_back(std::move(one));
        }
        out["resolved_by"] = plan.resolved_by ? evidence(scene, *plan.resolved_by) : Json();
        output.write(text_of(out) + "\n");
        continue;
      }
      output.write(fmt::format("{:<10}  {:<17}  {:<10}  \"{}\" {}\n", plan.first, spaced(plan.what),
                               spaced(plan.status), item.text, place_of(scene, item)));
      if (plan.resolved_by) {
        output.write(
            fmt::format("{:<43}\"{}\" {}\n", "", plan.resolved_by->text, place_of(scene, *plan.resolved_by)));
      }
    }
    if (!options.json) output.write("\n");
  });
}

}  // namespace casus::cli
