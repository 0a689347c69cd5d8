// POLECAT: 40 columns, tab separated, with a header; an event a row, its parties in lists
// (docs/formats/polecat.md).
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "write/cells.h"
#include "write/event_rows.h"
#include "write/forms.h"

namespace casus::write {
namespace {

using record::Event;
using record::Story;

constexpr std::array<std::string_view, 40> columns = {"Event ID",
                                                      "Event Date",
                                                      "Event Type",
                                                      "Event Mode",
                                                      "Intensity",
                                                      "Quad Code",
                                                      "Contexts",
                                                      "Actor Name",
                                                      "Actor Country",
                                                      "Actor COW",
                                                      "Primary Actor Sector",
                                                      "Actor Sectors",
                                                      "Actor Title",
                                                      "Actor Name Raw",
                                                      "Wikipedia Actor ID",
                                                      "Recipient Name",
                                                      "Recipient Country",
                                                      "Recipient COW",
                                                      "Primary Recipient Sector",
                                                      "Recipient Sectors",
                                                      "Recipient Title",
                                                      "Recipient Name Raw",
                                                      "Wikipedia Recipient ID",
                                                      "Placename",
                                                      "City",
                                                      "District",
                                                      "Province",
                                                      "Country",
                                                      "Latitude",
                                                      "Longitude",
                                                      "GeoNames ID",
                                                      "Raw Placename",
                                                      "Feature Type",
                                                      "Source",
                                                      "Publication Date",
                                                      "Story People",
                                                      "Story Organizations",
                                                      "Story Locations",
                                                      "Language",
                                                      "Version"};

// A list in a cell; "None" where there is nothing to say, as in the data.
class List {
 public:
  void add(std::string_view value) {
    // The separator must not stand in a value.
    std::string one(value);
    std::replace(one.begin(), one.end(), ';', ',');
    if (!one.empty() && std::find(values_.begin(), values_.end(), one) == values_.end())
      values_.push_back(one);
  }
  std::string text() const {
    std::string out;
    for (const std::string& value : values_) (out += out.empty() ? "" : "; ") += value;
    return out.empty() ? "None" : out;
  }
  std::string_view first() const { return values_.empty() ? "None" : std::string_view(values_.front()); }

 private:
  std::vector<std::string> values_;
};

class PolecatForm final : public Form {
 public:
  PolecatForm(const FormTables& tables, FormOptions options)
      : tables_(tables), options_(std::move(options)) {}

  void begin(std::string& out) override {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) out += '\t';
      out += columns[i];
    }
    out += '\n';
  }

  void story(const Story& story, std::string& out) override {
    List people, organisations, locations;
    for (const record::Entity& entity : story.entities) {
      if (entity.key.empty()) continue;
      if (entity.type == "person") {
        people.add(entity.name);
      } else if (entity.type != "place" && entity.type != "state") {
        organisations.add(entity.name);
      }
    }
    for (const record::Place& place : story.places) locations.add(place.name);
    for (const Event* event : wanted_events(story, options_, false)) {
      Cells cells(out, '\t', options_.guard);
      cells.plain(event->id);
      const auto day = event_day(story, *event);
      cells.plain(day ? base::to_string(*day) : "None");
      cells.plain(event->event);
      cells.plain(event->mode.empty() ? "None" : event->mode);
      event->score ? cells.number(*event->score, 1) : cells.plain("None");
      cells.plain(event->quad.empty() ? "None" : base::uppered(event->quad));
      List contexts;
      for (const std::string& context : event->contexts) contexts.add(context);
      cells.plain(contexts.text());
      side(sides_of(story, *event, true), cells);
      side(sides_of(story, *event, false), cells);
      where(story.place(event->place), cells);
      cells.text(story.source.empty() ? "None" : story.source);
      cells.plain(story.published.empty() ? "None" : std::string_view(story.published).substr(0, 10));
      cells.text(people.text());
      cells.text(organisations.text());
      cells.text(locations.text());
      cells.plain(story.language);
      cells.plain(story.made.version);
      cells.end();
    }
  }

 private:
  void side(const std::vector<Side>& sides, Cells& cells) {
    List names, countries, cow, sectors, titles, raw;
    for (const Side& one : sides) {
      // As in the data: a name is that of somebody known; words alone are "raw".
      if (one.entity != nullptr && !one.entity->key.empty()) names.add(one.entity->name);
      const ActorParts parts = tables_.parts_of(one.code);
      if (tables_.fips(parts.country).empty() && tables_.cow(parts.country).empty()) {
        // A body of several states stands where a country would: IGO, NGO.
        if (parts.country.empty() && one.code.size() >= 3)
          countries.add(one.code.substr(0, 3));
        else
          countries.add(parts.country);
      } else {
        countries.add(parts.country);
        cow.add(tables_.cow(parts.country));
      }
      for (const std::string& type : parts.types) sectors.add(type);
      if (one.entity != nullptr) titles.add(one.entity->role);
      raw.add(one.role != nullptr && one.role->words.known() ? one.role->words.text : one.name);
    }
    cells.text(names.text());
    cells.text(countries.text());
    cells.plain(cow.text());
    cells.text(sectors.first());
    cells.text(sectors.text());
    cells.text(titles.text());
    cells.text(raw.text());
    cells.plain("None");  // Wikipedia ID
  }

  void where(const record::Place* place, Cells& cells) {
    if (place == nullptr) {
      for (int i = 0; i < 10; ++i) cells.plain("None");
      return;
    }
    const bool division = place->kind == "admin1";
    const bool city = place->kind == "city";
    const auto text_or_none = [&](std::string_view value) { cells.text(value.empty() ? "None" : value); };
    text_or_none(place->name);
    text_or_none(city ? place->name : "");
    text_or_none(place->kind == "admin2" ? place->name : "");
    text_or_none(division ? place->name : place->admin1);
    text_or_none(place->country);
    place->lat ? cells.number(*place->lat) : cells.plain("None");
    place->lon ? cells.number(*place->lon) : cells.plain("None");
    place->geonames ? cells.number(*place->geonames) : cells.plain("None");
    text_or_none(place->words.text);
    text_or_none(place->kind);
  }

  const FormTables& tables_;
  FormOptions options_;
};

}  // namespace

std::unique_ptr<Form> polecat_form(const FormTables& tables, const FormOptions& options) {
  return std::make_unique<PolecatForm>(tables, options);
}

}  // namespace casus::write
