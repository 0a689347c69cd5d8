#include "knowledge/trie.h"

#include <bit>

namespace casus::knowledge {
namespace {

std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0x9e3779b97f4a7c15ULL;
  x ^= x >> 29;
  return x;
}

std::uint64_t hash_word(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : word) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  return mixed(hash);
}

std::uint64_t hash_edge(std::uint32_t node, WordId word) { return mixed(std::uint64_t{node} << 32 | word); }

// A power of two that leaves at least every third slot empty.
std::size_t slots_for(std::size_t count) { return std::bit_ceil(count + count / 2 + 2); }

}  // namespace

Vocabulary::Vocabulary(const Image& image)
    : text_(image.section<char>("words.text")),
      words_(image.section<Text>("words.rows")),
      slots_(image.section<std::uint32_t>("words.slots")) {}

WordId Vocabulary::find(std::string_view word) const {
  if (slots_.empty()) return no_row;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash_word(word) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Text& text = words_[slots_[slot] - 1];
    if (std::string_view(text_.data() + text.offset, text.length) == word) return slots_[slot] - 1;
  }
  return no_row;
}

std::uint32_t find_child(std::span<const Edge> edges, std::uint32_t node, WordId word) {
  if (edges.empty()) return 0;
  const std::size_t mask = edges.size() - 1;
  for (std::size_t slot = hash_edge(node, word) & mask; edges[slot].child != 0; slot = (slot + 1) & mask) {
    if (edges[slot].node == node && edges[slot].word == word) return edges[slot].child;
  }
  return 0;
}

WordId VocabularyBuilder::add(std::string_view word) {
  const auto [at, fresh] = ids_.try_emplace(std::string(word), static_cast<WordId>(words_.size()));
  if (fresh) {
    words_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(word.size())});
    text_ += word;
  }
  return at->second;
}

void VocabularyBuilder::write(ImageWriter& writer) const {
  std::vector<std::uint32_t> slots(slots_for(words_.size()), 0);
  const std::size_t mask = slots.size() - 1;
  for (std::size_t id = 0; id < words_.size(); ++id) {
    const std::string_view word = std::string_view(text_).substr(words_[id].offset, words_[id].length);
    std::size_t slot = hash_word(word) & mask;
    while (slots[slot] != 0) slot = (slot + 1) & mask;
    slots[slot] = static_cast<std::uint32_t>(id + 1);
  }
  writer.add("words.text", std::span<const char>(text_));
  writer.add("words.rows", std::span<const Text>(words_));
  writer.add("words.slots", std::span<const std::uint32_t>(slots));
}

std::uint32_t TrieShape::add(std::span<const WordId> words) {
  std::uint32_t node = 0;
  for (const WordId word : words) {
    const auto [at, fresh] = children_.try_emplace(std::uint64_t{node} << 32 | word, nodes_);
    if (fresh) edges_.push_back({node, word, nodes_++});
    node = at->second;
  }
  return node;
}

std::vector<Edge> TrieShape::hashed() const {
  std::vector<Edge> out(slots_for(edges_.size()));
  const std::size_t mask = out.size() - 1;
  for (const Edge& edge : edges_) {
    std::size_t slot = hash_edge(edge.node, edge.word) & mask;
    while (out[slot].child != 0) slot = (slot + 1) & mask;
    out[slot] = edge;
  }
  return out;
}

}  // namespace casus::knowledge
