// casus diff: what another reading of the same stories changed, rule by rule.
#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <system_error>
#include <unordered_map>

#include "base/ascii.h"
#include "cli/work.h"
#include "write/difference.h"
#include "write/layout.h"

namespace casus::cli {
namespace {

using Json = nlohmann::ordered_json;
using write::EventDifference;
using write::EventSummary;
using write::Ink;
using write::StorySummary;

// Calls `take` for each record of a file, or of standard input where it is "-".
template <class Take>
base::Result<void> for_each_record(const std::string& file, Take take) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file, std::ios::binary);
    if (!opened) {
      return base::Error{.code = "cannot_read",
                         .message = "cannot read: " + std::generic_category().message(errno),
                         .file = file};
    }
  }
  std::istream& in = file == "-" ? std::cin : opened;
  std::string line;
  for (std::uint64_t number = 1; std::getline(in, line); ++number) {
    if (base::trimmed(line).empty()) continue;
    auto story = write::summarize_record(line);
    if (!story) {
      base::Error error = story.error();
      error.file = file;
      error.line = number;
      return error;
    }
    take(*std::move(story));
  }
  if (in.bad()) return base::Error{.code = "cannot_read", .message = "reading failed", .file = file};
  return {};
}

struct Found {
  const StorySummary* before = nullptr;
  const StorySummary* after = nullptr;
  EventDifference what;
};

struct Counts {
  std::size_t gained = 0, lost = 0, changed = 0;
  void count(EventDifference::Kind kind) {
    ++(kind == EventDifference::Kind::gained ? gained : kind == EventDifference::Kind::lost ? lost : changed);
  }
};

std::string_view name(EventDifference::Kind kind) {
  switch (kind) {
    case EventDifference::Kind::gained:
      return "gained";
    case EventDifference::Kind::lost:
      return "lost";
    case EventDifference::Kind::changed:
      break;
  }
  return "changed";
}

const EventSummary& event_of(const Found& one) {
  return one.what.kind == EventDifference::Kind::lost ? one.before->events[one.what.before]
                                                      : one.after->events[one.what.after];
}

std::string side(const std::string& text) { return text.empty() ? "---" : write::harmless(text); }

std::string in_short(const EventSummary& event) {
  std::string out = event.cameo.empty() ? "---" : event.cameo;
  out += " " + event.event;
  if (!event.mode.empty()) out += "/" + event.mode;
  if (!event.status.empty() && event.status != "actual") out += ", " + event.status;
  return fmt::format("{}: {} -> {}", write::harmless(out), side(event.actors), side(event.recipients));
}

Json as_json(const EventSummary& event) {
  return {{"start", event.start},     {"end", event.end},
          {"trigger", event.trigger}, {"event", event.event},
          {"mode", event.mode},       {"cameo", event.cameo},
          {"status", event.status},   {"salience", event.salience},
          {"actors", event.actors},   {"recipients", event.recipients},
          {"time", event.time},       {"place", event.place},
          {"rule", event.rules}};
}

void write_json(const Found& one, Output& output) {
  Json line = {{"story", one.after->id}, {"kind", name(one.what.kind)}, {"rule", one.what.rule}};
  if (one.what.kind != EventDifference::Kind::gained)
    line["before"] = as_json(one.before->events[one.what.before]);
  if (one.what.kind != EventDifference::Kind::lost)
    line["after"] = as_json(one.after->events[one.what.after]);
  if (one.what.kind == EventDifference::Kind::changed) {
    Json& changes = line["changes"] = Json::object();
    for (const write::FieldChange& change : one.what.changes)
      changes[std::string(change.field)] = {change.before, change.after};
  }
  line["context"] = event_of(one).context;
  output.write(line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

void write_text(const Found& one, write::Layout& layout) {
  const EventSummary& event = event_of(one);
  const EventDifference::Kind kind = one.what.kind;
  const std::string mark = kind == EventDifference::Kind::gained ? layout.paint(Ink::green, "+ ")
                           : kind == EventDifference::Kind::lost ? layout.paint(Ink::yellow, "- ")
                                                                 : layout.paint(Ink::bold, "~ ");
  std::string line = mark + layout.paint(Ink::dim, write::harmless(one.after->id)) + "  \"" +
                     write::harmless(event.trigger) + "\"  ";
  if (kind != EventDifference::Kind::changed) {
    line += in_short(event);
  } else {
    std::string changes;
    for (const write::FieldChange& change : one.what.changes) {
      changes += fmt::format("{}{} {} -> {}", changes.empty() ? "" : "; ",
                             layout.paint(Ink::bold, change.field), side(change.before), side(change.after));
    }
    line += changes;
  }
  layout.wrap(2, 6, line);
  layout.wrap(6, 6, layout.paint(Ink::dim, write::harmless(event.context)));
}

}  // namespace

int diff(const Common& common, const DiffOptions& options) {
  Console console(common);
  if (options.before == "-" && options.after == "-")
    return console.error("only one of the two can be standard input"), usage;

  std::unordered_map<std::string, StorySummary> before, after;
  std::vector<std::string> order;
  const auto fill = [&](const std::string& file, auto& into, bool later) {
    return for_each_record(file, [&](StorySummary&& story) {
      if (later && !into.contains(story.id)) order.push_back(story.id);
      std::string id = story.id;
      into.insert_or_assign(std::move(id), std::move(story));
    });
  };
  if (auto done = fill(options.before, before, false); !done) return console.error(done.error()), usage;
  if (auto done = fill(options.after, after, true); !done) return console.error(done.error()), usage;

  // By rule, the stories in the order of the later file.
  std::map<std::string, std::vector<Found>> by_rule;
  std::size_t same = 0, compared = 0, other_text = 0;
  Counts total;
  std::vector<Found> all;
  for (const std::string& id : order) {
    const auto earlier = before.find(id);
    if (earlier == before.end()) continue;
    const StorySummary& later = after.at(id);
    ++compared;
    if (earlier->second.sha256 != later.sha256) ++other_text;
    write::StoryDifference difference = write::compare(earlier->second, later);
    same += difference.same;
    for (EventDifference& one : difference.events) {
      total.count(one.kind);
      all.push_back({&earlier->second, &later, std::move(one)});
    }
  }

  auto output = *Output::open("");
  if (options.json) {
    for (const Found& one : all) write_json(one, output);
  } else {
    for (Found& one : all) by_rule[one.what.rule].push_back(std::move(one));
    std::vector<std::pair<std::string, const std::vector<Found>*>> sorted;
    for (const auto& [rule, list] : by_rule) sorted.emplace_back(rule, &list);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second->size() > b.second->size(); });
    std::string text;
    write::Layout layout(text, terminal_width(), use_color(common.color, 1));
    for (const auto& [rule, list] : sorted) {
      Counts counts;
      for (const Found& one : *list) counts.count(one.what.kind);
      layout.line(
          layout.paint(Ink::bold, rule.empty() ? "no rule" : write::harmless(rule)) +
          fmt::format("  {} gained, {} lost, {} changed", counts.gained, counts.lost, counts.changed));
      std::size_t shown = 0;
      for (const Found& one : *list) {
        if (options.examples != 0 && shown == options.examples) break;
        write_text(one, layout);
        ++shown;
      }
      if (shown < list->size())
        layout.line(fmt::format("  and {} more (--examples 0 shows all)", list->size() - shown));
      layout.line();
    }
    layout.line(fmt::format("{} {} compared: {} events the same, {} gained, {} lost, {} changed", compared,
                            compared == 1 ? "story" : "stories", same, total.gained, total.lost,
                            total.changed));
    output.write(text);
  }
  if (auto done = output.close(); !done) return console.error(done.error()), usage;

  const std::size_t only_before = before.size() - compared, only_after = after.size() - compared;
  if (only_before != 0) console.note(fmt::format("{} stories are only in {}", only_before, options.before));
  if (only_after != 0) console.note(fmt::format("{} stories are only in {}", only_after, options.after));
  if (other_text != 0)
    console.note(fmt::format("{} stories have another text in {}; their spans may not agree", other_text,
                             options.after));
  return compared == 0 ? nothing_readable : all_well;
}

}  // namespace casus::cli
