// The page for a person: who did what to whom with its status, who says so, asks and answers, tolls,
// obligations, agenda - each with its words and its place in the text.
//
// Reads:  everything the document holds, and the claims.   Writes: the page, appended to a string.
#pragma once

#include <string>

#include "ontology/ontology.h"
#include "write/layout.h"
#include "write/record.h"

namespace casus::write {

struct PageStyle {
  int width = 80;
  bool color = false;
  bool head = true;  // headline, source, day
};

// `ontology` gives codes their labels.
void write_page(const Reading& reading, const ontology::Ontology& ontology, const PageStyle& style,
                std::string& out);

}  // namespace casus::write
