// PLOVER JSON: one object an event, one a line (docs/formats/plover.md).
#include "base/utf8.h"
#include "write/event_rows.h"
#include "write/forms.h"
#include "write/json.h"

namespace casus::write {
namespace {

using record::Event;
using record::Story;

// What PLOVER calls a status; "" for what it has no word for. Something under a condition has not happened
// either.
std::string_view auxiliary_mode(std::string_view status) {
  if (status == "negated") return "negation";
  if (status == "conditional") return "hypothetical";
  return status == "actual" ? std::string_view() : status;
}

int quad_code(std::string_view quad) {
  if (quad == "verbal cooperation") return 1;
  if (quad == "material cooperation") return 2;
  if (quad == "verbal conflict") return 3;
  return quad == "material conflict" ? 4 : 0;
}

// How exact a place is: 5 below a town, 4 town, 3 second-level division, 2 first-level division, 1 country.
int resolution(std::string_view kind) {
  if (kind == "country") return 1;
  if (kind == "admin1") return 2;
  if (kind == "admin2" || kind == "region") return 3;
  return kind == "city" ? 4 : 5;
}

class PloverForm final : public Form {
 public:
  PloverForm(const FormTables& tables, FormOptions options) : tables_(tables), options_(std::move(options)) {}

  void story(const Story& story, std::string& out) override {
    for (const Event* event : wanted_events(story, options_, false)) {
      JsonWriter json(out);
      json.begin_object();
      json.member("id", event->id);
      when(story, *event, json);
      entities("actor", sides_of(story, *event, true), json);
      entities("recipient", sides_of(story, *event, false), json);
      json.key("event");
      list({event->event}, json);
      json.key("mode");
      list({event->mode, auxiliary_mode(event->status)}, json);
      json.key("context");
      json.begin_array();
      for (const std::string& context : event->contexts) json.string(context);
      json.end_array();
      if (const int quad = quad_code(event->quad); quad > 0) {
        json.key("quad_code");
        json.number(quad);
      }
      if (event->score) {
        json.key("event_scale");
        json.number(*event->score);
      }
      json.key("event_text");
      list({event->trigger.text}, json);
      place(story.place(event->place), json);
      size(story, *event, json);
      json.key("text_info");
      json.begin_object();
      json.key("start");
      json.number(event->trigger.start);
      json.key("end");
      json.number(event->trigger.end);
      json.member("text_story", story.id);
      json.end_object();
      cite(story, json);
      if (!story.url.empty()) json.member("link", story.url);
      json.member("coder", "Casus " + story.made.version);
      json.end_object();
      out += '\n';
    }
  }

 private:
  static void list(std::initializer_list<std::string_view> values, JsonWriter& json) {
    json.begin_array();
    for (const std::string_view value : values) {
      if (!value.empty()) json.string(value);
    }
    json.end_array();
  }

  static void when(const Story& story, const Event& event, JsonWriter& json) {
    const auto first = event_day(story, event);
    json.text_or_null("date", first ? base::to_string(*first) : std::string());
    const record::When days = story.when(event.time);
    if (days.first && days.last && *days.last != *days.first)
      json.member("enddate", base::to_string(*days.last));
    if (const std::size_t at = days.value.find('T'); days.first && at == 10 && days.value.size() >= 16) {
      json.member("time", std::string_view(days.value).substr(11, 5));
    }
  }

  void entities(std::string_view name, const std::vector<Side>& sides, JsonWriter& json) {
    json.key(name);
    json.begin_array();
    for (const Side& side : sides) {
      const ActorParts parts = tables_.parts_of(side.code);
      json.begin_object();
      const std::string body = parts.country.empty() ? side.code.substr(0, 3) : parts.country;
      json.member("code", body);
      std::string sector;
      for (const std::string& type : parts.types) {
        if (type != body && sector.size() < 6) sector += type;
      }
      if (!sector.empty()) json.member("sector", sector);
      json.member("entity_text",
                  side.role != nullptr && side.role->words.known() ? side.role->words.text : side.name);
      if (side.entity != nullptr) {
        if (!side.entity->key.empty()) {
          json.member("identifier_id", side.entity->key);
          json.member("identifier_text", side.entity->name);
        }
        if (!side.entity->role.empty()) json.member("office", side.entity->role);
      }
      if (!parts.religions.empty()) json.member("religion", parts.religions.front());
      if (!parts.ethnic.empty()) json.member("ethnicity", parts.ethnic);
      json.end_object();
    }
    json.end_array();
  }

  void place(const record::Place* at, JsonWriter& json) {
    if (at == nullptr) return;
    json.key("event_loc");
    json.begin_object();
    json.member("extracted_place", at->words.text);
    json.member("resolved_place", at->name);
    if (at->geonames) {
      json.key("geonameid");
      json.number(*at->geonames);
    }
    if (at->has_point()) {
      json.key("lat");
      json.number(*at->lat);
      json.key("lon");
      json.number(*at->lon);
    }
    if (at->kind == "city") json.member("city", at->name);
    if (at->kind == "admin2") json.member("district", at->name);
    const std::string& province = at->kind == "admin1" ? at->name : at->admin1;
    if (!province.empty()) json.member("province", province);
    if (const auto country = tables_.country_name(at->country); !country.empty())
      json.member("country", country);
    if (!at->country.empty()) json.member("country_code", at->country);
    json.key("resolution");
    json.number(resolution(at->kind));
    json.end_object();
  }

  // Figures that the story gives for this event; bounds stand as they are said.
  static void size(const Story& story, const Event& event, JsonWriter& json) {
    bool any = false;
    for (const auto& [kind, name] :
         {std::pair{"killed", "dead"}, {"injured", "injured"}, {"detained", "arrested"}}) {
      for (const record::Toll& toll : story.tolls) {
        if (toll.event != event.id || toll.kind != kind || !(toll.low || toll.high)) continue;
        if (!any) {
          json.key("size");
          json.begin_object();
        }
        any = true;
        json.key(name);
        json.number(toll.low ? *toll.low : *toll.high);
        break;
      }
    }
    if (any) json.end_object();
  }

  static void cite(const Story& story, JsonWriter& json) {
    json.key("cite_info");
    json.begin_object();
    if (!story.headline.empty()) json.member("title", story.headline);
    if (!story.source.empty()) json.member("publication", story.source);
    if (!story.url.empty()) json.member("url", story.url);
    json.member("language", story.language);
    json.member("coder", "Casus " + story.made.version);
    json.member("codebook", "PLOVER");
    json.end_object();
  }

  const FormTables& tables_;
  FormOptions options_;
};

}  // namespace

std::unique_ptr<Form> plover_form(const FormTables& tables, const FormOptions& options) {
  return std::make_unique<PloverForm>(tables, options);
}

}  // namespace casus::write
