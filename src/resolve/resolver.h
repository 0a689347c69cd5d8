// From mentions to the world: entities with codes as of the story's date, times, places.
//
// Reads:  article, tokens, syntax, names, predicates.
// Writes: dateline, times, places, entities, mentions, warnings.
// Order:  dateline, places, times, entities; each list by position.
// Cost:   linear in the text. Immutable after load; shared by threads.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "document/document.h"
#include "knowledge/knowledge.h"
#include "resolve/trace.h"

namespace casus::resolve {

class Resolver {
 public:
  // Reads `data_folder`/words/en. `knowledge` must outlive the resolver.
  static base::Result<Resolver> load(const std::string& data_folder, const knowledge::Knowledge& knowledge);

  Resolver(Resolver&&) noexcept;
  Resolver& operator=(Resolver&&) noexcept;
  ~Resolver();

  // `trace`, where given, receives the candidates for actors and places that lost.
  void read(document::Document& document, Trace* trace = nullptr) const;

 private:
  struct Parts;
  explicit Resolver(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace casus::resolve
