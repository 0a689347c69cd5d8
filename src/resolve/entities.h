// Finds the actors of a story and every mention of them.
//
// Reads:  article, tokens, syntax, names, places, dateline.   Writes: entities, mentions.
// Order:  mentions by position, the longer first; entities by their first mention.
// Cost:   linear in the text, save for pronouns and noun phrases that look back a few sentences.
//
// A noun phrase without a country takes the one its story is about; the entity then says what that rests on
// (`country_from`). Nobody is dropped: a name that no table has is an entity of this story alone.
#pragma once

#include <string>

#include "base/result.h"
#include "document/document.h"
#include "knowledge/knowledge.h"
#include "resolve/entity_trace.h"
#include "resolve/entity_words.h"

namespace casus::resolve {

class EntityReader {
 public:
  // Loads entities.txt from `words_folder` (data/words/en). `knowledge` must outlive the reader.
  static base::Result<EntityReader> load(const std::string& words_folder,
                                         const knowledge::Knowledge& knowledge);

  // `trace`, where given, receives the candidates that lost.
  void read(document::Document& document, EntityTrace* trace = nullptr) const;

 private:
  EntityReader(EntityWords words, const knowledge::Knowledge& knowledge)
      : words_(std::move(words)), knowledge_(&knowledge) {}

  EntityWords words_;
  const knowledge::Knowledge* knowledge_;
};

}  // namespace casus::resolve
