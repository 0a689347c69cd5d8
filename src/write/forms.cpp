#include "write/forms.h"

namespace casus::write {

const std::vector<FormInfo>& forms() {
  static const std::vector<FormInfo> all = {
      {"csv", "csv", "all", "events, a row each, with a header", events_csv_form},
      {"gdelt", "tsv", "actual", "GDELT 2.0 events, 61 columns", gdelt_form},
      {"gdelt-mentions", "tsv", "actual", "GDELT 2.0 mentions, 16 columns", gdelt_mentions_form},
      {"geojson", "geojson", "all", "events and tolls that have a point, RFC 7946", geojson_form},
      {"icalendar", "ics", "all", "the agenda, RFC 5545", icalendar_form},
      {"icews", "tsv", "actual", "ICEWS, 20 columns", icews_form},
      {"phoenix", "tsv", "actual", "Phoenix, 26 columns", phoenix_form},
      {"plover", "jsonl", "all", "PLOVER JSON, an event a line", plover_form},
      {"polecat", "tsv", "actual", "POLECAT, 40 columns", polecat_form},
      {"prov", "json", "all", "PROV-JSON: what made which record of which story", prov_form},
      {"timeml", "xml", "all", "texts with TIMEX3 tags", timeml_form},
      {"tolls-csv", "csv", "all", "tolls, a row each, with a header", tolls_csv_form},
      {"web-annotation", "jsonld", "all", "W3C Web Annotation: every claim on its words",
       web_annotation_form},
  };
  return all;
}

const FormInfo* find_form(std::string_view name) {
  for (const FormInfo& form : forms()) {
    if (form.name == name) return &form;
  }
  return nullptr;
}

std::unique_ptr<Form> make_form(const FormInfo& info, const FormTables& tables, FormOptions options) {
  if (options.statuses.empty()) options.statuses.emplace_back(info.statuses);
  return info.make(tables, options);
}

}  // namespace casus::write
