// What other formats call things: countries, parts of actor codes, values of scales.
//
// Reads data/formats/*.tsv, names of countries from data/knowledge/countries.tsv, and labels from the
// ontology. Immutable after load; shared by threads; views live as long as this object.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ontology/ontology.h"

namespace casus::write {

// A CAMEO actor code taken apart: "KGZGOVMIL" is country KGZ with the types GOV and MIL.
struct ActorParts {
  std::string country;  // alpha-3, or a region's code
  std::string group;    // a known group: UNO, TAL
  std::string ethnic;
  std::vector<std::string> religions;
  std::vector<std::string> types;  // in the order of the code
};

class FormTables {
 public:
  // `data` is the data folder. Errors: `missing_table`, `bad_row`, and those of the ontology.
  static base::Result<FormTables> load(const std::string& data);

  // The name of a country or region; "" where the code is not known.
  std::string_view country_name(std::string_view code) const;
  // FIPS 10-4; "" where there is none.
  std::string_view fips(std::string_view code) const { return text_at(fips_, code); }
  // The number of the Correlates of War list, as text; "" where there is none.
  std::string_view cow(std::string_view code) const { return text_at(cow_, code); }
  // "TX" of "Texas"; "" for what is no state of the United States.
  std::string_view us_state(std::string_view name) const { return text_at(us_states_, name); }

  ActorParts parts_of(std::string_view code) const;
  // "Police" for COP; "" where the part is not known.
  std::string_view part_name(std::string_view part) const { return text_at(part_names_, part); }

  // What ICEWS gives a CAMEO code; nothing for a code that does not exist.
  std::optional<double> icews_intensity(std::string_view cameo) const;
  // Our label of a CAMEO code; "" where it does not exist.
  std::string_view cameo_label(std::string_view cameo) const;

  const ontology::Ontology& ontology() const { return ontology_; }

 private:
  using Texts = std::map<std::string, std::string, std::less<>>;
  explicit FormTables(ontology::Ontology ontology) : ontology_(std::move(ontology)) {}
  static std::string_view text_at(const Texts& texts, std::string_view key);

  ontology::Ontology ontology_;
  Texts country_names_, fips_, cow_, us_states_;
  Texts part_names_, part_kinds_;  // by the triple
  std::map<std::string, double, std::less<>> icews_;
};

}  // namespace casus::write
