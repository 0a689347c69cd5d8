// SHA-256 for provenance: raw input, model files, rule sets.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace casus::base {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

// The same of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view bytes);
  // Of all that was added; nothing may be added afterwards.
  std::string hex();

 private:
  struct Free {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Free> context_;
};

}  // namespace casus::base
