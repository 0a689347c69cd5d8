#include "annotate/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <cassert>
#include <cstdint>
#include <pcre2.h>
#include <utility>

namespace casus::annotate {
namespace {

// Enough for any real web address; what needs more is hostile.
constexpr std::uint32_t match_limit = 1'000'000;
constexpr std::size_t jit_stack_start = 32 * 1024;
constexpr std::size_t jit_stack_limit = 1024 * 1024;

}  // namespace

struct RegexScratch::State {
  State()
      : data(pcre2_match_data_create(1, nullptr)),
        context(pcre2_match_context_create(nullptr)),
        stack(pcre2_jit_stack_create(jit_stack_start, jit_stack_limit, nullptr)) {
    pcre2_set_match_limit(context, match_limit);
    pcre2_set_depth_limit(context, match_limit);
    pcre2_set_heap_limit(context, 64 * 1024);  // KiB, for builds without machine code
    pcre2_jit_stack_assign(context, nullptr, stack);
  }
  ~State() {
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
    pcre2_jit_stack_free(stack);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  pcre2_match_data* data;
  pcre2_match_context* context;
  pcre2_jit_stack* stack;
};

RegexScratch::RegexScratch() : state_(std::make_unique<State>()) {}
RegexScratch::~RegexScratch() = default;
RegexScratch::RegexScratch(RegexScratch&&) noexcept = default;
RegexScratch& RegexScratch::operator=(RegexScratch&&) noexcept = default;

Regex::Regex(Regex&& other) noexcept : code_(std::exchange(other.code_, nullptr)) {}
Regex& Regex::operator=(Regex&& other) noexcept {
  std::swap(code_, other.code_);
  return *this;
}
Regex::~Regex() { pcre2_code_free(static_cast<pcre2_code*>(code_)); }

base::Result<Regex> Regex::compile(std::string_view pattern) {
  int code = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code* compiled = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                       PCRE2_UTF | PCRE2_UCP, &code, &offset, nullptr);
  if (compiled == nullptr) {
    unsigned char message[256] = {};
    pcre2_get_error_message(code, message, sizeof message);
    return base::Error{.code = "regex",
                       .message = std::string("a pattern is wrong: ") + reinterpret_cast<char*>(message),
                       .offset = offset};
  }
  // Where machine code is not to be had (a hardened kernel), matching interprets: slower, the same results.
  (void)pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
  return Regex(compiled);
}

std::optional<Regex::Match> Regex::find(std::string_view subject, RegexScratch& scratch,
                                        std::size_t from) const {
  assert(from <= subject.size());
  const int count =
      pcre2_match(static_cast<const pcre2_code*>(code_), reinterpret_cast<PCRE2_SPTR>(subject.data()),
                  subject.size(), from, PCRE2_NO_UTF_CHECK, scratch.state_->data, scratch.state_->context);
  if (count < 0) return std::nullopt;
  const PCRE2_SIZE* at = pcre2_get_ovector_pointer(scratch.state_->data);
  return Match{at[0], at[1]};
}

}  // namespace casus::annotate
