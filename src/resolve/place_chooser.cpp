#include "resolve/place_chooser.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace casus::resolve {
namespace {

using knowledge::Place;

constexpr int rounds = 4;
constexpr std::size_t most_candidates = 60;

// One candidate of a group.
struct Reading {
  std::uint32_t index = Place::none;
  Place place;
  double prior = 0;
  double beside = 0;  // and what is said beside the name
  double score = 0;
  double share = 0;  // of its group, sums to 1
  double in_country = 0;
  double around = 0;
  bool own_name = false;
};

// Toponyms of one name.
struct Group {
  std::vector<Reading> readings;
  double weight = 0;
  bool said = true;  // in the text, and no hint
};

using Square = std::uint32_t;

Square square(double latitude, double longitude) {
  const int y = static_cast<int>(std::floor((latitude + 90)));
  const int x = static_cast<int>(std::floor((longitude + 180)));
  return static_cast<Square>(y * 360 + x);
}

// What has been spread, by country, division and square.
struct Votes {
  std::unordered_map<std::string_view, double> country;
  std::unordered_map<std::uint32_t, double> admin1;
  std::unordered_map<std::uint32_t, double> admin2;
  std::unordered_map<Square, double> squares;
};

bool has_square(const Place& place) { return place.kind != "country" && place.radius < 200; }

void spread(Votes& votes, const Reading& reading, double amount) {
  const Place& place = reading.place;
  if (!place.country.empty()) votes.country[place.country] += amount;
  const std::uint32_t admin1 = place.kind == "admin1" ? reading.index : place.admin1_place;
  if (admin1 != Place::none) votes.admin1[admin1] += amount;
  const std::uint32_t admin2 = place.kind == "admin2" ? reading.index : place.admin2_place;
  if (admin2 != Place::none) votes.admin2[admin2] += amount;
  if (has_square(place)) votes.squares[square(place.latitude, place.longitude)] += amount;
}

double at(const auto& votes, const auto& key) {
  const auto found = votes.find(key);
  return found == votes.end() ? 0 : found->second;
}

double near(const Votes& votes, const Place& place) {
  double sum = 0;
  const int y = static_cast<int>(std::floor(place.latitude + 90));
  const int x = static_cast<int>(std::floor(place.longitude + 180));
  for (int dy = -1; dy <= 1; ++dy) {
    for (int dx = -1; dx <= 1; ++dx) {
      sum += at(votes.squares, static_cast<Square>((y + dy) * 360 + (x + dx + 360) % 360));
    }
  }
  return sum;
}

double prior_of(const Reading& reading, const Toponym& toponym, const PlaceWeights& weights) {
  const Place& place = reading.place;
  const double size = std::log10(static_cast<double>(place.population) + 100);
  double out =
      (place.kind == "city" || place.kind == "country" ? weights.population : weights.division_population) *
      size;
  if (place.kind == "country") out += weights.country;
  if (place.kind == "region") out += weights.region;
  if (place.kind == "base" || place.kind == "airport") out += weights.base;
  if (place.kind == "admin1") out += toponym.division ? weights.admin1_said : weights.admin1;
  if (place.kind == "admin2") out += toponym.division ? weights.admin2_said : weights.admin2;
  if (place.kind == "city") {
    if (toponym.division) out += weights.city_of_division;
    if (toponym.settlement) out += weights.settlement_said;
  }
  if (place.rank == 5) out += toponym.capital ? weights.capital_said : weights.capital;
  if (reading.own_name) out += weights.own_name;
  return out;
}

// Whether `outer` may hold `inner`.
bool holds(const Reading& outer, const Reading& inner) {
  if (outer.index == inner.index) return false;
  if (outer.place.kind == "country") return outer.place.country == inner.place.country;
  if (outer.place.kind == "admin1") return inner.place.admin1_place == outer.index;
  if (outer.place.kind == "admin2") return inner.place.admin2_place == outer.index;
  return false;
}

class Weighing {
 public:
  Weighing(const knowledge::Knowledge& knowledge, const std::vector<Toponym>& toponyms,
           const std::vector<PlaceHint>& hints, const PlaceWeights& weights)
      : knowledge_(knowledge), toponyms_(toponyms), weights_(weights) {
    group_of_.reserve(toponyms.size());
    std::map<std::string_view, std::size_t> by_key;
    for (const Toponym& toponym : toponyms) {
      const auto [found, fresh] = by_key.try_emplace(toponym.key, groups_.size());
      if (fresh) groups_.push_back(readings(toponym));
      group_of_.push_back(found->second);
      Group& group = groups_[found->second];
      group.weight += toponym.demonym ? 0.5 : toponym.support == Support::strong ? 1.0 : 0.2;
    }
    for (Group& group : groups_) group.weight = std::sqrt(group.weight);
    for (std::size_t i = 0; i < toponyms.size(); ++i) beside(toponyms[i], groups_[group_of_[i]]);
    counties();
    for (const PlaceHint& hint : hints) {
      Toponym toponym;
      toponym.candidates = hint.candidates;
      toponym.key = hint.key;
      if (const auto same = by_key.find(hint.key); same != by_key.end()) {
        for (Reading& reading : groups_[same->second].readings) {
          if (std::find(hint.candidates.begin(), hint.candidates.end(), reading.index) !=
              hint.candidates.end()) {
            reading.prior += weights_.namesake;
            reading.beside += weights_.namesake;
          }
        }
        continue;
      }
      Group group = readings(toponym);
      group.weight = hint.weight;
      group.said = false;
      groups_.push_back(std::move(group));
    }
  }

  void run() {
    for (Group& group : groups_) {
      for (Reading& reading : group.readings) reading.score = reading.prior;
      share(group);
    }
    for (int round = 0; round < rounds; ++round) {
      Votes votes;
      for (const Group& group : groups_) {
        for (const Reading& reading : group.readings) spread(votes, reading, group.weight * reading.share);
      }
      for (Group& group : groups_) {
        for (Reading& reading : group.readings) weigh(reading, group, votes);
        share(group);
      }
    }
  }

  Choice choice(std::size_t toponym, bool with_rivals) const;

 private:
  Group readings(const Toponym& toponym) const {
    Group out;
    for (const std::uint32_t index : toponym.candidates) {
      if (out.readings.size() == most_candidates) break;
      Reading reading;
      reading.index = index;
      reading.place = knowledge_.place(index);
      reading.own_name = knowledge_.has_own_name(index, toponym.key);
      reading.prior = prior_of(reading, toponym, weights_);
      out.readings.push_back(reading);
    }
    if (toponym.division) return out;
    for (Reading& division : out.readings) {
      if (division.place.kind != "admin1" && division.place.kind != "admin2") continue;
      const bool has_seat = std::any_of(out.readings.begin(), out.readings.end(), [&](const Reading& town) {
        return town.place.kind == "city" && town.own_name && holds(division, town);
      });
      if (has_seat) division.prior += weights_.seat;
    }
    return out;
  }

  // What stands beside a toponym speaks for its whole group.
  void beside(const Toponym& toponym, Group& group) {
    for (Reading& reading : group.readings) {
      if (!toponym.country.empty() && reading.place.country == toponym.country) {
        reading.prior += weights_.country_beside;
        reading.beside += weights_.country_beside;
      }
      if (toponym.within == Toponym::no_toponym) continue;
      const Toponym& outer = toponyms_[toponym.within];
      for (const std::uint32_t candidate : outer.candidates) {
        Reading other;
        other.index = candidate;
        other.place = knowledge_.place(candidate);
        if (holds(other, reading)) {
          reading.prior += weights_.within * toponym.within_weight;
          reading.beside += weights_.within * toponym.within_weight;
          break;
        }
      }
    }
  }

  // "Huntsville" beside "Walker County": the one that lies in a county of that name, and the county that
  // holds it.
  void counties() {
    std::unordered_map<std::uint32_t, Reading*> held;
    for (Group& group : groups_) {
      for (Reading& reading : group.readings) {
        if (reading.place.kind == "admin2") held.emplace(reading.index, &reading);
      }
    }
    if (held.empty()) return;
    std::set<std::uint32_t> holding;
    for (Group& group : groups_) {
      for (Reading& town : group.readings) {
        if (town.place.kind != "city" || town.place.admin2_place == Place::none) continue;
        const auto county = held.find(town.place.admin2_place);
        if (county == held.end()) continue;
        const bool itself = std::any_of(group.readings.begin(), group.readings.end(),
                                        [&](const Reading& other) { return other.index == county->first; });
        if (itself) continue;  // "New York, New York"
        town.prior += weights_.county;
        if (holding.insert(county->first).second) county->second->prior += weights_.county;
      }
    }
  }

  void weigh(Reading& reading, const Group& group, const Votes& votes) const {
    const Place& place = reading.place;
    // Its own votes are left out, and those of its rivals with it.
    double own_country = 0;
    double own_admin1 = 0;
    double own_admin2 = 0;
    double own_near = 0;
    const std::uint32_t admin1 = place.kind == "admin1" ? reading.index : place.admin1_place;
    const std::uint32_t admin2 = place.kind == "admin2" ? reading.index : place.admin2_place;
    for (const Reading& other : group.readings) {
      const double amount = group.weight * other.share;
      const std::uint32_t other_admin1 =
          other.place.kind == "admin1" ? other.index : other.place.admin1_place;
      const std::uint32_t other_admin2 =
          other.place.kind == "admin2" ? other.index : other.place.admin2_place;
      if (other.place.country == place.country) own_country += amount;
      if (admin1 != Place::none && other_admin1 == admin1) own_admin1 += amount;
      if (admin2 != Place::none && other_admin2 == admin2) own_admin2 += amount;
      if (has_square(other.place) && std::abs(other.place.latitude - place.latitude) <= 1.5 &&
          std::abs(other.place.longitude - place.longitude) <= 1.5) {
        own_near += amount;
      }
    }
    reading.in_country = saturated(at(votes.country, place.country) - own_country);
    const double in_admin1 = admin1 == Place::none ? 0 : saturated(at(votes.admin1, admin1) - own_admin1);
    const double in_admin2 = admin2 == Place::none ? 0 : saturated(at(votes.admin2, admin2) - own_admin2);
    const double nearby = has_square(place) ? saturated(near(votes, place) - own_near) : 0;
    reading.around = in_admin1 + in_admin2 + nearby;
    reading.score = reading.prior + weights_.context_country * reading.in_country +
                    weights_.context_admin1 * in_admin1 + weights_.context_admin2 * in_admin2 +
                    weights_.context_near * nearby;
  }

  // Votes saturate: the tenth town of a state says little more than the third.
  double saturated(double votes) const { return votes <= 0 ? 0 : votes / (votes + weights_.half); }

  void share(Group& group) const {
    double best = -1e9;
    for (const Reading& reading : group.readings) best = std::max(best, reading.score);
    double sum = 0;
    for (Reading& reading : group.readings) {
      reading.share = std::exp(weights_.steep * (reading.score - best));
      sum += reading.share;
    }
    for (Reading& reading : group.readings) reading.share /= sum;
  }

  const knowledge::Knowledge& knowledge_;
  const std::vector<Toponym>& toponyms_;
  const PlaceWeights& weights_;
  std::vector<Group> groups_;
  std::vector<std::size_t> group_of_;
};

// What its size alone says for a place.
double size_of(Reading reading, const PlaceWeights& weights) {
  reading.own_name = false;
  return prior_of(reading, Toponym{}, weights);
}

// What parts the winner most from a loser.
Ground ground_of(const Reading& winner, const Reading& loser, const PlaceWeights& weights) {
  const double winner_size = size_of(winner, weights);
  const double loser_size = size_of(loser, weights);
  const double name =
      (winner.prior - winner_size - winner.beside) - (loser.prior - loser_size - loser.beside);
  const double country = weights.context_country * (winner.in_country - loser.in_country);
  const double context = (winner.score - winner.prior) - (loser.score - loser.prior);
  const std::pair<Ground, double> grounds[] = {{Ground::size, winner_size - loser_size},
                                               {Ground::name, name},
                                               {Ground::beside, winner.beside - loser.beside},
                                               {Ground::country, country},
                                               {Ground::surroundings, context - country}};
  return std::max_element(std::begin(grounds), std::end(grounds),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

Choice Weighing::choice(std::size_t toponym, bool with_rivals) const {
  const Group& group = groups_[group_of_[toponym]];
  const Reading* best = nullptr;
  for (const Reading& reading : group.readings) {
    if (reading.share > (best == nullptr ? 0 : best->share)) best = &reading;
  }
  Choice out;
  if (best == nullptr) return out;
  out.place = best->index;
  out.confidence = static_cast<float>(best->share);
  out.country = static_cast<float>(best->in_country);
  out.surroundings = static_cast<float>(best->around);
  out.own_name = best->own_name;
  if (!with_rivals) return out;
  for (const Reading& reading : group.readings) {
    if (&reading == best) continue;
    out.rivals.push_back(
        {reading.index, static_cast<float>(reading.share), ground_of(*best, reading, weights_)});
  }
  constexpr std::size_t most = 3;
  std::stable_sort(out.rivals.begin(), out.rivals.end(),
                   [](const Rival& a, const Rival& b) { return a.share > b.share; });
  if (out.rivals.size() > most) out.rivals.resize(most);
  return out;
}

}  // namespace

std::vector<Choice> PlaceChooser::choose(const std::vector<Toponym>& toponyms,
                                         const std::vector<PlaceHint>& hints, bool with_rivals) const {
  Weighing weighing(knowledge_, toponyms, hints, weights_);
  weighing.run();
  std::vector<Choice> out;
  out.reserve(toponyms.size());
  for (std::size_t i = 0; i < toponyms.size(); ++i) out.push_back(weighing.choice(i, with_rivals));
  return out;
}

}  // namespace casus::resolve
