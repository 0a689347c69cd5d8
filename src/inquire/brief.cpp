#include "inquire/brief.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <tuple>

#include "base/calendar.h"
#include "inquire/tolls.h"

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

std::string request_words(std::string_view mode) {
  if (mode == "assist") return " for help";
  if (mode == "meet") return " to meet";
  if (mode == "yield") return " to give way";
  if (mode == "change") return " for change";
  return {};
}

void say(BriefLine& line, std::string text, std::optional<Claim> claim = std::nullopt) {
  line.parts.push_back({std::move(text), std::move(claim)});
}

std::string on_day(std::string_view day) { return day.empty() ? "" : " on " + day_words(day, false); }

bool is_chosen(const Chosen* chosen, std::size_t counting, std::size_t figure) {
  return chosen == nullptr || chosen->figures[counting][figure];
}

// The running total of a kind, else the longest series of it: its index, and its figures that are chosen.
struct Series {
  std::size_t counting = 0;
  std::vector<std::size_t> figures;
};
std::optional<Series> main_series(const Facts& facts, const Chosen* chosen, std::string_view kind) {
  std::optional<Series> best;
  const auto rank = [&](const Series& s) {
    const Counting& of = facts.countings[s.counting];
    return std::tuple(of.incident.empty(), of.victims.empty(), s.figures.size());
  };
  for (std::size_t i = 0; i < facts.countings.size(); ++i) {
    if (facts.countings[i].kind != kind) continue;
    Series one{i, {}};
    for (std::size_t k = 0; k < facts.countings[i].figures.size(); ++k) {
      if (is_chosen(chosen, i, k)) one.figures.push_back(k);
    }
    if (!one.figures.empty() && (!best || rank(one) > rank(*best))) best = std::move(one);
  }
  return best;
}

// The last so many, in their order.
std::vector<std::size_t> latest(const std::vector<std::size_t>& all, std::size_t count) {
  return {all.end() - static_cast<std::ptrdiff_t>(std::min(count, all.size())), all.end()};
}

BriefLine counted(const Facts& facts, const Chosen* chosen) {
  BriefLine line{"counted", 0, {}, {}};
  for (const std::string_view kind : {"killed", "injured", "missing", "displaced", "detained", "evacuated"}) {
    if (line.told.size() == 3) break;
    const auto series = main_series(facts, chosen, kind);
    if (!series) continue;
    const Counting& counting = facts.countings[series->counting];
    std::string head(kind);
    if (line.parts.empty()) head[0] = static_cast<char>(head[0] - 'a' + 'A');
    say(line, (line.parts.empty() ? "" : "; ") + head +
                  (counting.victims.empty() ? ": " : " (" + counting.victims + "): "));
    Told told{series->counting, {series->figures.front()}, std::nullopt};
    if (series->figures.size() > 1) told.figures.push_back(series->figures.back());
    for (std::size_t i = 0; i < told.figures.size(); ++i) {
      const Figure& figure = counting.figures[told.figures[i]];
      if (i > 0) say(line, ", ");
      say(line, figure_of(figure.low, figure.high, figure.qualifier), figure.claim);
      say(line, on_day(facts.stories[figure.claim.story].day));
    }
    for (const std::size_t other : counting.figures[told.figures.back()].conflicts) {
      if (!is_chosen(chosen, series->counting, other)) continue;
      const Figure& figure = counting.figures[other];
      told.against = other;
      say(line, ", but ");
      say(line, figure_of(figure.low, figure.high, figure.qualifier), figure.claim);
      if (!figure.speaker.empty()) say(line, " by " + figure.speaker);
      break;
    }
    line.told.push_back(std::move(told));
    ++line.count;
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

std::vector<BriefLine> five_lines(const Facts& facts, const Chosen* chosen) {
  std::vector<BriefLine> out;
  out.push_back(counted(facts, chosen));

  BriefLine asked{"asked", 0, {}, {}}, answered{"answered", 0, {}, {}}, open{"open", 0, {}, {}};
  std::vector<std::size_t> with_answer, without;
  for (std::size_t i = 0; i < facts.askings.size(); ++i) {
    if (chosen != nullptr && !chosen->askings[i]) continue;
    const Asking& ask = facts.askings[i];
    // Whom nobody in particular was asked of says little at a glance.
    if (!ask.recipients.empty() && !ask.actors.empty())
      (ask.replies.empty() ? without : with_answer).push_back(i);
  }
  const auto tell_request = [&](BriefLine& line, std::size_t i, std::string_view head) {
    const Asking& ask = facts.askings[i];
    say(line, line.parts.empty() ? std::string(head) : "; ");
    say(line, names_of(ask.actors, "") + " asked " + names_of(ask.recipients, "") + request_words(ask.mode),
        ask.claim);
    say(line, on_day(ask.day));
    line.told.push_back({i, {}, std::nullopt});
  };
  asked.count = answered.count = with_answer.size();
  for (const std::size_t i : latest(with_answer, 2)) {
    tell_request(asked, i, "Asked: ");
    const Asking& ask = facts.askings[i];
    const Reply& answer = ask.replies.back();
    say(answered, answered.parts.empty() ? "Answered: " : "; ");
    say(answered, names_of(answer.actors, names_of(ask.recipients, "")) + " " + ask.status, answer.claim);
    say(answered,
        " what " + names_of(ask.actors, "") + " asked," + (answer.day.empty() ? "" : on_day(answer.day)));
    answered.told.push_back({i, {}, std::nullopt});
  }
  open.count = without.size();
  for (const std::size_t i : latest(without, 2)) tell_request(open, i, "Unanswered: ");

  BriefLine next{"next", 0, {}, {}};
  std::string now;
  for (const Teller& story : facts.stories) now = std::max(now, story.day);
  for (std::size_t i = 0; i < facts.plans.size(); ++i) {
    if (chosen != nullptr && !chosen->plans[i]) continue;
    const Planned& plan = facts.plans[i];
    const bool ahead = plan.status == "open" && (plan.last.empty() || plan.last >= now);
    if (!ahead && !plan.resolved_by) continue;
    if (++next.count > 3) continue;
    say(next, next.parts.empty() ? "Agenda: " : "; ");
    std::string name = plan.what;
    std::replace(name.begin(), name.end(), '_', ' ');
    say(next, name, plan.items.front());
    if (!plan.first.empty()) say(next, on_day(plan.first));
    if (!plan.place.empty()) say(next, " in " + plan.place);
    if (plan.resolved_by) {
      std::string status = plan.status;
      std::replace(status.begin(), status.end(), '_', ' ');
      say(next, ", ");
      say(next, status, *plan.resolved_by);
    }
    next.told.push_back({i, {}, std::nullopt});
  }
  for (BriefLine* line : {&asked, &answered, &open, &next}) out.push_back(std::move(*line));
  std::erase_if(out, [](const BriefLine& line) { return line.parts.empty(); });
  return out;
}

}  // namespace casus::inquire
