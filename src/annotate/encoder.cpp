// What matters here, because the reference does the same and every decision hangs on it:
//
// The batch is laid out with four rows of padding before, between and after the documents. Padding begins as
// zeros, but each layer transforms it like any row (bias, normalisation), so that a document's first token
// does not see zeros in the second layer. Four layers see four rows far: documents never see each other.
// Beyond the outermost padding are true zeros.
//
// A window needs no copy: rows lie one after the other, so the row before, the row itself and the row after
// are 3 * width floats in one piece, and the product reads them with overlapping rows (kernels.h).
//
// The rows are worked in stretches that fit the second-level cache, each with as many rows of context on
// either side as there are layers; the rows at a stretch's edge are wrong after the first layer, and the
// error moves inwards by one row a layer, so exactly the context is spoilt.
//
// Embedding and mixing depend on the type alone (and on whether a blank follows): they are computed once for
// each type.
#include "annotate/encoder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace casus::annotate {
namespace {

constexpr std::size_t padding = 4;          // rows, as the model was trained
constexpr std::size_t mixing_stride = 768;  // floats; widest concatenation of embeddings
constexpr std::size_t vector_stride = 320;  // floats; widest word vector
constexpr std::size_t rows_in_block = 256;  // of the cache
constexpr std::size_t rows_computed_at_once = 48;
constexpr std::size_t most_layers = 8;

// Four rows of an embedding table from one id: the hash of the model's library, a relative of MurmurHash3.
std::array<std::uint32_t, 4> four_hashes(std::uint64_t key, std::uint64_t seed) {
  const auto mixed = [](std::uint64_t h) {
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdULL;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53ULL;
    return h ^ h >> 33;
  };
  std::uint64_t a = std::rotl(key * 0x87c37b91114253d5ULL, 31) * 0x4cf5ad432745937fULL;
  a ^= seed;
  a ^= 8;
  std::uint64_t b = seed ^ 8;
  a += b;
  b += a;
  a = mixed(a);
  b = mixed(b);
  a += b;
  b += a;
  return {static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(a >> 32), static_cast<std::uint32_t>(b),
          static_cast<std::uint32_t>(b >> 32)};
}

}  // namespace

void TokenBatch::clear() {
  type.clear();
  space_after.clear();
  end.clear();
}

// ---- loading

base::Result<Encoder> Encoder::read(const ModelFile& file, const std::string& component,
                                    const VectorTable& vectors, const Kernels& kernels) {
  auto network = Network::read(file, component);
  if (!network) return network.error();
  Encoder out;
  out.kernels_ = &kernels;
  out.vectors_ = &vectors;
  if (auto read = out.read_embeddings(*network); !read) return read.error();
  if (auto read = out.read_layers(*network); !read) return read.error();
  return out;
}

base::Result<void> Encoder::read_embeddings(const Network& network) {
  const std::vector<std::string>* columns = nullptr;
  for (const NetworkNode& node : network.nodes()) {
    if (node.name == "extract_features") columns = &node.columns;
  }
  auto nodes = network.find("hashembed", "E");
  if (columns == nullptr || nodes.empty() || nodes.size() != columns->size()) {
    return network.broken("its embeddings do not match its features");
  }
  std::sort(nodes.begin(), nodes.end(),
            [](const auto* a, const auto* b) { return a->number("column") < b->number("column"); });
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    constexpr std::array<std::string_view, 8> names = {"NORM",  "PREFIX",   "SUFFIX", "SHAPE",
                                                       "SPACY", "IS_SPACE", "ORTH",   "LOWER"};
    const auto name = std::find(names.begin(), names.end(), (*columns)[i]);
    if (name == names.end()) return network.broken("it wants the unknown feature " + (*columns)[i]);
    const auto& shape = nodes[i]->shapes.at("E");
    if (shape.size() != 2 || nodes[i]->number("column") != i || shape[0] > 0xFFFFFFFFU ||
        nodes[i]->number("seed") > 0xFFFFFFFFU) {
      return network.broken("an embedding has the wrong shape");
    }
    if (i == 0) width_ = shape[1];
    if (shape[1] != width_) return network.broken("its embeddings differ in width");
    embeddings_.push_back({static_cast<Attribute>(name - names.begin()),
                           static_cast<std::uint32_t>(nodes[i]->number("seed")), nodes[i]->params.at("E"),
                           static_cast<std::uint32_t>(shape[0])});
    sees_blanks_ = sees_blanks_ || embeddings_.back().attribute == Attribute::space_after;
  }
  if (width_ > 128 || !is_kernel_stride(width_) || width_ % column_multiple != 0) {
    return network.broken("there is no kernel for its width");
  }
  for (const NetworkNode* node : network.find("static_vectors", "W")) {
    const auto weights = Network::weight(*node, "W", {width_, vectors_->width()});
    if (projection_ || !weights || vectors_->empty() || vectors_->width() > vector_stride) {
      return network.broken("its word vectors have the wrong width");
    }
    projection_ =
        PackedMatrix::pack(*kernels_, *weights, vectors_->width(), width_, [](auto c) { return c; });
  }
  return {};
}

base::Result<Encoder::Layer> Encoder::read_layer(const Network& network, const NetworkNode& maxout,
                                                 const NetworkNode& norm, std::size_t inputs) const {
  const auto weights = Network::weight(maxout, "W", {width_, pieces_, inputs});
  const auto bias = Network::weight(maxout, "b", {width_, pieces_});
  const auto gain = Network::weight(norm, "G", {width_});
  const auto shift = Network::weight(norm, "b", {width_});
  if (!weights || !bias || !gain || !shift) return network.broken("a layer has the wrong shape");
  Layer out;
  // Pieces beside each other in the file, one after the other here: the maximum is then taken lane by lane.
  const auto row_of = [&](std::size_t c) { return c % width_ * pieces_ + c / width_; };
  out.matrix = PackedMatrix::pack(*kernels_, *weights, inputs, width_ * pieces_, row_of);
  for (std::size_t c = 0; c < width_ * pieces_; ++c) out.matrix.bias[c] = (*bias)[row_of(c)];
  out.gain.assign(gain->begin(), gain->end());
  out.shift.assign(shift->begin(), shift->end());
  return out;
}

base::Result<void> Encoder::read_layers(const Network& network) {
  const auto maxouts = network.find("maxout", "W");
  const auto norms = network.find("layernorm", "G");
  if (maxouts.size() < 2 || maxouts.size() != norms.size() || maxouts.size() > most_layers) {
    return network.broken("its layers cannot be told apart");
  }
  pieces_ = maxouts[0]->number("nP");
  if (pieces_ == 0 || pieces_ > widest_maxout / width_) return network.broken("it has too many pieces");
  const std::size_t inputs = (embeddings_.size() + (projection_ ? 1 : 0)) * width_;
  if (inputs > mixing_stride) return network.broken("it has too many embeddings");
  for (std::size_t i = 0; i < maxouts.size(); ++i) {
    auto layer = read_layer(network, *maxouts[i], *norms[i], i == 0 ? inputs : 3 * width_);
    if (!layer) return layer.error();
    if (i == 0) {
      mixing_ = *std::move(layer);
    } else {
      windows_.push_back(*std::move(layer));
    }
  }
  if (windows_.size() > padding) return network.broken("it has more layers than rows of padding");
  return {};
}

// ---- rows

void Encoder::begin(const TokenBatch& batch, const TypeTable& types, Workspace& workspace) const {
  if (workspace.generation_ != types.generation() || workspace.row_count_ >= workspace.most_rows_) {
    workspace.generation_ = types.generation();
    workspace.cached_.clear();
    workspace.row_count_ = 0;
  }
  workspace.cached_.resize(types.size() * 2, 0);

  auto& rows = workspace.rows_;
  rows.clear();
  std::uint32_t token = 0;
  for (const std::uint32_t end : batch.end) {
    if (token == end) continue;  // the reference leaves empty documents out
    rows.insert(rows.end(), padding, no_token);
    for (; token < end; ++token) rows.push_back(token);
  }
  if (!rows.empty()) rows.insert(rows.end(), padding, no_token);

  const std::size_t most_rows = stretch_rows + 2 * padding + 2 + row_slack;
  for (Floats& buffer : workspace.buffers_) make_room(buffer, most_rows * width_);
}

float* Encoder::cached_row(std::uint32_t row, Workspace& workspace) const {
  if (row / rows_in_block == workspace.blocks_.size()) {
    workspace.blocks_.emplace_back(rows_in_block * width_);
  }
  return workspace.blocks_[row / rows_in_block].data() + row % rows_in_block * width_;
}

// Embeds and mixes what is missing, in small blocks.
void Encoder::compute_missing(const TypeTable& types, Workspace& workspace) const {
  const Kernels& k = *kernels_;
  make_room(workspace.embedded_, (rows_computed_at_once + row_slack) * mixing_stride);
  make_room(workspace.mixed_, (rows_computed_at_once + row_slack) * width_);
  if (projection_) make_room(workspace.vectors_, (rows_computed_at_once + row_slack) * vector_stride);
  const std::size_t embedded_width = embeddings_.size() * width_;

  for (std::size_t first = 0; first < workspace.missing_.size(); first += rows_computed_at_once) {
    const std::size_t count = std::min(rows_computed_at_once, workspace.missing_.size() - first);
    const Workspace::Missing* const missing = workspace.missing_.data() + first;
    if (projection_) {
      for (std::size_t i = 0; i < count; ++i) {
        float* const to = workspace.vectors_.data() + i * vector_stride;
        const std::int32_t row = vectors_->row(types[missing[i].type].orth);
        if (row == VectorTable::no_row) {
          std::fill(to, to + vectors_->width(), 0.0F);
        } else {
          const auto vector = vectors_->vector(row);
          std::copy(vector.begin(), vector.end(), to);
        }
      }
      k.multiply(workspace.vectors_.data(), vector_stride, count, projection_->weights.data(),
                 projection_->inputs, projection_->columns, projection_->bias.data(),
                 workspace.embedded_.data() + embedded_width, mixing_stride);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const Lexeme& lexeme = types[missing[i].type];
      float* to = workspace.embedded_.data() + i * mixing_stride;
      for (const Embedding& embedding : embeddings_) {
        const auto id = [&]() -> StringId {
          switch (embedding.attribute) {
            case Attribute::norm:
              return lexeme.norm;
            case Attribute::prefix:
              return lexeme.prefix;
            case Attribute::suffix:
              return lexeme.suffix;
            case Attribute::shape:
              return lexeme.shape;
            case Attribute::space_after:
              return missing[i].space_after ? 1 : 0;
            case Attribute::is_space:
              return lexeme.is_space ? 1 : 0;
            case Attribute::orth:
              return lexeme.orth;
            case Attribute::lower:
              return lexeme.lower;
          }
          return 0;
        }();
        auto four = four_hashes(id, embedding.seed);
        for (std::uint32_t& row : four) row %= embedding.rows;
        k.add_four_rows(embedding.table.data(), width_, four.data(), to);
        to += width_;
      }
    }
    k.maxout_norm(workspace.embedded_.data(), mixing_stride, count, mixing_.matrix.weights.data(),
                  mixing_.matrix.inputs, width_, pieces_, mixing_.matrix.bias.data(), mixing_.gain.data(),
                  mixing_.shift.data(), nullptr, workspace.mixed_.data());
    for (std::size_t i = 0; i < count; ++i) {
      std::memcpy(missing[i].to, workspace.mixed_.data() + i * width_, width_ * sizeof(float));
    }
  }
}

Encoder::Stretch Encoder::stretch(std::size_t first, const TokenBatch& batch, const TypeTable& types,
                                  Workspace& workspace) const {
  const std::size_t context = windows_.size();
  const std::size_t last = std::min(first + stretch_rows, workspace.rows_.size());
  const std::size_t begin = first - std::min(first, context);
  const std::size_t end = std::min(last + context, workspace.rows_.size());
  const std::size_t count = end - begin;

  // The input: row i of the stretch is row i + 1 of the buffer, between two rows of zeros.
  float* const input = workspace.buffers_[0].data();
  workspace.missing_.clear();
  const auto slot_of = [&](std::uint32_t token) -> std::uint32_t& {
    const std::size_t key =
        sees_blanks_ ? batch.type[token] * std::size_t{2} + batch.space_after[token] : batch.type[token];
    return workspace.cached_[key];
  };
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t token = workspace.rows_[begin + i];
    if (token == no_token) continue;
    std::uint32_t& slot = slot_of(token);
    if (slot != 0) continue;
    float* to = input + (i + 1) * width_;  // where the cache is full
    if (workspace.row_count_ < workspace.most_rows_) {
      to = cached_row(workspace.row_count_, workspace);
      slot = ++workspace.row_count_;
    }
    workspace.missing_.push_back({batch.type[token], batch.space_after[token] != 0, to});
  }
  if (!workspace.missing_.empty()) compute_missing(types, workspace);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t token = workspace.rows_[begin + i];
    float* const to = input + (i + 1) * width_;
    if (token == no_token) {
      std::fill(to, to + width_, 0.0F);
    } else if (const std::uint32_t slot = slot_of(token); slot != 0) {
      std::memcpy(to, cached_row(slot - 1, workspace), width_ * sizeof(float));
    }
  }

  std::size_t from = 0;
  for (const Layer& layer : windows_) {
    float* const rows = workspace.buffers_[from].data();
    std::fill(rows, rows + width_, 0.0F);
    std::fill(rows + (count + 1) * width_, rows + (count + 2) * width_, 0.0F);
    kernels_->maxout_norm(rows, width_, count, layer.matrix.weights.data(), layer.matrix.inputs, width_,
                          pieces_, layer.matrix.bias.data(), layer.gain.data(), layer.shift.data(),
                          rows + width_, workspace.buffers_[1 - from].data() + width_);
    from = 1 - from;
  }
  return {workspace.buffers_[from].data() + (first - begin + 1) * width_,
          std::span(workspace.rows_).subspan(first, last - first)};
}

}  // namespace casus::annotate
