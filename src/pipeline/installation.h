// Where things lie: data, language model, compiled knowledge.
//
// Each is looked for in this order: where the caller says; where the environment says (CASUS_DATA: a folder
// laid out like data/, with models/ and knowledge/ in it if it has them); beside the program, in
// ../share/casus; in the source tree that the program was built from.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace casus::pipeline {

struct Wanted {
  std::string data;   // folder; "" looks for it
  std::string model;  // "md", "sm", or a file; "" is md
};

struct Installation {
  std::string data;       // folder with rules/, ontology/, words/, knowledge/
  std::string model;      // file
  std::string knowledge;  // compiled file; "" where there is none and the tables are read
};

// Errors: `no_data`, `no_model`, each with what to do.
base::Result<Installation> find_installation(const Wanted& wanted);

// The same without a model, for what needs none: `model` is "".
base::Result<Installation> find_knowledge(const std::string& data);

// "0.1.0"
std::string_view version();

}  // namespace casus::pipeline
