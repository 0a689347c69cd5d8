// The output forms, each in a file of its own.
#pragma once

#include <memory>

#include "write/form.h"

namespace casus::write {

std::unique_ptr<Form> gdelt_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> gdelt_mentions_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> phoenix_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> icews_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> polecat_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> plover_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> events_csv_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> tolls_csv_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> geojson_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> icalendar_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> timeml_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> web_annotation_form(const FormTables& tables, const FormOptions& options);
std::unique_ptr<Form> prov_form(const FormTables& tables, const FormOptions& options);

}  // namespace casus::write
