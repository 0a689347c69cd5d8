// What a word is, apart from where it stands: ids of its text, norm, prefix, suffix and shape.
//
// Ids are those the model was trained with: 64-bit string hashes, except that the names the library itself
// uses as symbols ("mark", "agent", "X", "NUM") have small fixed ids. They feed the hash embeddings and the
// vector keys, so every bit counts.
//
// A *type* is a distinct pair of text and norm. Types are numbered densely per thread, so that whatever
// depends on the type alone (features, embedding rows, lemmas) is found by index: tokenising a known word
// costs one look-up for everything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/model_file.h"
#include "annotate/string_table.h"
#include "base/result.h"

namespace casus::annotate {

using TypeIndex = std::uint32_t;
using StringId = std::uint64_t;

// The id of a string: 0 for "", a symbol's number for a symbol's name, else MurmurHash64A with seed 1.
StringId string_id(std::string_view text);

struct Lexeme {
  StringId orth = 0;
  StringId norm = 0;
  StringId prefix = 0;  // first code point
  StringId suffix = 0;  // last three code points
  StringId shape = 0;   // "Xxxxx", "dd", ...
  StringId lower = 0;
  bool is_space = false;
  bool is_alpha = false;
};

// The norms that the model file and the language give to whole words; everything else is lower-cased.
// Immutable, shared by threads; views into the model file.
class Norms {
 public:
  Norms() = default;
  // Sections norms/ids (ascending) and norms/offsets, norms/bytes.
  static base::Result<Norms> read(const ModelFile& file);

  // The listed norm of the word with this id, or an empty view.
  std::string_view find(StringId orth) const;

 private:
  std::span<const StringId> ids_;
  StringTable norms_;
};

// Computes all attributes. `norm` overrides the listed norm and the lower case (a tokenizer special case).
Lexeme make_lexeme(std::string_view text, std::string_view norm, const Norms& norms);

// The types one thread has met. Not shared. Bounded by the caller: see `full()`.
class TypeTable {
 public:
  explicit TypeTable(std::size_t capacity = std::size_t{1} << 16);

  // The number of the type, made if new. `norm` as in make_lexeme; empty for none.
  TypeIndex intern(std::string_view text, std::string_view norm, const Norms& norms);

  const Lexeme& operator[](TypeIndex type) const { return lexemes_[type]; }
  std::string_view text(TypeIndex type) const {
    return std::string_view(texts_).substr(text_start_[type], text_start_[type + 1] - text_start_[type]);
  }
  std::size_t size() const { return lexemes_.size(); }

  // True once more types are held than the capacity. The owner then calls clear() *between* documents; within
  // a document type numbers stay valid.
  bool full() const { return lexemes_.size() >= capacity_; }
  void clear();
  // Changes with every clear(): whoever caches by type number drops its cache when this differs.
  std::uint64_t generation() const { return generation_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    TypeIndex type = 0;  // plus one; 0 is free
  };
  void grow();

  std::size_t capacity_;
  std::uint64_t generation_ = 1;
  std::vector<Lexeme> lexemes_;
  std::string texts_;
  std::vector<std::uint32_t> text_start_;
  std::vector<Slot> slots_;
};

}  // namespace casus::annotate
