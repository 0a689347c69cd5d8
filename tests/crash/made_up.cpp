#include "made_up.h"

#include <array>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/calendar.h"

namespace casus::made_up {
namespace {

constexpr std::array<std::string_view, 24> who = {
    "police",      "soldiers", "protesters", "ministers", "rebels",  "miners",    "students",   "farmers",
    "guards",      "judges",   "teachers",   "doctors",   "drivers", "villagers", "refugees",   "deputies",
    "negotiators", "monitors", "workers",    "officers",  "traders", "pilots",    "volunteers", "prisoners"};
constexpr std::array<std::string_view, 16> does = {
    "arrested", "attacked", "visited", "accused",  "helped", "blocked", "welcomed", "threatened",
    "freed",    "shelled",  "praised", "expelled", "asked",  "warned",  "searched", "paid"};
constexpr std::array<std::string_view, 16> at = {"Osh",   "Minsk",  "Gori",  "Basra", "Homs",  "Kabul",
                                                 "Juba",  "Goma",   "Aden",  "Kidal", "Sirte", "Donetsk",
                                                 "Lhasa", "Srebna", "Nukus", "Batken"};

// A step of a generator with a full period; good enough to scatter.
std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9U;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

template <std::size_t N>
std::string_view pick(const std::array<std::string_view, N>& list, std::uint64_t random) {
  return list[random % N];
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view word) {
  for (const std::string_view one : list) {
    if (one == word) return true;
  }
  return false;
}

std::string line(std::uint64_t number, std::uint64_t version) {
  std::uint64_t random = mix(number * 2 + 1);
  // As in an archive: by day, some a little late.
  const base::Date day =
      base::add_days(base::make_date(2001, 1, 1), static_cast<int>(number / 200 + random % 3));
  std::string text;
  for (int sentence = 0; sentence < 6; ++sentence) {
    random = mix(random + 0x9e3779b97f4a7c15U);
    std::string first(pick(who, random));
    first[0] = static_cast<char>(first[0] - 'a' + 'A');
    text += first + " " + std::string(pick(does, random >> 8)) + " " +
            std::to_string(2 + (random >> 16) % 90) + " " + std::string(pick(who, random >> 24)) + " near " +
            std::string(pick(at, random >> 32)) + " in district " + std::to_string((random >> 40) % 4000) +
            ". ";
  }
  text += version == 0 ? "More follows." : "This story was corrected.";
  return "{\"id\": \"m" + std::to_string(number) + "\", \"published\": \"" +
         base::to_string(base::add_days(day, static_cast<int>(version))) + "\", \"source\": \"wire" +
         std::to_string(random % 20) + "\", \"headline\": \"Dispatch " + std::to_string(number) +
         "\", \"text\": \"" + text + "\"}\n";
}

struct Word {
  base::Span span;
  std::string_view text;
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> out;
  for (std::uint32_t i = 0; i < text.size();) {
    std::uint32_t end = i;
    while (end < text.size() && text[end] != ' ' && text[end] != '.') ++end;
    if (end > i) out.push_back({{i, end}, text.substr(i, end - i)});
    i = end + 1;
  }
  return out;
}

// One sentence: "Guards attacked 12 miners near Osh in district 7."
void read(document::Document& document, events::Claims& claims) {
  const std::vector<Word> words = words_of(document.text());
  std::vector<events::EventId> asked;
  for (std::size_t i = 1; i + 6 < words.size(); ++i) {
    if (!is_one_of(does, words[i].text)) continue;
    const Word &actor = words[i - 1], &number = words[i + 1], &recipient = words[i + 2], &town = words[i + 4];
    const Word& district = words[i + 7 < words.size() ? i + 7 : i + 6];
    const auto party = [&](const Word& word, const char* code) {
      const std::string name = base::lowered(word.text);
      for (std::size_t n = 0; n < document.entities.size(); ++n) {
        if (document.entities[n].name == name) return document::EntityId(static_cast<std::uint32_t>(n));
      }
      document::Entity entity;
      entity.name = name;
      entity.type = document::EntityType::other;
      entity.code = std::string(code) + name.substr(0, 3);
      entity.country = code;
      document.entities.push_back(entity);
      return document::EntityId(static_cast<std::uint32_t>(document.entities.size() - 1));
    };
    document::PlaceMention place;
    place.span = {town.span.start, district.span.end};
    place.name = std::string(town.text) + " " + std::string(district.text);
    place.kind = "city";
    place.country = "KGZ";
    const std::uint64_t point =
        mix(base::lowered(place.name).size() + town.text[0] * 4096U + district.text.back());
    place.latitude = static_cast<double>(point % 16000) / 100 - 80;
    place.longitude = static_cast<double>(point / 16000 % 36000) / 100 - 180;
    place.confidence = 0.9F;
    document.places.push_back(place);
    const document::PlaceId here(static_cast<std::uint32_t>(document.places.size() - 1));

    events::Event event(events::Evidence(words[i].span, "made.up"));
    event.type = words[i].text == "asked" ? ontology::EventType::request : ontology::EventType::assault;
    event.mode = "beat";
    event.cameo = "182";
    event.goldstein = -9;
    event.confidence = 0.8F;
    event.rules = {"made.up"};
    event.contexts = {"military"};
    event.place = here;
    event.participants = {
        {events::Party::actor, party(actor, "KGZ"), "KGZ", actor.span, false, {}},
        {events::Party::recipient, party(recipient, "UZB"), "UZB", recipient.span, false, {}}};
    const events::EventId id(static_cast<std::uint32_t>(claims.events.size()));
    if (words[i].text == "accused") {
      events::Quote quote(events::Evidence({actor.span.start, recipient.span.end}, "made.up"));
      quote.speaker = event.participants[0].entity;
      quote.speaker_words = actor.span;
      quote.cue = words[i].span;
      claims.quotes.push_back(quote);
      event.attribution = {events::QuoteId(static_cast<std::uint32_t>(claims.quotes.size() - 1))};
    }
    if (words[i].text == "shelled" || words[i].text == "attacked") {
      events::Toll toll(events::Evidence({number.span.start, recipient.span.end}, "made.up"));
      toll.low = toll.high = number.text[0] - '0';
      toll.victims = recipient.span;
      toll.event = id;
      toll.place = here;
      claims.tolls.push_back(toll);
    }
    if (words[i].text == "asked") asked.push_back(id);
    if (words[i].text == "warned") {
      events::Obligation duty(events::Evidence({words[i].span.start, recipient.span.end}, "made.up"));
      duty.bearer = event.participants[0].entity;
      duty.members = {"KGZ", "UZB"};
      claims.obligations.push_back(duty);
    }
    if (words[i].text == "visited") {
      events::AgendaItem item(events::Evidence(words[i].span, "made.up"));
      item.what = events::AgendaKind::visit;
      item.actors = {event.participants[0].entity};
      item.place = here;
      claims.agenda.push_back(item);
    }
    claims.events.push_back(event);
  }
  for (const events::EventId request : asked) {
    events::Thread thread(request);
    if (request.index() + 1 < claims.events.size()) {
      thread.responses = {
          {events::EventId(static_cast<std::uint32_t>(request.index() + 1)), events::ResponseKind::refusal}};
    }
    claims.threads.push_back(thread);
  }
}

}  // namespace

std::string story_line(std::uint64_t number) { return line(number, 0); }
std::string correction_line(std::uint64_t number) { return line(number, 1); }

void code(pipeline::Outcome& outcome) {
  auto document = document::Document::open(outcome.item.article);
  if (!document || document->text().find("unspeakable") != std::string_view::npos) {
    outcome.item.error = base::Error{.code = "unspeakable", .message = "the story cannot be coded"};
    return;
  }
  events::Claims claims;
  read(*document, claims);
  outcome.coded.emplace(pipeline::Coded{*std::move(document), std::move(claims)});
  outcome.ids = events::ids_of(outcome.coded->document, outcome.coded->claims);
  const store::Maker made = maker();
  write::write_record({made.version, made.model, made.lexicon},
                      {outcome.coded->document, outcome.coded->claims, outcome.ids}, nullptr, outcome.record);
}

pipeline::MakeWorker workers() {
  return [] { return code; };
}

store::Maker maker() { return {"0", "made up", "made up"}; }

}  // namespace casus::made_up
