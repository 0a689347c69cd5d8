// What placing one more story costs as the archive grows: made stories, a few a day, into a database.
//
//   situate_bench [STORIES] [STORIES_A_DAY] [FILE]
//
// Incidents come at chance; each is told by one to six stories within some days, with people and a street of
// its own and a town that others have as well. Now and then a dispatch is sent again with more words. Prints
// processor time a story for the second ten thousand and for the last tenth, and how they compare.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <filesystem>
#include <fmt/format.h>
#include <random>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "pipeline/placing.h"
#include "situate/situations.h"
#include "store/migrations.h"
#include "store/placed.h"
#include "store/sqlite.h"

namespace {

using namespace casus;

class Feed {
 public:
  explicit Feed(double a_day) : a_day_(a_day) {}

  situate::Told next() {
    const int day = static_cast<int>(static_cast<double>(count_) / a_day_);
    while (!open_.empty() && open_.front().last < day) open_.pop_front();
    situate::Told out;
    out.id = fmt::format("s{:08}", count_++);
    out.published = base::to_string(base::add_days(base::make_date(1900, 1, 1), day));
    out.source = random_() % 2 == 0 ? "one" : "two";
    if (!last_text_.empty() && random_() % 20 == 0) {
      out.headline = "UPDATE 1-" + last_headline_;
      out.text = last_text_ + " Officers said more about " + name() + " on the next day.";
      return out;
    }
    if (open_.empty() || random_() % 3 == 0) {
      open_.push_back({name() + " " + name(), name() + " " + name(), name() + " Street", town(), day + 6});
    }
    const Incident& one = open_[random_() % open_.size()];
    out.headline = "Shooting in " + one.town;
    out.text = "Officers found " + one.victim + " shot near " + one.street + " in " + one.town +
               ". A friend, " + one.witness + ", said that " + filler(12) + ". In " + one.town +
               " the mayor told " + name() + " " + name() + " that " + filler(12) + ". Investigators from " +
               one.town + " looked for " + filler(20) + ". " + one.victim + " had " + filler(10) + ".";
    last_text_ = out.text;
    last_headline_ = out.headline;
    return out;
  }

 private:
  struct Incident {
    std::string victim, witness, street, town;
    int last = 0;
  };

  std::string syllables(std::size_t count) {
    static constexpr std::array<const char*, 20> row = {"ba",  "cor", "del", "el",  "far", "gal", "hes",
                                                        "jor", "kel", "lor", "mar", "nor", "pel", "tam",
                                                        "vin", "wes", "ran", "sil", "dun", "os"};
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += row[random_() % row.size()];
    return out;
  }
  std::string name() {
    std::string out = syllables(3);
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
  }
  std::string town() {
    std::string out = syllables(2) + "ton";
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
  }
  std::string filler(int words) {
    static constexpr std::array<const char*, 16> row = {
        "people", "said",  "police", "street", "night", "house",  "car", "report",
        "city",   "found", "looked", "asked",  "after", "before", "and", "the"};
    std::string out;
    for (int i = 0; i < words; ++i) {
      if (i > 0) out += ' ';
      out += random_() % 8 == 0 ? syllables(3) : row[random_() % row.size()];
    }
    return out;
  }

  const double a_day_;
  std::mt19937 random_{7};
  std::size_t count_ = 0;
  std::deque<Incident> open_;
  std::string last_text_, last_headline_;
};

int fail(const base::Error& error) {
  fmt::print(stderr, "situate_bench: {}\n", error.to_string());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t stories = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 20'000;
  const double a_day = argc > 2 ? std::strtod(argv[2], nullptr) : 20;
  const std::string file = argc > 3 ? argv[3] : "situate_bench.db";
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file + ending);
  {
    auto connection = store::Connection::open(file, store::Connection::Access::read_write);
    if (!connection) return fail(connection.error());
    if (auto set = (*connection)->execute("PRAGMA journal_mode = WAL;"); !set) return fail(set.error());
    if (auto made = store::migrate(**connection); !made) return fail(made.error());
  }
  const auto ordinary = situate::OrdinaryWords::load(CASUS_SOURCE_DIR "/data/words/en/ordinary.txt");
  if (!ordinary) return fail(ordinary.error());
  auto tables = store::PlacedTables::open(file);
  if (!tables) return fail(tables.error());
  pipeline::PlacedShelf shelf(*tables);
  situate::Situations situations(shelf);

  Feed feed(a_day);
  constexpr std::size_t at_once = 100;
  const std::size_t tenth = std::max<std::size_t>(stories / 10, at_once);
  double early = 0, late = 0, spent = 0;
  std::size_t early_count = 0, late_count = 0;
  for (std::size_t done = 0; done < stories; done += at_once) {
    std::vector<situate::Told> told;
    for (std::size_t i = 0; i < at_once; ++i) told.push_back(feed.next());
    const std::clock_t start = std::clock();
    if (auto begun = tables->begin(); !begun) return fail(begun.error());
    for (const situate::Told& one : told) {
      if (auto added = situations.add(situate::entry_of(one, *ordinary)); !added) return fail(added.error());
    }
    if (auto settled = situations.settle(); !settled) return fail(settled.error());
    if (auto committed = tables->commit(); !committed) return fail(committed.error());
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    spent += seconds;
    if (done >= 10'000 && done < 20'000) early += seconds, early_count += at_once;
    if (done + tenth >= stories) late += seconds, late_count += at_once;
    if ((done + at_once) % tenth == 0) {
      fmt::print("{:>9} stories  {:.3f} ms each so far\n", done + at_once,
                 1e3 * spent / static_cast<double>(done + at_once));
      std::fflush(stdout);
    }
  }
  if (early_count == 0 || late_count == 0) return 0;
  const double first = 1e3 * early / static_cast<double>(early_count),
               last = 1e3 * late / static_cast<double>(late_count);
  fmt::print("at 10,000 stories {:.3f} ms, at {} stories {:.3f} ms: {:+.1f} %; file {} MB\n", first, stories,
             last, 100 * (last / first - 1), std::filesystem::file_size(file) >> 20);
  return 0;
}
