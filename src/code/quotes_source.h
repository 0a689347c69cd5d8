// What is known of the saying besides who said what: to whom, by which medium, and what kind of source speaks
// where it has no name ("a hospital official" is medical): data/quotes/sources.tsv, data/quotes/media.tsv.
// Immutable after load, shared by threads.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "code/quotes_find.h"
#include "document/document.h"

namespace casus::code {

class SourceTable {
 public:
  // Reads `data_folder`/quotes. Errors `bad_source_table` with file and line.
  static base::Result<SourceTable> load(const std::string& data_folder);

  // The type of a source without a name, by the head of its noun phrase: "official", "military", "witness".
  // "" where the phrase is a name or the tables do not know it. Whether its entity has a name elsewhere in
  // the story is the caller's to ask.
  std::string_view type_of(const document::Document& document, document::TokenIndex head) const;

  // The noun phrase of the medium among the words of a verb of saying; empty where there is none.
  document::TokenRange medium_of(const document::Document& document, const Attribution& saying) const;

 private:
  struct Row {
    std::string type;
    std::vector<std::string> modifiers;
  };
  bool is_medium(const document::Document& document, std::string_view preposition,
                 document::TokenIndex noun) const;

  std::unordered_map<std::string, std::vector<Row>> sources_;               // by head
  std::unordered_map<std::string, std::vector<std::string>> prepositions_;  // by noun
};

// Who is told, by the head of the noun phrase: the object of a verb that has a hearer, what stands under "to"
// beside a verb of speech. no_token where nobody is named.
document::TokenIndex hearer_of(const document::Document& document, const Attribution& saying);

}  // namespace casus::code
