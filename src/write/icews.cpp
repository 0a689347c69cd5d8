// ICEWS: 20 columns, tab separated, with a header (docs/formats/icews.md).
#include "write/cells.h"
#include "write/event_rows.h"
#include "write/forms.h"

namespace casus::write {
namespace {

using record::Event;
using record::Story;

constexpr std::string_view header =
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence "
    "Number\tPublisher\tCity\tDistrict\tProvince\t"
    "Country\tLatitude\tLongitude\n";

class IcewsForm final : public Form {
 public:
  IcewsForm(const FormTables& tables, FormOptions options) : tables_(tables), options_(std::move(options)) {}

  void begin(std::string& out) override { out += header; }

  void story(const Story& story, std::string& out) override {
    for (const Event* event : wanted_events(story, options_, true)) {
      for (const Dyad& dyad : dyads_of(story, *event)) row(story, *event, dyad, out);
    }
  }

 private:
  void row(const Story& story, const Event& event, const Dyad& dyad, std::string& out) {
    Cells cells(out, '\t', options_.guard);
    cells.number(number_of(story, event, dyad));
    const auto day = event_day(story, event);
    cells.plain(day ? base::to_string(*day) : std::string());
    actor(dyad.actor, cells);
    cells.text(tables_.cameo_label(event.cameo));
    cells.plain(event.cameo);
    const auto intensity = tables_.icews_intensity(event.cameo);
    intensity ? cells.number(*intensity, 1) : cells.empty();
    actor(dyad.recipient, cells);
    cells.text(story.id);
    cells.empty();  // Sentence Number
    cells.text(story.source);
    const record::Place* const place = story.place(event.place);
    const bool division = place != nullptr && place->kind == "admin1";
    const bool country = place != nullptr && place->kind == "country";
    cells.text(place != nullptr && !division && !country ? place->name : "");
    cells.empty();  // District
    cells.text(place == nullptr ? "" : division ? place->name : place->admin1);
    cells.text(place == nullptr ? "" : tables_.country_name(place->country));
    place != nullptr ? cells.number(place->lat) : cells.empty();
    place != nullptr ? cells.number(place->lon) : cells.empty();
    cells.end();
  }

  // Name, sectors, country. A description that could be of any country gets its country, as in the ICEWS
  // data: "Police (Belarus)".
  void actor(const Side& side, Cells& cells) {
    const ActorParts parts = tables_.parts_of(side.code);
    const std::string_view country = tables_.country_name(parts.country);
    std::string name = side.name;
    const bool described = side.entity == nullptr || side.entity->key.empty();
    if (described && !name.empty() && !country.empty() && side.code.size() > 3 &&
        name.find(country) == std::string::npos &&
        (side.entity == nullptr || side.entity->type != "person")) {
      (((name += " (") += country) += ")");
    }
    cells.text(name);
    std::string sectors;
    for (const auto* list : {&parts.types, &parts.religions}) {
      for (const std::string& part : *list)
        (sectors += sectors.empty() ? "" : ",") += tables_.part_name(part);
    }
    cells.text(sectors);
    cells.text(country);
  }

  const FormTables& tables_;
  FormOptions options_;
};

}  // namespace

std::unique_ptr<Form> icews_form(const FormTables& tables, const FormOptions& options) {
  return std::make_unique<IcewsForm>(tables, options);
}

}  // namespace casus::write
