#include "inquire/stance.h"

#include <algorithm>
#include <map>

#include "ontology/event_type.h"

namespace casus::inquire {
namespace {

ontology::Quad quad_of(const Event& event) {
  const auto type = ontology::find_event_type(event.event);
  return type ? ontology::quad_of(*type) : ontology::Quad::none;
}

}  // namespace

std::vector<Link> network(const Scene& scene) {
  std::map<std::pair<std::string, std::string>, Link> links;
  for (std::size_t i = 0; i < scene.events.size(); ++i) {
    const Event& event = scene.events[i];
    if (event.status != "actual") continue;
    const ontology::Quad quad = quad_of(event);
    for (const Party& actor : event.actors) {
      for (const Party& recipient : event.recipients) {
        if (actor.code.empty() || recipient.code.empty() || actor.code == recipient.code) continue;
        Link& link = links[{actor.code, recipient.code}];
        link.from = actor.code;
        link.to = recipient.code;
        link.score += event.score;
        link.events.push_back(i);
        if (quad == ontology::Quad::verbal_cooperation || quad == ontology::Quad::material_cooperation)
          ++link.cooperation;
        if (quad == ontology::Quad::verbal_conflict || quad == ontology::Quad::material_conflict)
          ++link.conflict;
      }
    }
  }
  std::vector<Link> out;
  for (auto& [codes, link] : links) out.push_back(std::move(link));
  std::stable_sort(out.begin(), out.end(),
                   [](const Link& a, const Link& b) { return a.events.size() > b.events.size(); });
  return out;
}

std::vector<DayScore> escalation(const Scene& scene) {
  std::map<std::string, DayScore> days;
  std::string now;
  for (const Story& story : scene.stories) now = std::max(now, story.day);
  for (const Event& event : scene.events) {
    if (event.status != "actual" || event.at.empty() || event.at > now) continue;
    DayScore& day = days[event.at];
    day.day = event.at;
    ++day.events;
    day.sum += event.score;
    if (quad_of(event) == ontology::Quad::material_conflict) ++day.force;
  }
  std::vector<DayScore> out;
  for (auto& [day, score] : days) out.push_back(std::move(score));
  return out;
}

}  // namespace casus::inquire
