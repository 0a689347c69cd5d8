#include "inquire/asks.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "situate/point.h"

namespace casus::inquire {
namespace {

// Who is not answered within so many days is answered no more; the same request made again within so many is
// one.
constexpr int days_to_answer = 60;
constexpr int days_of_a_request = 7;

// The state of an actor: what an answer is given for. "" for groups without one.
std::string_view side(const Party& party) {
  const std::string_view code = party.code;
  if (code.starts_with("IGO") || code.starts_with("NGO")) return code.substr(0, 6);
  return code.substr(0, 3);
}

// People speak for their state only in office: crowds and rebels of a country are not the country.
bool speaks_for_state(const Party& party) {
  const std::string_view role =
      std::string_view(party.code).substr(std::min<std::size_t>(3, party.code.size()));
  return role.empty() || role.starts_with("GOV") || role.starts_with("MIL") || role.starts_with("LEG") ||
         party.code.starts_with("IGO") || party.code.starts_with("NGO");
}

bool same_side(const Party& a, const Party& b) {
  if (!a.entity.empty() && a.entity == b.entity) return true;
  if (a.code.empty() || b.code.empty()) return false;
  // "International organisations" are any of them.
  for (const std::string_view all : {"IGO", "NGO"}) {
    if (a.code == all) return b.code.starts_with(all);
    if (b.code == all) return a.code.starts_with(all);
  }
  // Residents of a country are not all its residents: who has no office is known by himself alone.
  return side(a) == side(b) && speaks_for_state(a) && speaks_for_state(b);
}

bool any_same(const std::vector<Party>& a, const std::vector<Party>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Party& x) {
    return std::any_of(b.begin(), b.end(), [&](const Party& y) { return same_side(x, y); });
  });
}

bool real(const Event& event) { return event.status == "actual" || event.status == "historical"; }

// What an act says to a request of this mode; "" where it answers nothing.
std::string answer_of(const Event& request, const Event& act) {
  const bool fits = act.mode.empty() || request.mode.empty() || act.mode == request.mode;
  if (act.event == "REJECT") return fits && real(act) ? "refusal" : "";
  if (act.event == "AGREE") {
    if (!fits) return "";
    if (act.status == "conditional") return "conditional";
    return real(act) ? "grant" : act.status == "negated" ? "refusal" : "";
  }
  const bool for_help = request.mode == "assist" || request.mode.empty();
  if (act.event == "AID" && for_help) return real(act) ? "grant" : act.status == "negated" ? "refusal" : "";
  const bool to_yield = request.mode == "yield" || request.mode == "change" || request.mode == "release";
  if ((act.event == "CONCEDE" || act.event == "RETREAT") && to_yield) return real(act) ? "grant" : "";
  if (act.event == "CONSULT" && request.mode == "meet") return real(act) ? "grant" : "";
  return "";
}

std::string status_of(const Scene& scene, const Ask& ask) {
  if (ask.answers.empty()) return "open";
  const auto word = [](const std::string& kind) -> std::string {
    if (kind == "grant") return "granted";
    if (kind == "refusal") return "refused";
    if (kind == "deferral") return "deferred";
    return kind;
  };
  // Of each side that answers only the last day's word counts.
  std::vector<std::string> words;
  for (std::size_t i = 0; i < ask.answers.size(); ++i) {
    const Event& one = scene.events[ask.answers[i].event];
    const bool revised = std::any_of(ask.answers.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                     ask.answers.end(), [&](const Answer& late) {
                                       const Event& other = scene.events[late.event];
                                       return other.at > one.at && any_same(other.actors, one.actors);
                                     });
    if (!revised) words.push_back(word(ask.answers[i].kind));
  }
  const bool agree =
      std::all_of(words.begin(), words.end(), [&](const auto& w) { return w == words.front(); });
  return agree ? words.front() : "mixed";
}

// Requests of one type and mode by their day, so that the same one made again is found among few.
class Made {
 public:
  // Those of the same type and mode that may lie within a week of this one, and perhaps more.
  std::vector<std::size_t> near(const Event& request) const {
    std::vector<std::size_t> out;
    const auto of = by_day_.find({request.event, request.mode});
    if (of == by_day_.end()) return out;
    const auto day = situate::day_number(request.at);
    const auto& days = of->second;
    const auto take = [&](auto from, auto to) {
      for (; from != to; ++from) out.insert(out.end(), from->second.begin(), from->second.end());
    };
    if (!day) {
      take(days.begin(), days.end());
    } else {
      take(days.lower_bound(*day - days_of_a_request), days.upper_bound(*day + days_of_a_request));
      if (const auto undated = days.find(no_day); undated != days.end()) take(undated, std::next(undated));
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  void add(const Event& request, std::size_t ask) {
    by_day_[{request.event, request.mode}][situate::day_number(request.at).value_or(no_day)].push_back(ask);
  }

 private:
  static constexpr int no_day = std::numeric_limits<int>::min();
  std::map<std::pair<std::string, std::string>, std::map<int, std::vector<std::size_t>>> by_day_;
};

// Acts that can answer, by who acts. Whoever same_side() finds the same has a key in common.
class Acts {
 public:
  explicit Acts(const Scene& scene) {
    constexpr std::array<std::string_view, 6> answers = {"REJECT",  "AGREE",   "AID",
                                                         "CONCEDE", "RETREAT", "CONSULT"};
    for (std::size_t i = 0; i < scene.events.size(); ++i) {
      const Event& act = scene.events[i];
      if (std::find(answers.begin(), answers.end(), act.event) == answers.end()) continue;
      for (const std::string& key : keys_of(act.actors)) by_actor_[key].push_back({act.at, i});
    }
    for (auto& [key, acts] : by_actor_) std::sort(acts.begin(), acts.end());
  }
  // In the order of the scene, from this day on for so many days.
  std::vector<std::size_t> of(const std::vector<Party>& parties, const std::string& from, int days) const {
    std::vector<std::size_t> out;
    for (const std::string& key : keys_of(parties)) {
      const auto acts = by_actor_.find(key);
      if (acts == by_actor_.end()) continue;
      auto at = std::lower_bound(acts->second.begin(), acts->second.end(), std::pair(from, std::size_t{0}));
      for (; at != acts->second.end() && days_between(from, at->first) <= days; ++at)
        out.push_back(at->second);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

 private:
  static std::vector<std::string> keys_of(const std::vector<Party>& parties) {
    std::vector<std::string> out;
    for (const Party& party : parties) {
      if (!party.entity.empty()) out.push_back("#" + party.entity);
      if (!party.code.empty()) out.push_back(party.code.substr(0, 3));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }
  std::map<std::string, std::vector<std::pair<std::string, std::size_t>>> by_actor_;
};

}  // namespace

std::vector<Ask> follow_asks(const Scene& scene) {
  std::vector<Ask> out;
  Made made;
  for (const Thread& thread : scene.threads) {
    const Event* const request = scene.event(thread.story, thread.request);
    if (request == nullptr) continue;  // of the headline
    const auto index = static_cast<std::size_t>(request - scene.events.data());
    Ask* into = nullptr;
    for (const std::size_t near : made.near(*request)) {
      Ask& ask = out[near];
      const Event& first = scene.events[ask.requests.front()];
      const bool same = first.event == request->event && first.mode == request->mode &&
                        !first.recipients.empty() && any_same(first.actors, request->actors) &&
                        any_same(first.recipients, request->recipients);
      if (same && std::abs(days_between(first.at, request->at)) <= days_of_a_request) into = &ask;
    }
    if (into == nullptr) {
      made.add(*request, out.size());
      into = &out.emplace_back();
    }
    into->requests.push_back(index);
    into->threads.push_back(scene.stories[thread.story].id + "#" + thread.id);
    for (const Response& response : thread.responses) {
      const Event* const act = scene.event(thread.story, response.event);
      if (act == nullptr) continue;
      into->answers.push_back({static_cast<std::size_t>(act - scene.events.data()), response.kind, false});
    }
  }
  const Acts acts(scene);
  for (Ask& ask : out) {
    const Event& request = scene.events[ask.requests.front()];
    if (request.recipients.empty() || request.actors.empty()) {
      ask.status = status_of(scene, ask);
      continue;  // nobody in particular was asked
    }
    for (const std::size_t i : acts.of(request.recipients, request.at, days_to_answer)) {
      const Event& act = scene.events[i];
      if (act.story <= request.story) continue;
      const std::string kind = answer_of(request, act);
      if (kind.empty() || !any_same(act.actors, request.recipients)) continue;
      // Towards the one who asked, or, where nobody is named, in the place that the request was about.
      const bool towards = any_same(act.recipients, request.actors) ||
                           (act.recipients.empty() && !act.mode.empty() && act.mode == request.mode);
      if (!towards || any_same(act.actors, request.actors)) continue;
      const bool known =
          std::any_of(ask.answers.begin(), ask.answers.end(), [&](const Answer& a) { return a.event == i; });
      if (!known) ask.answers.push_back({i, kind, true});
    }
    std::stable_sort(ask.answers.begin(), ask.answers.end(), [&](const Answer& a, const Answer& b) {
      return scene.events[a.event].at < scene.events[b.event].at;
    });
    ask.status = status_of(scene, ask);
  }
  std::stable_sort(out.begin(), out.end(), [&](const Ask& a, const Ask& b) {
    return scene.events[a.requests.front()].at < scene.events[b.requests.front()].at;
  });
  return out;
}

}  // namespace casus::inquire
