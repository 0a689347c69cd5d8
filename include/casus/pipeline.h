// The door for programs that embed Casus.
//
//   casus::Error error;
//   const auto pipeline = casus::Pipeline::open({}, error);
//   if (!pipeline) return fail(error.message);
//   const casus::Record record = pipeline->code({.published = "2010-06-12", .text = "Troops left Osh."});
//
// Loads rules, tables and the language model once (some hundred milliseconds); immutable afterwards, and any
// number of threads may code at once. Nothing is printed, nothing exits, no exception leaves.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "casus/story.h"

namespace casus {

struct Options {
  std::string data = {};                         // folder; "" looks where docs/cli.md says
  std::string model = {};                        // "md", "sm" or a file; "" is md
  std::size_t max_bytes = std::size_t{2} << 20;  // longer stories are refused
};

class Pipeline {
 public:
  // Nothing where something is missing; `error` then says what.
  static std::optional<Pipeline> open(const Options& options, Error& error);

  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;
  ~Pipeline();

  // Codes one story. The same story gives the same bytes.
  Record code(const Story& story) const;
  // Codes many on `threads` threads; records come in the order of the stories.
  std::vector<Record> code(const std::vector<Story>& stories, int threads) const;

  // "0.1.0"
  static std::string version();

 private:
  struct Parts;
  explicit Pipeline(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace casus
