#include "inquire/brief.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <tuple>

#include "base/calendar.h"

namespace casus::inquire {
namespace {

constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

// What a type of event is called when it gives a situation its name, and how much one of them counts.
struct TypeWords {
  std::string_view type, words;
  int weight;
};
constexpr std::array<TypeWords, 12> type_words = {{{"ASSAULT", "fighting", 4},
                                                   {"PROTEST", "protests", 3},
                                                   {"COERCE", "crackdown", 2},
                                                   {"MOBILIZE", "troops on the move", 2},
                                                   {"SANCTION", "sanctions", 2},
                                                   {"DISRUPT", "services cut", 2},
                                                   {"THREATEN", "threats", 1},
                                                   {"REJECT", "dispute", 1},
                                                   {"ACCUSE", "accusations", 1},
                                                   {"CONSULT", "talks", 1},
                                                   {"AID", "aid", 1},
                                                   {"RETREAT", "withdrawal", 1}}};

// The value with the most votes; of as many, the first by name.
std::string most(const std::map<std::string, int>& votes) {
  std::string out;
  int best = 0;
  for (const auto& [value, count] : votes) {
    if (count > best) best = count, out = value;
  }
  return out;
}

std::string names_of(const std::vector<Party>& parties, std::string_view nobody) {
  if (parties.empty()) return std::string(nobody);
  std::string out;
  for (std::size_t i = 0; i < parties.size() && i < 3; ++i) {
    if (i > 0) out += i + 1 == parties.size() ? " and " : ", ";
    out += parties[i].name.empty() ? parties[i].code : parties[i].name;
  }
  return out;
}

std::string request_words(const Event& request) {
  if (request.mode == "assist") return " for help";
  if (request.mode == "meet") return " to meet";
  if (request.mode == "yield") return " to give way";
  if (request.mode == "change") return " for change";
  return {};
}

void say(BriefLine& line, std::string text, std::optional<Claim> claim = std::nullopt) {
  line.parts.push_back({std::move(text), std::move(claim)});
}

std::string on_day(std::string_view day) { return day.empty() ? "" : " on " + day_words(day, false); }

// The running total of a kind, else the longest series of it.
const TollSeries* main_series(const std::vector<TollSeries>& all, std::string_view kind) {
  const TollSeries* best = nullptr;
  const auto rank = [](const TollSeries& s) {
    return std::tuple(s.incident.empty(), s.victims.empty(), s.points.size());
  };
  for (const TollSeries& series : all) {
    if (series.kind != kind) continue;
    if (best == nullptr || rank(series) > rank(*best)) best = &series;
  }
  return best;
}

BriefLine counted(const Scene& scene, const std::vector<TollSeries>& tolls) {
  BriefLine line{"counted", {}};
  int kinds = 0;
  for (const std::string_view kind : {"killed", "injured", "missing", "displaced", "detained", "evacuated"}) {
    const TollSeries* const series = main_series(tolls, kind);
    if (series == nullptr || kinds++ == 3) continue;
    std::string head(kind);
    if (line.parts.empty()) head[0] = static_cast<char>(head[0] - 'a' + 'A');
    say(line, (line.parts.empty() ? "" : "; ") + head +
                  (series->victims.empty() ? ": " : " (" + series->victims + "): "));
    const TollPoint& first = series->points.front();
    const TollPoint& last = series->points.back();
    const auto tell = [&](const TollPoint& point) {
      const Toll& toll = scene.tolls[point.toll];
      say(line, figure_of(toll), toll);
      say(line, on_day(scene.stories[toll.story].day));
    };
    tell(first);
    if (series->points.size() > 1) {
      say(line, ", ");
      tell(last);
    }
    for (const std::size_t other : last.conflicts) {
      const Toll& toll = scene.tolls[series->points[other].toll];
      say(line, ", but ");
      say(line, figure_of(toll), toll);
      if (!toll.speaker.empty()) say(line, " by " + toll.speaker);
      break;
    }
  }
  return line;
}

}  // namespace

std::string day_words(std::string_view day, bool with_year) {
  const auto date = base::parse_date(day);
  if (!date) return std::string(day);
  const auto month = months[static_cast<unsigned>(date->month()) - 1];
  std::string out = fmt::format("{} {}", static_cast<unsigned>(date->day()), month);
  if (with_year) out += fmt::format(" {}", static_cast<int>(date->year()));
  return out;
}

std::string span_words(std::string_view first, std::string_view last) {
  const auto a = base::parse_date(first), b = base::parse_date(last);
  if (!a || !b || *a == *b) return day_words(a ? first : last, true);
  if (a->year() == b->year() && a->month() == b->month()) {
    return fmt::format("{}-{}", static_cast<unsigned>(a->day()), day_words(last, true));
  }
  return day_words(first, a->year() != b->year()) + " - " + day_words(last, true);
}

std::string label_of(const Scene& scene) {
  std::map<std::string, int> countries, places, types;
  for (const Event& event : scene.events) {
    if (!event.country.empty()) countries[event.country] += event.main ? 2 : 1;
    if (event.status != "actual") continue;
    for (const TypeWords& one : type_words) {
      if (one.type == event.event) types[std::string(one.words)] += one.weight * (event.main ? 2 : 1);
    }
  }
  const std::string country = most(countries);
  for (const Event& event : scene.events) {
    if (event.country == country && !event.place.empty()) places[event.place] += event.main ? 2 : 1;
  }
  const auto named = scene.countries.find(country);
  const std::string state = named != scene.countries.end() ? named->second : country;
  std::string out = most(places);
  if (!state.empty() && state != out) out += (out.empty() ? "" : ", ") + state;
  const std::string what = most(types);
  if (!what.empty()) out += (out.empty() ? "" : ": ") + what;
  std::string first, last;
  for (const Story& story : scene.stories) {
    if (story.day.empty()) continue;
    if (first.empty() || story.day < first) first = story.day;
    last = std::max(last, story.day);
  }
  if (!first.empty()) out += (out.empty() ? "" : ", ") + span_words(first, last);
  if (out.empty() && !scene.stories.empty()) out = scene.stories.front().headline;
  return out;
}

std::vector<BriefLine> five_lines(const Scene& scene, const std::vector<TollSeries>& tolls,
                                  const std::vector<Ask>& asks, const std::vector<Plan>& plans) {
  std::vector<BriefLine> out;
  out.push_back(counted(scene, tolls));

  BriefLine asked{"asked", {}}, answered{"answered", {}}, open{"open", {}};
  int told_asked = 0, told_answered = 0, told_open = 0;
  for (const Ask& ask : asks) {
    const Event& request = scene.events[ask.requests.front()];
    // Whom nobody in particular was asked of says little at a glance.
    if (request.recipients.empty() || request.actors.empty()) continue;
    const std::string who = names_of(request.actors, "somebody"), whom = names_of(request.recipients, "");
    if (ask.answers.empty()) {
      if (told_open++ < 2) {
        say(open, open.parts.empty() ? "Unanswered: " : "; ");
        say(open, who + " asked " + whom + request_words(request), request);
        say(open, on_day(request.at));
      }
    } else {
      if (told_asked++ < 2) {
        say(asked, asked.parts.empty() ? "Asked: " : "; ");
        say(asked, who + " asked " + whom + request_words(request), request);
        say(asked, on_day(request.at));
      }
      if (told_answered++ < 2) {
        const Event& answer = scene.events[ask.answers.back().event];
        say(answered, answered.parts.empty() ? "Answered: " : "; ");
        say(answered, names_of(answer.actors, whom) + " " + ask.status, answer);
        say(answered, " what " + who + " asked," + (answer.at.empty() ? "" : on_day(answer.at)));
      }
    }
  }
  BriefLine next{"next", {}};
  std::string now;
  for (const Story& story : scene.stories) now = std::max(now, story.day);
  int told_next = 0;
  for (const Plan& plan : plans) {
    const AgendaItem& item = scene.agenda[plan.items.front()];
    const bool ahead = plan.status == "open" && (plan.last.empty() || plan.last >= now);
    if (!ahead && !plan.resolved_by) continue;
    if (told_next++ == 3) break;
    say(next, next.parts.empty() ? "Agenda: " : "; ");
    std::string name = plan.what;
    std::replace(name.begin(), name.end(), '_', ' ');
    say(next, name, item);
    if (!plan.first.empty()) say(next, on_day(plan.first));
    if (!item.place.empty()) say(next, " in " + item.place);
    if (plan.resolved_by) {
      std::string status = plan.status;
      std::replace(status.begin(), status.end(), '_', ' ');
      say(next, ", ");
      say(next, status, *plan.resolved_by);
    }
  }
  for (BriefLine* line : {&asked, &answered, &open, &next}) out.push_back(std::move(*line));
  std::erase_if(out, [](const BriefLine& line) { return line.parts.empty(); });
  return out;
}

}  // namespace casus::inquire
