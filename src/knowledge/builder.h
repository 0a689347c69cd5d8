// Collects what the tables and the gazetteer say and lays it out as an image.
//
// Ids are given in the order of adding, so the same input gives the same bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/image.h"
#include "knowledge/knowledge.h"
#include "knowledge/rows.h"
#include "knowledge/trie.h"

namespace casus::knowledge {

struct NewEntry {
  Kind kind = Kind::country;
  std::string_view key;
  std::string_view name;
  std::string_view code;
  std::string_view country;
  std::string_view type;
  std::optional<base::Date> from;
  std::optional<base::Date> to;
};

class Builder {
 public:
  Text keep(std::string_view text);
  std::string_view text(Text text) const { return std::string_view(pool_).substr(text.offset, text.length); }

  // Nothing where the key is taken.
  std::optional<std::uint32_t> add_entry(const NewEntry& entry);
  std::optional<std::uint32_t> find_entry(std::string_view key) const;
  const EntryRow& entry(std::uint32_t index) const { return entries_[index]; }
  void add_name(std::uint32_t entry, std::string_view name, Sense sense);

  void add_tenure(const TenureRow& row) { tenures_.push_back(row); }
  std::uint32_t add_office(std::string_view id, std::string_view role, std::uint32_t rank);
  std::optional<std::uint32_t> find_office(std::string_view id) const;
  const OfficeRow& office(std::uint32_t index) const { return offices_[index]; }
  // A title that several offices claim goes to the first.
  void add_title(std::string_view title, std::uint32_t office);
  void add_membership(const MembershipRow& row) { memberships_.push_back(row); }
  void add_clause(const ClauseRow& row) { clauses_.push_back(row); }
  void add_role(std::string_view noun, std::string_view code, std::string_view type);

  std::uint32_t add_place(const PlaceRow& row);
  PlaceRow& place(std::uint32_t index) { return places_[index]; }
  std::size_t places() const { return places_.size(); }
  void add_place_name(std::uint32_t place, std::string_view name);
  void add_dated_place_name(const PlaceNameRow& row) { place_names_.push_back(row); }
  // Places of the gazetteer by their geonames id.
  std::optional<std::uint32_t> find_place(std::uint64_t geonames) const;
  // Alpha-3 of an alpha-2 code; "" where not known.
  std::string_view alpha3(std::string_view alpha2) const;
  void add_alpha2(std::string_view alpha2, std::string_view alpha3);
  // A division by its ISO 3166-2 code.
  void add_division(std::string_view iso, std::uint32_t place);
  std::optional<std::uint32_t> find_division(std::string_view iso) const;
  // What the gazetteer adds to a country's place.
  void describe_country(std::string_view alpha3, std::uint64_t geonames, std::uint32_t population,
                        double square_kilometres);
  // The town that is a country's capital, by name; settled once the towns are there.
  void add_capital(std::string_view alpha3, std::string_view capital);
  void name_capitals();
  // The number of a time zone, from 1, which PlaceRow::zone holds; nothing where no such zone was added.
  std::optional<std::uint16_t> find_zone(std::string_view zone) const;
  std::uint16_t add_zone(std::string_view zone, std::vector<ZoneStep> steps);
  // Places that came without a zone take that of their towns: a division that of most of its people, a
  // country that of nine in ten, bases and regions that of the nearest town. Once all places are there.
  void settle_zones();
  void mark_gazetteer() { gazetteer_ = true; }
  // tables_hash() of what was read.
  void set_tables_hash(std::string hash) { tables_hash_ = std::move(hash); }

  // Sorts everything and lays it out.
  std::string bytes();

 private:
  std::vector<WordId> words_of(std::string_view name);

  std::string pool_;
  std::unordered_map<std::string, Text> texts_;
  std::vector<EntryRow> entries_;
  std::unordered_map<std::string, std::uint32_t> by_key_;
  std::vector<TenureRow> tenures_;
  std::vector<OfficeRow> offices_;
  std::vector<std::pair<std::string, std::uint32_t>> titles_;
  std::vector<MembershipRow> memberships_;
  std::vector<ClauseRow> clauses_;
  std::vector<RoleRow> roles_;
  std::vector<PlaceRow> places_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_geonames_;
  std::vector<PlaceNameRow> place_names_;
  std::unordered_map<std::string, std::string> alpha3_;
  std::unordered_map<std::string, std::uint32_t> divisions_;
  std::vector<std::pair<std::string, std::string>> capitals_;  // country, name
  std::vector<std::pair<std::string, std::vector<ZoneStep>>> zones_;
  std::unordered_map<std::string, std::uint16_t> zone_numbers_;
  bool gazetteer_ = false;
  std::string tables_hash_;

  VocabularyBuilder vocabulary_;
  TrieBuilder<NameRow> names_;
  TrieBuilder<std::uint32_t> role_names_;
  std::vector<std::pair<std::vector<WordId>, std::uint32_t>> place_name_words_;
};

}  // namespace casus::knowledge
