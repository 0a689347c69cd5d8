// GeoJSON (RFC 7946): events and tolls that have a point, as one FeatureCollection (docs/formats/geojson.md).
#include <algorithm>

#include "write/event_rows.h"
#include "write/forms.h"
#include "write/json.h"

namespace casus::write {
namespace {

using record::Story;

class GeoJsonForm final : public Form {
 public:
  explicit GeoJsonForm(FormOptions options) : options_(std::move(options)) {}

  void begin(std::string& out) override { out += "{\"type\":\"FeatureCollection\",\"features\":["; }

  void story(const Story& story, std::string& out) override {
    for (const record::Event* event : wanted_events(story, options_, false)) {
      const record::Place* const place = story.place(event->place);
      if (place == nullptr || !place->has_point()) continue;
      JsonWriter json(out);
      begin_feature(event->id, *place, out, json);
      json.member("kind", "event");
      common(story, *place, story.when(event->time), event->trigger.text, json);
      json.member("event", event->event);
      json.text_or_null("mode", event->mode);
      json.text_or_null("cameo", event->cameo);
      json.member("status", event->status);
      json.text_or_null("quad", event->quad);
      json.key("score");
      event->score ? json.number(*event->score) : json.null();
      for (const bool actors : {true, false}) {
        std::string codes, names;
        for (const Side& side : sides_of(story, *event, actors)) {
          (codes += codes.empty() ? "" : "|") += side.code;
          (names += names.empty() ? "" : "|") += side.name;
        }
        json.text_or_null(actors ? "actor_codes" : "recipient_codes", codes);
        json.text_or_null(actors ? "actors" : "recipients", names);
      }
      end_feature(json);
    }
    for (const record::Toll& toll : story.tolls) {
      const record::Place* const place = story.place(toll.place);
      if (place == nullptr || !place->has_point()) continue;
      JsonWriter json(out);
      begin_feature(toll.id, *place, out, json);
      json.member("kind", "toll");
      common(story, *place, story.when(toll.time), toll.words.text, json);
      json.member("toll", toll.kind);
      json.key("low");
      toll.low ? json.number(*toll.low) : json.null();
      json.key("high");
      toll.high ? json.number(*toll.high) : json.null();
      json.member("qualifier", toll.qualifier);
      end_feature(json);
    }
  }

  void end(std::string& out) override {
    out += any_ ? "\n]" : "]";
    if (any_) {
      out += ",\"bbox\":";
      JsonWriter json(out);
      json.begin_array();
      for (const double side : {west_, south_, east_, north_}) json.number(side);
      json.end_array();
    }
    out += "}\n";
  }

 private:
  void begin_feature(const std::string& id, const record::Place& place, std::string& out, JsonWriter& json) {
    const double lat = *place.lat, lon = *place.lon;
    west_ = any_ ? std::min(west_, lon) : lon;
    east_ = any_ ? std::max(east_, lon) : lon;
    south_ = any_ ? std::min(south_, lat) : lat;
    north_ = any_ ? std::max(north_, lat) : lat;
    out += any_ ? ",\n" : "\n";
    any_ = true;
    json.begin_object();
    json.member("type", "Feature");
    json.member("id", id);
    json.key("geometry");
    json.begin_object();
    json.member("type", "Point");
    json.key("coordinates");
    json.begin_array();
    json.number(lon);
    json.number(lat);
    json.end_array();
    json.end_object();
    json.key("properties");
    json.begin_object();
  }

  static void common(const Story& story, const record::Place& place, const record::When& when,
                     const std::string& words, JsonWriter& json) {
    json.member("story", story.id);
    json.text_or_null("day", when.first ? base::to_string(*when.first) : std::string());
    json.text_or_null("until", when.last ? base::to_string(*when.last) : std::string());
    json.member("place", place.name);
    json.text_or_null("precision", place.kind);
    json.text_or_null("admin1", place.admin1);
    json.text_or_null("country", place.country);
    json.member("words", words);
    json.text_or_null("source", story.source);
    json.text_or_null("published", story.published);
    json.text_or_null("url", story.url);
  }

  static void end_feature(JsonWriter& json) {
    json.end_object();
    json.end_object();
  }

  FormOptions options_;
  bool any_ = false;
  double west_ = 0, south_ = 0, east_ = 0, north_ = 0;
};

}  // namespace

std::unique_ptr<Form> geojson_form(const FormTables&, const FormOptions& options) {
  return std::make_unique<GeoJsonForm>(options);
}

}  // namespace casus::write
