// All members of Parts and Session are touched on the one thread that runs `io`, unless they are atomic; what
// goes to a worker comes back by a post to `io`.
#include "serve/server.h"

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <sys/resource.h>
#include <thread>

#include "serve/problem.h"

namespace casus::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Code = boost::system::error_code;
using Clock = std::chrono::steady_clock;

std::string text_of(boost::string_view view) { return {view.data(), view.size()}; }

// A connection needs a descriptor each, and systems begin with few.
std::size_t raise_descriptors(std::size_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  if (limit.rlim_cur < wanted + 64) {
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, wanted + 64);
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) (void)getrlimit(RLIMIT_NOFILE, &limit);
  }
  return limit.rlim_cur > 128 ? std::min<std::size_t>(wanted, limit.rlim_cur - 64) : wanted;
}

std::string head_of(const Response& response, bool http_11, bool keep_alive, bool chunked,
                    std::optional<std::uint64_t> length) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\nDate: {:%a, %d %b %Y %H:%M:%S} GMT\r\n", response.status,
                                 reason_of(response.status), fmt::gmtime(std::time(nullptr)));
  if (!response.type.empty()) head += "Content-Type: " + response.type + "\r\n";
  for (const auto& [name, value] : response.headers) head += name + ": " + value + "\r\n";
  if (length) head += fmt::format("Content-Length: {}\r\n", *length);
  if (chunked) head += "Transfer-Encoding: chunked\r\n";
  if (!keep_alive) {
    head += "Connection: close\r\n";
  } else if (!http_11) {
    head += "Connection: keep-alive\r\n";
  }
  return head + "\r\n";
}

std::string chunk_of(std::string_view piece) { return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece); }

class Session;

}  // namespace

struct Server::Parts {
  Parts(const ServerOptions& with, Handler answer, Feed changes)
      : options(with),
        handler(std::move(answer)),
        feed(std::move(changes)),
        most_connections(raise_descriptors(with.most_connections)),
        workers(static_cast<std::size_t>(std::max(1, with.workers))) {}

  void accept();
  void make_room();
  void poll();
  void tell_streams(std::map<Heard, std::pair<std::string, Heard>> told);
  void begin_stop();
  void end_if_done();

  const ServerOptions options;
  const Handler handler;
  const Feed feed;
  const std::size_t most_connections;

  std::set<Session*> sessions;
  std::list<Session*> silent;  // wait for a header, longest first
  std::set<Session*> streams;
  std::size_t waiting = 0;  // requests at the workers
  bool stopping = false;
  bool over = false;  // nothing runs any more
  bool polling = false;
  std::atomic<std::size_t> connection_count{0};
  std::atomic<std::size_t> stream_count{0};
  std::atomic<std::uint64_t> request_count{0};

  // After what sessions hold on to, so that it goes before.
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  asio::steady_timer poll_timer{io};
  asio::steady_timer accept_timer{io};
  asio::steady_timer drain_timer{io};
  asio::thread_pool workers;
  std::thread thread;
  std::uint16_t port = 0;
};

namespace {

using Parts = Server::Parts;

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Parts& server, tcp::socket socket) : server_(server), stream_(std::move(socket)) {
    server_.sessions.insert(this);
    server_.connection_count = server_.sessions.size();
  }
  ~Session() {
    not_silent();
    end_stream();
    server_.sessions.erase(this);
    server_.connection_count = server_.sessions.size();
    server_.end_if_done();
  }

  void read_header() {
    if (server_.stopping) return close();
    parser_.emplace();
    parser_->header_limit(server_.options.header_bytes);
    parser_->body_limit(server_.options.body_bytes);
    place_ = server_.silent.insert(server_.silent.end(), this);
    stream_.expires_after(server_.options.header_time);
    http::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](Code error, std::size_t) {
      self->has_header(error);
    });
  }

  // From outside: ends the connection at once.
  void close() {
    Code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
    stream_.close();
  }
  bool is_stream() const { return streaming_; }
  Heard heard() const { return heard_; }

  // New text for a stream, with the last changes in it.
  void tell(const std::string& text, Heard heard) {
    if (writing_) return;  // a slow listener gets it next time
    heard_ = heard;
    if (!text.empty()) return write_stream(text);
    if (Clock::now() - last_write_ >= server_.options.keep_alive_time) write_stream(": keep-alive\n\n");
  }

 private:
  void not_silent() {
    if (place_) server_.silent.erase(*place_);
    place_.reset();
  }

  void has_header(Code error) {
    not_silent();
    if (error == http::error::end_of_stream || error == beast::error::timeout) return close();
    if (error) return refuse(error);
    const auto& header = parser_->get();
    // Two ways to say how long the body is are one too many (RFC 9112, 6.3).
    if (header.find(http::field::transfer_encoding) != header.end() &&
        header.find(http::field::content_length) != header.end()) {
      return answer_and_close(problem(400, "Content-Length and Transfer-Encoding in one request"));
    }
    stream_.expires_after(server_.options.body_time);
    if (beast::iequals(header[http::field::expect], "100-continue")) {
      out_ = "HTTP/1.1 100 Continue\r\n\r\n";
      return asio::async_write(stream_, asio::buffer(out_),
                               [self = shared_from_this()](Code failed, std::size_t) {
                                 if (failed) return self->close();
                                 self->read_body();
                               });
    }
    read_body();
  }

  void read_body() {
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](Code failed, std::size_t) { self->has_body(failed); });
  }

  void has_body(Code error) {
    if (error == beast::error::timeout)
      return answer_and_close(problem(408, "the body did not come in time"));
    if (error) return refuse(error);
    stream_.expires_never();
    ++server_.request_count;
    auto message = parser_->release();
    const auto field = [&](auto name) { return text_of(message[name]); };
    Request request{.method = text_of(message.method_string()),
                    .target = text_of(message.target()),
                    .host = field(http::field::host),
                    .origin = field(http::field::origin),
                    .accept = field(http::field::accept),
                    .accept_encoding = field(http::field::accept_encoding),
                    .if_none_match = field(http::field::if_none_match),
                    .last_event_id = field("Last-Event-ID"),
                    .token = field("X-Casus-Token"),
                    .content_type = field(http::field::content_type),
                    .body = std::move(message.body())};
    if (request.token.empty()) {
      const std::string authorization = field(http::field::authorization);
      if (authorization.starts_with("Bearer ")) request.token = authorization.substr(7);
    }
    if (message.count(http::field::host) > 1) {
      return answer_and_close(problem(400, "more than one Host in one request"));
    }
    http_11_ = message.version() >= 11;
    keep_alive_ = message.keep_alive();
    head_only_ = request.method == "HEAD";
    if (server_.waiting >= server_.options.most_waiting) {
      return write(problem(503, "too many requests at once; try again in a moment"));
    }
    ++server_.waiting;
    asio::post(server_.workers, [self = shared_from_this(), request = std::move(request)]() mutable {
      Parts& server = self->server_;
      auto response = std::make_shared<Response>(server.handler(request));
      // The handle goes along, so that the last one is dropped on the one thread.
      asio::post(server.io, [self = std::move(self), response = std::move(response)] {
        --self->server_.waiting;
        self->write(std::move(*response));
      });
    });
  }

  void refuse(Code error) {
    if (error == http::error::header_limit) {
      return answer_and_close(problem(431, "the header is larger than 16 KiB"));
    }
    if (error == http::error::body_limit) {
      return answer_and_close(problem(413, "the body is larger than 256 KiB"));
    }
    if (error == http::error::end_of_stream || error == http::error::partial_message ||
        error.category() == boost::system::system_category() || error == asio::error::eof) {
      return close();
    }
    if (error.category() == http::make_error_code(http::error::bad_method).category()) {
      return answer_and_close(problem(400, "this is no HTTP request: " + error.message()));
    }
    close();
  }

  void answer_and_close(Response response) {
    keep_alive_ = false;
    linger_ = true;
    write(std::move(response));
  }

  void write(Response response) {
    response_ = std::move(response);
    if (server_.stopping) keep_alive_ = false;
    if (response_.stream_after) return begin_stream();
    const std::string_view body = response_.body.empty() ? response_.fixed : std::string_view(response_.body);
    const bool pieces = bool(response_.more) && !head_only_;
    const bool chunked = pieces && http_11_;
    if (pieces && !http_11_) keep_alive_ = false;
    const bool no_body = response_.status == 304 || response_.status == 204;
    std::optional<std::uint64_t> length;
    if (!response_.more && !no_body) length = body.size();
    out_ = head_of(response_, http_11_, keep_alive_, chunked, length);
    std::array<asio::const_buffer, 2> buffers = {asio::buffer(out_), asio::const_buffer()};
    if (!head_only_ && !no_body && !pieces) buffers[1] = asio::buffer(body.data(), body.size());
    stream_.expires_after(server_.options.write_time);
    asio::async_write(stream_, buffers, [self = shared_from_this(), pieces](Code error, std::size_t) {
      if (error) return self->close();
      if (pieces) return self->next_piece(std::move(self->response_.body));
      self->written();
    });
  }

  void written() {
    response_ = {};
    out_ = {};
    if (!keep_alive_) return shut();
    read_header();
  }

  // Lets the other side read the answer before the connection goes: what it still sends is read and dropped
  // for a moment.
  void shut() {
    Code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    if (!linger_) return;
    stream_.expires_after(std::chrono::seconds(1));
    drop_rest(std::size_t{1} << 20);
  }
  void drop_rest(std::size_t room) {
    scratch_.resize(16 * 1024);
    stream_.async_read_some(asio::buffer(scratch_),
                            [self = shared_from_this(), room](Code error, std::size_t n) {
                              if (error || n >= room) return self->close();
                              self->drop_rest(room - n);
                            });
  }

  // ---- responses in pieces
  void next_piece(std::string first) {
    asio::post(server_.workers, [self = shared_from_this(), piece = std::move(first)]() mutable {
      const bool more = self->response_.more(piece);
      Parts& server = self->server_;
      asio::post(server.io, [self = std::move(self), piece = std::move(piece), more] {
        self->write_piece(piece, more);
      });
    });
  }
  void write_piece(const std::string& piece, bool more) {
    out_.clear();
    if (!piece.empty()) out_ = http_11_ ? chunk_of(piece) : piece;
    if (!more && http_11_) out_ += "0\r\n\r\n";
    if (out_.empty() && more) return next_piece({});
    stream_.expires_after(server_.options.write_time);
    asio::async_write(stream_, asio::buffer(out_),
                      [self = shared_from_this(), more](Code error, std::size_t) {
                        if (error) return self->close();
                        if (more) return self->next_piece({});
                        self->written();
                      });
  }

  // ---- streams
  void begin_stream() {
    if (head_only_) {
      response_.stream_after.reset();
      return write(std::move(response_));
    }
    if (server_.streams.size() >= server_.options.most_streams) {
      return write(problem(503, "too many listen already; ask /api/v1/changes from time to time"));
    }
    heard_ = *response_.stream_after;
    streaming_ = true;
    keep_alive_ = false;
    server_.streams.insert(this);
    server_.stream_count = server_.streams.size();
    out_ = head_of(response_, http_11_, false, http_11_, std::nullopt);
    writing_ = true;
    stream_.expires_after(server_.options.write_time);
    asio::async_write(stream_, asio::buffer(out_), [self = shared_from_this()](Code error, std::size_t) {
      self->writing_ = false;
      if (error) return self->close();
      self->stream_.expires_never();
      self->write_stream(": the changes of this database\n\n");
      self->wait_for_end();
    });
  }
  void write_stream(const std::string& text) {
    out_ = http_11_ ? chunk_of(text) : text;
    writing_ = true;
    last_write_ = Clock::now();
    // The deadline is the writer's own: a reading is pending all the while.
    deadline_.emplace(server_.io, server_.options.write_time);
    deadline_->async_wait([weak = weak_from_this()](Code error) {
      const auto self = weak.lock();
      if (self && !error) self->close();
    });
    asio::async_write(stream_, asio::buffer(out_), [self = shared_from_this()](Code error, std::size_t) {
      self->writing_ = false;
      self->deadline_.reset();
      if (error) self->close();
    });
  }
  // A listener says nothing; when it does, or goes, the stream is over.
  void wait_for_end() {
    scratch_.resize(64);
    stream_.async_read_some(asio::buffer(scratch_), [self = shared_from_this()](Code, std::size_t) {
      self->end_stream();
      self->close();
    });
  }
  void end_stream() {
    if (!streaming_) return;
    streaming_ = false;
    server_.streams.erase(this);
    server_.stream_count = server_.streams.size();
  }

  Parts& server_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{1 << 20};
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<std::list<Session*>::iterator> place_;
  std::optional<asio::steady_timer> deadline_;
  Response response_;
  std::string out_;
  std::string scratch_;
  Heard heard_;
  Clock::time_point last_write_ = Clock::now();
  bool http_11_ = true;
  bool keep_alive_ = false;
  bool head_only_ = false;
  bool streaming_ = false;
  bool writing_ = false;
  bool linger_ = false;
};

}  // namespace

void Server::Parts::accept() {
  acceptor.async_accept(io, [this](Code error, tcp::socket socket) {
    if (stopping || error == asio::error::operation_aborted) return;
    if (!error) {
      make_room();
      Code ignored;
      socket.set_option(tcp::no_delay(true), ignored);
      std::make_shared<Session>(*this, std::move(socket))->read_header();
      return accept();
    }
    // No descriptors left, or the like: make room, and try again in a moment.
    if (!silent.empty()) silent.front()->close();
    accept_timer.expires_after(std::chrono::milliseconds(50));
    accept_timer.async_wait([this](Code) {
      if (!stopping) accept();
    });
  });
}

void Server::Parts::make_room() {
  if (sessions.size() < most_connections || silent.empty()) return;
  silent.front()->close();
}

void Server::Parts::poll() {
  poll_timer.expires_after(options.poll_time);
  poll_timer.async_wait([this](Code error) {
    if (error || stopping) return;
    if (!polling) {
      polling = true;
      std::map<Heard, std::pair<std::string, Heard>> wanted;
      for (const Session* session : streams) wanted[session->heard()] = {};
      asio::post(workers, [this, wanted = std::move(wanted)]() mutable {
        const Heard last = feed.look();
        for (auto& [after, told] : wanted) {
          told.second = after;
          if (after.change < last.change || after.review < last.review) told.first = feed.tell(told.second);
        }
        asio::post(io, [this, told = std::move(wanted)]() mutable { tell_streams(std::move(told)); });
      });
    }
    poll();
  });
}

void Server::Parts::tell_streams(std::map<Heard, std::pair<std::string, Heard>> told) {
  polling = false;
  const std::set<Session*> listeners = streams;
  for (Session* session : listeners) {
    const auto found = told.find(session->heard());
    if (found != told.end()) session->tell(found->second.first, found->second.second);
  }
}

void Server::Parts::begin_stop() {
  if (stopping) return;
  stopping = true;
  Code ignored;
  acceptor.close(ignored);
  poll_timer.cancel();
  accept_timer.cancel();
  const std::list<Session*> idle = silent;
  for (Session* session : idle) session->close();
  const std::set<Session*> listeners = streams;
  for (Session* session : listeners) session->close();
  drain_timer.expires_after(options.drain_time);
  drain_timer.async_wait([this](Code error) {
    if (error) return;
    const std::set<Session*> rest = sessions;
    for (Session* session : rest) session->close();
    io.stop();
  });
  end_if_done();
}

void Server::Parts::end_if_done() {
  if (stopping && !over && sessions.empty()) drain_timer.cancel();
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::~Server() { stop(); }

base::Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Handler handler,
                                                    Feed feed) {
  auto parts = std::make_unique<Parts>(options, std::move(handler), std::move(feed));
  const auto refused = [&](const Code& error) {
    return base::Error{.code = "cannot_listen",
                       .message = fmt::format("cannot listen on {} port {}: {}", options.bind, options.port,
                                              error.message()),
                       .hint = error == asio::error::address_in_use ? "another program is there; give --port"
                                                                    : "give another --bind or --port"};
  };
  Code error;
  const auto address = asio::ip::make_address(options.bind, error);
  if (error) return refused(error);
  const tcp::endpoint endpoint(address, options.port);
  parts->acceptor.open(endpoint.protocol(), error);
  if (!error) parts->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) parts->acceptor.bind(endpoint, error);
  if (!error) parts->acceptor.listen(1024, error);
  if (error) return refused(error);
  parts->port = parts->acceptor.local_endpoint(error).port();
  parts->accept();
  parts->poll();
  parts->thread = std::thread([&io = parts->io] { io.run(); });
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

std::uint16_t Server::port() const { return parts_->port; }

void Server::stop() {
  if (!parts_->thread.joinable()) return;
  asio::post(parts_->io, [parts = parts_.get()] { parts->begin_stop(); });
  parts_->thread.join();
  parts_->workers.join();
  // What workers sent back in the meantime holds the last connections: they end here.
  parts_->io.restart();
  Code ignored;
  parts_->io.poll(ignored);
  parts_->over = true;
}

Server::Figures Server::figures() const {
  return {parts_->connection_count, parts_->stream_count, parts_->request_count};
}

}  // namespace casus::serve
