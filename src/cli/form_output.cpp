#include "cli/form_output.h"

namespace casus::cli {

std::optional<FormOutput> FormOutput::open(const std::string& data, const std::string& format,
                                           const write::FormOptions& options, Output& output,
                                           Console& console) {
  FormOutput out(output);
  const write::FormInfo* const form = write::find_form(format);
  if (form == nullptr) return out;
  auto tables = write::FormTables::load(data);
  if (!tables) return console.error(tables.error()), std::nullopt;
  out.tables_ = std::make_unique<const write::FormTables>(*std::move(tables));
  out.form_ = write::make_form(*form, *out.tables_, options);
  out.form_->begin(out.text_);
  output.write(out.text_);
  return out;
}

base::Result<void> FormOutput::write(std::string_view record) {
  if (!form_) {
    output_->write(record);
    output_->write("\n");
    return {};
  }
  const auto story = reader_.read(record);
  if (!story) return story.error();
  text_.clear();
  form_->story(*story, text_);
  output_->write(text_);
  return {};
}

void FormOutput::end() {
  if (!form_) return;
  text_.clear();
  form_->end(text_);
  output_->write(text_);
}

}  // namespace casus::cli
