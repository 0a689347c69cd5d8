// Answers requests: the page's files and the API under /api/v1 (docs/api.md). Knows no sockets.
//
// Order of checks: the Host (a page of another site must not reach this one by a name of its own), the token,
// the origin of what writes, the route and its method, the parameters. Each answer carries the headers that
// keep foreign text from ever running.
//
// Threads: any number at once.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "serve/http.h"

namespace casus::pipeline {
class Pipeline;
}

namespace casus::serve {

struct ServiceOptions {
  std::string db = {};
  std::string token = {};                 // "": none is needed
  std::vector<std::string> hosts = {};    // allowed beside localhost and 127.0.0.1, without port
  bool any_host = false;                  // where a token is needed anyway
  std::chrono::milliseconds time{2'000};  // of the questions of one request to the database
  std::chrono::milliseconds follow{500};  // that a new snapshot waits for what is known across stories
  bool has_model = false;                 // open_pipeline is expected to succeed
  // Opens the language model and the rules when somebody first asks why; the error says what is missing.
  std::function<base::Result<std::shared_ptr<const pipeline::Pipeline>>()> open_pipeline = {};
};

class Service {
 public:
  // Errors: those of the file.
  static base::Result<std::unique_ptr<Service>> open(ServiceOptions options);
  ~Service();

  Response answer(const Request& request);

  // For streams: looks for changes, and tells them as text of an event stream.
  Heard look();
  std::string tell(Heard& after);

  struct Parts;

 private:
  explicit Service(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Whether two texts are the same, in a time that does not depend on where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace casus::serve
