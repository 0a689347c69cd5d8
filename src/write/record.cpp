// One function a list of the record, in the order of the record. What a field means is in docs/record.md.
#include "write/record.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

#include "write/json.h"

namespace casus::write {
namespace {

using base::Span;
using document::Document;
using events::Party;

// "+04:30"
std::string offset_string(int seconds) {
  const int ahead = std::abs(seconds);
  std::string out = fmt::format("{}{:02}:{:02}", seconds < 0 ? '-' : '+', ahead / 3600, ahead / 60 % 60);
  if (ahead % 60 != 0) out += fmt::format(":{:02}", ahead % 60);
  return out;
}

class RecordWriter {
 public:
  RecordWriter(const Reading& body, const Reading* headline, std::string& out)
      : json_(out), body_(body), headline_(headline) {}

  void write(const Provenance& provenance) {
    json_.begin_object();
    provenance_of(provenance);
    story();
    list("entities", &RecordWriter::entities);
    list("times", &RecordWriter::times);
    list("places", &RecordWriter::places);
    list("events", &RecordWriter::events);
    list("quotes", &RecordWriter::quotes);
    list("tolls", &RecordWriter::tolls);
    list("threads", &RecordWriter::threads);
    list("obligations", &RecordWriter::obligations);
    list("agenda", &RecordWriter::agenda);
    list("warnings", &RecordWriter::warnings);
    json_.end_object();
  }

 private:
  // ---- pieces

  void list(std::string_view name, void (RecordWriter::*items)()) {
    json_.key(name);
    json_.begin_array();
    for (const Reading* reading : {&body_, headline_}) {
      if (reading == nullptr) continue;
      now_ = reading;
      (this->*items)();
    }
    json_.end_array();
  }

  const Document& document() const { return now_->document; }
  std::string_view text(Span span) const { return document().text(span); }

  void begin_item(std::string_view id, bool in_headline = false) {
    json_.begin_object();
    if (!id.empty()) json_.member("id", id);
    if (in_headline || now_ == headline_) json_.member("in", "headline");
  }

  void start_end(Span span) {
    const Span points = document().code_points().of(span);
    json_.key("start");
    json_.number(points.start);
    json_.key("end");
    json_.number(points.end);
  }

  // start, end and text of the current object.
  void words(Span span) {
    start_end(span);
    json_.member("text", text(span));
  }

  // An object of its own; null where the span is empty.
  void words(std::string_view name, Span span) {
    json_.key(name);
    if (span.empty()) return json_.null();
    json_.begin_object();
    words(span);
    json_.end_object();
  }

  void spans(std::string_view name, const std::vector<Span>& list, std::size_t first = 0) {
    json_.key(name);
    json_.begin_array();
    for (std::size_t i = first; i < list.size(); ++i) {
      json_.begin_object();
      start_end(list[i]);
      json_.end_object();
    }
    json_.end_array();
  }

  void strings(std::string_view name, const std::vector<std::string>& list) {
    json_.key(name);
    json_.begin_array();
    for (const std::string& one : list) json_.string(one);
    json_.end_array();
  }

  template <class Id>
  void ids(std::string_view name, const std::vector<Id>& list) {
    json_.key(name);
    json_.begin_array();
    for (const Id id : list) {
      if (const std::string& said = now_->ids.of(id); !said.empty()) json_.string(said);
    }
    json_.end_array();
  }

  template <class Id>
  void id(std::string_view name, Id id) {
    json_.text_or_null(name, now_->ids.of(id));
  }

  void when(std::string_view name, const events::When& when) {
    json_.text_or_null(name, when.expression.valid() ? now_->ids.of(when.expression) : when.value);
  }

  void day(std::string_view name, const std::optional<base::Date>& date) {
    json_.text_or_null(name, date ? base::to_string(*date) : std::string());
  }

  void value(std::string_view name, const std::optional<double>& number) {
    json_.key(name);
    number ? json_.number(*number) : json_.null();
  }

  void confidence(float number) {
    json_.key("confidence");
    json_.number(std::round(static_cast<double>(number) * 1000) / 1000);
  }

  // ---- the story

  void provenance_of(const Provenance& provenance) {
    json_.key("casus");
    json_.begin_object();
    json_.member("version", provenance.version);
    json_.key("schema");
    json_.number(record_schema);
    json_.member("model", provenance.model);
    json_.member("lexicon", provenance.lexicon);
    json_.end_object();
  }

  void story() {
    now_ = &body_;
    const document::Article& article = document().article();
    json_.key("story");
    json_.begin_object();
    json_.member("id", article.id);
    json_.text_or_null("source", article.source);
    json_.text_or_null("published", article.published);
    json_.text_or_null("headline", article.headline);
    json_.text_or_null("url", article.url);
    json_.member("language", "en");
    json_.key("dateline");
    const document::Dateline& dateline = document().dateline;
    if (dateline.span.empty()) {
      json_.null();
    } else {
      json_.begin_object();
      start_end(dateline.span);
      json_.text_or_null("place", dateline.place);
      day("date", dateline.date);
      json_.text_or_null("zone", dateline.zone);
      day("day", dateline.day);
      json_.end_object();
    }
    json_.member("text", document().text());
    json_.member("sha256", article.sha256);
    json_.end_object();
  }

  void entities() {
    for (std::size_t i = 0; i < document().entities.size(); ++i) {
      const document::Entity& entity = document().entities[i];
      begin_item(now_->ids.entities[i]);
      json_.member("name", entity.name);
      json_.member("type", name(entity.type));
      json_.text_or_null("code", entity.code);
      json_.text_or_null("country", entity.country);
      json_.text_or_null("role", entity.role);
      day("role_from", entity.role_from);
      day("role_to", entity.role_to);
      json_.text_or_null("key", entity.key);
      json_.key("mentions");
      json_.begin_array();
      for (const document::MentionId id : entity.mentions) {
        json_.begin_object();
        words(document().mentions[id.index()].span);
        json_.end_object();
      }
      json_.end_array();
      json_.end_object();
    }
  }

  void times() {
    for (std::size_t i = 0; i < document().times.size(); ++i) {
      const document::TimeExpression& time = document().times[i];
      begin_item(now_->ids.times[i]);
      words(time.span);
      json_.member("type", name(time.type));
      json_.text_or_null("value", time.value.value_or(""));
      json_.text_or_null("mod", time.mod);
      day("begin", time.begin);
      day("until", time.end);
      words("from", time.from);
      json_.text_or_null("zone", time.zone);
      json_.text_or_null("offset", time.offset ? offset_string(*time.offset) : std::string());
      json_.text_or_null("utc", time.instant ? base::instant_string(*time.instant) : std::string());
      words("zone_from", time.zone_from);
      json_.end_object();
    }
  }

  void places() {
    for (std::size_t i = 0; i < document().places.size(); ++i) {
      const document::PlaceMention& place = document().places[i];
      begin_item(now_->ids.places[i]);
      words(place.span);
      json_.member("name", place.name);
      json_.text_or_null("kind", place.kind);
      json_.text_or_null("country", place.country);
      json_.text_or_null("admin1", place.admin1);
      value("lat", place.latitude);
      value("lon", place.longitude);
      json_.key("geonames");
      place.geonames ? json_.number(*place.geonames) : json_.null();
      confidence(place.confidence);
      json_.end_object();
    }
  }

  // ---- claims

  void parties(std::string_view name, const events::Event& event, Party party) {
    std::vector<events::EntityId> list;
    for (const events::Participant& one : event.participants) {
      if (one.party == party && one.entity.valid() &&
          std::find(list.begin(), list.end(), one.entity) == list.end()) {
        list.push_back(one.entity);
      }
    }
    ids(name, list);
  }

  void events() {
    for (std::size_t i = 0; i < now_->claims.events.size(); ++i) {
      const events::Event& event = now_->claims.events[i];
      begin_item(now_->ids.events[i], event.in_headline);
      words("trigger", event.evidence.span());
      json_.member("event", name(event.type));
      json_.text_or_null("mode", event.mode);
      strings("contexts", event.contexts);
      json_.text_or_null("cameo", event.cameo);
      value("goldstein", event.goldstein);
      value("score", event.score);
      json_.text_or_null("quad", name(ontology::quad_of(event.type)));
      parties("actors", event, Party::actor);
      parties("recipients", event, Party::recipient);
      json_.key("roles");
      json_.begin_array();
      for (const events::Participant& one : event.participants) role(one);
      json_.end_array();
      confidence(event.confidence);
      json_.member("status", name(event.status));
      when("time", event.time);
      id("place", event.place);
      ids("attribution", event.attribution);
      words("condition", event.condition);
      json_.member("salience", name(event.salience));
      strings("rule", event.rules);
      spans("evidence", event.evidence.spans(), 1);
      json_.end_object();
    }
  }

  void role(const events::Participant& one) {
    json_.begin_object();
    json_.member("role", name(one.party));
    id("entity", one.entity);
    json_.text_or_null("code", one.code);
    if (!one.span.empty()) {
      words(one.span);
    } else {
      for (const char* none : {"start", "end", "text"}) {
        json_.key(none);
        json_.null();
      }
    }
    json_.key("inferred");
    json_.boolean(one.inferred);
    words("from", one.from);
    json_.end_object();
  }

  void quotes() {
    for (std::size_t i = 0; i < now_->claims.quotes.size(); ++i) {
      const events::Quote& quote = now_->claims.quotes[i];
      begin_item(now_->ids.quotes[i], quote.in_headline);
      spans("content", quote.evidence.spans());
      words("cue", quote.cue);
      id("speaker", quote.speaker);
      json_.text_or_null("speaker_text", text(quote.speaker_words));
      json_.key("direct");
      switch (quote.directness) {
        case events::Directness::indirect:
          json_.boolean(false);
          break;
        case events::Directness::direct:
          json_.boolean(true);
          break;
        case events::Directness::mixed:
          json_.string("mixed");
          break;
      }
      json_.text_or_null("speaker_type", quote.speaker_type);
      id("via", quote.via);
      id("addressee", quote.addressee);
      words("addressee_words", quote.addressee_words);
      words("medium", quote.medium);
      when("time", quote.time);
      id("outer", quote.outer);
      json_.member("by", quote.evidence.maker());
      json_.end_object();
    }
  }

  void tolls() {
    for (std::size_t i = 0; i < now_->claims.tolls.size(); ++i) {
      const events::Toll& toll = now_->claims.tolls[i];
      begin_item(now_->ids.tolls[i], toll.in_headline);
      words(toll.evidence.span());
      json_.member("kind", name(toll.kind));
      json_.key("low");
      toll.low ? json_.number(*toll.low) : json_.null();
      json_.key("high");
      toll.high ? json_.number(*toll.high) : json_.null();
      json_.member("qualifier", name(toll.qualifier));
      json_.key("cumulative");
      json_.boolean(toll.cumulative);
      json_.text_or_null("victims", text(toll.victims));
      id("event", toll.event);
      when("time", toll.time);
      id("place", toll.place);
      ids("attribution", toll.attribution);
      spans("evidence", toll.evidence.spans(), 1);
      json_.member("by", toll.evidence.maker());
      json_.end_object();
    }
  }

  void threads() {
    for (std::size_t i = 0; i < now_->claims.threads.size(); ++i) {
      const events::Thread& thread = now_->claims.threads[i];
      begin_item(now_->ids.threads[i]);
      json_.member("request", now_->ids.of(thread.request));
      json_.key("responses");
      json_.begin_array();
      for (const events::Response& response : thread.responses) {
        json_.begin_object();
        json_.member("event", now_->ids.of(response.event));
        json_.member("kind", name(response.kind));
        json_.end_object();
      }
      json_.end_array();
      ids("asker", thread.asker);
      ids("asked", thread.asked);
      strings("terms", thread.terms);
      json_.member("status", name(events::status_of(thread)));
      json_.end_object();
    }
  }

  void obligations() {
    for (std::size_t i = 0; i < now_->claims.obligations.size(); ++i) {
      const events::Obligation& one = now_->claims.obligations[i];
      begin_item(now_->ids.obligations[i], one.in_headline);
      words(one.evidence.span());
      id("bearer", one.bearer);
      json_.member("kind", name(one.kind));
      words("action", one.action);
      words("condition", one.condition);
      strings("members", one.members);
      strings("known_members", one.known_members);
      json_.key("member_check");
      if (const auto check = events::check_members(one)) {
        json_.begin_object();
        strings("agreed", check->agreed);
        strings("only_stated", check->only_stated);
        strings("only_known", check->only_known);
        json_.end_object();
      } else {
        json_.null();
      }
      json_.text_or_null("basis", one.basis);
      json_.member("status", name(one.status));
      ids("attribution", one.attribution);
      json_.member("by", one.evidence.maker());
      json_.end_object();
    }
  }

  void agenda() {
    for (std::size_t i = 0; i < now_->claims.agenda.size(); ++i) {
      const events::AgendaItem& one = now_->claims.agenda[i];
      begin_item(now_->ids.agenda[i], one.in_headline);
      words(one.evidence.span());
      json_.member("what", name(one.what));
      id("event", one.event);
      when("value", one.value);
      json_.member("certainty", name(one.certainty));
      ids("actors", one.actors);
      id("place", one.place);
      ids("attribution", one.attribution);
      json_.member("by", one.evidence.maker());
      json_.end_object();
    }
  }

  void warnings() {
    for (const document::Warning& warning : document().warnings) {
      begin_item("");
      json_.member("code", warning.code);
      json_.member("message", warning.message);
      json_.end_object();
    }
  }

  JsonWriter json_;
  const Reading& body_;
  const Reading* headline_;
  const Reading* now_ = nullptr;
};

}  // namespace

void write_record(const Provenance& provenance, const Reading& body, const Reading* headline,
                  std::string& out) {
  RecordWriter(body, headline, out).write(provenance);
}

}  // namespace casus::write
