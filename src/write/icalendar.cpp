// iCalendar (RFC 5545): the agenda, an all-day or timed VEVENT for each item whose day is known
// (docs/formats/icalendar.md).
#include <fmt/format.h>

#include "base/ascii.h"
#include "write/event_rows.h"
#include "write/forms.h"

namespace casus::write {
namespace {

using record::AgendaItem;
using record::Story;

// A content line, folded so that no line has more than 75 octets; characters stay whole.
void line(std::string_view text, std::string& out) {
  std::size_t room = 75;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.size(), at + room);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    if (at > 0) out += "\r\n ";
    out += text.substr(at, end - at);
    at = end;
    room = 74;  // the blank takes one
  }
  out += "\r\n";
}

// A value of type TEXT. Control characters other than line ends may not stand in a calendar.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') {
      (out += '\\') += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c != '\r') {
      out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
  }
  return out;
}

std::string_view status_of(std::string_view certainty) {
  if (certainty == "scheduled") return "CONFIRMED";
  return certainty == "cancelled" ? "CANCELLED" : "TENTATIVE";
}

class CalendarForm final : public Form {
 public:
  void begin(std::string& out) override {
    for (const char* const text :
         {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Casus//Agenda//EN", "CALSCALE:GREGORIAN"}) {
      line(text, out);
    }
  }

  void story(const Story& story, std::string& out) override {
    for (const AgendaItem& item : story.agenda) {
      const record::When when = story.when(item.value);
      if (when.first) write(story, item, when, out);
    }
  }

  void end(std::string& out) override { line("END:VCALENDAR", out); }

 private:
  static void write(const Story& story, const AgendaItem& item, const record::When& when, std::string& out) {
    line("BEGIN:VEVENT", out);
    line("UID:" + escaped(item.id) + "@casus", out);
    // When the story was published, not when this was written: the same records give the same calendar.
    const auto stamp = utc_of(story.published).value_or(std::chrono::sys_seconds());
    const std::string time = compact_time(stamp);
    line("DTSTAMP:" + time.substr(0, 8) + "T" + time.substr(8) + "Z", out);
    const std::string clock = clock_of(when.value);
    if (!clock.empty()) {
      line("DTSTART:" + compact_day(*when.first) + "T" + clock, out);
    } else {
      line("DTSTART;VALUE=DATE:" + compact_day(*when.first), out);
      line("DTEND;VALUE=DATE:" + compact_day(base::add_days(when.last.value_or(*when.first), 1)), out);
    }
    std::string what = item.what;
    for (char& c : what) c = c == '_' ? ' ' : c;
    line("SUMMARY:" + escaped(what + ": " + item.words.text), out);
    line("STATUS:" + std::string(status_of(item.certainty)), out);
    line("TRANSP:TRANSPARENT", out);
    line("CATEGORIES:" + escaped(what), out);
    std::string said = "Certainty: " + item.certainty;
    if (!story.headline.empty()) said += "\n" + story.headline;
    if (!story.source.empty())
      said += "\n" + story.source + (story.published.empty() ? "" : ", " + story.published);
    line("DESCRIPTION:" + escaped(said), out);
    if (const record::Place* const place = story.place(item.place)) {
      line("LOCATION:" + escaped(place->name), out);
      if (place->has_point()) line(fmt::format("GEO:{};{}", *place->lat, *place->lon), out);
    }
    if (is_uri(story.url)) line("URL:" + story.url, out);
    line("X-CASUS-STORY:" + escaped(story.id), out);
    line("X-CASUS-CERTAINTY:" + escaped(item.certainty), out);
    line("END:VEVENT", out);
  }

  // "100000" of "2014-05-20T10:00"; "" where the value says no clock time. Local to the place: news seldom
  // say a zone.
  static std::string clock_of(std::string_view value) {
    if (value.size() < 16 || value[10] != 'T' || value[13] != ':') return {};
    for (const std::size_t at : {11, 12, 14, 15}) {
      if (!base::is_digit(value[at])) return {};
    }
    if (value.substr(11, 2) > "23" || value.substr(14, 2) > "59") return {};
    return std::string(value.substr(11, 2)) + std::string(value.substr(14, 2)) + "00";
  }

  static bool is_uri(std::string_view url) {
    if (url.find(':') == std::string_view::npos) return false;
    for (const char c : url) {
      if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f) return false;
    }
    return true;
  }
};

}  // namespace

std::unique_ptr<Form> icalendar_form(const FormTables&, const FormOptions&) {
  return std::make_unique<CalendarForm>();
}

}  // namespace casus::write
