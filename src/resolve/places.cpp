#include "resolve/places.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "base/ascii.h"
#include "resolve/place_source.h"

namespace casus::resolve {

using document::Dep;
using document::TokenIndex;
using knowledge::Place;

namespace {

// Moves a point some way along a bearing; short ways, on a round earth.
void shift(document::PlaceMention& place, double kilometres, double bearing) {
  constexpr double radians = 3.14159265358979323846 / 180;
  constexpr double degree = 111.2;  // kilometres of a degree of latitude
  const double latitude = *place.latitude + kilometres * std::cos(bearing * radians) / degree;
  const double shrink = std::max(0.05, std::cos(latitude * radians));
  place.longitude = *place.longitude + kilometres * std::sin(bearing * radians) / (degree * shrink);
  place.latitude = latitude;
}

}  // namespace

PlaceReader::PlaceReader(const knowledge::Knowledge& knowledge, PlaceWords words)
    : knowledge_(&knowledge),
      words_(std::make_unique<const PlaceWords>(std::move(words))),
      finder_(std::make_unique<const PlaceFinder>(knowledge, *words_)) {}

base::Result<PlaceReader> PlaceReader::load(const std::string& words_folder,
                                            const knowledge::Knowledge& knowledge) {
  auto words = PlaceWords::load(words_folder);
  if (!words) return words.error();
  return PlaceReader(knowledge, std::move(*words));
}

// The dateline, and what the source is called.
std::vector<PlaceHint> PlaceReader::hints(const document::Document& document) const {
  const std::string& source =
      document.article().source.empty() ? document.article().url : document.article().source;
  std::vector<PlaceHint> out = source_hints(source, *knowledge_, *finder_, *words_);
  const std::string& dateline = document.dateline.place;
  if (dateline.empty()) return out;
  const std::string_view city = std::string_view(dateline).substr(0, dateline.find(','));
  if (auto places = knowledge_->places_named(city); !places.empty()) {
    out.insert(out.begin(), {std::move(places), 1.0F, {}});
  }
  return out;
}

// "Moscow said", "talks between Moscow and Kyiv": the government, not the town.
bool PlaceReader::is_government(const document::Document& document, const Toponym& toponym,
                                std::uint32_t place) const {
  const Place chosen = knowledge_->place(place);
  if (chosen.rank != 5 || chosen.kind != "city" || !document.has_syntax()) return false;
  if (toponym.tokens.end < document.size() && document.token(toponym.tokens.end).text() == ",") return false;
  TokenIndex head = toponym.tokens.end - 1;
  while (document.tokens.dep[head] == Dep::conj || document.tokens.dep[head] == Dep::compound) {
    if (document.tokens.head[head] == head) return false;
    if (document.tokens.dep[head] == Dep::compound &&
        !toponym.tokens.contains({document.tokens.head[head], document.tokens.head[head] + 1}))
      return false;
    head = document.tokens.head[head];
  }
  const Dep dep = document.tokens.dep[head];
  const TokenIndex above = document.tokens.head[head];
  if (dep == Dep::nsubj) return words_->is(document.lemma(above), PlaceWord::speaks);
  if (dep != Dep::pobj) return false;
  const std::string_view preposition = document.token(above).text();
  if (preposition != "between" && preposition != "with" && preposition != "on" && preposition != "against") {
    return false;
  }
  return words_->is(document.lemma(document.tokens.head[above]), PlaceWord::between);
}

// What the words alone leave open is believed of large places, and of small ones that the rest of the story
// lies around.
bool PlaceReader::believed(const Toponym& toponym, const Choice& choice, bool strong_elsewhere) const {
  const Place place = knowledge_->place(choice.place);
  if (toponym.demonym) return true;
  // A word that is only a little-known other name of a small place is another word.
  const bool known = choice.own_name || place.kind != "city" || place.population >= 100'000;
  const bool bare = toponym.name.size() == 1 && !toponym.marked && toponym.within == Toponym::no_toponym;
  if (!known && bare) return false;
  if (toponym.support == Support::strong) return true;
  const bool linked = toponym.within != Toponym::no_toponym && toponym.within_weight >= 4;
  if (toponym.support == Support::faint) return false;
  if (strong_elsewhere || linked) return true;
  if (toponym.amid) return choice.own_name && (place.kind == "country" || place.population >= 200'000);
  if (place.kind == "country" || place.kind == "region" || place.kind == "base" || place.kind == "airport") {
    return true;
  }
  if (place.kind == "admin1") return choice.own_name || choice.country > 0.5F;
  if (place.kind == "admin2") return toponym.division;
  if (!choice.own_name) return place.population >= 300'000;
  if (place.rank >= 4 && place.population >= 20'000) return true;
  if (toponym.inside) return place.population >= 100'000 || choice.surroundings > 1.0F;
  return place.population >= 50'000 || choice.surroundings > 0.6F;
}

document::PlaceMention PlaceReader::mention(const document::Document& document, const Toponym& toponym,
                                            const Choice& choice) const {
  const Place place = knowledge_->place(choice.place);
  document::PlaceMention out;
  out.tokens = toponym.tokens;
  out.span = document.span(toponym.tokens);
  out.name = name_of(document, choice.place);
  out.kind = place.kind;
  out.country = place.country;
  out.admin1 = place.kind == "admin1" ? place.name : place.admin1;
  out.zone = place.zone;
  out.latitude = place.latitude;
  out.longitude = place.longitude;
  if (place.geonames != 0) out.geonames = place.geonames;
  if (toponym.part && place.kind != "city" && place.kind != "base" && place.kind != "airport") {
    // The point stays that of the whole.
    out.name = base::lowered(document.token(toponym.tokens.begin).text()) + " " + out.name;
    out.kind = "region";
    out.geonames.reset();
  }
  if (toponym.offset.kilometres > 0) {
    out.name = document.text(out.span);
    out.kind = "region";
    out.geonames.reset();
    if (toponym.offset.bearing >= 0) shift(out, toponym.offset.kilometres, toponym.offset.bearing);
  }
  out.confidence = toponym.demonym ? 0.3F : choice.confidence;
  return out;
}

// As it was called on the day of the story.
std::string PlaceReader::name_of(const document::Document& document, std::uint32_t place) const {
  const auto day = document.day();
  return std::string(day ? knowledge_->name_on(place, *day) : knowledge_->place(place).name);
}

// "Kant, Chuy, KGZ"
std::string PlaceReader::described(const document::Document& document, std::uint32_t index) const {
  const Place place = knowledge_->place(index);
  std::string out = name_of(document, index);
  for (const std::string_view outer :
       {place.kind == "admin1" ? std::string_view() : place.admin1, place.country}) {
    if (!outer.empty() && outer != place.name) out += (", " + std::string(outer));
  }
  return out;
}

// The candidates of a name that lost; with `refused`, why the winner was not taken either.
void PlaceReader::note(const document::Document& document, const Toponym& toponym, const Choice& choice,
                       std::string_view refused, PlaceTrace& trace) const {
  const auto add = [&](std::uint32_t index, float share, std::string_view reason) {
    const Place place = knowledge_->place(index);
    std::string within(place.kind == "admin1" ? std::string_view() : place.admin1);
    if (!place.country.empty()) within += (within.empty() ? "" : ", ") + std::string(place.country);
    trace.push_back({document.span(toponym.tokens), std::string(place.name), std::string(place.kind),
                     std::move(within), share, std::string(reason),
                     refused.empty() ? described(document, choice.place) : std::string()});
  };
  if (!refused.empty()) return add(choice.place, choice.confidence, refused);
  for (const Rival& rival : choice.rivals) {
    switch (rival.ground) {
      case Ground::size:
        add(rival.place, rival.share, "a smaller or less known place");
        break;
      case Ground::name:
        add(rival.place, rival.share, "another name or kind of place than the words say");
        break;
      case Ground::beside:
        add(rival.place, rival.share, "not where the words beside the name, or the paper, say");
        break;
      case Ground::country:
        add(rival.place, rival.share, "less of the rest of the story lies in its country");
        break;
      case Ground::surroundings:
        add(rival.place, rival.share, "less of the rest of the story lies near it");
        break;
    }
  }
}

void PlaceReader::read(document::Document& document, PlaceTrace* trace) const {
  document.places.clear();
  const std::vector<Toponym> toponyms = finder_->find(document);
  const std::vector<Choice> choices =
      PlaceChooser(*knowledge_).choose(toponyms, hints(document), trace != nullptr);

  std::set<std::string_view> strong;
  for (const Toponym& toponym : toponyms) {
    if (toponym.support == Support::strong && !toponym.demonym) strong.insert(toponym.key);
  }
  std::set<std::string> noted;
  for (std::size_t i = 0; i < toponyms.size(); ++i) {
    const Toponym& toponym = toponyms[i];
    if (choices[i].place == Place::none) continue;
    std::string_view refused;
    if (!believed(toponym, choices[i], strong.contains(toponym.key))) {
      refused = "nothing in the words marks a place, and it is too little known to be meant without";
    } else if (is_government(document, toponym, choices[i].place)) {
      refused = "a capital that speaks or acts is its government";
    } else {
      document.places.push_back(mention(document, toponym, choices[i]));
    }
    if (trace == nullptr || toponym.demonym) continue;
    // Once a name and outcome.
    if (noted.insert(std::string(refused.substr(0, 1)) + toponym.key).second) {
      note(document, toponym, choices[i], refused, *trace);
    }
  }
}

}  // namespace casus::resolve
