// Which place each toponym of a document means.
//
// All toponyms are weighed together: each spreads its candidates over countries, divisions and squares of the
// map, and takes up what the others have spread there, for a few rounds (relaxation labelling). A name said
// twice means one place. What stands beside a name ("Osh, Kyrgyzstan", "the Uzbek capital of") counts most;
// then country and division of the rest of the story and of its source; then size.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"
#include "resolve/place_finder.h"

namespace casus::resolve {

// What spoke most for the place that was chosen, against one that was not.
enum class Ground : std::uint8_t {
  size,          // people, rank, kind
  name,          // its main name, or the kind of place that the words name
  beside,        // what stands beside the name, or the paper's own town
  country,       // the rest of the story lies in its country
  surroundings,  // and near it
};

// A candidate that lost.
struct Rival {
  std::uint32_t place = knowledge::Place::none;
  float share = 0;
  Ground ground = Ground::size;
};

struct Choice {
  std::uint32_t place = knowledge::Place::none;
  float confidence = 0;       // 0..1, how clearly it leads
  float country = 0;          // how much of the rest of the story speaks for its country, 0..1
  float surroundings = 0;     // and for its division and neighbourhood, 0..3
  bool own_name = false;      // called by its main name
  std::vector<Rival> rivals;  // the nearest three, where they were asked for
};

// What speaks for a region besides the toponyms: the dateline and the source.
struct PlaceHint {
  std::vector<std::uint32_t> candidates;  // places
  float weight = 1;
  std::string key;  // toponyms of this name mean one of the candidates: a paper named for its town
};

// How much each thing counts, in units of the logarithm of odds. Set by judgement: a random search over half
// of a public set of news with marked places made the other half no better.
struct PlaceWeights {
  double population = 0.75;  // a power of ten of people
  double division_population = 0.75;
  double country = 3.5;
  double region = 5.5;
  double base = 3.0;
  double admin1 = 0.6;
  double admin1_said = 2.5;  // "Helmand province"
  double seat = -2.0;        // a division whose seat has its name, called without a word for it
  double admin2 = -1.8;
  double admin2_said = 2.0;
  double city_of_division = -1.5;
  double settlement_said = 1.0;
  double capital = 1.8;
  double capital_said = 4.0;
  double own_name = 0.8;
  double country_beside = 4.0;  // "the Uzbek city of"
  double within = 1.0;          // "Osh, Kyrgyzstan", times 4
  double context_country = 2.2;
  double context_admin1 = 2.4;
  double context_admin2 = 0.8;
  double context_near = 1.6;
  double county = 1.5;  // a town and the county that holds it, both named
  double half = 1.0;    // votes at which context reaches half of its weight
  double steep = 1.6;
  double namesake = 4.0;  // of the paper
};

class PlaceChooser {
 public:
  explicit PlaceChooser(const knowledge::Knowledge& knowledge, const PlaceWeights& weights = {})
      : knowledge_(knowledge), weights_(weights) {}

  // One choice a toponym, in order.
  std::vector<Choice> choose(const std::vector<Toponym>& toponyms, const std::vector<PlaceHint>& hints,
                             bool with_rivals = false) const;

 private:
  const knowledge::Knowledge& knowledge_;
  PlaceWeights weights_;
};

}  // namespace casus::resolve
