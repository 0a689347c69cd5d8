// The rows of the tables of plain CSV (csv_tables.h says what each column is).
#pragma once

#include "record/story.h"
#include "write/cells.h"
#include "write/form.h"

namespace casus::write {

void stories_rows(const record::Story& story, const FormOptions& options, Cells& cells);
void entities_rows(const record::Story& story, const FormOptions& options, Cells& cells);
void places_rows(const record::Story& story, const FormOptions& options, Cells& cells);
void events_rows(const record::Story& story, const FormOptions& options, Cells& cells);
void event_roles_rows(const record::Story& story, const FormOptions& options, Cells& cells);
void tolls_rows(const record::Story& story, const FormOptions& options, Cells& cells);
void quotes_rows(const record::Story& story, const FormOptions& options, Cells& cells);
void responses_rows(const record::Story& story, const FormOptions& options, Cells& cells);
void obligations_rows(const record::Story& story, const FormOptions& options, Cells& cells);
void agenda_rows(const record::Story& story, const FormOptions& options, Cells& cells);

}  // namespace casus::write
