// The language runtime: raw text to tokens, tags, lemmas, syntax, sentences and names.
//
// Reads:  the document's text.   Writes: token columns, names; syntax is indexed.
// Gives, decision for decision, what spaCy 3.8 gives with the same weights (tools/parity.py compares).
// Cost:   linear in the text. Immutable after load; shared by threads, each with a workspace of its own.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "annotate/cpu.h"
#include "base/result.h"
#include "document/document.h"

namespace casus::annotate {

class Annotator {
 public:
  // Maps a model file (docs/formats/model.md). Errors of ModelFile, and `model_content`.
  static base::Result<Annotator> load(const std::string& model_file, Cpu cpu = best_cpu());

  Annotator(Annotator&&) noexcept;
  Annotator& operator=(Annotator&&) noexcept;
  ~Annotator();

  // One thread's caches and scratch; bounded in memory.
  class Workspace {
   public:
    Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;
    ~Workspace();

   private:
    friend class Annotator;
    struct Parts;
    std::unique_ptr<Parts> parts_;
  };

  // Error `too_many_tokens` where the text is beyond what one document may hold; the document stays unread.
  base::Result<void> read(document::Document& document, Workspace& workspace) const;
  // The same for several at once: short documents share the padding between them. Results in order.
  std::vector<base::Result<void>> read(std::span<document::Document* const> documents,
                                       Workspace& workspace) const;

  const std::string& name() const;     // "en_core_web_md"
  const std::string& version() const;  // "3.7.1"
  const std::string& hash() const;     // SHA-256 of the model's content
  Cpu cpu() const;

 private:
  struct Parts;
  explicit Annotator(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

}  // namespace casus::annotate
