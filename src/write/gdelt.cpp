// GDELT 2.0 events: 61 columns, tab separated, no header (docs/formats/gdelt.md).
#include <fmt/format.h>

#include "base/ascii.h"
#include "write/cells.h"
#include "write/event_rows.h"
#include "write/forms.h"

namespace casus::write {
namespace {

using record::Event;
using record::Place;
using record::Story;

// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict: by root, as GDELT
// cuts it.
int quad_class(std::string_view cameo) {
  const std::string_view root = cameo.substr(0, 2);
  if (root <= "05") return 1;
  if (root <= "09") return 2;
  return root <= "14" ? 3 : 4;
}

class GdeltForm final : public Form {
 public:
  GdeltForm(const FormTables& tables, FormOptions options) : tables_(tables), options_(std::move(options)) {}

  void story(const Story& story, std::string& out) override {
    const std::int64_t lead = end_of_lead(story);
    for (const Event* event : wanted_events(story, options_, true)) {
      for (const Dyad& dyad : dyads_of(story, *event)) row(story, *event, dyad, lead, out);
    }
  }

 private:
  void row(const Story& story, const Event& event, const Dyad& dyad, std::int64_t lead, std::string& out) {
    Cells cells(out, '\t', options_.guard);
    cells.number(number_of(story, event, dyad));
    days(event_day(story, event), cells);
    actor(dyad.actor, cells);
    actor(dyad.recipient, cells);
    const bool root = event.in_headline || event.trigger.start < lead;
    cells.plain(root ? "1" : "0");
    cells.plain(event.cameo);
    cells.plain(std::string_view(event.cameo).substr(0, 3));
    cells.plain(std::string_view(event.cameo).substr(0, 2));
    cells.number(quad_class(event.cameo));
    event.goldstein ? cells.number(*event.goldstein, 1) : cells.empty();
    cells.number(1 + event.evidence.size());  // NumMentions
    cells.plain("1");                         // NumSources
    cells.plain("1");                         // NumArticles
    cells.empty();                            // AvgTone
    for (const Side* side : {&dyad.actor, &dyad.recipient}) {
      geography(side->role == nullptr ? nullptr : place_in(story, side->role->words, event.in_headline),
                cells);
    }
    geography(story.place(event.place), cells);
    const auto added = utc_of(story.published);
    cells.plain(added ? compact_time(*added) : std::string());
    cells.text(story.url);
    cells.end();
  }

  static void days(const std::optional<base::Date>& day, Cells& cells) {
    if (!day) {
      for (int i = 0; i < 4; ++i) cells.empty();
      return;
    }
    const std::string compact = compact_day(*day);
    cells.plain(compact);
    cells.plain(compact.substr(0, 6));
    cells.plain(compact.substr(0, 4));
    // Months of thirty days, as GDELT counts.
    const unsigned of_year =
        (static_cast<unsigned>(day->month()) - 1) * 30 + static_cast<unsigned>(day->day());
    cells.number(static_cast<int>(day->year()) + of_year / 365.0, 4);
  }

  void actor(const Side& side, Cells& cells) {
    const ActorParts parts = tables_.parts_of(side.code);
    cells.plain(side.code);
    cells.text(base::uppered(side.name));  // GDELT's names are in capitals
    cells.plain(parts.country);
    cells.plain(parts.group);
    cells.plain(parts.ethnic);
    for (std::size_t i = 0; i < 2; ++i)
      i < parts.religions.size() ? cells.plain(parts.religions[i]) : cells.empty();
    for (std::size_t i = 0; i < 3; ++i) i < parts.types.size() ? cells.plain(parts.types[i]) : cells.empty();
  }

  void geography(const Place* place, Cells& cells) {
    const std::string_view country =
        place == nullptr ? std::string_view() : tables_.country_name(place->country);
    if (country.empty()) {
      cells.plain("0");
      for (int i = 0; i < 7; ++i) cells.empty();
      return;
    }
    const std::string_view fips = tables_.fips(place->country);
    const bool states = place->country == "USA";
    const bool whole_country = place->kind == "country";
    const bool division = place->kind == "admin1";
    cells.number(whole_country ? 1 : division ? (states ? 2 : 5) : (states ? 3 : 4));
    std::string name(whole_country ? country : std::string_view(place->name));
    if (!whole_country) {
      if (!division && !place->admin1.empty()) name += ", " + place->admin1;
      (name += ", ") += country;
    }
    cells.text(name);
    cells.plain(fips);
    const std::string_view state =
        states ? tables_.us_state(division ? place->name : place->admin1) : std::string_view();
    cells.plain(whole_country || !state.empty() ? fmt::format("{}{}", fips, state) : std::string());
    cells.empty();  // ADM2
    cells.number(place->lat);
    cells.number(place->lon);
    cells.plain(whole_country ? fips : std::string_view());
  }

  const FormTables& tables_;
  FormOptions options_;
};

}  // namespace

std::unique_ptr<Form> gdelt_form(const FormTables& tables, const FormOptions& options) {
  return std::make_unique<GdeltForm>(tables, options);
}

}  // namespace casus::write
