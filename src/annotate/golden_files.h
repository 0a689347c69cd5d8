// For tests: where the converted models lie, and what spaCy says about tests/annotate/text.jsonl.
#pragma once

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace casus::annotate {

// The file of a model, "md" or "sm", whether or not it is there: in $CASUS_MODEL_DIR, else in .cache/models
// of the repository whose root is given.
inline std::string model_path(const std::string& root, std::string_view model) {
  const char* from_environment = std::getenv("CASUS_MODEL_DIR");
  const std::string folder = from_environment != nullptr ? from_environment : root + "/.cache/models";
  return folder + (model == "md" ? "/en_core_web_md-3.7.1.casus" : "/en_core_web_sm-3.8.0.casus");
}

inline bool is_readable(const std::string& path) { return std::ifstream(path).good(); }

// One document of golden.MODEL.jsonl: made by tools/parity.py --golden. Offsets are code points.
inline std::vector<nlohmann::json> golden_documents(const std::string& root, const std::string& model) {
  std::vector<nlohmann::json> out;
  std::ifstream in(root + "/tests/annotate/golden." + model + ".jsonl");
  for (std::string line; std::getline(in, line);) out.push_back(nlohmann::json::parse(line));
  return out;
}

}  // namespace casus::annotate
