#include "resolve/time_words.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/ascii.h"
#include "base/files.h"

namespace casus::resolve {
namespace {

constexpr std::array<std::string_view, 30> class_names = {
    "month",  "weekday", "weekdays", "number",  "scale",    "vague",   "ordinal", "decade",
    "unit",   "units",   "part",     "season",  "today",    "tonight", "present", "past",
    "future", "step",    "edge",     "edge_of", "more",     "mod",     "every",   "frequency",
    "zone",   "zone_of", "forward",  "counted", "seasonal", "announce"};
static_assert(class_names.size() == static_cast<std::size_t>(WordClass::announce) + 1);

std::optional<int> integer(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

base::Error bad_line(std::string_view file, std::uint64_t line, std::string message, std::string hint) {
  return {.code = "bad_time_word",
          .message = std::move(message),
          .hint = std::move(hint),
          .file = std::string(file),
          .line = line};
}

// A name cut as the reader cuts text: words of letters, apostrophes and hyphens apart.
std::vector<std::string> cut(std::string_view name) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < name.size();) {
    if (base::is_space(name[i])) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    if (base::is_alpha(name[i])) {
      while (end < name.size() && base::is_alpha(name[end])) ++end;
    }
    out.emplace_back(name.substr(i, end - i));
    i = end;
  }
  return out;
}

std::optional<unsigned> weekday_named(std::string_view name) {
  constexpr std::array<std::string_view, 7> names = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<unsigned>(at - names.begin());
}

std::optional<Holiday> read_rule(std::string_view rule) {
  Holiday out;
  if (rule.starts_with("easter")) {
    rule.remove_prefix(6);
    if (rule.starts_with('+')) rule.remove_prefix(1);
    const auto days = rule.empty() ? std::optional<int>(0) : integer(rule);
    if (!days) return std::nullopt;
    out.easter = *days;
    return out;
  }
  if (rule.size() < 5 || rule[2] != '-') return std::nullopt;
  const auto month = integer(rule.substr(0, 2));
  const auto day = integer(rule.substr(3, 2));
  if (!month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return std::nullopt;
  out.month = static_cast<unsigned>(*month);
  out.day = static_cast<unsigned>(*day);
  if (rule.size() == 5) return out;
  if (rule[5] != '+') return std::nullopt;
  out.weekday = weekday_named(rule.substr(6));
  if (!out.weekday) return std::nullopt;
  return out;
}

struct Line {
  std::string_view before;  // the colon
  std::string_view after;
  std::uint64_t number = 0;
};

// Lines with a colon; comments and empty lines left out. Calls back until it returns an error.
template <class Take>
base::Result<void> each_line(std::string_view text, std::string_view file, Take take) {
  std::uint64_t number = 0;
  for (const std::string_view raw : base::split(text, '\n')) {
    ++number;
    const std::string_view line = base::trimmed(raw.substr(0, raw.find('#')));
    if (line.empty()) continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      return bad_line(file, number, "a line without a colon", "write: class value: word, word");
    }
    auto taken = take(Line{base::trimmed(line.substr(0, colon)), line.substr(colon + 1), number});
    if (!taken) return taken;
  }
  return {};
}

base::Result<std::string> read_file(const std::string& path) {
  auto text = base::read_file(path);
  if (!text) {
    return base::Error{.code = "missing_file",
                       .message = "cannot read the words of time",
                       .hint = "is the data folder complete?",
                       .file = path};
  }
  return *std::move(text);
}

}  // namespace

base::Result<TimeWords> TimeWords::load(const std::string& folder) {
  const auto times = read_file(folder + "/times.txt");
  if (!times) return times.error();
  const auto days = read_file(folder + "/holidays.txt");
  if (!days) return days.error();
  auto words = parse(*times, *days);
  if (!words) {
    base::Error error = words.error();
    error.file = folder + "/" + error.file;
    return error;
  }
  return words;
}

base::Result<TimeWords> TimeWords::parse(std::string_view times, std::string_view holidays) {
  TimeWords out;
  constexpr std::string_view times_file = "times.txt";
  auto read = each_line(times, times_file, [&](const Line& line) -> base::Result<void> {
    const std::size_t blank = line.before.find(' ');
    const std::string_view name = line.before.substr(0, blank);
    const auto at = std::find(class_names.begin(), class_names.end(), name);
    if (at == class_names.end()) {
      return bad_line(times_file, line.number, "unknown class \"" + std::string(name) + "\"", "");
    }
    const auto word_class = static_cast<WordClass>(at - class_names.begin());
    const std::string_view said =
        blank == std::string_view::npos ? std::string_view() : base::trimmed(line.before.substr(blank + 1));
    auto value = integer(said);
    if (word_class == WordClass::zone_of) {
      if (said.find('/') == std::string_view::npos) {
        return bad_line(times_file, line.number, "not a time zone: \"" + std::string(said) + "\"",
                        "zone_of America/New_York: et");
      }
      value = static_cast<int>(out.zones_.size());
      out.zones_.emplace_back(said);
    }
    if (!value) return bad_line(times_file, line.number, "a class needs a whole number", "");
    for (std::string_view word : base::split(line.after, ',')) {
      word = base::trimmed(word);
      const bool capital = word.ends_with('*');
      if (capital) word.remove_suffix(1);
      if (word.empty()) return bad_line(times_file, line.number, "an empty word", "");
      out.words_[std::string(word)].push_back({word_class, *value, capital});
    }
    return {};
  });
  if (!read) return read.error();

  constexpr std::string_view holidays_file = "holidays.txt";
  read = each_line(holidays, holidays_file, [&](const Line& line) -> base::Result<void> {
    const auto rule = read_rule(line.before);
    if (!rule) {
      return bad_line(holidays_file, line.number, "not a rule: \"" + std::string(line.before) + "\"",
                      "MM-DD, MM-DD+mon, easter+1");
    }
    for (const std::string_view name : base::split(line.after, ',')) {
      Holiday holiday = *rule;
      holiday.words = cut(base::trimmed(name));
      if (holiday.words.empty()) return bad_line(holidays_file, line.number, "an empty name", "");
      out.holidays_[holiday.words.front()].push_back(std::move(holiday));
    }
    return {};
  });
  if (!read) return read.error();
  for (auto& [word, list] : out.holidays_) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Holiday& a, const Holiday& b) { return a.words.size() > b.words.size(); });
  }
  return out;
}

const std::vector<WordSense>* TimeWords::find(std::string_view word) const {
  const auto at = words_.find(word);
  return at == words_.end() ? nullptr : &at->second;
}

const std::vector<Holiday>* TimeWords::holidays(std::string_view word) const {
  const auto at = holidays_.find(word);
  return at == holidays_.end() ? nullptr : &at->second;
}

}  // namespace casus::resolve
