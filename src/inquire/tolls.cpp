#include "inquire/tolls.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <tuple>

#include "base/ascii.h"

namespace casus::inquire {
namespace {

// Words that tell nothing about who was hurt.
constexpr std::array<std::string_view, 33> anybody = {
    "people",    "persons",     "person",    "dead",     "lives",    "others",     "other",
    "victims",   "victim",      "those",     "times",    "killed",   "injured",    "wounded",
    "missing",   "deaths",      "displaced", "all",      "them",     "casualties", "bodies",
    "men",       "women",       "man",       "woman",    "children", "child",      "civilians",
    "residents", "inhabitants", "citizens",  "refugees", "locals"};

// Words that say how many: what comes before "of" is a quantity, and no quantity says who.
constexpr std::array<std::string_view, 40> quantities = {
    "a",      "an",     "the",     "its",      "his",      "her",       "their",   "at",
    "least",  "most",   "more",    "than",     "less",     "fewer",     "nearly",  "about",
    "almost", "around", "some",    "up",       "to",       "over",      "several", "many",
    "dozen",  "dozens", "hundred", "hundreds", "thousand", "thousands", "million", "scores",
    "one",    "two",    "three",   "four",     "five",     "six",       "ten",     "number"};

// The word that says who: "One French pilot" -> pilot, "dozens of foreign workers" -> worker; "" for people
// of any kind.
std::string head_of(std::string_view victims) {
  // What follows the noun is no part of it.
  static constexpr std::array<std::string_view, 13> ends = {"of",   "in",  "at", "who",  "were", "was", "had",
                                                            "have", "are", "is", "from", "and",  "or"};
  const auto in = [](const auto& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  std::string last;
  bool nation = false;  // "200 Uzbeks": of a crisis, the people it is about
  for (const std::string_view piece : base::split(victims, ' ')) {
    std::string word;
    for (const char c : piece) {
      if (base::is_alpha(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80) word += base::to_lower(c);
    }
    if (word.empty() || in(quantities, word)) continue;
    if (in(ends, word)) {
      if (last.empty()) continue;  // "thousands of"
      break;
    }
    last = word;
    nation = piece.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 0;
  }
  if (nation || in(anybody, last)) return {};
  // One soldier and two soldiers are counted together.
  if (last.size() > 3 && last.ends_with("men")) return last.substr(0, last.size() - 3) + "man";
  if (last.size() > 3 && last.back() == 's' && !last.ends_with("ss")) last.pop_back();
  return last;
}

std::string plain(std::string_view speaker) {
  std::string out = base::lowered(base::trimmed(speaker));
  for (const std::string_view article : {"the ", "a ", "an "}) {
    if (out.starts_with(article)) return out.substr(article.size());
  }
  return out;
}

// What figures are compared by.
struct Compared {
  std::uint32_t story = 0;
  std::string voice;  // in plain words; "" where the story itself says so
  std::string_view source;
  std::string_view day;  // of publication
  TollRange range;
};

// The words of one are those of the other and more: "the Health Ministry", "the Health Ministry in Bishkek".
bool same_voice(const Compared& a, const Compared& b) {
  if (a.voice.empty() && b.voice.empty()) return a.source == b.source;
  if (a.voice.empty() || b.voice.empty()) return false;
  return a.voice.find(b.voice) != std::string::npos || b.voice.find(a.voice) != std::string::npos;
}

bool overlap(const TollRange& a, const TollRange& b) {
  return (!a.high || b.low <= *a.high) && (!b.high || a.low <= *b.high);
}

void mark(const Scene& scene, TollSeries& series) {
  std::vector<Compared> figures;
  figures.reserve(series.points.size());
  for (const TollPoint& point : series.points) {
    const Toll& toll = scene.tolls[point.toll];
    figures.push_back({toll.story, plain(toll.speaker), scene.stories[toll.story].source,
                       std::string_view(point.published).substr(0, 10), range_of(toll)});
  }
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    TollPoint& early = series.points[i];
    const Compared& a = figures[i];
    if (!scene.stories[a.story].superseded_by.empty()) early.superseded = true;
    for (std::size_t k = i + 1; k < series.points.size(); ++k) {
      TollPoint& late = series.points[k];
      const Compared& b = figures[k];
      const bool later = b.day > a.day;
      // Points stand by publication: of what was taken back, later days have nothing more to say.
      if (later && early.superseded_by) break;
      // Who speaks again takes back what he said. A total that somebody else raises later does so as well; a
      // lower one by somebody else, or another one on the same day, is a second opinion.
      if (a.story == b.story) continue;
      const bool apart = !overlap(a.range, b.range);
      if (same_voice(a, b) || (later && b.range.low >= a.range.low)) {
        early.superseded = true;
        if (!early.superseded_by) early.superseded_by = k;
      } else if (apart && (a.day == b.day || (later && b.range.low < a.range.low && !early.superseded))) {
        early.conflicts.push_back(k);
        late.conflicts.push_back(i);
      }
    }
  }
}

}  // namespace

TollRange range_of(const std::optional<std::int64_t>& low, const std::optional<std::int64_t>& high,
                   std::string_view qualifier) {
  TollRange out;
  out.low = static_cast<double>(low.value_or(0));
  if (high) out.high = static_cast<double>(*high);
  if (qualifier == "about") {
    out.high = static_cast<double>(high.value_or(low.value_or(0))) * 1.1;
    out.low *= 0.9;
  }
  return out;
}
TollRange range_of(const Toll& toll) { return range_of(toll.low, toll.high, toll.qualifier); }

std::string figure_of(const std::optional<std::int64_t>& lowest, const std::optional<std::int64_t>& highest,
                      std::string_view qualifier) {
  const std::string low = lowest ? std::to_string(*lowest) : "";
  const std::string high = highest ? std::to_string(*highest) : "";
  if (qualifier == "at_least") return "at least " + low;
  if (qualifier == "more_than") return "more than " + low;
  if (qualifier == "at_most") return "at most " + (high.empty() ? low : high);
  if (qualifier == "less_than") return "less than " + (high.empty() ? low : high);
  if (qualifier == "about") return "about " + (low.empty() ? high : low);
  if (low == high || high.empty()) return low;
  return low + "-" + high;
}
std::string figure_of(const Toll& toll) { return figure_of(toll.low, toll.high, toll.qualifier); }

std::vector<TollSeries> toll_series(const Scene& scene) {
  // Running totals first: kind and victims. Then figures of one incident, which join the running total that
  // they are the beginning of.
  using Key = std::tuple<std::string, std::string, std::string>;  // kind, victims, incident
  std::map<Key, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < scene.tolls.size(); ++i) {
    const Toll& toll = scene.tolls[i];
    if (toll.cumulative) groups[{toll.kind, head_of(toll.victims), ""}].push_back(i);
  }
  for (std::size_t i = 0; i < scene.tolls.size(); ++i) {
    const Toll& toll = scene.tolls[i];
    if (toll.cumulative) continue;
    const std::string victims = head_of(toll.victims);
    const auto running = groups.find({toll.kind, victims, ""});
    bool joins = false;
    if (running != groups.end() && victims.empty()) {
      // The beginning of the running total, or a figure too large to be anything but another total of the
      // same.
      double known = 0;
      bool begins = false;
      for (const std::size_t k : running->second) {
        const Toll& total = scene.tolls[k];
        if (!total.cumulative || !(toll.place.empty() || total.place.empty() || toll.place == total.place))
          continue;
        if (scene.stories[total.story].published <= scene.stories[toll.story].published) {
          known = std::max(known, range_of(total).low);
        } else {
          begins = begins || range_of(toll).low <= range_of(total).low * 1.1 + 1;
        }
      }
      joins = known > 0 ? range_of(toll).low >= known / 2 : begins;
    }
    groups[{toll.kind, victims, joins ? "" : scene.stories[toll.story].incident}].push_back(i);
  }

  std::vector<TollSeries> out;
  for (auto& [key, tolls] : groups) {
    std::sort(tolls.begin(), tolls.end());  // by story, which stand by publication, then by position
    TollSeries& series = out.emplace_back();
    std::tie(series.kind, series.victims, series.incident) = key;
    for (const std::size_t i : tolls) {
      // One figure read twice off the same words counts once.
      const Toll& toll = scene.tolls[i];
      bool again = false;
      for (auto p = series.points.rbegin(); p != series.points.rend() && !again; ++p) {
        const Toll& other = scene.tolls[p->toll];
        if (other.story != toll.story) break;
        again = other.low == toll.low && other.high == toll.high && other.start < toll.end &&
                toll.start < other.end;
      }
      if (again) continue;
      series.points.push_back({i, scene.stories[toll.story].published, false, std::nullopt, {}});
    }
    mark(scene, series);
  }
  std::stable_sort(out.begin(), out.end(), [](const TollSeries& a, const TollSeries& b) {
    return a.points.size() > b.points.size();
  });
  return out;
}

}  // namespace casus::inquire
