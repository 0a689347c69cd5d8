// Reads a zip archive held in memory: stored and deflated entries, checked against their CRC. Wheels are such
// archives. No encryption, no archives above 4 GiB.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace casus::annotate {

class Zip {
 public:
  // Reads the table of contents. `bytes` must outlive this. Error `zip`.
  static base::Result<Zip> open(std::string_view bytes);

  struct Entry {
    std::string_view name;
    std::uint32_t method = 0;
    std::uint32_t crc = 0;
    std::uint32_t packed_size = 0;
    std::uint32_t size = 0;
    std::uint32_t offset = 0;  // of the local header
  };
  const std::vector<Entry>& entries() const { return entries_; }
  const Entry* find(std::string_view name) const;

  // The unpacked bytes of an entry. Error `zip` where they do not match what the table of contents says.
  base::Result<std::string> read(const Entry& entry) const;

 private:
  std::string_view bytes_;
  std::vector<Entry> entries_;
};

}  // namespace casus::annotate
