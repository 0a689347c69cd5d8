#include "store/packing.h"

#include <zstd.h>

namespace casus::store {
namespace {

constexpr int level = 3;  // beyond it the time grows faster than the gain

base::Error damaged() {
  return {.code = "damaged_input",
          .message = "a kept input is damaged",
          .hint = "`casus db verify` says which; take a backup"};
}

}  // namespace

Packed pack(std::string_view bytes) {
  Packed out;
  out.bytes.resize(ZSTD_compressBound(bytes.size()));
  const std::size_t size =
      ZSTD_compress(out.bytes.data(), out.bytes.size(), bytes.data(), bytes.size(), level);
  out.packed = ZSTD_isError(size) == 0 && size < bytes.size();
  if (out.packed) {
    out.bytes.resize(size);
  } else {
    out.bytes = bytes;
  }
  return out;
}

base::Result<std::string> unpack(std::string_view bytes, bool packed, std::size_t size) {
  if (!packed) {
    if (bytes.size() != size) return damaged();
    return std::string(bytes);
  }
  // The frame says how long it is: a wrong size in the row must not make us take that much memory.
  if (ZSTD_getFrameContentSize(bytes.data(), bytes.size()) != size) return damaged();
  std::string out(size, '\0');
  if (ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size()) != size) return damaged();
  return out;
}

}  // namespace casus::store
