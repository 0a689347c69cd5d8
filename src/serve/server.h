// The HTTP server: sockets, limits and time; what is answered is the business of the handler.
//
// One thread does all input and output, asynchronously: a connection costs a few kilobytes and no thread.
// Handlers and producers run on a small pool of workers. A client that is slow, silent or gone holds nothing
// but its own connection: each header, body and piece of a response has a deadline, and where connections run
// out, the one that has kept silent longest is closed.
//
// Answers that never end (Server-Sent Events, docs/api.md) are written from here: once a second the feed is
// asked what is new, and each listener gets what it has not seen.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "serve/http.h"

namespace casus::serve {

struct ServerOptions {
  std::string bind = "127.0.0.1";
  std::uint16_t port = 8642;  // 0: any that is free
  int workers = 2;
  std::size_t most_connections = 4'000;
  std::size_t most_streams = 256;
  std::size_t most_waiting = 256;  // requests that wait for a worker
  std::uint32_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 256 * 1024;
  std::chrono::milliseconds header_time{15'000};  // from the opening, or the last response, to a whole header
  std::chrono::milliseconds body_time{15'000};
  std::chrono::milliseconds write_time{30'000};  // for each piece
  std::chrono::milliseconds drain_time{10'000};
  std::chrono::milliseconds poll_time{1'000};
  std::chrono::milliseconds keep_alive_time{15'000};  // of streams
};

// What listeners hear.
struct Feed {
  // Looks for changes; called regularly on a worker. Returns the last ones.
  std::function<Heard()> look;
  // The changes after `after`, as text of an event stream; moves `after` to the last ones told.
  std::function<std::string(Heard& after)> tell;
};

class Server {
 public:
  using Handler = std::function<Response(const Request&)>;

  // Listens at once and answers from then on, on threads of its own. Errors: `cannot_listen`.
  static base::Result<std::unique_ptr<Server>> start(const ServerOptions& options, Handler handler,
                                                     Feed feed);
  ~Server();  // stops

  std::uint16_t port() const;
  // Takes no more connections, lets what is under way end (at most drain_time), ends all threads.
  void stop();

  struct Figures {
    std::size_t connections = 0;
    std::size_t streams = 0;
    std::uint64_t requests = 0;
  };
  Figures figures() const;

  struct Parts;

 private:
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace casus::serve
