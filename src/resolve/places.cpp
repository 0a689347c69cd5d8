#include "resolve/places.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "base/ascii.h"
#include "knowledge/name_form.h"

namespace casus::resolve {

using document::Dep;
using document::TokenIndex;
using knowledge::Place;

namespace {

// The host of "http://www.dailystar.com.lb/x" and "dailystar.com.lb" without what all hosts have.
std::vector<std::string> host_labels(std::string_view source) {
  if (const std::size_t at = source.find("://"); at != std::string_view::npos) source.remove_prefix(at + 3);
  source = source.substr(0, source.find('/'));
  std::vector<std::string> out;
  if (source.find('.') == std::string_view::npos || source.find(' ') != std::string_view::npos) return out;
  for (const std::string_view label : base::split(source, '.')) {
    if (!label.empty() && label != "www") out.push_back(base::lowered(label));
  }
  return out;
}

// Moves a point some way along a bearing; short ways, on a round earth.
void shift(document::PlaceMention& place, double kilometres, double bearing) {
  constexpr double radians = 3.14159265358979323846 / 180;
  constexpr double degree = 111.2;  // kilometres of a degree of latitude
  const double latitude = *place.latitude + kilometres * std::cos(bearing * radians) / degree;
  const double shrink = std::max(0.05, std::cos(latitude * radians));
  place.longitude = *place.longitude + kilometres * std::sin(bearing * radians) / (degree * shrink);
  place.latitude = latitude;
}

std::string capitalised(std::string_view word) {
  std::string out(word);
  if (!out.empty() && base::is_lower(out.front())) out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
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

// The dateline, the country of the source's domain, and the town that a paper's domain names
// ("gainesvilletimes.com": one of the Gainesvilles).
std::vector<PlaceHint> PlaceReader::hints(const document::Document& document) const {
  std::vector<PlaceHint> out;
  const std::string& dateline = document.dateline.place;
  if (!dateline.empty()) {
    const std::string_view city = std::string_view(dateline).substr(0, dateline.find(','));
    if (auto places = knowledge_->places_named(city); !places.empty())
      out.push_back({std::move(places), 1.0F, {}});
  }
  const std::string& source =
      document.article().source.empty() ? document.article().url : document.article().source;
  const auto labels = host_labels(source);
  if (labels.size() < 2) return out;
  if (labels.back().size() == 2) {
    std::string alpha2 = labels.back();
    for (char& c : alpha2) c = static_cast<char>(c - 'a' + 'A');
    const std::string_view code = knowledge_->alpha3(alpha2 == "UK" ? "GB" : alpha2);
    if (const std::uint32_t place = finder_->country_place(code); place != Place::none) {
      out.push_back({{place}, 3.0F, {}});
    }
  }
  // The longest town that stands in the domain's name.
  const std::string& domain = labels.size() > 2 && labels[labels.size() - 2].size() > 3
                                  ? labels[labels.size() - 2]
                                  : labels[labels.size() > 2 ? labels.size() - 3 : 0];
  std::vector<std::uint32_t> best;
  std::string key;
  std::size_t length = 3;
  for (std::size_t begin = 0; begin < domain.size(); ++begin) {
    for (std::size_t size = domain.size() - begin; size > length; --size) {
      std::string name = capitalised(std::string_view(domain).substr(begin, size));
      if (words_->is(name, PlaceWord::doubtful)) continue;
      std::vector<std::uint32_t> towns;
      for (const std::uint32_t place : knowledge_->places_named(name)) {
        const Place one = knowledge_->place(place);
        if (one.kind == "city" && knowledge::without_marks(one.name) == name) towns.push_back(place);
      }
      if (towns.empty()) continue;
      best = std::move(towns);
      key = std::move(name);
      length = size;
      break;
    }
  }
  if (best.empty()) return out;
  out.push_back({std::move(best), 0.7F, std::move(key)});
  // A town's paper without a country in its address is most often American.
  const std::uint32_t america = finder_->country_place("USA");
  if (labels.back().size() > 2 && america != Place::none) out.push_back({{america}, 1.0F, {}});
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
  auto day = base::parse_date(document.article().published);
  if (!day) day = document.dateline.date;
  out.name = day ? knowledge_->name_on(choice.place, *day) : place.name;
  out.kind = place.kind;
  out.country = place.country;
  out.admin1 = place.kind == "admin1" ? place.name : place.admin1;
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

void PlaceReader::read(document::Document& document) const {
  document.places.clear();
  const std::vector<Toponym> toponyms = finder_->find(document);
  const std::vector<Choice> choices = PlaceChooser(*knowledge_, weights_).choose(toponyms, hints(document));

  std::set<std::string_view> strong;
  for (const Toponym& toponym : toponyms) {
    if (toponym.support == Support::strong && !toponym.demonym) strong.insert(toponym.key);
  }
  for (std::size_t i = 0; i < toponyms.size(); ++i) {
    const Toponym& toponym = toponyms[i];
    if (choices[i].place == Place::none) continue;
    if (!believed(toponym, choices[i], strong.contains(toponym.key))) continue;
    if (is_government(document, toponym, choices[i].place)) continue;
    document.places.push_back(mention(document, toponym, choices[i]));
  }
}

}  // namespace casus::resolve
