#include "write/event_rows.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/ascii.h"
#include "base/sha256.h"
#include "base/utf8.h"

namespace casus::write {

using record::Event;
using record::Story;

namespace {

bool wanted_status(std::string_view status, const FormOptions& options) {
  return options.statuses.empty() ||
         std::any_of(options.statuses.begin(), options.statuses.end(),
                     [&](const std::string& one) { return one == "all" || one == status; });
}

}  // namespace

std::vector<const Event*> wanted_events(const Story& story, const FormOptions& options, bool needs_cameo) {
  const bool assault =
      options.drop_mobilize && std::any_of(story.events.begin(), story.events.end(), [](const Event& event) {
        return event.event == "ASSAULT" && (event.status == "actual" || event.status == "historical");
      });
  std::vector<const Event*> out;
  for (const Event& event : story.events) {
    if (!wanted_status(event.status, options)) continue;
    if (needs_cameo && event.cameo.size() < 2) continue;
    if (assault && event.event == "MOBILIZE") continue;
    out.push_back(&event);
  }
  return out;
}

std::vector<Side> sides_of(const Story& story, const Event& event, bool actors) {
  std::vector<Side> out;
  for (const record::Role& role : event.roles) {
    if (role.is_actor != actors) continue;
    const record::Entity* const entity = story.entity(role.entity);
    Side side{&role, entity, role.code, entity != nullptr ? entity->name : role.words.text};
    if (side.code.empty() && entity != nullptr) side.code = entity->code;
    const bool there = std::any_of(out.begin(), out.end(), [&](const Side& other) {
      return other.entity == side.entity && other.code == side.code && other.name == side.name;
    });
    if (!there) out.push_back(std::move(side));
  }
  return out;
}

std::vector<Dyad> dyads_of(const Story& story, const Event& event) {
  const std::vector<Side> actors = sides_of(story, event, true);
  std::vector<Side> recipients = sides_of(story, event, false);
  if (recipients.empty() && actors.size() > 1 && event.cameo >= "03" && event.cameo < "07") {
    recipients = actors;
  }
  std::vector<Dyad> out;
  const auto same = [](const Side& a, const Side& b) {
    return a.entity != nullptr ? a.entity == b.entity : b.entity == nullptr && a.name == b.name;
  };
  for (const Side& actor : actors) {
    if (recipients.empty()) out.push_back({actor, {}});
    for (const Side& recipient : recipients) {
      if (!same(actor, recipient)) out.push_back({actor, recipient});
    }
  }
  if (actors.empty()) {
    for (const Side& recipient : recipients) out.push_back({{}, recipient});
  }
  return out;
}

std::optional<base::Date> event_day(const Story& story, const Event& event) {
  if (const auto when = story.when(event.time); when.first) return when.first;
  return story.day();
}

std::uint64_t number_of(std::string_view words) {
  const std::string hash = base::sha256_hex(words);
  std::uint64_t number = 0;
  for (const char c : std::string_view(hash).substr(0, 14)) {
    number = number << 4U | static_cast<std::uint64_t>(base::is_digit(c) ? c - '0' : c - 'a' + 10);
  }
  return number >> 3U;  // 56 bits to 53
}

std::uint64_t number_of(const Story& story, const Event& event, const Dyad& dyad) {
  std::string words = story.id + '\0' + event.id;
  for (const Side* side : {&dyad.actor, &dyad.recipient}) {
    (words += '\0') += side->entity != nullptr ? side->entity->id : side->name;
    (words += '\0') += side->code;
  }
  return number_of(words);
}

std::string compact_day(base::Date date) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<std::chrono::sys_seconds> utc_of(std::string_view published) {
  const auto day = base::parse_date(published);
  if (!day) return std::nullopt;
  std::chrono::sys_seconds out = std::chrono::sys_days(*day);
  const auto two = [&](std::size_t at) -> int {
    if (published.size() < at + 2 || !base::is_digit(published[at]) || !base::is_digit(published[at + 1]))
      return -1;
    return (published[at] - '0') * 10 + (published[at + 1] - '0');
  };
  if (published.size() < 16 || two(11) < 0 || two(14) < 0) return out;
  out += std::chrono::hours(two(11)) + std::chrono::minutes(two(14));
  std::size_t at = 16;
  if (published.size() > at && published[at] == ':' && two(at + 1) >= 0) {
    out += std::chrono::seconds(two(at + 1));
    at += 3;
  }
  at = published.find_first_of("+-", at);
  if (at != std::string_view::npos && two(at + 1) >= 0) {
    const std::size_t minutes_at = at + 3 + (published.size() > at + 3 && published[at + 3] == ':');
    const auto offset = std::chrono::hours(two(at + 1)) + std::chrono::minutes(std::max(0, two(minutes_at)));
    out -= published[at] == '-' ? -offset : offset;
  }
  return out;
}

std::string compact_time(std::chrono::sys_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const auto of_day = std::chrono::hh_mm_ss(time - day);
  return compact_day(base::Date(day)) + fmt::format("{:02}{:02}{:02}", of_day.hours().count(),
                                                    of_day.minutes().count(), of_day.seconds().count());
}

std::int64_t end_of_lead(const Story& story) {
  const std::string_view text = story.text;
  std::int64_t points = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    points += static_cast<std::int64_t>(base::count_code_points(line));
    const bool bare_dateline = story.dateline.known() && points <= story.dateline.end;
    if (!base::trimmed(line).empty() && !bare_dateline) break;
    at = end + 1;
    ++points;
  }
  return points;
}

const record::Place* place_in(const Story& story, const record::Words& words, bool in_headline) {
  if (!words.known()) return nullptr;
  for (const record::Place& place : story.places) {
    if (place.in_headline == in_headline && place.words.start < words.end && words.start < place.words.end) {
      return &place;
    }
  }
  return nullptr;
}

}  // namespace casus::write
