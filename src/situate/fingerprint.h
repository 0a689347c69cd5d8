// Near-duplicates: one dispatch sent again, updated, corrected, trimmed or taken over by another paper.
//
// A text is the set of its runs of four words. MinHash keeps the smallest hash of the set under 128 mixings,
// from which the share that two sets have in common can be told to within a few hundredths (Broder 1997);
// bands of a few of these values find likely pairs without comparing all (locality-sensitive hashing).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "situate/story_terms.h"

namespace casus::situate {

inline constexpr std::size_t minhash_size = 128;
inline constexpr std::size_t minhash_rows = 4;  // values of a band; 32 bands

struct Fingerprint {
  std::array<std::uint32_t, minhash_size> smallest = {};
  std::uint32_t shingles = 0;  // how many different runs of words the text has
};

// Words are compared without case and signs; figures count as words. Cost: 128 steps a word.
Fingerprint fingerprint_of(std::string_view text);

// One key a band. Two texts that share r of their runs share a key with probability 1 - (1 - r^4)^32: 0.9 at
// 0.5, 0.26 at 0.3. Empty for a text without a run.
std::vector<std::uint64_t> bands_of(const Fingerprint& print);

// How much of both sets is common (Jaccard), and how much of the smaller one is in the larger. Estimates,
// 0..1.
struct Resemblance {
  double common = 0;
  double contained = 0;
};
Resemblance compare(const Fingerprint& a, const Fingerprint& b);

// One of the two is a copy, an update or a shortened form of the other. Words alone do not say so: two
// stories of alike incidents are written in nearly the same words. They must also name the same people and
// places: what the one names must be named by the other, where it has room for it.
bool near_duplicates(const Fingerprint& a, const std::vector<Term>& terms_a, const Fingerprint& b,
                     const std::vector<Term>& terms_b);

}  // namespace casus::situate
