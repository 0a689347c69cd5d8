#include "write/xml.h"

namespace casus::write {
namespace {

void append(std::string_view text, bool attribute, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"' && attribute) {
      out += "&quot;";
    } else if (c == '\r' || (attribute && (c == '\n' || c == '\t'))) {
      out += c == '\r' ? "&#13;" : c == '\n' ? "&#10;" : "&#9;";
    } else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') {
      out += "\xef\xbf\xbd";
    } else if (text.substr(i).starts_with("\xef\xbf\xbe") || text.substr(i).starts_with("\xef\xbf\xbf")) {
      out += "\xef\xbf\xbd";  // U+FFFE and U+FFFF
      i += 2;
    } else {
      out += c;
    }
  }
}

}  // namespace

void append_xml(std::string_view text, std::string& out) { append(text, false, out); }

void append_attribute(std::string_view name, std::string_view value, std::string& out) {
  if (value.empty()) return;
  ((out += ' ') += name) += "=\"";
  append(value, true, out);
  out += '"';
}

}  // namespace casus::write
