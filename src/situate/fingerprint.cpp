#include "situate/fingerprint.h"

#include <algorithm>
#include <limits>

#include "base/ascii.h"

namespace casus::situate {
namespace {

constexpr std::size_t run = 4;

// Of the shorter text, how much must stand in the longer one: runs of words, and names.
constexpr double least_contained = 0.5;
constexpr double least_names = 0.6;

std::uint64_t mix(std::uint64_t x) {  // splitmix64
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

struct Mixing {
  std::uint64_t times, plus;
};

const std::array<Mixing, minhash_size>& mixings() {
  static const auto all = [] {
    std::array<Mixing, minhash_size> out;
    std::uint64_t seed = 0x43617375;
    for (Mixing& one : out) {
      one.times = (seed = mix(seed)) | 1;
      one.plus = seed = mix(seed);
    }
    return out;
  }();
  return all;
}

std::vector<std::uint64_t> words_of(std::string_view text) {
  std::vector<std::uint64_t> out;
  const auto inside = [](char c) {
    return base::is_alpha(c) || base::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (!inside(text[at])) {
      ++at;
      continue;
    }
    std::uint64_t hash = 14695981039346656037ULL;
    for (; at < text.size() && inside(text[at]); ++at) {
      hash = (hash ^ static_cast<unsigned char>(base::to_lower(text[at]))) * 1099511628211ULL;
    }
    out.push_back(hash);
  }
  return out;
}

double share_of_names(const std::vector<Term>& of, const std::vector<Term>& in) {
  std::size_t names = 0, found = 0;
  for (const Term& term : of) {
    if (!term.name) continue;
    ++names;
    const auto there = std::lower_bound(in.begin(), in.end(), term.hash,
                                        [](const Term& a, TermHash hash) { return a.hash < hash; });
    if (there != in.end() && there->hash == term.hash) ++found;
  }
  return names == 0 ? 1 : static_cast<double>(found) / static_cast<double>(names);
}

}  // namespace

Fingerprint fingerprint_of(std::string_view text) {
  const std::vector<std::uint64_t> words = words_of(text);
  std::vector<std::uint64_t> runs;
  for (std::size_t i = 0; i + run <= words.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < run; ++k) hash = mix(hash ^ words[i + k]);
    runs.push_back(hash);
  }
  std::sort(runs.begin(), runs.end());
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  Fingerprint out;
  out.shingles = static_cast<std::uint32_t>(runs.size());
  out.smallest.fill(std::numeric_limits<std::uint32_t>::max());
  const auto& how = mixings();
  for (const std::uint64_t one : runs) {
    for (std::size_t i = 0; i < minhash_size; ++i) {
      const auto value = static_cast<std::uint32_t>((one * how[i].times + how[i].plus) >> 32);
      out.smallest[i] = std::min(out.smallest[i], value);
    }
  }
  return out;
}

std::vector<std::uint64_t> bands_of(const Fingerprint& print) {
  std::vector<std::uint64_t> out;
  if (print.shingles == 0) return out;
  for (std::size_t band = 0; band * minhash_rows < minhash_size; ++band) {
    std::uint64_t hash = mix(band + 1);
    for (std::size_t i = 0; i < minhash_rows; ++i) hash = mix(hash ^ print.smallest[band * minhash_rows + i]);
    out.push_back(hash);
  }
  return out;
}

Resemblance compare(const Fingerprint& a, const Fingerprint& b) {
  if (a.shingles == 0 || b.shingles == 0) return {};
  std::size_t same = 0;
  for (std::size_t i = 0; i < minhash_size; ++i) same += a.smallest[i] == b.smallest[i] ? 1U : 0U;
  Resemblance out;
  out.common = static_cast<double>(same) / static_cast<double>(minhash_size);
  const double both = static_cast<double>(a.shingles) + static_cast<double>(b.shingles);
  const double smaller = static_cast<double>(std::min(a.shingles, b.shingles));
  out.contained = std::min(1.0, out.common / (1 + out.common) * both / smaller);
  return out;
}

bool near_duplicates(const Fingerprint& a, const std::vector<Term>& terms_a, const Fingerprint& b,
                     const std::vector<Term>& terms_b) {
  const Resemblance words = compare(a, b);
  if (words.contained < least_contained) return false;
  // What the shorter one names must be named by the longer; where both are as long, either way.
  double names = 1;
  if (a.shingles <= b.shingles) names = std::min(names, share_of_names(terms_a, terms_b));
  if (b.shingles <= a.shingles) names = std::min(names, share_of_names(terms_b, terms_a));
  return names >= least_names;
}

}  // namespace casus::situate
