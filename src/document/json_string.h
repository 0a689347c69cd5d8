// Text as a JSON string.
#pragma once

#include <string>
#include <string_view>

namespace casus::document {

// Appends valid UTF-8 in quotation marks, with the escapes that JSON demands and no others.
void append_json_string(std::string& out, std::string_view text);

}  // namespace casus::document
