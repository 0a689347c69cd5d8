#include "ingest/feed_date.h"

#include <array>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/calendar.h"
#include "ingest/reader.h"

namespace casus::ingest {
namespace {

constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> zones = {{
    {"GMT", "Z"},      {"UT", "Z"},        {"UTC", "Z"},      {"Z", "Z"},        {"EST", "-05:00"},
    {"EDT", "-04:00"}, {"CST", "-06:00"},  {"CDT", "-05:00"}, {"MST", "-07:00"}, {"MDT", "-06:00"},
    {"PST", "-08:00"}, {"PDT", "-07:00"},  {"BST", "+01:00"}, {"CET", "+01:00"}, {"CEST", "+02:00"},
    {"EET", "+02:00"}, {"EEST", "+03:00"}, {"MSK", "+03:00"}, {"WET", "Z"},      {"WEST", "+01:00"},
}};

std::optional<unsigned> number(std::string_view text, std::size_t longest) {
  if (text.empty() || text.size() > longest) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    if (!base::is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

// "+0600", "-05:00", "GMT"; "" for what is not known.
std::string zone_of(std::string_view text) {
  if (text.size() >= 5 && (text.front() == '+' || text.front() == '-')) {
    const std::string_view minutes = text.substr(text[3] == ':' ? 4 : 3);
    const auto hour = number(text.substr(1, 2), 2);
    const auto minute = number(minutes, 2);
    if (hour && minute && minutes.size() == 2 && *hour < 24 && *minute < 60) {
      return fmt::format("{}{:02}:{:02}", text.front(), *hour, *minute);
    }
  }
  for (const auto& [name, offset] : zones) {
    if (base::equals_ignoring_case(text, name)) return std::string(offset);
  }
  return {};
}

// "8:05", "08:05:30".
std::optional<std::string> clock_of(std::string_view text) {
  const auto parts = base::split(text, ':');
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  const auto hour = number(parts[0], 2), minute = number(parts[1], 2);
  const auto second =
      parts.size() == 3 ? number(parts[2].substr(0, parts[2].find('.')), 2) : std::optional(0U);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return fmt::format("{:02}:{:02}:{:02}", *hour, *minute, *second);
}

}  // namespace

std::optional<std::string> read_feed_date(std::string_view text) {
  text = base::trimmed(text);
  if (auto tidy = tidy_published(text)) return tidy;
  if (const std::size_t comma = text.find(','); comma != std::string_view::npos)
    text.remove_prefix(comma + 1);
  std::string plain(text);
  for (char& c : plain) c = base::is_space(c) ? ' ' : c;
  std::vector<std::string_view> words;
  for (const std::string_view word : base::split(plain, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  // "Sat 12 Jun 2010": a day of the week without its comma.
  if (!words.empty() && base::is_alpha(words.front().front())) words.erase(words.begin());
  if (words.size() < 3 || words[1].size() < 3) return std::nullopt;
  const auto day = number(words[0], 2);
  auto year = number(words[2], 4);
  unsigned month = 0;
  for (unsigned i = 0; i < months.size(); ++i) {
    if (base::lowered(words[1]).starts_with(months[i])) month = i + 1;
  }
  if (!day || !year || month == 0) return std::nullopt;
  if (words[2].size() == 2) *year += *year < 50 ? 2000 : 1900;
  const base::Date date = base::make_date(static_cast<int>(*year), month, *day);
  if (!date.ok() || *year < 1000) return std::nullopt;
  std::string out = base::to_string(date);
  if (words.size() == 3) return out;
  const auto clock = clock_of(words[3]);
  if (!clock) return std::nullopt;
  (out += 'T') += *clock;
  if (words.size() > 4) out += zone_of(words[4]);
  return out;
}

}  // namespace casus::ingest
