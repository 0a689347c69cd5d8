// Which words of a document may name a place, and which places they may name.
//
// Knows nothing of which of them is meant (place_chooser.h), nor which are dropped in the end (places.h).
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "document/document.h"
#include "knowledge/knowledge.h"
#include "resolve/place_words.h"

namespace casus::resolve {

// How well the words alone support that a place is named.
enum class Support : std::uint8_t {
  faint,   // part of a person's name, a doubtful word
  weak,    // part of an organisation's name, a proper noun that nothing marks
  strong,  // the model marks a place, or a preposition does
};

// How far a thing lies from the place that is named: "20 km north of Osh".
struct Offset {
  double kilometres = 0;  // 0: none is said
  double bearing = -1;    // degrees from north, clockwise; -1: not said
};

struct Toponym {
  document::TokenRange tokens;  // the mention
  document::TokenRange name;    // the words that name the place, within it
  std::string key;              // the name, for finding it again
  std::vector<std::uint32_t> candidates;
  Support support = Support::weak;
  bool demonym = false;     // "Russian": the country by its adjective
  bool division = false;    // "Helmand province"
  bool settlement = false;  // "the city of Osh"
  bool capital = false;     // "the capital of ..."
  bool inside = false;      // part of a longer name
  bool amid = false;        // and neither its beginning nor behind a preposition: "Air Zimbabwe"
  bool marked = false;      // by the model, as a place
  bool part = false;        // "northern Mali"
  Offset offset;
  std::string country;                // said beside it: "the Uzbek capital of"
  std::uint32_t within = no_toponym;  // the toponym that says where it lies: "Osh, Kyrgyzstan"
  float within_weight = 0;

  static constexpr std::uint32_t no_toponym = 0xFFFFFFFF;
};

class PlaceFinder {
 public:
  PlaceFinder(const knowledge::Knowledge& knowledge, const PlaceWords& words);

  // By position, not overlapping.
  std::vector<Toponym> find(const document::Document& document) const;

  // Index of a country's place; `knowledge::Place::none` where it has none.
  std::uint32_t country_place(std::string_view code) const;

 private:
  class Search;

  const knowledge::Knowledge& knowledge_;
  const PlaceWords& words_;
  std::unordered_map<std::string, std::uint32_t> countries_;
};

}  // namespace casus::resolve
