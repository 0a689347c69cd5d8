#include "write/page.h"

#include <algorithm>
#include <fmt/format.h>

namespace casus::write {
namespace {

using base::Span;
using document::Document;
using events::Event;
using events::Party;
using ontology::Status;

// Words of an evidence are shown within about this many lines.
constexpr std::size_t lines_of_words = 2;

Ink ink_of(ontology::EventType type) {
  switch (ontology::quad_of(type)) {
    case ontology::Quad::verbal_cooperation:
      return Ink::cyan;
    case ontology::Quad::material_cooperation:
      return Ink::green;
    case ontology::Quad::verbal_conflict:
      return Ink::yellow;
    case ontology::Quad::material_conflict:
      return Ink::red;
    case ontology::Quad::none:
      return Ink::magenta;
  }
  return Ink::plain;
}

class Page {
 public:
  Page(const Reading& reading, const ontology::Ontology& ontology, const PageStyle& style, std::string& out)
      : document_(reading.document),
        claims_(reading.claims),
        ontology_(ontology),
        layout_(out, style.width, style.color),
        head_(style.head) {}

  void write() {
    if (head_) head();
    happened(events::Salience::main, "Who did what to whom");
    happened(events::Salience::background, "Background");
    quotes();
    threads();
    tolls();
    obligations();
    agenda();
    warnings();
    layout_.line();
  }

 private:
  // ---- pieces

  void heading(std::string_view text) {
    layout_.line();
    layout_.line(layout_.paint(Ink::bold, text));
  }

  std::string plain(Span span) const { return harmless(document_.text(span)); }

  std::string shown(document::EntityId id) const {
    if (!id.valid()) return {};
    const document::Entity& entity = document_.entities[id.index()];
    std::string out = harmless(entity.name);
    if (!entity.code.empty()) out += layout_.paint(Ink::dim, " [" + entity.code + "]");
    return out;
  }

  std::string shown(const events::When& when) const {
    if (!when.expression.valid()) return when.value;
    const document::TimeExpression& time = document_.times[when.expression.index()];
    const std::string words = plain(time.span);
    if (!time.value || *time.value == words) return words;
    return *time.value + " (\"" + words + "\")";
  }

  std::string shown(document::PlaceId id) const {
    if (!id.valid()) return {};
    const document::PlaceMention& place = document_.places[id.index()];
    const std::string name = harmless(place.name);
    return place.country.empty() || place.kind == "country" ? name : name + ", " + place.country;
  }

  // The sentences that hold the span.
  Span sentences_of(Span span) const {
    const document::TokenRange tokens = document_.tokens_in(span);
    if (tokens.empty() || !document_.has_syntax()) return span;
    const auto& sentences = document_.sentences();
    return base::join(base::join(document_.span(sentences[document_.sentence_of(tokens.begin)]),
                                 document_.span(sentences[document_.sentence_of(tokens.end - 1)])),
                      span);
  }

  std::string position(Span span) const {
    const Span points = document_.code_points().of(span);
    return layout_.paint(Ink::dim, fmt::format("@{}-{}", points.start, points.end));
  }

  // The sentence around a span, the span itself marked, and where it stands.
  void words(Span span) {
    Span around_it = sentences_of(span);
    while (around_it.start < span.start && document_.text()[around_it.start] <= ' ') ++around_it.start;
    while (around_it.end > span.end && document_.text()[around_it.end - 1] <= ' ') --around_it.end;
    const std::string mark =
        layout_.color() ? layout_.paint(Ink::bold, plain(span)) : "[" + plain(span) + "]";
    const std::size_t room = static_cast<std::size_t>(layout_.width() - 8) * lines_of_words - 14;
    layout_.wrap(4, 6,
                 "> " +
                     around(document_.text(around_it), span.start - around_it.start,
                            span.end - around_it.start, mark, room) +
                     " " + position(span));
  }

  std::string speaker_of(const events::Quote& quote) const {
    std::string out = shown(quote.speaker);
    if (out.empty() && !quote.speaker_words.empty()) out = plain(quote.speaker_words);
    if (out.empty()) out = "someone";
    if (quote.via.valid()) out += " via " + shown(quote.via);
    return out;
  }

  // "according to A, who cites B"
  std::string said_by(const std::vector<events::QuoteId>& chain) const {
    std::string out;
    for (const events::QuoteId id : chain) {
      if (!id.valid() || id.index() >= claims_.quotes.size()) continue;
      out += (out.empty() ? "according to " : ", who cites ") + speaker_of(claims_.quotes[id.index()]);
    }
    return out;
  }

  static void add(std::string& line, std::string_view separator, std::string_view text) {
    if (text.empty()) return;
    if (!line.empty()) line += separator;
    line += text;
  }

  std::string setting(const events::When& time, document::PlaceId place,
                      const std::vector<events::QuoteId>& chain) const {
    std::string out;
    add(out, "", shown(time));
    add(out, ", ", place.valid() ? "in " + shown(place) : "");
    add(out, "; ", said_by(chain));
    return out;
  }

  void claim(std::string_view first, const events::When& time, document::PlaceId place,
             const std::vector<events::QuoteId>& chain, Span span) {
    layout_.wrap(2, 4, first);
    layout_.wrap(4, 6, setting(time, place, chain));
    words(span);
  }

  // ---- the story

  void head() {
    const document::Article& article = document_.article();
    layout_.rule();
    std::string title = harmless(article.headline);
    if (title.empty()) title = article.id;
    layout_.wrap(0, 0, layout_.paint(Ink::bold, title));
    std::string line;
    add(line, ", ", harmless(article.source));
    add(line, ", ", article.published);
    if (!document_.dateline.place.empty()) add(line, ", ", "from " + harmless(document_.dateline.place));
    if (!article.headline.empty()) add(line, ", ", harmless(article.id));
    layout_.wrap(0, 0, layout_.paint(Ink::dim, line));
  }

  // ---- claims

  std::string parties(const Event& event, Party party) const {
    std::string out;
    std::vector<document::EntityId> seen;
    for (const events::Participant& one : event.participants) {
      if (one.party != party) continue;
      if (one.entity.valid() && std::find(seen.begin(), seen.end(), one.entity) != seen.end()) continue;
      seen.push_back(one.entity);
      std::string name = shown(one.entity);
      if (name.empty()) name = one.span.empty() ? one.code : plain(one.span);
      add(out, ", ", name + (one.inferred ? " (inferred)" : ""));
    }
    return out;
  }

  std::string title(const Event& event) const {
    std::string type(name(event.type));
    if (!event.mode.empty()) type += "/" + event.mode;
    std::string out = layout_.paint(ink_of(event.type), type);
    if (event.status != Status::actual) out += " " + layout_.paint(Ink::bold, name(event.status));
    if (const ontology::Code* code = ontology_.find_code(event.cameo)) {
      out += "  " + code->label + layout_.paint(Ink::dim, " [" + event.cameo + "]");
    }
    return out;
  }

  void happened(events::Salience salience, std::string_view called) {
    bool any = false;
    for (const Event& event : claims_.events) {
      if (event.salience != salience) continue;
      if (!std::exchange(any, true)) heading(called);
      layout_.wrap(2, 4, title(event));
      const std::string actors = parties(event, Party::actor);
      const std::string recipients = parties(event, Party::recipient);
      if (!actors.empty() || !recipients.empty()) {
        layout_.wrap(4, 6,
                     (actors.empty() ? "someone" : actors) + (recipients.empty() ? "" : " -> " + recipients));
      }
      if (!event.condition.empty()) layout_.wrap(4, 6, "if: \"" + plain(event.condition) + "\"");
      layout_.wrap(4, 6, setting(event.time, event.place, event.attribution));
      words(event.evidence.span());
    }
  }

  void quotes() {
    if (claims_.quotes.empty()) return;
    heading("Who says what");
    for (const events::Quote& quote : claims_.quotes) {
      std::string said;
      for (const Span span : quote.evidence.spans()) add(said, " ... ", plain(span));
      const std::size_t room = static_cast<std::size_t>(layout_.width()) * lines_of_words;
      if (said.size() > room) said = around(said, 0, 0, "", room);
      layout_.wrap(2, 4, speaker_of(quote) + ": \"" + said + "\" " + position(quote.evidence.span()));
    }
  }

  void threads() {
    if (claims_.threads.empty()) return;
    heading("Asked and answered");
    for (const events::Thread& thread : claims_.threads) {
      const Event& request = claims_.events[thread.request.index()];
      const std::string recipients = parties(request, Party::recipient);
      const std::string asker = parties(request, Party::actor);
      layout_.wrap(2, 4,
                   (asker.empty() ? "someone" : asker) + " asked" +
                       (recipients.empty() ? "" : " " + recipients) + ": " +
                       layout_.paint(Ink::bold, name(events::status_of(thread))));
      words(request.evidence.span());
      for (const events::Response& response : thread.responses) {
        const Event& answer = claims_.events[response.event.index()];
        const std::string who = parties(answer, Party::actor);
        layout_.wrap(4, 6, layout_.paint(Ink::bold, name(response.kind)) + (who.empty() ? "" : " by " + who));
        words(answer.evidence.span());
      }
    }
  }

  static std::string figure(const events::Toll& toll) {
    const std::string low = toll.low ? fmt::format("{}", *toll.low) : "";
    const std::string high = toll.high ? fmt::format("{}", *toll.high) : "";
    switch (toll.qualifier) {
      case events::Qualifier::exact:
        return low.empty() ? high : low;
      case events::Qualifier::at_least:
        return "at least " + low;
      case events::Qualifier::at_most:
        return "at most " + high;
      case events::Qualifier::about:
        return "about " + (low.empty() ? high : low);
      case events::Qualifier::more_than:
        return "more than " + low;
      case events::Qualifier::less_than:
        return "less than " + high;
      case events::Qualifier::range:
      case events::Qualifier::vague:
        break;
    }
    if (low.empty()) return high.empty() ? "an unknown number" : "up to " + high;
    return high.empty() ? low + " or more" : low + " to " + high;
  }

  void tolls() {
    if (claims_.tolls.empty()) return;
    heading("Tolls");
    for (const events::Toll& toll : claims_.tolls) {
      std::string first = layout_.paint(Ink::bold, figure(toll)) + " " + std::string(name(toll.kind));
      if (!toll.victims.empty()) first += ", " + plain(toll.victims);
      if (toll.cumulative) first += " (running total)";
      claim(first, toll.time, toll.place, toll.attribution, toll.evidence.span());
    }
  }

  void obligations() {
    if (claims_.obligations.empty()) return;
    heading("Obligations");
    for (const events::Obligation& one : claims_.obligations) {
      std::string kind(name(one.kind));
      std::replace(kind.begin(), kind.end(), '_', ' ');
      std::string first = layout_.paint(Ink::bold, kind) + ", " + std::string(name(one.status));
      std::replace(first.begin(), first.end(), '_', ' ');
      add(first, ": ", shown(one.bearer));
      if (!one.basis.empty()) first += " under " + harmless(one.basis);
      layout_.wrap(2, 4, first);
      if (!one.condition.empty()) layout_.wrap(4, 6, "if: \"" + plain(one.condition) + "\"");
      if (!one.members.empty()) layout_.wrap(4, 6, "members: " + members(one));
      layout_.wrap(4, 6, said_by(one.attribution));
      words(one.evidence.span());
    }
  }

  // Members as the text lists them, and where the table of that day says otherwise.
  static std::string members(const events::Obligation& one) {
    const auto listed = [](const std::vector<std::string>& codes) {
      std::string out;
      for (const std::string& code : codes) out += (out.empty() ? "" : " ") + code;
      return out;
    };
    std::string out = listed(one.members);
    const auto check = events::check_members(one);
    if (!check)
      return out + (one.members_stated ? " (no table to check against)" : " (by the table of that day)");
    if (check->only_stated.empty() && check->only_known.empty())
      return out + " (the table of that day agrees)";
    if (!check->only_stated.empty())
      out += "; no member by the table of that day: " + listed(check->only_stated);
    if (!check->only_known.empty())
      out += "; member by the table of that day, not listed: " + listed(check->only_known);
    return out;
  }

  void agenda() {
    if (claims_.agenda.empty()) return;
    heading("Agenda");
    for (const events::AgendaItem& one : claims_.agenda) {
      std::string what(name(one.what));
      std::replace(what.begin(), what.end(), '_', ' ');
      std::string first = layout_.paint(Ink::bold, what) + ", " + std::string(name(one.certainty));
      std::string who;
      for (const document::EntityId id : one.actors) add(who, ", ", shown(id));
      add(first, ": ", who);
      claim(first, one.value, one.place, one.attribution, one.evidence.span());
    }
  }

  void warnings() {
    if (document_.warnings.empty()) return;
    heading("Could not be read");
    for (const document::Warning& warning : document_.warnings) layout_.wrap(2, 4, harmless(warning.message));
  }

  const Document& document_;
  const events::Claims& claims_;
  const ontology::Ontology& ontology_;
  Layout layout_;
  bool head_;
};

}  // namespace

void write_page(const Reading& reading, const ontology::Ontology& ontology, const PageStyle& style,
                std::string& out) {
  Page(reading, ontology, style, out).write();
}

}  // namespace casus::write
