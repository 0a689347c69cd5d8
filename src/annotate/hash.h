// The two string hashes of this room.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace casus::annotate {

// MurmurHash64A (Austin Appleby, public domain), little-endian.
inline std::uint64_t murmur64a(std::string_view text, std::uint64_t seed) {
  constexpr std::uint64_t m = 0xc6a4a7935bd1e995ULL;
  constexpr int r = 47;
  std::uint64_t h = seed ^ (text.size() * m);
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; left -= 8, at += 8) {
    std::uint64_t k;
    std::memcpy(&k, at, 8);
    k *= m;
    k ^= k >> r;
    k *= m;
    h ^= k;
    h *= m;
  }
  if (left > 0) {
    std::uint64_t k = 0;
    std::memcpy(&k, at, left);
    h ^= k;
    h *= m;
  }
  h ^= h >> r;
  h *= m;
  h ^= h >> r;
  return h;
}

// The hash of tables in memory: a known seed is enough there, because keys are compared in full.
inline std::uint64_t table_hash(std::string_view text) { return murmur64a(text, 0x9e3779b97f4a7c15ULL); }

}  // namespace casus::annotate
