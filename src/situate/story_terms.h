// What a story is about, as terms: its words, its capitalised words and pairs of them (names), the ages it
// names; ordinary words are left out.
//
// Names of people and places tell two shootings apart where other words do not. A term is only a number (a
// hash of its letters), so that a million stories fit into memory. Which terms a story has depends on that
// story alone: closeness of two stories never changes when others come.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "situate/ordinary_words.h"

namespace casus::situate {

using TermHash = std::uint64_t;

struct Term {
  TermHash hash = 0;
  std::uint32_t count = 0;
  bool name = false;  // capitalised within a sentence, or a pair of capitalised words
};

// The terms of a story, by hash, each once with how often it occurs. Text is UTF-8; letters beyond ASCII
// count as letters. Cost: linear.
std::vector<Term> terms_of(std::string_view headline, std::string_view text, const OrdinaryWords& ordinary);

}  // namespace casus::situate
