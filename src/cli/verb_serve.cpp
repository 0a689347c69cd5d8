// casus serve: the page and the API, from a database.
#include <csignal>
#include <fmt/format.h>
#include <random>
#include <unistd.h>

#include "cli/work.h"
#include "serve/server.h"
#include "serve/service.h"

namespace casus::cli {
namespace {

bool is_loopback(const std::string& bind) { return bind.starts_with("127.") || bind == "::1"; }

std::string random_token() {
  std::random_device random;
  std::string out;
  for (int i = 0; i < 4; ++i) out += fmt::format("{:08x}", random());
  return out;
}

}  // namespace

int serve(const Common& common, const ServeOptions& options) {
  Console console(common);
  std::string token = options.token;
  if (const char* given = std::getenv("CASUS_TOKEN"); token.empty() && given != nullptr) token = given;
  const bool loopback = is_loopback(options.bind);
  const bool made = token.empty() && !loopback;
  if (made) token = random_token();

  // Before any thread begins, so that all of them leave these signals to this one.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  auto service = casus::serve::Service::open({
      .db = options.db,
      .token = token,
      .hosts = {options.bind},
      .any_host = !loopback,
      .has_model = pipeline::find_installation({common.data, common.model}).ok(),
      .open_pipeline = [&common]() -> base::Result<std::shared_ptr<const pipeline::Pipeline>> {
        auto installation = pipeline::find_installation({common.data, common.model});
        if (!installation) return installation.error();
        auto pipeline = pipeline::Pipeline::open(*installation);
        if (!pipeline) return pipeline.error();
        return std::shared_ptr<const pipeline::Pipeline>(
            std::make_shared<pipeline::Pipeline>(*std::move(pipeline)));
      },
  });
  if (!service) return console.error(service.error()), usage;
  auto server = casus::serve::Server::start(
      {.bind = options.bind, .port = options.port},
      [&](const casus::serve::Request& request) { return (*service)->answer(request); },
      {.look = [&] { return (*service)->look(); },
       .tell = [&](serve::Heard& after) { return (*service)->tell(after); }});
  if (!server) return console.error(server.error()), usage;

  const bool six = options.bind.find(':') != std::string::npos;
  const std::string address =
      fmt::format("http://{}{}{}:{}/", six ? "[" : "", options.bind, six ? "]" : "", (*server)->port());
  auto output = *Output::open("");
  output.write(address + (made ? "#token=" + token : "") + "\n");
  output.flush();
  if (made) console.note("whoever asks from outside needs the token after \"#token=\"; --token sets another");
  console.note("Ctrl-C ends it");

  int signal = 0;
  sigwait(&signals, &signal);
  // A second signal ends it at once: nothing here can be lost.
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  (*server)->stop();
  return all_well;
}

}  // namespace casus::cli
