// Where things lie: data, language model, compiled knowledge.
//
// Each is looked for in this order: where the caller says; where the environment says (CASUS_DATA: a folder
// laid out like data/, with models/ and knowledge/ in it if it has them); beside the program, in
// ../share/casus; in the source tree that the program was built from.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "knowledge/knowledge.h"

namespace casus::pipeline {

struct Wanted {
  std::string data;   // folder; "" looks for it
  std::string model;  // "md", "sm", or a file; "" is md
};

struct Installation {
  std::string data;       // folder with rules/, ontology/, words/, knowledge/
  bool own_data = false;  // the caller named the folder
  std::string model;      // file
  std::string knowledge;  // compiled file; "" where there is none and the tables are read
};

// Errors: `no_data`, `no_model`, each with what to do.
base::Result<Installation> find_installation(const Wanted& wanted);

// The same without a model, for what needs none: `model` is "".
base::Result<Installation> find_knowledge(const std::string& data);

// "data/rules/coerce/coerce.toml" for a file below the data folder: as a person knows it.
std::string known_path(const std::string& file, const Installation& installation);

struct LoadedKnowledge {
  knowledge::Knowledge knowledge;
  std::string note;  // what a person should know, with what to do; "" where all is well
};

// The compiled file, where it was made from the folder's tables as they are now. Where they were edited
// since, the tables alone count if the caller named the folder, and else the file; the note says so.
base::Result<LoadedKnowledge> load_knowledge(const Installation& installation);

// "0.1.0"
std::string_view version();

}  // namespace casus::pipeline
