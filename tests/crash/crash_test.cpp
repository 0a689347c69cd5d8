// An ingest that is killed, at random instants and at every named point, and started again until it ends: the
// database is sound after every kill, and at the end the same as that of an undisturbed run.
//
// CASUS_KILLS sets how many random kills (default: 12; `make crash`: 200), CASUS_BINARY_KILLS how many of the
// program itself with the small model (default: 0; `make crash`: 30).
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "corpus.h"
#include "made_up.h"
#include "store/migrations.h"
#include "store/sqlite.h"
#include "store/upkeep.h"

namespace casus {
namespace {

namespace fs = std::filesystem;

int setting(const char* name, int otherwise) {
  const char* const said = std::getenv(name);
  return said == nullptr ? otherwise : std::atoi(said);
}

class Child {
 public:
  explicit Child(const std::vector<std::string>& command, const std::string& failpoint = {}) {
    std::vector<char*> arguments;
    for (const std::string& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
    arguments.push_back(nullptr);
    pid_ = fork();
    if (pid_ != 0) return;
    if (!failpoint.empty()) setenv("CASUS_FAILPOINT", failpoint.c_str(), 1);
    execv(arguments[0], arguments.data());
    _exit(127);
  }

  // True where it ended by itself within that time.
  bool ends_within(std::chrono::microseconds time) {
    const auto until = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < until) {
      if (waitpid(pid_, &status_, WNOHANG) == pid_) return true;
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    return false;
  }
  void kill() {
    ::kill(pid_, SIGKILL);
    wait();
  }
  void wait() { waitpid(pid_, &status_, 0); }
  bool well() const { return WIFEXITED(status_) && (WEXITSTATUS(status_) == 0 || WEXITSTATUS(status_) == 3); }
  bool killed() const { return WIFSIGNALED(status_) && WTERMSIG(status_) == SIGKILL; }

 private:
  pid_t pid_ = 0;
  int status_ = 0;
};

std::string digest(const std::string& db) {
  const auto out = store::digest(db);
  EXPECT_TRUE(out) << out.error().to_string();
  return out ? *out : "none";
}

// Sound, or not there yet.
void expect_sound(const std::string& db) {
  std::error_code none;
  if (!fs::exists(db, none)) return;
  const auto wrong = store::verify(db);
  if (!wrong && (wrong.error().code == "foreign_database" || wrong.error().code == "older_schema")) return;
  ASSERT_TRUE(wrong) << wrong.error().to_string();
  ASSERT_TRUE(wrong->empty()) << wrong->front();
}

class CrashTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(CASUS_BINARY_DIR) / "crash_test" /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }

  std::vector<std::string> worker(const std::string& db, int threads = 1, int commit = 10) const {
    std::vector<std::string> out = {CASUS_WORKER, db, std::to_string(threads), std::to_string(commit)};
    out.insert(out.end(), files_.begin(), files_.end());
    return out;
  }
  std::string undisturbed() {
    const std::string db = folder_ / "undisturbed.db";
    Child child(worker(db));
    child.wait();
    EXPECT_TRUE(child.well());
    return digest(db);
  }
  static void forget(const std::string& db) {
    for (const char* const part : {"", "-wal", "-shm"}) fs::remove(db + part);
  }

  // Kills and starts again until it ends; returns the kills.
  template <class Command>
  int until_done(const Command& command, const std::string& db, int from_us, int to_us, int most,
                 std::mt19937& random) {
    std::uniform_int_distribution<int> when(from_us, to_us);
    for (int kills = 0;; ++kills) {
      Child child(command());
      if (kills == most) {
        child.wait();
        EXPECT_TRUE(child.well());
        return kills;
      }
      if (child.ends_within(std::chrono::microseconds(when(random)))) {
        EXPECT_TRUE(child.well());
        return kills;
      }
      child.kill();
      expect_sound(db);
      if (HasFatalFailure()) return kills;
    }
  }

  fs::path folder_;
  std::vector<std::string> files_;
};

TEST_F(CrashTest, KilledAtRandomInstants) {
  files_ = made_up::write_corpus(folder_ / "in", 250);
  const std::string wanted = undisturbed();
  const std::string db = folder_ / "killed.db";
  std::mt19937 random(7);
  const int kills = setting("CASUS_KILLS", 12);
  int done = 0, rounds = 0;
  while (done < kills) {
    forget(db);
    const auto command = [&] {
      return worker(db, 1 + static_cast<int>(random() % 3), 1 + static_cast<int>(random() % 40));
    };
    done += until_done(command, db, 1000, 90'000, kills - done, random);
    if (HasFailure()) break;
    ASSERT_EQ(digest(db), wanted) << "after " << done << " kills";
    ++rounds;
  }
  RecordProperty("kills", done);
  std::printf("%d kills at random instants in %d ingests: one digest\n", done, rounds);
}

TEST_F(CrashTest, KilledAtNamedPoints) {
  files_ = made_up::write_corpus(folder_ / "in", 20);
  const std::string wanted = undisturbed();
  const std::string db = folder_ / "killed.db";
  int points = 0, kills = 0;
  for (const char* const name :
       {"migrate.steps",     "migrate.committed", "transaction.begun", "ingest.coded",
        "keep.begin",        "keep.input",        "story.removed",     "story.changes",
        "story.row",         "rows.times",        "rows.places",       "rows.events",
        "rows.tolls",        "rows.agenda",       "keep.written",      "keep.account",
        "account.row",       "keep.end",          "reject.begin",      "reject.input",
        "reject.row",        "pass.begin",        "ingest.kept",       "ingest.commit",
        "checkpoint.before", "checkpoint.after",  "commit.before",     "commit.after",
        "ingest.committed",  "ingest.file_end"}) {
    ++points;
    for (const int nth : {1, 2, 5}) {
      if (nth > 1 && setting("CASUS_KILLS", 0) == 0) break;  // the long version
      SCOPED_TRACE(std::string(name) + ":" + std::to_string(nth));
      forget(db);
      Child child(worker(db, 1, 7), std::string(name) + ":" + std::to_string(nth));
      child.wait();
      if (nth == 1) {
        ASSERT_TRUE(child.killed()) << "the point is never reached";
      }
      if (!child.killed()) continue;  // reached less often
      ++kills;
      expect_sound(db);
      Child rest(worker(db, 2, 7));
      rest.wait();
      ASSERT_TRUE(rest.well());
      ASSERT_EQ(digest(db), wanted);
    }
  }
  EXPECT_GE(points, 20);
  std::printf("%d kills at %d named points: one digest\n", kills, points);
}

// A database of schema 1 that is brought forward.
TEST_F(CrashTest, KilledWhileASchemaIsBroughtForward) {
  files_ = made_up::write_corpus(folder_ / "in", 12);
  const std::string first = folder_ / "first.db", fresh = folder_ / "fresh.db";
  {
    Child child(worker(fresh));
    child.wait();
    // The stories of a newer database, in the tables of the first schema.
    const auto connection = store::Connection::open(first, store::Connection::Access::read_write);
    ASSERT_TRUE(connection);
    ASSERT_TRUE(store::migrate(**connection, 1));
    const auto filled = (*connection)
                            ->execute(("ATTACH '" + fresh +
                                       "' AS fresh; INSERT INTO main.stories SELECT id, source, published, "
                                       "headline, url, sha256, text, '0', 'made up', 'made up', record FROM "
                                       "fresh.stories;")
                                          .c_str());
    ASSERT_TRUE(filled) << filled.error().to_string();
  }
  std::string wanted;
  for (const char* const name : {"", "migrate.backup", "migrate.steps", "migrate.committed"}) {
    SCOPED_TRACE(name);
    const std::string db = folder_ / "upgraded.db";
    for (const auto& file : fs::directory_iterator(folder_)) {
      if (file.path().filename().string().starts_with("upgraded.db")) fs::remove(file.path());
    }
    fs::copy_file(first, db);
    if (*name != '\0') {
      Child child(worker(db), name);
      child.wait();
      ASSERT_TRUE(child.killed());
      expect_sound(db);
    }
    Child rest(worker(db));
    rest.wait();
    ASSERT_TRUE(rest.well());
    expect_sound(db);
    if (wanted.empty()) wanted = digest(db);
    EXPECT_EQ(digest(db), wanted);
    EXPECT_TRUE(fs::exists(db + ".schema-1.backup"));
  }
}

TEST_F(CrashTest, TheProgramItselfKilledAtRandomInstants) {
  const int kills = setting("CASUS_BINARY_KILLS", 0);
  if (kills == 0) GTEST_SKIP() << "CASUS_BINARY_KILLS=30 kills the program itself";
  const std::string dispatches = std::string(CASUS_SOURCE_DIR) + "/demo/dispatches.jsonl";
  const std::string db = folder_ / "killed.db", undisturbed = folder_ / "undisturbed.db";
  // More stories: the same ones under other ids.
  const std::string many = folder_ / "many.jsonl";
  {
    std::ifstream in(dispatches);
    std::ofstream out(many);
    std::string line;
    for (int n = 0; std::getline(in, line); ++n) {
      for (int copy = 0; copy < 8; ++copy) {
        std::string other = line;
        const std::size_t at = other.find("\"id\": \"");
        if (at != std::string::npos) other.insert(at + 7, std::to_string(copy) + "-");
        out << other << "\n";
      }
    }
  }
  const auto command = [&](const std::string& to) {
    return std::vector<std::string>{CASUS_PROGRAM, "ingest", "--quiet", "--model", "sm", "--db", to, many};
  };
  Child child(command(undisturbed));
  child.wait();
  ASSERT_TRUE(child.well()) << "make setup fetches the language model";
  const std::string wanted = digest(undisturbed);
  std::mt19937 random(11);
  int done = 0;
  while (done < kills) {
    forget(db);
    done += until_done([&] { return command(db); }, db, 50'000, 1'500'000, kills - done, random);
    if (HasFailure()) break;
    ASSERT_EQ(digest(db), wanted);
  }
  std::printf("%d kills of the program itself: one digest\n", done);
}

}  // namespace
}  // namespace casus
