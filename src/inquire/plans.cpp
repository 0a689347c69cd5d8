#include "inquire/plans.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"

namespace casus::inquire {
namespace {

// What a thing of a kind is called, and which verbs of its own say that it is over.
struct KindWords {
  std::string_view what;
  std::array<std::string_view, 8> nouns;
  std::array<std::string_view, 8> verbs;
};

constexpr std::array<KindWords, 16> kinds = {{
    {"referendum",
     {"referendum", "plebiscite", "vote", "voters"},
     {"approved", "backed", "passed", "voted", "rejected", "turned out", "adopted"}},
    {"election",
     {"election", "elections", "poll", "polls", "vote", "voters"},
     {"won", "voted", "elected", "passed", "turned out", "lost"}},
    {"vote",
     {"vote", "ballot", "parliament", "lawmakers"},
     {"voted", "passed", "approved", "rejected", "adopted"}},
    {"summit",
     {"summit", "leaders", "presidents", "meeting"},
     {"met", "agreed", "ended", "opened", "gathered", "concluded"}},
    {"talks",
     {"talks", "negotiations", "meeting", "conference", "officials", "ministers", "secretaries", "envoys"},
     {"met", "ended", "opened", "concluded", "broke up", "agreed", "broke down"}},
    {"session", {"session", "council", "assembly", "parliament"}, {"met", "opened", "ended", "convened"}},
    {"visit", {"visit", "trip"}, {"arrived", "visited", "ended", "met"}},
    {"signing", {"agreement", "treaty", "accord", "deal"}, {"signed", "initialled"}},
    {"ceasefire", {"ceasefire", "truce"}, {"took effect", "began", "came into force", "held"}},
    {"deployment", {"troops", "soldiers", "force", "peacekeepers"}, {"arrived", "deployed", "landed"}},
    {"withdrawal",
     {"troops", "soldiers", "forces", "withdrawal"},
     {"left", "withdrew", "pulled out", "completed"}},
    {"trial", {"trial", "hearing"}, {"opened", "began", "ended"}},
    {"verdict", {"court", "verdict", "judge"}, {"convicted", "sentenced", "acquitted", "ruled"}},
    {"protest", {"protest", "rally", "march", "demonstration"}, {"gathered", "marched", "rallied", "drew"}},
    {"ceremony", {"ceremony", "inauguration", "funeral"}, {"attended", "gathered"}},
    {"transfer_of_power",
     {"president", "leader", "inauguration"},
     {"was sworn in", "took office", "took the oath"}},
}};

constexpr std::array<std::string_view, 6> took_place = {"took place", "was held",        "were held",
                                                        "went ahead", "has taken place", "have taken place"};
// A sentence with one of these looks ahead, or at what did not happen.
constexpr std::array<std::string_view, 14> looks_ahead = {
    " will ",     " would ",   " to be held", " is set ", " are set ",   " planned ",  " plans ",
    " scheduled", " postpone", " cancel",     " put off", " called off", " expected ", " if "};

bool is_letter(char c) { return base::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

// Whole words, in a text in lower case.
std::size_t find_words(std::string_view text, std::string_view words, std::size_t from = 0) {
  for (std::size_t at = text.find(words, from); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return at;
  }
  return std::string_view::npos;
}

std::optional<base::Span> look_back_in(const KindWords& kind, const std::string& sentence) {
  const std::string padded = " " + sentence + " ";
  for (const std::string_view ahead : looks_ahead) {
    if (padded.find(ahead) != std::string::npos) return std::nullopt;
  }
  for (const std::string_view noun : kind.nouns) {
    if (noun.empty()) break;
    const std::size_t at = find_words(sentence, noun);
    if (at == std::string_view::npos) continue;
    const auto verb = [&](std::string_view words) -> std::optional<base::Span> {
      const std::size_t found = words.empty() ? std::string_view::npos : find_words(sentence, words, at);
      // Close by: what stands far off is of another clause.
      if (found == std::string_view::npos || found - at > 80) return std::nullopt;
      return base::Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(found + words.size())};
    };
    for (const std::string_view words : took_place) {
      if (const auto span = verb(words)) return span;
    }
    for (const std::string_view words : kind.verbs) {
      if (const auto span = verb(words)) return span;
    }
  }
  return std::nullopt;
}

bool same_thing(const Plan& plan, const AgendaItem& first, const AgendaItem& item) {
  if (plan.what != item.what) return false;
  const bool place = first.place.empty() || item.place.empty() || first.place == item.place ||
                     (!first.country.empty() && first.country == item.country);
  if (!place) return false;
  if (plan.first.empty() || item.first.empty()) return true;
  return item.first <= plan.last && plan.first <= item.last;
}

constexpr int days_after = 45;

}  // namespace

std::optional<LookBack> look_back(std::string_view what, std::string_view text) {
  const auto kind =
      std::find_if(kinds.begin(), kinds.end(), [&](const KindWords& k) { return k.what == what; });
  if (kind == kinds.end()) return std::nullopt;
  const std::string lower = base::lowered(text);
  for (std::size_t begin = 0; begin < lower.size();) {
    std::size_t end = begin;
    while (end < lower.size()) {
      const char c = lower[end];
      const bool stop =
          (c == '.' || c == '!' || c == '?') && (end + 1 == lower.size() || lower[end + 1] == ' ' ||
                                                 lower[end + 1] == '\n' || lower[end + 1] == '"');
      if (stop || c == '\n') break;
      ++end;
    }
    if (const auto span = look_back_in(*kind, lower.substr(begin, end - begin))) {
      const base::CodePoints points(text);
      const base::Span bytes{static_cast<std::uint32_t>(begin + span->start),
                             static_cast<std::uint32_t>(begin + span->end)};
      const base::Span at = points.of(bytes);
      return LookBack{at.start, at.end, std::string(base::cut(text, bytes))};
    }
    begin = end + 1;
  }
  return std::nullopt;
}

std::vector<Plan> follow_plans(const Scene& scene) {
  std::vector<Plan> out;
  const auto alive = [](const AgendaItem& item) {
    return item.certainty != "postponed" && item.certainty != "cancelled";
  };
  for (std::size_t i = 0; i < scene.agenda.size(); ++i) {
    const AgendaItem& item = scene.agenda[i];
    Plan* into = nullptr;
    for (Plan& plan : out) {
      if (!same_thing(plan, scene.agenda[plan.items.front()], item)) continue;
      // What has a day is that of the nearest telling; an item that is put off may be of another day.
      into = &plan;
      break;
    }
    if (into == nullptr && !alive(item)) {
      // Put off: the last thing of the kind that was planned, whatever its day.
      for (Plan& plan : out) {
        if (plan.what == item.what) into = &plan;
      }
    }
    if (into == nullptr) {
      out.push_back({item.what, item.first, item.last, {i}, "open", std::nullopt});
      if (!alive(item)) {
        out.back().status = item.certainty;
        out.back().resolved_by = item;
      }
      continue;
    }
    into->items.push_back(i);
    if (into->first.empty()) into->first = item.first, into->last = item.last;
    if (!alive(item)) {
      into->status = item.certainty;
      into->resolved_by = item;
    }
  }
  std::string now;
  for (const Story& story : scene.stories) now = std::max(now, story.day);
  // A text is read once for each kind of thing, however many of the kind were planned.
  std::map<std::pair<std::string, std::uint32_t>, std::optional<LookBack>> read;
  for (Plan& plan : out) {
    if (plan.status != "open" || plan.first.empty()) continue;
    const std::uint32_t told = scene.agenda[plan.items.front()].story;
    for (std::uint32_t s = told + 1; s < scene.stories.size(); ++s) {
      const Story& story = scene.stories[s];
      if (story.day < plan.first || days_between(plan.first, story.day) > days_after) continue;
      const auto [known, fresh] = read.try_emplace({plan.what, s});
      if (fresh) known->second = look_back(plan.what, story.text);
      const std::optional<LookBack>& found = known->second;
      if (!found) continue;
      plan.status = "took_place";
      plan.resolved_by = Claim{s, "", found->start, found->end, found->text};
      break;
    }
    if (plan.status == "open" && plan.last < now) plan.status = "due";
  }
  std::stable_sort(out.begin(), out.end(), [](const Plan& a, const Plan& b) {
    if (a.first.empty() != b.first.empty()) return b.first.empty();
    return a.first < b.first;
  });
  return out;
}

}  // namespace casus::inquire
