// What Casus knows of the world: names, who held which office when, organisations and their members, places.
//
// Knowledge is rows of data/knowledge/*.tsv (docs/knowledge.md describes each table) and, for places, a
// gazetteer that set-up installs. `casus-knowledge` compiles both into one mapped, versioned, checksummed
// file (docs/formats/knowledge.md). Immutable after load; shared by threads; all views live as long as this
// object.
//
// Names are looked up token by token, case kept: "US" is no "us". Codes are CAMEO (ISO 3166 alpha-3, then
// roles); dates are days, both ends included, and nothing where a side is open or not known.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/id.h"
#include "base/result.h"
#include "knowledge/zones.h"

namespace casus::knowledge {

enum class Kind : std::uint8_t {
  country,  // states, former states, dependent and de facto ones
  person,
  organisation,  // intergovernmental bodies, alliances, courts, missions; ngos
  armed_group,
  party,  // parties and movements
  ethnic_group,
  religious_group,
  media,
  company,
  base,    // military bases
  region,  // macro-regions: Darfur, North Caucasus
  place,   // gazetteer rows
};
std::string_view name(Kind);

// What a name says of its entry.
enum class Sense : std::uint8_t {
  name,       // "Kyrgyzstan", "Roza Otunbayeva"
  acronym,    // "CSTO"
  adjective,  // "Kyrgyz": of the state
  people,     // "Kyrgyzstanis", "Russians": its people
  ethnic,     // "Uzbeks", "ethnic Uzbek": the group, not the state
  capital,    // "Moscow": a place that stands for the government when it speaks or acts
  metonym,    // "Kremlin", "Downing Street": always the government
  surname,    // "Medvedev": only once a person of that name is likely (office at that date, or named before)
};

using EntryId = base::Id<struct EntryTag>;

struct Entry {
  EntryId id;
  Kind kind = Kind::country;
  std::string_view key;      // stable: "KGZ", "person/KGZ/roza otunbayeva", "org/CSTO"
  std::string_view name;     // canonical
  std::string_view code;     // CAMEO without what depends on a date: "KGZ", "IGOCST", "KGZ" for a person
  std::string_view country;  // alpha-3, or ""
  std::string_view
      type;  // finer kind as the table has it: "state", "de_facto", "alliance", "court", "agency"
  std::optional<base::Date> from;
  std::optional<base::Date> to;
};

// A name that begins at a token.
struct Match {
  std::uint32_t tokens = 0;  // how many it covers
  EntryId entry;
  Sense sense = Sense::name;
};

// One term of a person in an office.
struct Tenure {
  EntryId person;
  std::string_view country;  // alpha-3 of the state, or the key of an organisation or group
  std::string_view office;   // id in offices.tsv: "head_of_state", "foreign_minister"
  std::string_view title;    // "President of Kyrgyzstan"
  std::string_view code;     // while in office: "KGZGOV", "RUSMIL"
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::string_view began;  // elected, interim, acting, appointed, succeeded, coup ...
  std::string_view ended;  // resigned, ousted, killed, died, term_ended ... or "" while it lasts
};

struct Membership {
  std::string_view country;  // alpha-3, or the key of a body that is a member itself: "org/EU"
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::string_view status;  // member, suspended, observer
};

// What a treaty obliges its members to.
struct Clause {
  std::string_view kind;     // collective_defence, consultation, ...
  std::string_view article;  // "Article 4"
  std::string_view text;     // our own short wording
};

// "protesters", "border guards": a noun that makes its phrase an actor.
struct RoleNoun {
  std::string_view noun;  // lemma phrase, lower case
  std::string_view code;  // role part of a CAMEO code: "COP", "MIL", "OPP", "CVL"
  std::string_view type;  // entity type as in document::EntityType
};

struct Place {
  EntryId entry;               // nowhere for a gazetteer row that is no entry
  std::uint64_t geonames = 0;  // 0 where not known
  std::string_view name;
  std::string_view kind;     // country, admin1, admin2, city, base, airport, region
  std::string_view country;  // alpha-3
  std::string_view admin1;   // name
  // Indices for place() of the divisions it lies in; `none` where not known.
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  std::uint32_t admin1_place = none;
  std::uint32_t admin2_place = none;
  double latitude = 0;  // degrees, WGS 84
  double longitude = 0;
  std::uint64_t population = 0;
  std::uint8_t rank = 0;  // 5 capital of a state, 4 seat of a first-level division, ... 0
  double radius = 0;      // kilometres; how far from its point a thing in it may lie
  std::string_view zone;  // its time zone, "Asia/Kabul"; "" where not known, or where it has several
};

struct PlaceMatch {
  std::uint32_t tokens = 0;
  std::vector<std::uint32_t> places;  // indices for place(), most populous first
};

class Knowledge {
 public:
  // Maps a compiled file. Errors: `knowledge_missing`, `knowledge_broken`, each with what to run.
  static base::Result<Knowledge> open(const std::string& file);
  // Reads the tables below `data_folder`/knowledge directly, without a gazetteer: for tests and for looking
  // at an edit at once. Error `bad_row` with file, line and reason.
  static base::Result<Knowledge> from_tables(const std::string& data_folder);

  Knowledge(Knowledge&&) noexcept;
  Knowledge& operator=(Knowledge&&) noexcept;
  ~Knowledge();

  // ---- names
  // Every entry named by the tokens words[at], words[at + 1], ...; longest first, then by entry. Cost: one
  // trie step a token.
  std::vector<Match> names_at(std::span<const std::string_view> words, std::size_t at) const;
  // The same for a whole name as a person types it.
  std::vector<Match> named(std::string_view name) const;
  Entry entry(EntryId id) const;
  std::optional<EntryId> find(std::string_view key) const;
  std::size_t size() const;

  // ---- people and offices
  std::vector<Tenure> tenures(EntryId person) const;  // by from
  // Who held `office` ("" for all) of a state or body on a day.
  std::vector<Tenure> holders(std::string_view country, std::string_view office, base::Date on) const;
  // The office that a title names, "president", "foreign minister"; "" where none.
  std::string_view office_of_title(std::string_view title) const;
  // Code of an office's holder relative to the state: "GOV", "MIL".
  std::string_view role_of_office(std::string_view office) const;

  // ---- organisations
  std::vector<Membership> members(EntryId organisation, base::Date on) const;
  bool is_member(EntryId organisation, std::string_view country, base::Date on) const;
  std::vector<Clause> clauses(EntryId organisation) const;

  // ---- roles: longest noun phrase that begins at words[at] (lower-case lemmas)
  std::optional<std::pair<std::uint32_t, RoleNoun>> role_at(std::span<const std::string_view> lemmas,
                                                            std::size_t at) const;

  // ---- places
  bool has_gazetteer() const;
  std::optional<PlaceMatch> place_at(std::span<const std::string_view> words, std::size_t at) const;
  std::vector<std::uint32_t> places_named(std::string_view name) const;
  Place place(std::uint32_t index) const;
  // The name a place had on a day (Astana / Nur-Sultan); its own where it never changed.
  std::string_view name_on(std::uint32_t place, base::Date on) const;
  // Whether `name` is its main name or one that it had for some time, marks of Latin letters aside.
  bool has_own_name(std::uint32_t place, std::string_view name) const;

  // How far their clocks stood from Greenwich, and when. Empty without a gazetteer.
  const Zones& zones() const;

  // Alpha-3 of an alpha-2 code; "" where not known.
  std::string_view alpha3(std::string_view alpha2) const;

  // What would have to be the same for the same answers: 64 hexadecimal digits.
  const std::string& hash() const;
  // tables_hash() of the tables that the file was made from; "" where it does not say.
  std::string_view tables_hash() const;

 private:
  struct Parts;
  explicit Knowledge(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace casus::knowledge
