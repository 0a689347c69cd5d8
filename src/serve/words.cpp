#include "serve/words.h"

namespace casus::serve {

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3u;
  }
  return hash ^ (hash >> 32);
}

Words::Words() : ends_{0}, slots_(64, nowhere) { add(""); }

std::size_t Words::slot_of(std::string_view text) const {
  std::size_t slot = hash_of(text) & (slots_.size() - 1);
  while (slots_[slot] != nowhere && (*this)[slots_[slot]] != text) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

void Words::grow() {
  slots_.assign(slots_.size() * 2, nowhere);
  for (Word word = 0; word < size(); ++word) slots_[slot_of((*this)[word])] = word;
}

Word Words::add(std::string_view text) {
  const std::size_t slot = slot_of(text);
  if (slots_[slot] != nowhere) return slots_[slot];
  const Word word = static_cast<Word>(size());
  letters_ += text;
  ends_.push_back(static_cast<std::uint32_t>(letters_.size()));
  slots_[slot] = word;
  if (size() * 2 > slots_.size()) grow();
  return word;
}

Word Words::find(std::string_view text) const { return slots_[slot_of(text)]; }

}  // namespace casus::serve
