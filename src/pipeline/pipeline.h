// The main path: one article in, one document with its claims out.
//
// Loads every room once; immutable afterwards and shared by threads, each with a workspace of its own.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "annotate/annotator.h"
#include "base/result.h"
#include "code/coder.h"
#include "document/document.h"
#include "events/claims.h"
#include "knowledge/knowledge.h"
#include "pipeline/installation.h"
#include "resolve/trace.h"
#include "write/record.h"

namespace casus::pipeline {

// What one document may be. What is beyond is rejected with its size.
struct Limits {
  std::size_t bytes = std::size_t{2} << 20;
  // What comes after the words looks at pairs of them, so that these bound the time, and, unlike a clock,
  // give the same answer on every machine (docs/decisions/0010).
  std::size_t tokens = 60'000;
  std::size_t sentence_tokens = 3'000;

  base::Result<void> check(const document::Article& article) const;
  // After the language runtime. Errors `too_many_tokens`, `endless_sentence`.
  base::Result<void> check(const document::Document& document) const;
};

// One story as it was read.
struct Coded {
  document::Document document;
  events::Claims claims;
};

class Pipeline {
 public:
  // Errors of the rooms, each with its file.
  static base::Result<Pipeline> open(const Installation& installation, const Limits& limits = {});

  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;
  ~Pipeline();

  using Workspace = annotate::Annotator::Workspace;

  // `trace` and `resolved`, where given, receive what the coder and the readers of actors and places
  // considered and dropped. Errors are what the article can cause: `too_long`, `bad_utf8`, `not_english`,
  // `too_many_tokens`, `endless_sentence`.
  base::Result<Coded> take(const document::Article& article, Workspace& workspace,
                           code::Trace* trace = nullptr, resolve::Trace* resolved = nullptr) const;

  // What would reproduce a record.
  const write::Provenance& provenance() const;

  const Installation& installation() const;
  // What a person should know about what was loaded (load_knowledge()); "" where all is well.
  const std::string& note() const;

  // The rooms, for the verbs that show one of them.
  const annotate::Annotator& annotator() const;
  const code::Coder& coder() const;
  const knowledge::Knowledge& knowledge() const;
  const ontology::Ontology& ontology() const;

 private:
  struct Rooms;
  explicit Pipeline(std::unique_ptr<const Rooms> rooms);
  std::unique_ptr<const Rooms> rooms_;
};

}  // namespace casus::pipeline
