// Names as a trie over words: one hash step a word, whatever the number of names.
//
// Words and edges are open-addressing hash tables of plain rows, so that a trie is used where it lies in the
// mapped file. Several tries share one vocabulary.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/image.h"
#include "knowledge/rows.h"

namespace casus::knowledge {

using WordId = std::uint32_t;

// ---- reading

class Vocabulary {
 public:
  Vocabulary() = default;
  explicit Vocabulary(const Image& image);
  // `no_row` where no name holds the word.
  WordId find(std::string_view word) const;

 private:
  std::span<const char> text_;
  std::span<const Text> words_;
  std::span<const std::uint32_t> slots_;  // word id + 1; 0 for none
};

struct Edge {
  std::uint32_t node = 0;
  WordId word = 0;
  std::uint32_t child = 0;  // 0: an empty slot, for no edge leads to the root
};

// A trie whose nodes hold lists of T.
template <class T>
class Trie {
 public:
  static constexpr std::uint32_t root = 0;

  Trie() = default;
  Trie(const Image& image, const std::string& name)
      : edges_(image.section<Edge>(name + ".edges")),
        first_(image.section<std::uint32_t>(name + ".first")),
        values_(image.section<T>(name + ".values")) {}

  // 0 where there is none.
  std::uint32_t child(std::uint32_t node, WordId word) const;
  std::span<const T> values(std::uint32_t node) const {
    return values_.subspan(first_[node], first_[node + 1] - first_[node]);
  }
  bool empty() const { return values_.empty(); }

 private:
  std::span<const Edge> edges_;
  std::span<const std::uint32_t> first_;
  std::span<const T> values_;
};

std::uint32_t find_child(std::span<const Edge> edges, std::uint32_t node, WordId word);

template <class T>
std::uint32_t Trie<T>::child(std::uint32_t node, WordId word) const {
  return find_child(edges_, node, word);
}

// ---- writing

class VocabularyBuilder {
 public:
  WordId add(std::string_view word);
  void write(ImageWriter& writer) const;

 private:
  std::string text_;
  std::vector<Text> words_;
  std::unordered_map<std::string, WordId> ids_;
};

// Shapes the nodes; the values stay with TrieBuilder.
class TrieShape {
 public:
  // The node of a row of words.
  std::uint32_t add(std::span<const WordId> words);
  std::uint32_t nodes() const { return nodes_; }
  std::vector<Edge> hashed() const;

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> children_;
  std::vector<Edge> edges_;
  std::uint32_t nodes_ = 1;
};

template <class T>
class TrieBuilder {
 public:
  void add(std::span<const WordId> words, T value) {
    if (!words.empty()) values_.emplace_back(shape_.add(words), value);
  }
  // Values of a node stand in the order in which they were added, each once.
  void write(ImageWriter& writer, const std::string& name) const;

 private:
  TrieShape shape_;
  std::vector<std::pair<std::uint32_t, T>> values_;
};

template <class T>
void TrieBuilder<T>::write(ImageWriter& writer, const std::string& name) const {
  std::vector<std::uint32_t> first(shape_.nodes() + 1, 0);
  for (const auto& [node, value] : values_) ++first[node + 1];
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  std::vector<T> values(values_.size());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (const auto& [node, value] : values_) values[next[node]++] = value;

  std::vector<std::uint32_t> kept_first(first.size(), 0);
  std::vector<T> kept;
  kept.reserve(values.size());
  for (std::size_t node = 0; node + 1 < first.size(); ++node) {
    kept_first[node] = static_cast<std::uint32_t>(kept.size());
    for (std::uint32_t i = first[node]; i < first[node + 1]; ++i) {
      bool known = false;
      for (std::size_t k = kept_first[node]; k < kept.size(); ++k) known = known || kept[k] == values[i];
      if (!known) kept.push_back(values[i]);
    }
  }
  kept_first.back() = static_cast<std::uint32_t>(kept.size());
  const std::vector<Edge> edges = shape_.hashed();
  writer.add(name + ".edges", std::span<const Edge>(edges));
  writer.add(name + ".first", std::span<const std::uint32_t>(kept_first));
  writer.add(name + ".values", std::span<const T>(kept));
}

}  // namespace casus::knowledge
