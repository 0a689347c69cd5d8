// One output form: story records in, the bytes of a file out (docs/formats/README.md lists the forms).
//
// A form is one class in one file, made by a function of its own in forms.h. The same records in the same
// order give the same bytes: no clock, no chance. Memory: a story at a time, unless the form says otherwise.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "record/story.h"
#include "write/form_tables.h"

namespace casus::write {

struct FormOptions {
  // Statuses of events to write; none: all. make_form() puts in what the form takes by itself.
  std::vector<std::string> statuses = {};
  bool hxl = false;            // a row of HXL tags below the header of CSV
  bool guard = true;           // text that a spreadsheet would run gets an apostrophe before it
  bool drop_mobilize = false;  // no MOBILIZE where the same story reports an ASSAULT (PLOVER's rule)
};

class Form {
 public:
  virtual ~Form() = default;
  virtual void begin(std::string& out) { (void)out; }
  virtual void story(const record::Story& story, std::string& out) = 0;
  virtual void end(std::string& out) { (void)out; }
};

struct FormInfo {
  std::string_view name;      // "gdelt"
  std::string_view ending;    // of files: "tsv"
  std::string_view statuses;  // of events that it takes by itself: "actual", or "all"
  std::string_view what;      // for people, one line
  // `tables` must outlive the form.
  std::unique_ptr<Form> (*make)(const FormTables& tables, const FormOptions& options);
};

// All of them, by name.
const std::vector<FormInfo>& forms();
// Null where there is none of this name.
const FormInfo* find_form(std::string_view name);
// The form, with its own statuses where the options name none. `tables` must outlive it.
std::unique_ptr<Form> make_form(const FormInfo& info, const FormTables& tables, FormOptions options);

}  // namespace casus::write
