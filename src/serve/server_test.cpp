// The server over the loopback interface: what is slow, silent, too large or endless holds up nobody else.
#include "serve/server.h"

#include <atomic>
#include <boost/asio.hpp>
#include <gtest/gtest.h>
#include <thread>

namespace casus::serve {
namespace {

using boost::asio::ip::tcp;
using std::chrono::milliseconds;
using Code = boost::system::error_code;

class ServerTest : public testing::Test {
 protected:
  void start(ServerOptions options) {
    options.port = 0;
    options.poll_time = milliseconds(20);
    auto server = Server::start(options,
                                [this](const Request& request) -> Response {
                                  if (request.target == "/pieces") {
                                    Response response{.type = "text/plain"};
                                    auto left = std::make_shared<int>(1000);
                                    response.more = [left](std::string& piece) {
                                      piece = std::string(1000, 'x');
                                      return --*left > 0;
                                    };
                                    return response;
                                  }
                                  if (request.target == "/stream") {
                                    Response response{.type = "text/event-stream"};
                                    response.stream_after = Heard{};
                                    return response;
                                  }
                                  if (request.target == "/slow") {
                                    slow_begun_ = true;
                                    std::this_thread::sleep_for(milliseconds(300));
                                  }
                                  return {.type = "text/plain",
                                          .body = request.method + " " + request.target + " " + request.body};
                                },
                                {.look =
                                     [this] {
                                       return Heard{last_.load(), 0};
                                     },
                                 .tell =
                                     [this](Heard& after) {
                                       std::string out;
                                       while (after.change < last_)
                                         out += "id: " + std::to_string(++after.change) + "\n\n";
                                       return out;
                                     }});
    ASSERT_TRUE(server) << server.error().message;
    server_ = *std::move(server);
  }
  tcp::socket connect() {
    tcp::socket socket(io_);
    socket.connect({boost::asio::ip::make_address("127.0.0.1"), server_->port()});
    return socket;
  }
  static void send(tcp::socket& socket, const std::string& text) {
    Code ignored;
    boost::asio::write(socket, boost::asio::buffer(text), ignored);
  }
  // What comes until the other side closes, or until `until` was read.
  static std::string receive(tcp::socket& socket, std::string_view until = {}) {
    std::string out;
    std::array<char, 65536> buffer{};
    Code error;
    while (!error && (until.empty() || out.find(until) == std::string::npos)) {
      out.append(buffer.data(), socket.read_some(boost::asio::buffer(buffer), error));
    }
    return out;
  }
  std::string ask(const std::string& text) {
    tcp::socket socket = connect();
    send(socket, text);
    return receive(socket);
  }
  std::string get(const std::string& target) {
    return ask("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  boost::asio::io_context io_;
  std::atomic<std::int64_t> last_{0};
  std::atomic<bool> slow_begun_{false};
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersOneAfterTheOtherOnOneConnection) {
  start({});
  tcp::socket socket = connect();
  send(socket,
       "GET /a HTTP/1.1\r\nHost: x\r\n\r\nPOST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nxyz");
  const std::string first = receive(socket, "POST /b xyz");
  EXPECT_NE(first.find("GET /a "), std::string::npos);
  EXPECT_NE(first.find("Content-Length: 7\r\n"), std::string::npos);
  const std::string head = ask("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(head.ends_with("\r\n\r\n")) << "a head without a body";
  EXPECT_NE(ask("GET /old HTTP/1.0\r\n\r\n").find("GET /old"), std::string::npos);
}

TEST_F(ServerTest, SendsInPieces) {
  start({});
  const std::string answer = get("/pieces");
  EXPECT_NE(answer.find("Transfer-Encoding: chunked"), std::string::npos);
  const std::string body = answer.substr(answer.find("\r\n\r\n"));
  EXPECT_EQ(std::count(body.begin(), body.end(), 'x'), 1'000'000);
  EXPECT_TRUE(answer.ends_with("0\r\n\r\n"));
}

TEST_F(ServerTest, RefusesWhatIsTooLargeOrNoRequest) {
  start({});
  EXPECT_NE(ask("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(20'000, 'a') + "\r\n\r\n").find(" 431 "),
            std::string::npos);
  EXPECT_NE(ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n").find(" 413 "),
            std::string::npos);
  EXPECT_NE(ask("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n")
                .find(" 400 "),
            std::string::npos);
  EXPECT_NE(ask("hello, is this the server?\r\n\r\n").find(" 400 "), std::string::npos);
  EXPECT_NE(get("/a").find(" 200 "), std::string::npos);
}

TEST_F(ServerTest, ASlowHeaderEndsByItself) {
  start({.header_time = milliseconds(200)});
  tcp::socket slow = connect();
  const auto begin = std::chrono::steady_clock::now();
  std::thread drip([&] {
    for (int i = 0; i < 40; ++i) {
      send(slow, i == 0 ? "GET / HT" : "x");
      std::this_thread::sleep_for(milliseconds(20));
    }
  });
  EXPECT_EQ(receive(slow), "");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(5'000));
  drip.join();
}

TEST_F(ServerTest, IdleConnectionsDoNotStopIt) {
  start({.most_connections = 50});
  std::vector<tcp::socket> idle;
  for (int i = 0; i < 300; ++i) idle.push_back(connect());
  for (int i = 0; i < 20; ++i) EXPECT_NE(get("/a").find(" 200 "), std::string::npos);
  EXPECT_LE(server_->figures().connections, 51u);
}

TEST_F(ServerTest, ListenersHearWhatIsNew) {
  start({.keep_alive_time = milliseconds(60)});
  tcp::socket listener = connect();
  send(listener, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  last_ = 2;
  EXPECT_NE(receive(listener, "id: 2").find("id: 1"), std::string::npos);
  last_ = 3;
  const std::string more = receive(listener, "id: 3");
  EXPECT_EQ(more.find("id: 2"), std::string::npos) << "nothing twice";
  EXPECT_NE(receive(listener, ": keep-alive"), "");
  EXPECT_EQ(server_->figures().streams, 1u);
  listener.close();
  for (int i = 0; i < 200 && server_->figures().streams > 0; ++i)
    std::this_thread::sleep_for(milliseconds(10));
  EXPECT_EQ(server_->figures().streams, 0u);
}

TEST_F(ServerTest, TooManyListenersAreToldSo) {
  start({.most_streams = 1});
  tcp::socket first = connect();
  send(first, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
  receive(first, "changes");
  EXPECT_NE(ask("GET /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").find(" 503 "),
            std::string::npos);
}

TEST_F(ServerTest, StopsAfterWhatIsUnderWay) {
  start({});
  tcp::socket idle = connect(), slow = connect();
  send(slow, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!slow_begun_) std::this_thread::sleep_for(milliseconds(5));
  std::thread stop([&] { server_->stop(); });
  const std::string answer = receive(slow);
  EXPECT_NE(answer.find("GET /slow"), std::string::npos);
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
  stop.join();
  EXPECT_EQ(receive(idle), "");
  tcp::socket late(io_);
  Code error;
  late.connect({boost::asio::ip::make_address("127.0.0.1"), server_->port()}, error);
  EXPECT_TRUE(error);
}

TEST_F(ServerTest, SaysWhyItCannotListen) {
  start({});
  const auto again =
      Server::start({.port = server_->port()}, [](const Request&) { return Response(); },
                    {.look = [] { return Heard{}; }, .tell = [](Heard&) { return std::string(); }});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "cannot_listen");
  EXPECT_FALSE(Server::start({.bind = "nowhere"}, {}, {}));
}

}  // namespace
}  // namespace casus::serve
