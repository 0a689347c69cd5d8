// Reads places: which words name one, and where it lies.
//
// Beyond the names that the language model marks it knows bases, regions, divisions ("Helmand province"),
// towns beside what says where they lie ("the Uzbek capital of Tashkent"), parts of a place ("northern Mali";
// the point stays that of the whole), distances ("20 km north of Osh"; the point moves), and adjectives of
// countries ("Russian"; with little confidence, for nothing need have happened there). A capital that speaks
// or acts is its government and no place ("Moscow said").
//
// Reads:  article, dateline, tokens, syntax, names.   Writes: places (by position, not overlapping).
// Cost:   linear in the text, a few microseconds a mention.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "document/document.h"
#include "knowledge/knowledge.h"
#include "resolve/place_chooser.h"
#include "resolve/place_finder.h"
#include "resolve/place_words.h"
#include "resolve/trace.h"

namespace casus::resolve {

class PlaceReader {
 public:
  // Reads `words_folder`/places.txt (data/words/en). `knowledge` must outlive the reader.
  static base::Result<PlaceReader> load(const std::string& words_folder,
                                        const knowledge::Knowledge& knowledge);

  // `trace`, where given, receives the candidates that lost, the nearest three of each name.
  void read(document::Document& document, PlaceTrace* trace = nullptr) const;

 private:
  PlaceReader(const knowledge::Knowledge& knowledge, PlaceWords words);

  std::vector<PlaceHint> hints(const document::Document& document) const;
  bool is_government(const document::Document& document, const Toponym& toponym, std::uint32_t place) const;
  bool believed(const Toponym& toponym, const Choice& choice, bool strong_elsewhere) const;
  std::string name_of(const document::Document& document, std::uint32_t place) const;
  std::string described(const document::Document& document, std::uint32_t place) const;
  void note(const document::Document& document, const Toponym& toponym, const Choice& choice,
            std::string_view refused, PlaceTrace& trace) const;
  document::PlaceMention mention(const document::Document& document, const Toponym& toponym,
                                 const Choice& choice) const;

  const knowledge::Knowledge* knowledge_;
  std::unique_ptr<const PlaceWords> words_;  // a stable address: the finder looks into it
  std::unique_ptr<const PlaceFinder> finder_;
};

}  // namespace casus::resolve
