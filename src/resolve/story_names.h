// Where names stand in a story: what the language model marked and what the knowledge knows, made one list.
//
// Knowledge names are found with their case; a name that the model marked and no table has stays, with its
// label. Where both cover the same words the longer wins; a name inside a longer organisation's name stays
// beside it ("Kyrgyz" in "Kyrgyz Defence Ministry"), for it says whose it is.
#pragma once

#include <vector>

#include "document/document.h"
#include "knowledge/knowledge.h"
#include "resolve/story_words.h"

namespace casus::resolve {

struct NamedSpan {
  document::TokenRange tokens;
  document::TokenIndex head = document::no_token;
  document::NameLabel label = document::NameLabel::none;  // none: the model did not mark it
  std::vector<knowledge::Match> matches;                  // all of these tokens; empty: no table has it
  bool inner = false;                                     // stands inside a longer name
};

// By position, longest first.
std::vector<NamedSpan> find_names(const StoryWords& words, const knowledge::Knowledge& knowledge);

// The token of a range that the rest hangs on.
document::TokenIndex head_of(const document::Document& document, document::TokenRange range);

}  // namespace casus::resolve
