#include "situate/point.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "base/calendar.h"

namespace casus::situate {

const Measure incident_measure = {
    .closeness = 0.26, .farthest_days = 400, .fade_days = 30, .fade_floor = 0.6, .keys = 24};
const Measure situation_measure = {
    .closeness = 0.16, .farthest_days = 120, .fade_days = 60, .fade_floor = 0.4, .keys = 24};

namespace {

constexpr std::size_t names_of_an_incident = 24;

// A term's place among the keys: its hash, mixed once more, so that keys are no sample of the index's own
// order.
std::uint64_t mixed(TermHash hash) {
  hash *= 0x9e3779b97f4a7c15ULL;
  return hash ^ (hash >> 29);
}

Point weigh(std::string id, std::optional<int> day, const std::vector<Term>& terms) {
  Point out{std::move(id), day, {}};
  out.weights.reserve(terms.size());
  double length = 0;
  for (const Term& term : terms) {
    const double weight = 1 + std::log(static_cast<double>(term.count));
    out.weights.push_back({term.hash, static_cast<float>(weight)});
    length += weight * weight;
  }
  if (length <= 0) return out;
  const double scale = 1 / std::sqrt(length);
  for (Weight& one : out.weights) one.weight = static_cast<float>(static_cast<double>(one.weight) * scale);
  return out;
}

}  // namespace

std::optional<int> day_number(std::string_view published) {
  const auto date = base::parse_date(published);
  if (!date) return std::nullopt;
  return base::day_number(*date);
}

Point story_point(std::string id, std::optional<int> day, const std::vector<Term>& terms) {
  return weigh(std::move(id), day, terms);
}

std::vector<Term> main_names(const std::vector<Term>& terms) {
  std::vector<Term> names;
  for (const Term& term : terms) {
    if (term.name) names.push_back(term);
  }
  std::sort(names.begin(), names.end(), [](const Term& a, const Term& b) {
    return a.count != b.count ? a.count > b.count : a.hash < b.hash;
  });
  if (names.size() > names_of_an_incident) names.resize(names_of_an_incident);
  std::sort(names.begin(), names.end(), [](const Term& a, const Term& b) { return a.hash < b.hash; });
  return names;
}

Point incident_point(std::string id, std::optional<int> day, const std::vector<Term>& terms) {
  return weigh(std::move(id), day, main_names(terms));
}

double faded(double cosine, const Point& a, const Point& b, const Measure& measure) {
  if (a.day.has_value() != b.day.has_value()) return 0;
  if (!a.day) return cosine;
  const int days = std::abs(*a.day - *b.day);
  if (days > measure.farthest_days) return 0;
  return cosine * (measure.fade_floor + (1 - measure.fade_floor) / (1 + days / measure.fade_days));
}

double closeness(const Point& a, const Point& b, const Measure& measure) {
  double sum = 0;
  for (std::size_t i = 0, j = 0; i < a.weights.size() && j < b.weights.size();) {
    if (a.weights[i].term < b.weights[j].term) {
      ++i;
    } else if (b.weights[j].term < a.weights[i].term) {
      ++j;
    } else {
      sum += static_cast<double>(a.weights[i++].weight) * static_cast<double>(b.weights[j++].weight);
    }
  }
  return faded(sum, a, b, measure);
}

std::vector<std::uint64_t> keys_of(const Point& point, const Measure& measure) {
  std::vector<std::uint64_t> keys;
  keys.reserve(point.weights.size());
  for (const Weight& one : point.weights) keys.push_back(mixed(one.term));
  std::sort(keys.begin(), keys.end());
  if (keys.size() > measure.keys) keys.resize(measure.keys);
  return keys;
}

}  // namespace casus::situate
