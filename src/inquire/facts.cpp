#include "inquire/facts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "inquire/asks.h"
#include "inquire/brief.h"
#include "inquire/plans.h"
#include "inquire/tolls.h"

namespace casus::inquire {
namespace {

Claim wordless(std::uint32_t story, std::string id) {
  Claim out;
  out.story = story;
  out.id = std::move(id);
  return out;
}

Counting counting_of(const Scene& scene, const TollSeries& series) {
  Counting out{series.kind, series.victims, series.incident, {}};
  out.figures.reserve(series.points.size());
  for (const TollPoint& point : series.points) {
    const Toll& toll = scene.tolls[point.toll];
    Figure& to = out.figures.emplace_back();
    to.claim = toll;
    to.low = toll.low;
    to.high = toll.high;
    to.qualifier = toll.qualifier;
    to.speaker = toll.speaker;
    to.at = toll.at;
    to.cumulative = toll.cumulative;
    to.superseded = point.superseded;
    to.superseded_by = point.superseded_by;
    to.conflicts = point.conflicts;
  }
  return out;
}

Asking asking_of(const Scene& scene, const Ask& ask) {
  const Event& request = scene.events[ask.requests.front()];
  Asking out;
  out.claim = request;
  out.mode = request.mode;
  out.day = request.at;
  out.status = ask.status;
  out.actors = request.actors;
  out.recipients = request.recipients;
  // Each thread is told by the story of its request, and named behind it.
  for (std::size_t i = 0; i < ask.threads.size(); ++i) {
    const std::uint32_t story = scene.events[ask.requests[i]].story;
    out.requests.push_back(wordless(story, scene.events[ask.requests[i]].id));
    out.threads.push_back(wordless(story, ask.threads[i].substr(scene.stories[story].id.size() + 1)));
  }
  for (const Answer& answer : ask.answers) {
    const Event& act = scene.events[answer.event];
    out.replies.push_back({act, answer.kind, act.at, answer.later, act.actors});
  }
  return out;
}

Planned planned_of(const Scene& scene, const Plan& plan) {
  Planned out{plan.what, plan.first, plan.last, plan.status, {}, {}, plan.resolved_by};
  for (const std::size_t i : plan.items) {
    const AgendaItem& item = scene.agenda[i];
    if (out.items.empty()) {
      out.place = item.place;
      out.items.push_back(item);
    } else {
      out.items.push_back(wordless(item.story, item.id));
    }
  }
  return out;
}

}  // namespace

Facts facts_of(const Scene& scene) {
  Facts out;
  out.situation = scene.situation;
  out.label = label_of(scene);
  for (const Story& story : scene.stories)
    out.stories.push_back(
        {story.key, story.id, story.source, story.published, story.day, story.superseded_by});
  for (const TollSeries& series : toll_series(scene)) out.countings.push_back(counting_of(scene, series));
  for (const Ask& ask : follow_asks(scene)) out.askings.push_back(asking_of(scene, ask));
  for (const Plan& plan : follow_plans(scene)) out.plans.push_back(planned_of(scene, plan));
  for (MergedEvent& event : merge_events(scene)) {
    if (event.tellings.size() < 2) continue;
    Retold& to = out.retold.emplace_back();
    for (const std::size_t i : event.tellings)
      to.tellings.push_back(wordless(scene.events[i].story, scene.events[i].id));
    to.stories = event.stories;
    to.sources = event.sources;
    to.differences = std::move(event.differences);
  }
  return out;
}

std::vector<Band> bands_of(const std::vector<Standing>& figures) {
  // What begins and ends on each day; what stands in between.
  std::set<std::string> days;
  for (const Standing& figure : figures) {
    days.insert(figure.from);
    if (!figure.until.empty()) days.insert(figure.until);
  }
  std::vector<const Standing*> coming;
  for (const Standing& figure : figures) coming.push_back(&figure);
  std::stable_sort(coming.begin(), coming.end(),
                   [](const Standing* a, const Standing* b) { return a->from < b->from; });
  std::vector<const Standing*> standing;
  std::vector<Band> out;
  auto next = coming.begin();
  for (const std::string& day : days) {
    std::erase_if(standing, [&](const Standing* one) { return !one->until.empty() && one->until <= day; });
    for (; next != coming.end() && (*next)->from <= day; ++next) {
      if ((*next)->until.empty() || (*next)->until > day) standing.push_back(*next);
    }
    if (standing.empty()) continue;
    Band band{day, standing.front()->low, 0, false, standing.size()};
    for (const Standing* one : standing) {
      band.low = std::min(band.low, one->low);
      band.high = std::max(band.high, one->high.value_or(one->low));
      band.open = band.open || !one->high;
    }
    out.push_back(std::move(band));
  }
  return out;
}

}  // namespace casus::inquire
