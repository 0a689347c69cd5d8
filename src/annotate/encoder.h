// Tokens to rows of numbers that know their neighbourhood: hash embeddings of what a word looks like (and its
// word vector), mixed, then layers that each look one token to either side.
//
// A model has one encoder that tagger and parser share, and another for names.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "annotate/kernels.h"
#include "annotate/lexeme.h"
#include "annotate/model_file.h"
#include "annotate/vector_table.h"
#include "annotate/weights.h"
#include "base/result.h"

namespace casus::annotate {

// The tokens of several documents, one after the other.
struct TokenBatch {
  std::vector<TypeIndex> type;
  std::vector<std::uint8_t> space_after;
  std::vector<std::uint32_t> end;  // of each document

  std::size_t size() const { return type.size(); }
  void clear();
};

// Immutable after read(); shared by threads. Refers to the model file, which must outlive it.
class Encoder {
 public:
  // The encoder inside `component` ("tok2vec", "ner"). `vectors` outlives the encoder; empty where the model
  // has none. Error `model_content`.
  static base::Result<Encoder> read(const ModelFile& file, const std::string& component,
                                    const VectorTable& vectors, const Kernels& kernels);

  std::size_t width() const { return width_; }

  // One thread's cache of embeddings by type, and scratch.
  class Workspace {
   public:
    // `most_rows`: how many rows of 384 bytes are kept; what is beyond is computed again.
    explicit Workspace(std::size_t most_rows = 40960) : most_rows_(most_rows) {}

   private:
    friend class Encoder;
    struct Missing {
      TypeIndex type = 0;
      bool space_after = false;
      float* to = nullptr;
    };
    std::size_t most_rows_;
    std::uint64_t generation_ = 0;
    std::vector<std::uint32_t> cached_;  // by type, or by type and following blank: row + 1, 0 for none
    std::vector<Floats> blocks_;         // the rows
    std::uint32_t row_count_ = 0;
    std::vector<std::uint32_t> rows_;  // of the padded batch: token, or no_token
    std::vector<Missing> missing_;
    Floats embedded_;  // input of the mixing layer
    Floats vectors_;   // word vectors
    Floats mixed_;
    Floats buffers_[2];
  };

  // A stretch of finished rows: `rows` has `count` rows of width() floats and row_slack readable rows beyond;
  // row i is token tokens[i], or padding where that is no_token.
  static constexpr std::uint32_t no_token = 0xFFFFFFFFU;
  struct Stretch {
    const float* rows = nullptr;
    std::span<const std::uint32_t> tokens;
  };

  // Calls take(Stretch) until every token of the batch had its turn, in order. Cost: linear; two thirds of
  // all time goes here.
  template <class Take>
  void encode(const TokenBatch& batch, const TypeTable& types, Workspace& workspace, Take take) const {
    begin(batch, types, workspace);
    for (std::size_t first = 0; first < workspace.rows_.size(); first += stretch_rows) {
      take(stretch(first, batch, types, workspace));
    }
  }

 private:
  // With `context` rows on either side a multiple of every tile; two buffers of it stay in the second cache.
  static constexpr std::size_t stretch_rows = 472;

  enum class Attribute : std::uint8_t { norm, prefix, suffix, shape, space_after, is_space, orth, lower };
  struct Embedding {
    Attribute attribute = Attribute::norm;
    std::uint32_t seed = 0;
    std::span<const float> table;
    std::uint32_t rows = 0;
  };
  struct Layer {
    PackedMatrix matrix;
    Floats gain;
    Floats shift;
  };

  base::Result<void> read_embeddings(const Network& network);
  base::Result<void> read_layers(const Network& network);
  base::Result<Layer> read_layer(const Network& network, const NetworkNode& maxout, const NetworkNode& norm,
                                 std::size_t inputs) const;

  void begin(const TokenBatch& batch, const TypeTable& types, Workspace& workspace) const;
  Stretch stretch(std::size_t first, const TokenBatch& batch, const TypeTable& types,
                  Workspace& workspace) const;
  float* cached_row(std::uint32_t row, Workspace& workspace) const;
  void compute_missing(const TypeTable& types, Workspace& workspace) const;

  const Kernels* kernels_ = nullptr;
  const VectorTable* vectors_ = nullptr;
  std::size_t width_ = 0;
  std::size_t pieces_ = 0;
  std::vector<Embedding> embeddings_;
  bool sees_blanks_ = false;                // an attribute depends on the following blank
  std::optional<PackedMatrix> projection_;  // of word vectors
  Layer mixing_;
  std::vector<Layer> windows_;
};

}  // namespace casus::annotate
