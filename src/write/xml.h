// Text as it stands in XML 1.0.
#pragma once

#include <string>
#include <string_view>

namespace casus::write {

// `text` (valid UTF-8) with what XML reserves escaped. A character that XML 1.0 cannot hold becomes U+FFFD; a
// carriage return is written as a reference, since a reader would drop it.
void append_xml(std::string_view text, std::string& out);

// An attribute with a blank before it; nothing where the value is empty.
void append_attribute(std::string_view name, std::string_view value, std::string& out);

}  // namespace casus::write
