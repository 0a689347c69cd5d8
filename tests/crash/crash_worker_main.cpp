// crash_worker DB THREADS COMMIT FILES...: an ingest with made-up claims, to be killed.
#include <cstdio>
#include <cstdlib>

#include "made_up.h"
#include "pipeline/ingestion.h"

int main(int argc, char** argv) {
  using namespace casus;
  if (argc < 5) return std::fputs("usage: crash_worker DB THREADS COMMIT FILES...\n", stderr), 1;
  const auto fail = [](const base::Error& error) {
    std::fprintf(stderr, "%s\n", error.to_string().c_str());
    return 1;
  };
  auto store = store::Store::open(argv[1], made_up::maker(), {store::Durability::normal});
  if (!store) return fail(store.error());
  auto known = store::Known::open(argv[1], made_up::maker());
  if (!known) return fail(known.error());
  pipeline::IngestOptions options;
  options.threads = std::atoi(argv[2]);
  options.commit_documents = static_cast<std::size_t>(std::atoi(argv[3]));
  options.files.assign(argv + 4, argv + argc);
  const auto counts = pipeline::ingest_files(made_up::workers(), *store, *known, options, {});
  return counts ? 0 : fail(counts.error());
}
