// Where the time of `casus code` goes: each room's share of the CPU time of reading stories, one thread.
//
//   story_bench [--jsonl FILE] [--limit STORIES] [--rounds N] [--data FOLDER]...
//
// Reads text, published and headline of each line of FILE. Prints one line of JSON a room and data folder:
// CPU seconds, tokens per CPU second, share of the whole. With more than one --data, the rooms above the
// language runtime are loaded once for each, and take turns over the same documents, so that folders can be
// compared (tools/multiply_rules.py makes some with more rules).
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "annotate/annotator.h"
#include "annotate/roles.h"
#include "code/coder.h"
#include "knowledge/knowledge.h"
#include "ontology/ontology.h"
#include "pipeline/installation.h"
#include "resolve/resolver.h"
#include "stories.h"

namespace {

using namespace casus;
using bench::thread_seconds;

template <class T>
T or_stop(base::Result<T> result) {
  return bench::or_stop("story_bench", std::move(result));
}

struct Rules {
  explicit Rules(const std::string& folder, const knowledge::Knowledge& known)
      : data(folder),
        ontology(or_stop(ontology::Ontology::load(data + "/ontology"))),
        coder(or_stop(code::Coder::load(data, ontology, &known))) {}

  std::string data;
  ontology::Ontology ontology;
  code::Coder coder;
  double cpu = 0;
  std::size_t events = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const std::string root = CASUS_SOURCE_DIR;
  std::string jsonl = root + "/demo/dispatches.jsonl";
  std::size_t limit = 1'000'000, rounds = 3;
  std::vector<std::string> folders;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--jsonl") jsonl = argv[i + 1];
    if (option == "--limit") limit = std::strtoul(argv[i + 1], nullptr, 10);
    if (option == "--rounds") rounds = std::strtoul(argv[i + 1], nullptr, 10);
    if (option == "--data") folders.emplace_back(argv[i + 1]);
  }
  const auto articles = bench::read_articles(jsonl, limit);
  const auto place = or_stop(pipeline::find_installation({}));
  const auto annotator = or_stop(annotate::Annotator::load(place.model));
  const auto known = or_stop(pipeline::load_knowledge(place)).knowledge;
  const auto labeler = or_stop(annotate::RoleLabeler::load(place.data));
  const auto resolver = or_stop(resolve::Resolver::load(place.data, known));
  folders.insert(folders.begin(), place.data);
  std::vector<std::unique_ptr<Rules>> all;
  for (const std::string& folder : folders) all.push_back(std::make_unique<Rules>(folder, known));

  annotate::Annotator::Workspace workspace;
  double annotate_cpu = 0, roles_cpu = 0, resolve_cpu = 0;
  std::size_t tokens = 0, refused = 0;
  // The first round fills the caches and does not count.
  for (std::size_t round = 0; round <= rounds; ++round) {
    if (round == 1) {
      annotate_cpu = roles_cpu = resolve_cpu = 0;
      tokens = refused = 0;
      for (auto& rules : all) rules->cpu = 0, rules->events = 0;
    }
    for (const document::Article& article : articles) {
      const double start = thread_seconds();
      auto document = bench::read_document(article, annotator, known, workspace);
      if (!document) {
        ++refused;
        continue;
      }
      const double annotated = thread_seconds();
      labeler.read(*document);
      const double labeled = thread_seconds();
      resolver.read(*document);
      const double resolved = thread_seconds();
      annotate_cpu += annotated - start;
      roles_cpu += labeled - annotated;
      resolve_cpu += resolved - labeled;
      tokens += document->size();
      for (auto& rules : all) {
        const double before = thread_seconds();
        const events::Claims claims = rules->coder.code(*document);
        rules->cpu += thread_seconds() - before;
        rules->events += claims.events.size();
      }
    }
  }
  if (tokens == 0) {
    std::fprintf(stderr, "story_bench: %s holds no story that can be read\n", jsonl.c_str());
    return 1;
  }
  const double whole = annotate_cpu + roles_cpu + resolve_cpu + all.front()->cpu;
  const auto line = [&](const char* what, double cpu) {
    std::printf(
        "{\"room\":\"%s\",\"cpu_seconds\":%.4f,\"tokens\":%zu,\"tokens_per_cpu_second\":%.0f,"
        "\"share\":%.3f}\n",
        what, cpu, tokens, static_cast<double>(tokens) / cpu, cpu / whole);
  };
  line("annotate", annotate_cpu);
  line("roles", roles_cpu);
  line("resolve", resolve_cpu);
  line("code", all.front()->cpu);
  line("all", whole);
  for (std::size_t i = 1; i < all.size(); ++i) {
    const Rules& rules = *all[i];
    std::printf(
        "{\"room\":\"code\",\"data\":\"%s\",\"rules\":%zu,\"words\":%zu,\"cpu_seconds\":%.4f,\"events\":%zu,"
        "\"times_own\":%.3f}\n",
        rules.data.c_str(), rules.coder.rules().rules().size(), rules.coder.rules().key_count(), rules.cpu,
        rules.events, rules.cpu / all.front()->cpu);
  }
  std::fprintf(stderr, "story_bench: %zu events, %zu stories refused\n", all.front()->events, refused);
  return 0;
}
