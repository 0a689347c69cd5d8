// The store's share of an ingest: made-up short stories with made-up claims, kept one by one and committed as
// `casus ingest` does. Says the rate of each tenth, the memory at its highest, and the size of what came out.
//
//   store_bench [STORIES [FOLDER]]     default: 20000 stories; bench results for a million are in
//                                      docs/performance.md
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sys/resource.h>

#include "base/sha256.h"
#include "made_up.h"
#include "store/store.h"
#include "store/upkeep.h"

namespace {

using casus::base::Error;
using Clock = std::chrono::steady_clock;

int fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.to_string().c_str());
  return 1;
}

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Of this process, in seconds: on a machine with other work this is steadier than the clock.
double processor() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

// What the reader and the coder would hand over.
casus::pipeline::Outcome outcome_of(std::uint64_t number, std::string& raw) {
  casus::pipeline::Outcome out;
  raw = casus::made_up::story_line(number);
  raw.pop_back();
  const auto reader = casus::ingest::read_bytes(raw, "made-up.jsonl", casus::ingest::Format::json_lines, {});
  out.item = *reader->next();
  out.item.article.line = number + 1;
  casus::made_up::code(out);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace casus;
  const std::uint64_t stories = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 20'000;
  const std::filesystem::path folder = argc > 2 ? argv[2] : std::filesystem::temp_directory_path();
  const std::string file = folder / "casus-store-bench.db";
  const auto forget = [&] {
    for (const char* const part : {"", "-wal", "-shm"}) std::filesystem::remove(file + part);
  };
  forget();
  constexpr std::uint64_t commit = 500;
  std::array<double, 10> seconds{}, busy{};
  std::array<std::uint64_t, 10> kept{};
  {
    auto store = store::Store::open(file, made_up::maker(), {store::Durability::normal});
    if (!store) return fail(store.error());
    std::string raw;
    std::uint64_t offset = 0;
    for (std::uint64_t i = 0; i < stories; ++i) {
      const pipeline::Outcome one = outcome_of(i, raw);
      if (!one.coded) return fail(*one.item.error);
      const std::size_t tenth = static_cast<std::size_t>(i * 10 / stories);
      const auto start = Clock::now();
      const double busy_before = processor();
      const auto done = store->keep({one.coded->document,
                                     one.coded->claims,
                                     one.ids,
                                     one.record,
                                     {raw, offset, "jsonl", "made-up.jsonl"}});
      if (!done) return fail(done.error());
      offset += raw.size() + 1;
      if ((i + 1) % commit == 0 || i + 1 == stories) {
        if (auto set = store->checkpoint({"made-up.jsonl", offset, i + 1, i + 1 == stories, "mark", ""});
            !set)
          return fail(set.error());
        if (auto committed = store->commit(); !committed) return fail(committed.error());
      }
      seconds[tenth] += since(start);
      busy[tenth] += processor() - busy_before;
      ++kept[tenth];
    }
  }
  std::printf("%llu stories, %llu a transaction, synchronous=NORMAL; the store's share alone\n",
              static_cast<unsigned long long>(stories), static_cast<unsigned long long>(commit));
  double all = 0, all_busy = 0;
  const auto rate = [&](std::size_t i) { return static_cast<double>(kept[i]) / seconds[i]; };
  const auto busy_rate = [&](std::size_t i) { return static_cast<double>(kept[i]) / busy[i]; };
  for (std::size_t i = 0; i < seconds.size(); ++i) {
    all += seconds[i];
    all_busy += busy[i];
    std::printf("  tenth %2zu: %7.0f stories/s, %7.0f by the processor's time\n", i + 1, rate(i),
                busy_rate(i));
  }
  std::printf("  all:      %7.0f stories/s, %7.0f by the processor's time\n",
              static_cast<double>(stories) / all, static_cast<double>(stories) / all_busy);
  std::printf("  last tenth against first: %+.1f%%, %+.1f%% by the processor's time\n",
              (rate(9) / rate(0) - 1) * 100, (busy_rate(9) / busy_rate(0) - 1) * 100);
  const auto stats = store::stats(file);
  if (!stats) return fail(stats.error());
  std::int64_t events = 0, bytes = 0;
  for (const auto& [name, number] : stats->numbers) {
    if (name == "events") events = number;
    if (name == "bytes of the file") bytes = number;
  }
  std::printf("  events: %lld; file: %.2f GB, %.1f KB a story; memory at its highest: %ld MB\n",
              static_cast<long long>(events), static_cast<double>(bytes) / 1e9,
              static_cast<double>(bytes) / 1e3 / static_cast<double>(stories), peak_megabytes());
  forget();
  return 0;
}
