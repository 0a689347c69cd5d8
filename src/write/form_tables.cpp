#include "write/form_tables.h"

#include <utility>

#include "base/ascii.h"
#include "knowledge/table.h"

namespace casus::write {

using knowledge::Table;

std::string_view FormTables::text_at(const Texts& texts, std::string_view key) {
  const auto at = texts.find(key);
  return at == texts.end() ? std::string_view() : std::string_view(at->second);
}

base::Result<FormTables> FormTables::load(const std::string& data) {
  auto ontology = ontology::Ontology::load(data + "/ontology");
  if (!ontology) return ontology.error();
  FormTables out(*std::move(ontology));

  const auto names = Table::read(data + "/knowledge/countries.tsv", {{"code", true},
                                                                     {"name", true},
                                                                     {"kind"},
                                                                     {"from"},
                                                                     {"to"},
                                                                     {"iso2"},
                                                                     {"capital"},
                                                                     {"latitude"},
                                                                     {"longitude"},
                                                                     {"source"}});
  if (!names) return names.error();
  for (std::size_t row = 0; row < names->size(); ++row) {
    out.country_names_.emplace(names->cell(row, 0), names->cell(row, 1));
  }

  const auto countries = Table::read(data + "/formats/countries.tsv", {{"code", true}, {"fips"}, {"cow"}});
  if (!countries) return countries.error();
  for (std::size_t row = 0; row < countries->size(); ++row) {
    const std::string code(countries->cell(row, 0));
    if (!out.country_names_.contains(code)) {
      return countries->wrong(row, "unknown country \"" + code + "\"", "knowledge/countries.tsv lists them");
    }
    if (!out.fips_.emplace(code, countries->cell(row, 1)).second) {
      return countries->wrong(row, "\"" + code + "\" stands twice");
    }
    out.cow_.emplace(code, countries->cell(row, 2));
  }

  const auto parts =
      Table::read(data + "/formats/code_parts.tsv", {{"code", true}, {"kind", true}, {"name", true}});
  if (!parts) return parts.error();
  for (std::size_t row = 0; row < parts->size(); ++row) {
    const std::string_view code = parts->cell(row, 0), kind = parts->cell(row, 1);
    if (code.size() != 3) return parts->wrong(row, "a part of a code has three letters");
    if (kind != "type" && kind != "religion" && kind != "region") {
      return parts->wrong(row, "unknown kind \"" + std::string(kind) + "\"", "type, religion or region");
    }
    if (!out.part_kinds_.emplace(code, kind).second) {
      return parts->wrong(row, "\"" + std::string(code) + "\" stands twice");
    }
    out.part_names_.emplace(code, parts->cell(row, 2));
  }

  const auto states = Table::read(data + "/formats/us_states.tsv", {{"name", true}, {"code", true}});
  if (!states) return states.error();
  for (std::size_t row = 0; row < states->size(); ++row) {
    out.us_states_.emplace(states->cell(row, 0), states->cell(row, 1));
  }

  const auto icews =
      Table::read(data + "/formats/icews_intensity.tsv", {{"code", true}, {"intensity", true}});
  if (!icews) return icews.error();
  for (std::size_t row = 0; row < icews->size(); ++row) {
    const auto value = icews->number(row, 1);
    if (!value) return value.error();
    if (out.ontology_.find_code(icews->cell(row, 0)) == nullptr) {
      return icews->wrong(row, "unknown CAMEO code \"" + std::string(icews->cell(row, 0)) + "\"");
    }
    out.icews_.emplace(icews->cell(row, 0), *value);
  }
  return out;
}

std::string_view FormTables::country_name(std::string_view code) const {
  if (const auto name = text_at(country_names_, code); !name.empty()) return name;
  return text_at(part_kinds_, code) == "region" ? text_at(part_names_, code) : std::string_view();
}

ActorParts FormTables::parts_of(std::string_view code) const {
  ActorParts out;
  for (std::size_t at = 0; at < code.size(); at += 3) {
    const std::string part(code.substr(at, 3));
    const std::string_view kind = text_at(part_kinds_, part);
    // SUN is the Soviet Union at the beginning of a code and Sunni within it.
    if (at == 0 && (country_names_.contains(part) || kind == "region")) {
      out.country = part;
    } else if (kind == "type") {
      out.types.push_back(part);
    } else if (kind == "religion") {
      out.religions.push_back(part);
    } else if (base::is_lower(part.front())) {
      if (out.ethnic.empty()) out.ethnic = part;
    } else if (out.country.empty() && (country_names_.contains(part) || kind == "region")) {
      out.country = part;
    } else if (out.group.empty()) {
      out.group = part;
    }
  }
  return out;
}

std::optional<double> FormTables::icews_intensity(std::string_view cameo) const {
  if (const auto at = icews_.find(cameo); at != icews_.end()) return at->second;
  const ontology::Code* const code = ontology_.find_code(cameo);
  if (code == nullptr) return std::nullopt;
  return code->goldstein;
}

std::string_view FormTables::cameo_label(std::string_view cameo) const {
  const ontology::Code* const code = ontology_.find_code(cameo);
  return code == nullptr ? std::string_view() : std::string_view(code->label);
}

}  // namespace casus::write
