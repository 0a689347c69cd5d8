// Text to tokens, exactly as the language model's own tokenizer cuts them.
//
// The text is cut at white space into chunks; a chunk is a special case, or loses prefixes and suffixes until
// what is left is one, or is a web address, or is cut at infixes. A single blank after a token becomes its
// `space_after`; any other white space is a token of its own. Afterwards special cases that contain
// punctuation are looked for across tokens. Patterns and special cases come from the model file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/lexeme.h"
#include "annotate/model_file.h"
#include "annotate/regex.h"
#include "base/result.h"
#include "base/span.h"

namespace casus::annotate {

// The tokens of one text, by position. Types belong to the workspace that made them.
struct Tokens {
  std::vector<base::Span> span;
  std::vector<std::uint8_t> space_after;
  std::vector<TypeIndex> type;

  std::size_t size() const { return span.size(); }
  void clear();
};

// Immutable after read(); shared by threads. Refers to the model file, which must outlive it.
class Tokenizer {
 public:
  // Errors: `model_content`, `regex`.
  static base::Result<Tokenizer> read(const ModelFile& file);

  static constexpr std::size_t no_limit = ~std::size_t{0};

  // One thread's caches: known types and known chunks.
  class Workspace {
   public:
    // At most about this many types and chunks; 65,536 types are about 20 MB with everything that hangs on
    // them.
    explicit Workspace(std::size_t capacity = std::size_t{1} << 16);

    const TypeTable& types() const { return types_; }
    // Drops everything where a cache is full. Call between batches of documents, when no Tokens made with
    // this workspace are in use any more. See TypeTable::generation().
    void renew();
    void clear();

   private:
    friend class Tokenizer;
    struct Piece {
      TypeIndex type = 0;
      std::uint32_t length = 0;  // bytes
    };
    struct Chunk {
      std::uint64_t hash = 0;
      std::uint32_t text = 0;  // offset in texts_
      std::uint32_t length = 0;
      std::uint32_t first = 0;  // in pieces_
      std::uint32_t count = 0;  // 0: the slot is free
    };
    struct Found {
      std::uint32_t begin = 0;  // tokens
      std::uint32_t end = 0;
    };
    const Chunk* find(std::string_view text, std::uint64_t hash) const;
    void keep(std::string_view text, std::uint64_t hash, const std::vector<Piece>& pieces);

    std::size_t capacity_;
    TypeTable types_;
    std::vector<Chunk> slots_;
    std::size_t chunk_count_ = 0;
    std::string texts_;
    std::vector<Piece> pieces_;
    std::vector<std::int32_t> root_of_type_;  // see Tokenizer::root_child
    RegexScratch scratch_;
    std::vector<Piece> cut_;
    std::vector<std::string_view> suffixes_;
    std::size_t most_pieces_ = no_limit;  // of the chunk being cut; beyond, it is left in one piece
    std::vector<Found> found_;
    std::vector<Found> kept_;
    std::vector<std::uint8_t> seen_;
    Tokens copy_;
  };

  // Replaces `out` with the tokens of `text`, valid UTF-8 below 4 GiB. False where there are more than
  // `most_tokens`; `out` is then not complete. Cost: linear, a look-up per known chunk; a chunk of a million
  // punctuation marks is cut in linear time too.
  bool tokenize(std::string_view text, Workspace& workspace, Tokens& out,
                std::size_t most_tokens = no_limit) const;

  const Norms& norms() const { return norms_; }

 private:
  struct SpecialToken {
    std::string text;
    std::string norm;
  };
  struct Special {
    std::string text;
    std::vector<SpecialToken> tokens;
  };
  struct Node {
    std::vector<std::pair<StringId, std::uint32_t>> next;
    bool ends = false;
  };

  Tokenizer(Regex prefix, Regex suffix, Regex infix, Regex url);
  base::Result<void> read_specials(const ModelFile& file);
  const Special* find_special(std::string_view text) const;
  void add_phrase(const Special& special, Workspace& workspace);
  std::uint32_t next_node(std::uint32_t node, StringId orth) const;
  std::uint32_t root_child(TypeIndex type, Workspace& workspace) const;

  void add_chunk(std::string_view text, base::Span chunk, Workspace& workspace, Tokens& out) const;
  void cut_chunk(std::string_view chunk, bool with_specials, Workspace& workspace) const;
  void cut_middle(std::string_view middle, bool with_specials, Workspace& workspace) const;
  std::size_t suffix_length(std::string_view text, RegexScratch& scratch) const;
  void add_piece(std::string_view text, std::string_view norm, Workspace& workspace) const;
  void add_special(const Special& special, Workspace& workspace) const;
  void apply_phrases(std::string_view text, Workspace& workspace, Tokens& out) const;

  Regex prefix_;
  Regex suffix_;
  Regex infix_;
  Regex url_;
  Norms norms_;
  std::vector<Special> specials_;
  std::vector<std::uint32_t> special_slots_;  // open addressing by table_hash; index + 1, 0 is free
  std::size_t longest_special_ = 0;
  std::vector<Node> phrases_;  // trie over ORTH ids; node 0 is the root
};

}  // namespace casus::annotate
