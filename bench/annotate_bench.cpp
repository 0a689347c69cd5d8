// How fast the language runtime reads: raw text to all annotations, in tokens per second of CPU time.
//
//   annotate_bench [--model FILE] [--jsonl FILE] [--threads N] [--rounds N] [--limit DOCUMENTS]
//
// Prints one line of JSON a measurement. "cold": a thread's first reading, its caches empty; "warm": the same
// text again. CPU time, not the clock on the wall, because benchmarks share their machine; the clock is
// printed too. CASUS_CPU chooses the instruction set.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <vector>

#include "annotate/annotator.h"
#include "stories.h"

namespace {

using namespace casus;
using bench::thread_seconds;

constexpr std::size_t documents_at_once = 64;

double wall_seconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}

std::vector<std::string> read_texts(const std::string& path, std::size_t limit) {
  std::vector<std::string> out;
  std::ifstream in(path);
  for (std::string line; out.size() < limit && std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_object() && json.contains("text")) out.push_back(json["text"].get<std::string>());
  }
  return out;
}

struct Measured {
  double cpu = 0;
  std::size_t tokens = 0;
};

// Opens and reads all texts once; opening counts, because tokens are offsets into an opened text.
Measured read_all(const annotate::Annotator& annotator, const std::vector<std::string>& texts,
                  annotate::Annotator::Workspace& workspace) {
  Measured out;
  const double start = thread_seconds();
  std::vector<document::Document> documents;
  std::vector<document::Document*> pointers;
  for (std::size_t first = 0; first < texts.size(); first += documents_at_once) {
    documents.clear();
    pointers.clear();
    const std::size_t last = std::min(texts.size(), first + documents_at_once);
    for (std::size_t i = first; i < last; ++i) {
      document::Article article;
      article.text = texts[i];
      documents.push_back(*document::Document::open(article));
    }
    for (document::Document& document : documents) pointers.push_back(&document);
    for (const auto& result : annotator.read(pointers, workspace)) {
      if (!result) std::abort();
    }
    for (const document::Document& document : documents) out.tokens += document.size();
  }
  out.cpu = thread_seconds() - start;
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string root = CASUS_SOURCE_DIR;
  std::string model = root + "/.cache/models/en_core_web_md-3.7.1.casus";
  std::string jsonl = root + "/tests/annotate/text.jsonl";
  std::size_t threads = 1;
  std::size_t rounds = 3;
  std::size_t limit = 1'000'000;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--model") model = argv[i + 1];
    if (option == "--jsonl") jsonl = argv[i + 1];
    if (option == "--threads") threads = std::strtoul(argv[i + 1], nullptr, 10);
    if (option == "--rounds") rounds = std::strtoul(argv[i + 1], nullptr, 10);
    if (option == "--limit") limit = std::strtoul(argv[i + 1], nullptr, 10);
  }
  const auto texts = read_texts(jsonl, limit);
  const double load_start = wall_seconds();
  const auto annotator = annotate::Annotator::load(model);
  if (!annotator || texts.empty()) {
    std::fprintf(stderr, "annotate_bench: %s\n",
                 annotator ? "no texts" : annotator.error().to_string().c_str());
    return 1;
  }
  document::Article hello;
  hello.text = "Hello.";
  auto first = *document::Document::open(hello);
  annotate::Annotator::Workspace first_workspace;
  if (!annotator->read(first, first_workspace)) return 1;
  const double first_token = wall_seconds() - load_start;

  const auto report = [&](const char* caches, const std::vector<Measured>& all, double wall) {
    double cpu = 0;
    std::size_t tokens = 0;
    for (const Measured& measured : all) {
      cpu += measured.cpu;
      tokens += measured.tokens;
    }
    // With several threads: what all together read in a second, if each has a processor of its own.
    const double rate = static_cast<double>(tokens) / cpu * static_cast<double>(all.size());
    std::printf(
        "{\"model\":\"%s\",\"cpu\":\"%s\",\"threads\":%zu,\"caches\":\"%s\",\"tokens\":%zu,"
        "\"tokens_per_cpu_second\":%.0f,\"tokens_per_wall_second\":%.0f}\n",
        annotator->name().c_str(), std::string(annotate::name(annotator->cpu())).c_str(), all.size(), caches,
        tokens, rate, static_cast<double>(tokens) / wall);
  };
  std::vector<annotate::Annotator::Workspace> workspaces(threads);
  for (std::size_t round = 0; round <= rounds; ++round) {
    std::vector<Measured> measured(threads);
    const double start = wall_seconds();
    if (threads == 1) {
      measured[0] = read_all(*annotator, texts, workspaces[0]);
    } else {
      std::vector<std::thread> running;
      for (std::size_t t = 0; t < threads; ++t) {
        running.emplace_back([&, t] { measured[t] = read_all(*annotator, texts, workspaces[t]); });
      }
      for (std::thread& thread : running) thread.join();
    }
    report(round == 0 ? "cold" : "warm", measured, wall_seconds() - start);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("{\"load_to_first_token_ms\":%.1f,\"peak_memory_mb\":%.0f}\n", first_token * 1e3,
              static_cast<double>(usage.ru_maxrss) / 1024);
  return 0;
}
