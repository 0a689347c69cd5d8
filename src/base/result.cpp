#include "base/result.h"

namespace casus::base {

std::string Error::to_string() const {
  std::string out;
  if (!file.empty()) {
    out += file;
    if (line) out += ":" + std::to_string(*line);
    if (line && column) out += ":" + std::to_string(*column);
    out += ": ";
  } else if (line) {
    out += "line " + std::to_string(*line) + ": ";
  }
  out += message;
  if (offset) out += " at byte " + std::to_string(*offset);
  if (!hint.empty()) out += " (" + hint + ")";
  return out;
}

}  // namespace casus::base
