// Words to their dictionary forms by suffix rules, an index of known forms, and exceptions (WordNet).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/model_file.h"
#include "annotate/string_table.h"
#include "base/result.h"
#include "document/labels.h"

namespace casus::annotate {

// Immutable after read(); shared by threads. Refers to the model file, which must outlive it.
class Lemmatizer {
 public:
  // Error `model_content`.
  static base::Result<Lemmatizer> read(const ModelFile& file);

  // The lemma of a word with this part of speech and these features ("Number=Sing|Person=3"). Cost: some
  // binary searches; cache it by type.
  std::string lemma(std::string_view text, document::Pos pos, std::string_view morph) const;

 private:
  struct Tables {
    std::vector<std::pair<std::string, std::string>> rules;  // old suffix, new suffix
    StringTable index;
    StringTable exceptions;
    StringTable forms;  // of each exception, joined by line feeds
    bool empty() const { return rules.empty() && index.empty() && exceptions.empty(); }
  };

  std::array<Tables, 19> tables_;  // by part of speech
};

}  // namespace casus::annotate
