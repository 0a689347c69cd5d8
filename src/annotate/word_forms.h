// Part of speech, features and lemma of every token: attribute rules, then lemmas, with caches.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotate/attribute_ruler.h"
#include "annotate/lemmatizer.h"
#include "annotate/lexeme.h"
#include "annotate/model_file.h"
#include "annotate/tokenizer.h"
#include "base/result.h"
#include "document/document.h"

namespace casus::annotate {

// Immutable after read(); shared by threads. Refers to the model file, which must outlive it.
class WordForms {
 public:
  static base::Result<WordForms> read(const ModelFile& file);

  // One thread's cache, by type, tag and relation; bounded. Empties itself when the types it knows are
  // dropped.
  class Workspace {
   private:
    friend class WordForms;
    struct Known {
      Attributes attributes;
      std::string lemma;
      std::vector<AttributeRuler::RuleIndex> rules;
      AttributeRuler::Elements elements = 0;
      // Where lemma and features lie in the arena of the document with this number.
      std::uint64_t document = 0;
      document::StringRef lemma_ref;
      document::StringRef morph_ref;
    };

    std::uint64_t generation_ = 0;
    std::uint64_t document_ = 0;
    std::unordered_map<std::uint64_t, Known> known_;
    Known beyond_;  // the last that found no room there
    std::vector<AttributeRuler::Elements> elements_;
    std::vector<AttributeRuler::Hit> hits_;
    std::vector<AttributeRuler::RuleIndex> rules_;
    std::vector<std::pair<document::TokenIndex, AttributeRuler::RuleIndex>> long_rules_;
    struct Relabelled {
      document::TokenIndex token = 0;
      document::Tag tag = document::Tag::none;
      document::Dep dep = document::Dep::none;
    };
    std::vector<Relabelled> relabelled_;
    RegexScratch scratch_;
  };

  // Reads:   columns tag, dep and `tokens` (of this document, with the types of `types`).
  // Writes:  columns pos, morph, lemma; and tag and dep of white space, as the rules say.
  // Cost:    a look-up per token, more for a word with a tag and relation not seen before.
  void read(document::Document& document, const Tokens& tokens, const TypeTable& types,
            Workspace& workspace) const;

 private:
  Workspace::Known& find(TypeIndex type, document::Tag tag, document::Dep dep, const TypeTable& types,
                         Workspace& workspace) const;

  AttributeRuler ruler_;
  Lemmatizer lemmatizer_;
};

}  // namespace casus::annotate
