#include "knowledge/zone_file.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/ascii.h"
#include "base/calendar.h"

namespace casus::knowledge {
namespace {

constexpr std::int64_t seconds_a_day = 86400;
constexpr int last_year = 2099;

std::int64_t first_instant() { return base::day_number(base::make_date(1945, 1, 1)) * seconds_a_day; }

// Numbers of the file, big-endian; reading beyond its end leaves `broken`.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  bool broken() const { return broken_; }
  std::string_view take(std::size_t count) {
    if (broken_ || count > bytes_.size()) return broken_ = true, std::string_view();
    const std::string_view out = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return out;
  }
  std::uint8_t byte() {
    const std::string_view one = take(1);
    return one.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(one.front());
  }
  std::int64_t number(int size) {
    std::uint64_t value = 0;
    for (int i = 0; i < size; ++i) value = value << 8 | byte();
    if (size == 4) return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
    return static_cast<std::int64_t>(value);
  }
  std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
  bool broken_ = false;
};

struct Counts {
  std::size_t utc_marks = 0, standard_marks = 0, leaps = 0, times = 0, types = 0, letters = 0;
  char version = 0;

  std::size_t size(std::size_t time) const {
    return times * (time + 1) + types * 6 + letters + leaps * (time + 4) + standard_marks + utc_marks;
  }
};

std::optional<Counts> read_counts(Bytes& bytes) {
  if (bytes.take(4) != "TZif") return std::nullopt;
  Counts out;
  out.version = static_cast<char>(bytes.byte());
  bytes.take(15);
  for (std::size_t* count :
       {&out.utc_marks, &out.standard_marks, &out.leaps, &out.times, &out.types, &out.letters}) {
    const std::int64_t value = bytes.number(4);
    constexpr std::int64_t most = 100'000;
    if (value < 0 || value > most) return std::nullopt;
    *count = static_cast<std::size_t>(value);
  }
  return bytes.broken() ? std::nullopt : std::optional(out);
}

// ---- the closing rule: "PST8PDT,M3.2.0,M11.1.0"

struct Change {
  enum class Kind { month_week, julian, day_of_year } kind = Kind::month_week;
  int month = 0, week = 0, day = 0;
  int time = 7200;  // seconds from midnight, local
};

struct Rule {
  int standard = 0;  // seconds east of Greenwich
  std::optional<int> summer;
  Change begins;
  Change ends;
};

class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : text_(text) {}

  std::optional<Rule> read() {
    Rule rule;
    if (!name()) return std::nullopt;
    const auto standard = clock();
    if (!standard) return std::nullopt;
    rule.standard = -*standard;
    if (text_.empty()) return rule;
    if (!name()) return std::nullopt;
    rule.summer = rule.standard + 3600;
    if (!text_.starts_with(',')) {
      const auto summer = clock();
      if (!summer) return std::nullopt;
      rule.summer = -*summer;
    }
    if (!change(rule.begins) || !change(rule.ends) || !text_.empty()) return std::nullopt;
    return rule;
  }

 private:
  bool take(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool name() {
    const bool quoted = take('<');
    std::size_t size = 0;
    while (size < text_.size() && (quoted ? text_[size] != '>' : base::is_alpha(text_[size]))) ++size;
    if (size < 3 || (quoted && size == text_.size())) return false;
    text_.remove_prefix(quoted ? size + 1 : size);
    return true;
  }
  std::optional<int> number() {
    int value = 0;
    std::size_t size = 0;
    while (size < text_.size() && size < 4 && base::is_digit(text_[size]))
      value = value * 10 + (text_[size++] - '0');
    if (size == 0) return std::nullopt;
    text_.remove_prefix(size);
    return value;
  }
  // [+-]hh[:mm[:ss]]
  std::optional<int> clock() {
    const int sign = take('-') ? -1 : 1;
    if (sign > 0) take('+');
    int seconds = 0;
    for (int unit = 3600; unit > 0; unit /= 60) {
      const auto value = number();
      if (!value) return std::nullopt;
      seconds += *value * unit;
      if (!take(':')) break;
    }
    return sign * seconds;
  }
  bool change(Change& out) {
    if (!take(',')) return false;
    std::optional<int> value;
    if (take('M')) {
      for (int* part : {&out.month, &out.week, &out.day}) {
        if (part != &out.month && !take('.')) return false;
        if (!(value = number())) return false;
        *part = *value;
      }
      if (out.month < 1 || out.month > 12 || out.week < 1 || out.week > 5 || out.day > 6) return false;
    } else {
      out.kind = take('J') ? Change::Kind::julian : Change::Kind::day_of_year;
      if (!(value = number()) || *value > 365) return false;
      out.day = *value;
    }
    if (!take('/')) return true;
    value = clock();
    if (value) out.time = *value;
    return value.has_value();
  }

  std::string_view text_;
};

base::Date day_of(const Change& change, int year) {
  const base::Date first = base::make_date(year, 1, 1);
  if (change.kind == Change::Kind::day_of_year) return base::add_days(first, change.day);
  if (change.kind == Change::Kind::julian) {  // 29 February is never counted
    const base::Date common = base::add_days(base::make_date(2001, 1, 1), change.day - 1);
    return base::Date{std::chrono::year{year}, common.month(), common.day()};
  }
  const base::Date month = base::make_date(year, static_cast<unsigned>(change.month), 1);
  const int ahead = (change.day - static_cast<int>(base::weekday_of(month)) + 7) % 7;
  base::Date day = base::add_days(month, ahead + 7 * (change.week - 1));
  while (day.month() != month.month()) day = base::add_days(day, -7);  // the fifth is the last
  return day;
}

void write_out(const Rule& rule, std::vector<ZoneStep>& steps) {
  if (!rule.summer) return;
  const std::int64_t last = steps.back().at;
  const int from =
      std::max(1945, static_cast<int>(base::date_of(static_cast<int>(last / seconds_a_day)).year()));
  std::vector<ZoneStep> more;
  for (int year = from; year <= last_year; ++year) {
    const auto at = [&](const Change& change, int offset) {
      return base::day_number(day_of(change, year)) * seconds_a_day + change.time - offset;
    };
    more.push_back({.at = at(rule.begins, rule.standard), .offset = *rule.summer});
    more.push_back({.at = at(rule.ends, *rule.summer), .offset = rule.standard});
  }
  std::sort(more.begin(), more.end(), [](const ZoneStep& a, const ZoneStep& b) { return a.at < b.at; });
  for (const ZoneStep& step : more) {
    if (step.at > last && step.offset != steps.back().offset) steps.push_back(step);
  }
}

}  // namespace

base::Result<std::vector<ZoneStep>> read_zone(std::string_view text, const std::string& file) {
  const auto bad = [&](std::string message) {
    return base::Error{.code = "bad_package", .message = std::move(message), .file = file};
  };
  Bytes bytes(text);
  const auto small = read_counts(bytes);
  if (!small || small->version < '2') return bad("not a time zone of TZif version 2 or later");
  bytes.take(small->size(4));  // the same in 32 bits
  const auto counts = read_counts(bytes);
  if (!counts || counts->types == 0) return bad("a time zone without its second part");

  std::vector<std::int64_t> times(counts->times);
  for (std::int64_t& time : times) time = bytes.number(8);
  std::vector<std::uint8_t> types(counts->times);
  for (std::uint8_t& type : types) type = bytes.byte();
  std::vector<int> offsets(counts->types);
  for (int& offset : offsets) {
    offset = static_cast<int>(bytes.number(4));
    bytes.take(2);  // whether it is summer time, and its letters
  }
  bytes.take(counts->letters + counts->leaps * 12 + counts->standard_marks + counts->utc_marks);
  if (bytes.broken() || bytes.take(1) != "\n") return bad("a time zone that is cut short");
  const std::string_view rule_text = bytes.rest().substr(0, bytes.rest().find('\n'));

  std::vector<ZoneStep> steps = {{.at = first_instant(), .offset = offsets.front()}};
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (types[i] >= offsets.size()) return bad("a time zone with a step to nowhere");
    if (times[i] <= first_instant()) {
      steps.front().offset = offsets[types[i]];
    } else if (offsets[types[i]] != steps.back().offset) {
      steps.push_back({.at = times[i], .offset = offsets[types[i]]});
    }
  }
  if (rule_text.empty()) return steps;
  const auto rule = RuleReader(rule_text).read();
  if (!rule) return bad("a time zone whose closing rule cannot be read: " + std::string(rule_text));
  write_out(*rule, steps);
  return steps;
}

}  // namespace casus::knowledge
