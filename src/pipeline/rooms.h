// The rooms that a story passes through, loaded once. Their addresses stay: rooms refer to each other.
#pragma once

#include <optional>
#include <string>

#include "annotate/annotator.h"
#include "annotate/roles.h"
#include "code/coder.h"
#include "knowledge/knowledge.h"
#include "ontology/ontology.h"
#include "pipeline/pipeline.h"
#include "resolve/resolver.h"
#include "write/record.h"

namespace casus::pipeline {

struct Pipeline::Rooms {
  Installation installation;
  Limits limits;
  std::optional<ontology::Ontology> ontology;
  std::optional<knowledge::Knowledge> knowledge;
  std::optional<annotate::Annotator> annotator;
  std::optional<annotate::RoleLabeler> roles;
  std::optional<resolve::Resolver> resolver;
  std::optional<code::Coder> coder;
  write::Provenance provenance;
  std::string note;
};

}  // namespace casus::pipeline
