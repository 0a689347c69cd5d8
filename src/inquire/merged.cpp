#include "inquire/merged.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "situate/point.h"

namespace casus::inquire {
namespace {

constexpr double same_place_kilometres = 30;

double kilometres(double a_lat, double a_lon, double b_lat, double b_lon) {
  constexpr double radians = 3.14159265358979323846 / 180;
  const double s = std::sin((b_lat - a_lat) * radians / 2), t = std::sin((b_lon - a_lon) * radians / 2);
  return 12742 * std::asin(std::sqrt(
                     std::min(1.0, s * s + std::cos(a_lat * radians) * std::cos(b_lat * radians) * t * t)));
}

enum class Agree { same, open, apart };

// Codes agree where one is the beginning of the other: KGZ, KGZGOV. Without codes, names and entities do.
bool same_party(const Party& a, const Party& b) {
  if (!a.entity.empty() && a.entity == b.entity) return true;
  if (!a.code.empty() && !b.code.empty()) return a.code.starts_with(b.code) || b.code.starts_with(a.code);
  return !a.name.empty() && a.name == b.name;
}

Agree compare(const std::vector<Party>& a, const std::vector<Party>& b) {
  if (a.empty() || b.empty()) return Agree::open;
  for (const Party& x : a) {
    for (const Party& y : b) {
      if (same_party(x, y)) return Agree::same;
    }
  }
  return Agree::apart;
}

Agree compare_places(const Event& a, const Event& b) {
  if (a.place.empty() || b.place.empty()) return Agree::open;
  if (a.place == b.place) return Agree::same;
  if (a.lat && a.lon && b.lat && b.lon &&
      kilometres(*a.lat, *a.lon, *b.lat, *b.lon) <= same_place_kilometres) {
    return Agree::same;
  }
  // A country names no place within it.
  return !a.country.empty() && a.country == b.country ? Agree::open : Agree::apart;
}

bool real(const Event& event) { return event.status == "actual" || event.status == "historical"; }

bool same_event(const Event& a, const Event& b) {
  if (a.event != b.event || (!a.mode.empty() && !b.mode.empty() && a.mode != b.mode)) return false;
  if (real(a) != real(b) || (!real(a) && a.status != b.status)) return false;
  const auto day_a = situate::day_number(a.at), day_b = situate::day_number(b.at);
  if (!day_a || !day_b || std::abs(*day_a - *day_b) > 1) return false;
  if (compare_places(a, b) == Agree::apart) return false;
  const Agree actors = compare(a.actors, b.actors), recipients = compare(a.recipients, b.recipients);
  if (actors == Agree::apart || recipients == Agree::apart) return false;
  return actors == Agree::same || recipients == Agree::same;
}

std::string names(const std::vector<Party>& parties) {
  std::string out;
  for (const Party& one : parties) {
    if (!out.empty()) out += ", ";
    out += one.name.empty() ? one.code : one.name;
  }
  return out;
}

void add_difference(const Scene& scene, MergedEvent& merged, std::string_view field,
                    const std::function<std::string(const Event&)>& value) {
  Difference out{std::string(field), {}};
  for (const std::size_t i : merged.tellings) {
    std::string one = value(scene.events[i]);
    if (!one.empty() && std::find(out.values.begin(), out.values.end(), one) == out.values.end())
      out.values.push_back(std::move(one));
  }
  if (out.values.size() > 1) merged.differences.push_back(std::move(out));
}

}  // namespace

std::vector<MergedEvent> merge_events(const Scene& scene) {
  std::vector<MergedEvent> out;
  // Of each type, the merged events of a day by number.
  std::map<std::pair<std::string, int>, std::vector<std::size_t>> by_day;
  for (std::size_t i = 0; i < scene.events.size(); ++i) {
    const Event& event = scene.events[i];
    const auto day = situate::day_number(event.at);
    std::optional<std::size_t> into;
    // The first telling stands for the event, so that a chain of small differences ends somewhere.
    for (int near = day ? *day - 1 : 0; day && near <= *day + 1; ++near) {
      const auto found = by_day.find({event.event, near});
      if (found == by_day.end()) continue;
      for (const std::size_t candidate : found->second) {
        if (into && *into <= candidate) continue;
        if (same_event(scene.events[out[candidate].tellings.front()], event)) into = candidate;
      }
    }
    if (into) {
      out[*into].tellings.push_back(i);
      continue;
    }
    if (day) by_day[{event.event, *day}].push_back(out.size());
    out.push_back({scene.stories[event.story].id + "#" + event.id, {i}, 0, 0, {}});
  }
  for (MergedEvent& merged : out) {
    std::set<std::uint32_t> stories;
    std::set<std::string> sources;
    for (const std::size_t i : merged.tellings) {
      stories.insert(scene.events[i].story);
      sources.insert(scene.stories[scene.events[i].story].source);
    }
    merged.stories = stories.size();
    merged.sources = sources.size();
    if (merged.stories < 2) continue;
    add_difference(scene, merged, "actors", [](const Event& e) { return names(e.actors); });
    add_difference(scene, merged, "recipients", [](const Event& e) { return names(e.recipients); });
    add_difference(scene, merged, "mode", [](const Event& e) { return e.mode; });
    add_difference(scene, merged, "day", [](const Event& e) { return e.day; });
    add_difference(scene, merged, "place", [](const Event& e) { return e.place; });
    add_difference(scene, merged, "status", [](const Event& e) { return e.status; });
  }
  std::stable_sort(out.begin(), out.end(), [&](const MergedEvent& a, const MergedEvent& b) {
    return scene.events[a.tellings.front()].at < scene.events[b.tellings.front()].at;
  });
  return out;
}

}  // namespace casus::inquire
