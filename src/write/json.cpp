#include "write/json.h"

namespace casus::write {

void JsonWriter::quoted(std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  out_ += '"';
  std::size_t from = 0;  // what is not yet copied
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f) continue;
    out_.append(text, from, i - from);
    from = i + 1;
    switch (byte) {
      case '"':
        out_ += "\\\"";
        break;
      case '\\':
        out_ += "\\\\";
        break;
      case '\n':
        out_ += "\\n";
        break;
      case '\r':
        out_ += "\\r";
        break;
      case '\t':
        out_ += "\\t";
        break;
      default:
        out_ += "\\u00";
        out_ += hex[byte >> 4];
        out_ += hex[byte & 15U];
    }
  }
  out_.append(text, from);
  out_ += '"';
}

}  // namespace casus::write
