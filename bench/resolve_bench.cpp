// What resolution costs: times by the kilobyte, places and actors by the mention, one name by the look-up.
//
//   resolve_bench [--jsonl FILE] [--limit STORIES] [--rounds N]
//
// Reads text and published of each line of FILE, annotates each story once, then resolves it again and again
// on one thread. Prints one line of JSON a part: CPU seconds, and what a kilobyte, a mention or a look-up
// costs.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/annotator.h"
#include "annotate/roles.h"
#include "knowledge/knowledge.h"
#include "pipeline/installation.h"
#include "resolve/entities.h"
#include "resolve/places.h"
#include "resolve/times.h"
#include "stories.h"

namespace {

using namespace casus;
using bench::thread_seconds;

template <class T>
T or_stop(base::Result<T> result) {
  return bench::or_stop("resolve_bench", std::move(result));
}

// CPU seconds of `rounds` calls of `work` on every document.
template <class Work>
double spent(std::vector<document::Document>& documents, std::size_t rounds, Work work) {
  for (document::Document& document : documents) work(document);  // fills the caches
  const double start = thread_seconds();
  for (std::size_t round = 0; round < rounds; ++round) {
    for (document::Document& document : documents) work(document);
  }
  return thread_seconds() - start;
}

}  // namespace

int main(int argc, char** argv) {
  std::string jsonl = std::string(CASUS_SOURCE_DIR) + "/demo/dispatches.jsonl";
  std::size_t limit = 1'000'000, rounds = 5;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--jsonl") jsonl = argv[i + 1];
    if (option == "--limit") limit = std::strtoul(argv[i + 1], nullptr, 10);
    if (option == "--rounds") rounds = std::strtoul(argv[i + 1], nullptr, 10);
  }
  const auto place = or_stop(pipeline::find_installation({}));
  const auto annotator = or_stop(annotate::Annotator::load(place.model));
  const auto known = or_stop(pipeline::load_knowledge(place)).knowledge;
  const auto labeler = or_stop(annotate::RoleLabeler::load(place.data));
  const std::string words = place.data + "/words/en";
  const auto times = or_stop(resolve::TimeReader::load(words));
  const auto places = or_stop(resolve::PlaceReader::load(words, known));
  const auto entities = or_stop(resolve::EntityReader::load(words, known));

  std::vector<document::Document> documents;
  annotate::Annotator::Workspace workspace;
  std::size_t bytes = 0;
  for (const document::Article& article : bench::read_articles(jsonl, limit)) {
    auto document = bench::read_document(article, annotator, known, workspace);
    if (!document) continue;
    labeler.read(*document);
    bytes += document->text().size();
    documents.push_back(std::move(*document));
  }
  if (documents.empty()) {
    std::fprintf(stderr, "resolve_bench: %s holds no story that can be read\n", jsonl.c_str());
    return 1;
  }
  const auto line = [&](const char* part, double cpu, std::size_t count, const char* what) {
    std::printf(
        "{\"part\":\"%s\",\"cpu_seconds\":%.4f,\"kilobytes_per_cpu_second\":%.0f,\"%s\":%zu,"
        "\"microseconds_each\":%.2f}\n",
        part, cpu, static_cast<double>(bytes * rounds) / 1e3 / cpu, what, count * rounds,
        cpu * 1e6 / static_cast<double>(count * rounds));
  };
  const auto count = [&](auto of) {
    std::size_t out = 0;
    for (const document::Document& document : documents) out += of(document);
    return out;
  };
  const double time_cpu =
      spent(documents, rounds, [&](document::Document& document) { times.read(document); });
  line("times", time_cpu, count([](const auto& document) { return document.times.size(); }), "times");
  const double place_cpu =
      spent(documents, rounds, [&](document::Document& document) { places.read(document); });
  line("places", place_cpu, count([](const auto& document) { return document.places.size(); }), "places");
  const double actor_cpu =
      spent(documents, rounds, [&](document::Document& document) { entities.read(document); });
  line("actors", actor_cpu, count([](const auto& document) { return document.mentions.size(); }), "mentions");

  // A look-up at every token, of actors and of places: what finding a name costs, found or not.
  std::vector<std::vector<std::string_view>> tokens;
  for (const document::Document& document : documents) {
    auto& list = tokens.emplace_back();
    for (document::TokenIndex i = 0; i < document.size(); ++i) list.push_back(document.token(i).text());
  }
  std::size_t looked = 0, found = 0;
  const double start = thread_seconds();
  for (std::size_t round = 0; round < rounds; ++round) {
    for (const auto& list : tokens) {
      for (std::size_t at = 0; at < list.size(); ++at) {
        found += known.names_at(list, at).size();
        found += known.place_at(list, at).has_value();
        looked += 2;
      }
    }
  }
  const double look_cpu = thread_seconds() - start;
  std::printf(
      "{\"part\":\"look-up\",\"cpu_seconds\":%.4f,\"look_ups\":%zu,\"found\":%zu,\"microseconds_each\":%.3f}"
      "\n",
      look_cpu, looked, found, look_cpu * 1e6 / static_cast<double>(looked));
  return 0;
}
