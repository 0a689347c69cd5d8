#include "write/story_lines.h"

#include <fmt/format.h>

#include "write/json.h"

namespace casus::write {
namespace {

using base::Span;

// One line being written: pieces two blanks apart.
class Line {
 public:
  Line(const Reading& reading, std::string head) : reading_(reading), text_(std::move(head)) {}

  Line& add(std::string_view piece) {
    if (!piece.empty()) (text_ += "  ") += piece;
    return *this;
  }
  Line& words(std::string_view name, Span span) {
    if (span.empty()) return *this;
    return add(std::string(name) + " " + quoted(reading_.document.text(span)));
  }
  Line& words(std::string_view name, Span span, std::string_view value) {
    if (span.empty() && value.empty()) return *this;
    std::string piece(name);
    if (!span.empty()) piece += " " + quoted(reading_.document.text(span));
    return add(piece + " = " + (value.empty() ? "?" : std::string(value)));
  }
  Line& when(std::string_view name, const events::When& when) {
    if (!when.known()) return *this;
    if (!when.expression.valid()) return add(std::string(name) + " = " + when.value);
    const document::TimeExpression& time = reading_.document.times[when.expression.index()];
    return words(name, time.span, time.value.value_or("?"));
  }
  Line& where(document::PlaceId id) {
    if (!id.valid()) return *this;
    const document::PlaceMention& place = reading_.document.places[id.index()];
    return words("place", place.span, place.country);
  }
  Line& entity(std::string_view name, document::EntityId id) {
    if (!id.valid()) return *this;
    const document::Entity& one = reading_.document.entities[id.index()];
    return add(std::string(name) + " " + quoted(one.name) + (one.code.empty() ? "" : " = " + one.code));
  }
  Line& attribution(const std::vector<events::QuoteId>& chain) {
    for (const events::QuoteId id : chain) {
      if (!id.valid()) continue;
      const events::Quote& quote = reading_.claims.quotes[id.index()];
      if (quote.speaker_words.empty()) {
        add("said by ?");
      } else {
        words("said by", quote.speaker_words);
      }
    }
    return *this;
  }
  Line& members(std::string_view name, const std::vector<std::string>& list) {
    std::string all;
    for (const std::string& one : list) all += (all.empty() ? " " : ",") + one;
    return all.empty() ? *this : add(std::string(name) + all);
  }
  std::string take() { return std::move(text_); }

 private:
  const Reading& reading_;
  std::string text_;
};

std::string event_line(const Reading& reading, const events::Event& event) {
  std::string head(name(event.type));
  if (!event.mode.empty()) head += "/" + event.mode;
  if (!event.cameo.empty()) head += " " + event.cameo;
  if (event.status != ontology::Status::actual) head += " " + std::string(name(event.status));
  if (event.salience == events::Salience::background) head += " background";
  Line line(reading, head);
  line.words("at", event.evidence.span());
  for (const events::Participant& one : event.participants) {
    line.words(std::string(one.inferred ? "inferred " : "") + std::string(name(one.party)),
               one.span.empty() ? one.from : one.span, one.code);
  }
  line.words("if", event.condition)
      .where(event.place)
      .when("time", event.time)
      .attribution(event.attribution);
  std::string rules;
  for (const std::string& rule : event.rules) rules += (rules.empty() ? "by " : " ") + rule;
  return line.add(rules).take();
}

std::string quote_line(const Reading& reading, const events::Quote& quote) {
  constexpr std::string_view direct[] = {"indirect", "direct", "mixed"};
  Line line(reading, "quote " + std::string(direct[static_cast<std::size_t>(quote.directness)]));
  line.words("by", quote.speaker_words,
             quote.speaker.valid() ? reading.document.entities[quote.speaker.index()].code : "");
  for (const Span span : quote.evidence.spans()) line.words("says", span);
  return line.entity("via", quote.via).take();
}

std::string toll_line(const Reading& reading, const events::Toll& toll) {
  std::string head = "toll " + std::string(name(toll.kind)) + " " + std::string(name(toll.qualifier));
  head += toll.low ? fmt::format(" {}", *toll.low) : " ?";
  if (toll.high != toll.low) head += toll.high ? fmt::format("-{}", *toll.high) : "-?";
  if (toll.cumulative) head += " total";
  Line line(reading, head);
  return line.words("at", toll.evidence.span())
      .words("victims", toll.victims)
      .where(toll.place)
      .when("time", toll.time)
      .attribution(toll.attribution)
      .take();
}

std::string thread_line(const Reading& reading, const events::Thread& thread) {
  Line line(reading, "thread " + std::string(name(events::status_of(thread))));
  line.words("asked", reading.claims.events[thread.request.index()].evidence.span());
  for (const events::Response& response : thread.responses) {
    line.words(name(response.kind), reading.claims.events[response.event.index()].evidence.span());
  }
  return line.take();
}

std::string obligation_line(const Reading& reading, const events::Obligation& one) {
  Line line(reading, "obligation " + std::string(name(one.kind)) + " " + std::string(name(one.status)));
  line.words("at", one.evidence.span()).entity("bearer", one.bearer).words("action", one.action);
  line.words("if", one.condition).members("members", one.members);
  if (!one.basis.empty()) line.add("basis " + quoted(one.basis));
  return line.attribution(one.attribution).take();
}

std::string agenda_line(const Reading& reading, const events::AgendaItem& one) {
  Line line(reading, "agenda " + std::string(name(one.what)) + " " + std::string(name(one.certainty)));
  line.words("at", one.evidence.span()).when("when", one.value).where(one.place);
  for (const document::EntityId id : one.actors) line.entity("actor", id);
  return line.attribution(one.attribution).take();
}

}  // namespace

std::string quoted(std::string_view words) {
  std::string out;
  JsonWriter(out).string(words);
  return out;
}

std::vector<std::string> story_lines(const Reading& reading) {
  std::vector<std::string> out;
  const events::Claims& claims = reading.claims;
  for (const auto& one : claims.events) out.push_back(event_line(reading, one));
  for (const auto& one : claims.quotes) out.push_back(quote_line(reading, one));
  for (const auto& one : claims.tolls) out.push_back(toll_line(reading, one));
  for (const auto& one : claims.threads) out.push_back(thread_line(reading, one));
  for (const auto& one : claims.obligations) out.push_back(obligation_line(reading, one));
  for (const auto& one : claims.agenda) out.push_back(agenda_line(reading, one));
  return out;
}

}  // namespace casus::write
