#include "resolve/place_source.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "knowledge/name_form.h"

namespace casus::resolve {
namespace {

using knowledge::Place;

constexpr float town_weight = 0.7F;

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

std::string capitalised(std::string_view word) {
  std::string out(word);
  if (!out.empty() && base::is_lower(out.front())) out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
}

// The towns that are called so by their own name.
std::vector<std::uint32_t> towns_named(const knowledge::Knowledge& knowledge, const std::string& name) {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t index : knowledge.places_named(name)) {
    const Place place = knowledge.place(index);
    if (place.kind == "city" && knowledge::without_marks(place.name) == name) out.push_back(index);
  }
  return out;
}

// "The Marion Star", "Cleveland Plain Dealer": the longest town of the name, if a word for a paper is left.
std::vector<PlaceHint> paper_hints(std::string_view source, const knowledge::Knowledge& knowledge,
                                   const PlaceWords& words) {
  std::vector<std::string_view> all;
  std::size_t of_paper = 0;
  for (const std::string_view word : base::split(source, ' ')) {
    if (word.empty() || all.size() == 12) continue;
    all.push_back(word);
    of_paper += words.is(word, PlaceWord::paper);
  }
  if (of_paper == 0) return {};
  for (std::size_t size = std::min<std::size_t>(3, all.size() - 1); size > 0; --size) {
    for (std::size_t begin = 0; begin + size <= all.size(); ++begin) {
      std::string name;
      std::size_t inside = 0;
      for (std::size_t i = begin; i < begin + size; ++i) {
        if (!name.empty()) name += ' ';
        name += all[i];
        inside += words.is(all[i], PlaceWord::paper);
      }
      if (inside > 0) continue;
      auto towns = towns_named(knowledge, name);
      if (!towns.empty()) return {{std::move(towns), town_weight, std::move(name)}};
    }
  }
  return {};
}

}  // namespace

std::vector<PlaceHint> source_hints(std::string_view source, const knowledge::Knowledge& knowledge,
                                    const PlaceFinder& finder, const PlaceWords& words) {
  std::vector<PlaceHint> out;
  const auto labels = host_labels(source);
  if (labels.size() < 2) return paper_hints(source, knowledge, words);
  if (labels.back().size() == 2) {
    std::string alpha2 = labels.back();
    for (char& c : alpha2) c = static_cast<char>(c - 'a' + 'A');
    const std::string_view code = knowledge.alpha3(alpha2 == "UK" ? "GB" : alpha2);
    if (const std::uint32_t place = finder.country_place(code); place != Place::none) {
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
      if (words.is(name, PlaceWord::doubtful)) continue;
      auto towns = towns_named(knowledge, name);
      if (towns.empty()) continue;
      best = std::move(towns);
      key = std::move(name);
      length = size;
      break;
    }
  }
  if (best.empty()) return out;
  out.push_back({std::move(best), town_weight, std::move(key)});
  // A town's paper without a country in its address is most often American.
  const std::uint32_t america = finder.country_place("USA");
  if (labels.back().size() > 2 && america != Place::none) out.push_back({{america}, 1.0F, {}});
  return out;
}

}  // namespace casus::resolve
