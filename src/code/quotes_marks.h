// What stands in quotation marks: each pair of marks, across sentences, paragraph by paragraph.
#pragma once

#include <vector>

#include "document/document.h"

namespace casus::code {

// Words in quotation marks, the marks included. A paragraph that opens marks and does not close them before
// it ends (speech that goes on in the next paragraph) ends with the paragraph and is `open`.
struct Quotation {
  document::TokenRange tokens;
  std::uint32_t paragraph = 0;  // counted from 0
  bool first_in_paragraph = false;
  bool open = false;
};

// Reads curly, straight and doubled marks (also `` and ''); single marks are taken as apostrophes or as
// quotations within a quotation and left alone. A mark without its other half holds for its sentence. Cost:
// linear.
std::vector<Quotation> quotations(const document::Document& document);

// Where each paragraph begins and ends: at line breaks, but not where a line is only wrapped; blank tokens
// are left out at the edges.
std::vector<document::TokenRange> paragraphs(const document::Document& document);

}  // namespace casus::code
