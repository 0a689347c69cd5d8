// Any bytes to UTF-8, or a clear refusal.
//
// A byte order mark decides; else what is valid UTF-8 is UTF-8, and so is what has at least twice as many
// characters of several bytes as bytes that fit nowhere; else ICU says which encoding is likely. Text
// that is nearly all ASCII is taken for a Western European encoding where ICU holds that about as likely as
// its first choice, because stories in English are what Casus reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace casus::ingest {

struct Decoded {
  std::string text;       // valid UTF-8, without a byte order mark
  std::string encoding;   // "UTF-8", "UTF-16LE", "windows-1252", ...
  std::uint64_t bad = 0;  // bytes that are no UTF-8 in what is UTF-8 otherwise; each is now U+FFFD
};

// Errors: `binary_data` where the bytes are no text in any encoding, `unknown_encoding` where no encoding
// fits. What an encoding cannot hold (a cut-off sequence) becomes U+FFFD. Cost: linear.
base::Result<Decoded> decode(std::string_view bytes);

// Whether the bytes begin with a UTF-16 or UTF-32 byte order mark: line ends are no single bytes there.
bool is_wide(std::string_view bytes);

}  // namespace casus::ingest
