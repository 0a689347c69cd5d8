// Regular expressions (PCRE2, compiled to machine code), as the tokenizer needs them: Unicode, look-around,
// and limits, so that no text makes a match run away.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "base/result.h"

namespace casus::annotate {

// What a match needs besides the pattern; one per thread.
class RegexScratch {
 public:
  RegexScratch();
  ~RegexScratch();
  RegexScratch(RegexScratch&&) noexcept;
  RegexScratch& operator=(RegexScratch&&) noexcept;

 private:
  friend class Regex;
  struct State;
  std::unique_ptr<State> state_;
};

// Immutable after compile(); shared by threads.
class Regex {
 public:
  // Error `regex` with what is wrong and where.
  static base::Result<Regex> compile(std::string_view pattern);

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  struct Match {
    std::size_t start = 0;
    std::size_t end = 0;
    std::size_t size() const { return end - start; }
  };
  // The leftmost match at or after `from`; look-behind sees the text before it. Nothing where there is none
  // or where the limit of work is reached. `subject` is valid UTF-8 and `from` on a code point.
  std::optional<Match> find(std::string_view subject, RegexScratch& scratch, std::size_t from = 0) const;

 private:
  explicit Regex(void* code) : code_(code) {}
  void* code_ = nullptr;
};

}  // namespace casus::annotate
