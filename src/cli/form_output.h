// Records into an output form, for the verbs that write one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/work.h"
#include "record/read.h"
#include "write/form.h"

namespace casus::cli {

class FormOutput {
 public:
  // `format` is "record", for the records themselves, or a name of write::forms(). Says on the console what
  // is missing.
  static std::optional<FormOutput> open(const std::string& data, const std::string& format,
                                        const write::FormOptions& options, Output& output, Console& console);

  // `record` is a line without its end. Errors are those of a record that cannot be read.
  base::Result<void> write(std::string_view record);
  void end();

 private:
  explicit FormOutput(Output& output) : output_(&output) {}

  Output* output_;
  std::unique_ptr<const write::FormTables> tables_;
  std::unique_ptr<write::Form> form_;
  record::RecordReader reader_;
  std::string text_;
};

}  // namespace casus::cli
