// An ingest on a disk that loses its power, fails, or is full, at the n-th call.
//
// CASUS_POWER_POINTS sets at how many points (default: 16; `make crash`: 1000), CASUS_FAULT_POINTS for
// failing and full disks (default: 12; `make crash`: 300).
#include <cstdlib>
#include <gtest/gtest.h>

#include "corpus.h"
#include "made_up.h"
#include "pipeline/ingestion.h"
#include "power_vfs.h"
#include "store/sqlite.h"
#include "store/upkeep.h"

namespace casus {
namespace {

namespace fs = std::filesystem;
using power::Disk;
using power::Fault;
using power::Loss;

int setting(const char* name, int otherwise) {
  const char* const said = std::getenv(name);
  return said == nullptr ? otherwise : std::atoi(said);
}

class PowerTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(CASUS_BINARY_DIR) / "power_test" /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    files_ = made_up::write_corpus(folder_ / "in", 60);
  }

  // How many documents were said to be kept and committed, and the error that ended it, if any.
  struct Run {
    std::uint64_t committed = 0;
    std::optional<base::Error> error;
  };
  Run ingest(const Disk& disk, store::Durability durability) {
    Run run;
    auto store = store::Store::open("casus.db", made_up::maker(), {durability, disk.name()});
    if (!store) return {0, store.error()};
    auto known = store::Known::open("casus.db", made_up::maker(), disk.name());
    if (!known) return {0, known.error()};
    pipeline::IngestOptions options;
    options.files = files_;
    options.commit_documents = commit;
    options.commit_seconds = 1e9;
    const pipeline::IngestListener listener{
        {}, [&](const pipeline::IngestCounts& counts, const pipeline::Source&) {
          // This document comes after all that was committed: whole batches.
          run.committed = (counts.documents() - 1) / commit * commit;
        }};
    const auto counts = pipeline::ingest_files(made_up::workers(), *store, *known, options, listener);
    if (!counts) run.error = counts.error();
    return run;
  }

  std::string written_out(const Disk& disk) {
    const std::string file = folder_ / "out.db";
    for (const char* const part : {"", "-wal", "-shm"}) fs::remove(file + part);
    disk.write_out("casus.db", file);
    return file;
  }

  // Sound, or not there yet; returns the documents that are there.
  std::uint64_t expect_sound(const Disk& disk) {
    const std::string file = written_out(disk);
    if (!fs::exists(file)) return 0;
    const auto wrong = store::verify(file);
    if (!wrong && wrong.error().code == "foreign_database") return 0;
    EXPECT_TRUE(wrong) << wrong.error().to_string();
    if (!wrong) return 0;
    EXPECT_TRUE(wrong->empty()) << wrong->front();
    const auto stats = store::stats(file);
    EXPECT_TRUE(stats);
    for (const auto& [name, number] : stats->numbers) {
      if (name == "documents") return static_cast<std::uint64_t>(number);
    }
    return 0;
  }

  std::string digest(const Disk& disk) {
    const auto out = store::digest(written_out(disk));
    EXPECT_TRUE(out) << out.error().to_string();
    return out ? *out : "none";
  }

  // The digest of an undisturbed run, and how many calls it makes that change something.
  std::pair<std::string, std::uint64_t> undisturbed(store::Durability durability) {
    Disk disk("undisturbed");
    disk.plan(Fault::none, 0, false);
    const Run run = ingest(disk, durability);
    EXPECT_FALSE(run.error) << run.error->to_string();
    const std::uint64_t calls = disk.calls();
    return {digest(disk), calls};
  }

  static constexpr std::uint64_t commit = 3;
  fs::path folder_;
  std::vector<std::string> files_;
};

TEST_F(PowerTest, ThePowerFailsAtTheNthWrite) {
  const int points = setting("CASUS_POWER_POINTS", 16);
  std::mt19937 random(3);
  int tried = 0;
  for (const auto durability : {store::Durability::full, store::Durability::normal}) {
    const auto [wanted, calls] = undisturbed(durability);
    ASSERT_GT(calls, 100u);
    const int here = durability == store::Durability::full ? points - points / 2 : points / 2;
    for (int i = 0; i < here; ++i) {
      const std::uint64_t at = 1 + calls * static_cast<std::uint64_t>(i) / static_cast<std::uint64_t>(here);
      const auto loss = static_cast<Loss>(i % 3);
      SCOPED_TRACE("call " + std::to_string(at) + " of " + std::to_string(calls) + ", loss " +
                   std::to_string(i % 3));
      Disk disk("power");
      disk.plan(Fault::power, at, true);
      const Run run = ingest(disk, durability);
      ASSERT_TRUE(disk.struck());
      disk.lose_power(loss, random);
      const std::uint64_t there = expect_sound(disk);
      // Committed is committed, where the disk was waited for.
      if (durability == store::Durability::full) {
        ASSERT_GE(there, run.committed);
      }
      const Run rest = ingest(disk, durability);
      ASSERT_FALSE(rest.error) << rest.error->to_string();
      expect_sound(disk);
      ASSERT_EQ(digest(disk), wanted);
      ++tried;
      if (HasFailure()) return;
    }
  }
  std::printf("power lost at %d points: sound, and one digest after going on\n", tried);
}

TEST_F(PowerTest, TheDiskFailsOrIsFullAtTheNthWrite) {
  const int points = setting("CASUS_FAULT_POINTS", 12);
  const auto [wanted, calls] = undisturbed(store::Durability::full);
  int tried = 0, told = 0;
  for (int i = 0; i < points; ++i) {
    const std::uint64_t at = 1 + calls * static_cast<std::uint64_t>(i) / static_cast<std::uint64_t>(points);
    const Fault fault = i % 2 == 0 ? Fault::io_error : Fault::full;
    const bool lasting = i % 4 < 2;
    SCOPED_TRACE("call " + std::to_string(at) + " of " + std::to_string(calls) +
                 (fault == Fault::full ? ", full" : ", failing") + (lasting ? ", lasting" : ", once"));
    Disk disk("faulty");
    disk.plan(fault, at, lasting);
    const Run run = ingest(disk, store::Durability::full);
    ASSERT_TRUE(disk.struck());
    if (run.error) {
      ++told;
      // In plain words, with the file and what to do.
      EXPECT_TRUE(run.error->code == "database_io" || run.error->code == "database_full" ||
                  run.error->code == "database_unreadable")
          << run.error->code << ": " << run.error->message;
      EXPECT_FALSE(run.error->hint.empty());
      EXPECT_EQ(run.error->file, "casus.db");
    }
    // The machine goes on: what was written is there, synced or not.
    disk.plan(Fault::none, 0, false);
    const std::uint64_t there = expect_sound(disk);
    ASSERT_GE(there, run.committed);
    const Run rest = ingest(disk, store::Durability::full);
    ASSERT_FALSE(rest.error) << rest.error->to_string();
    ASSERT_EQ(digest(disk), wanted);
    ++tried;
    if (HasFailure()) return;
  }
  EXPECT_GT(told, tried / 2);
  std::printf(
      "disk failing or full at %d points (%d with an error, the rest only at the last tidying): sound, "
      "and one digest after going on\n",
      tried, told);
}

// Another program holds the database.
TEST_F(PowerTest, ALockedDatabaseIsSaid) {
  const std::string file = folder_ / "locked.db";
  auto first = store::Store::open(file, made_up::maker());
  ASSERT_TRUE(first);
  ASSERT_TRUE(first->checkpoint({"x", 1, 1, false, "", ""}));  // an open transaction
  auto second = store::Store::open(file, made_up::maker(), {store::Durability::full, "", 50});
  ASSERT_TRUE(second) << second.error().to_string();
  const auto refused = second->checkpoint({"y", 1, 1, false, "", ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "database_locked");
  EXPECT_EQ(refused.error().file, file);
  EXPECT_FALSE(refused.error().hint.empty());
  ASSERT_TRUE(first->commit());
  // Nothing was begun, so it may be tried again.
  ASSERT_TRUE(second->checkpoint({"y", 1, 1, false, "", ""}));
  ASSERT_TRUE(second->commit());
}

TEST_F(PowerTest, ADatabaseThatMayNotBeWrittenToIsSaid) {
  Disk disk("protected");
  ASSERT_TRUE(store::Store::open("casus.db", made_up::maker(), {store::Durability::full, disk.name()}));
  disk.protect(true);
  const auto refused =
      store::Store::open("casus.db", made_up::maker(), {store::Durability::full, disk.name()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "database_read_only");
  EXPECT_EQ(refused.error().file, "casus.db");
  EXPECT_FALSE(refused.error().hint.empty());
}

// What the tests above rest on: this disk does lose what it was not told to keep.
TEST_F(PowerTest, WhatIsNotSyncedIsLost) {
  std::mt19937 random(1);
  for (const bool waits : {true, false}) {
    Disk disk("plain");
    {
      const auto opened =
          store::Connection::open("plain.db", store::Connection::Access::read_write, disk.name());
      ASSERT_TRUE(opened);
      ASSERT_TRUE((*opened)->execute("CREATE TABLE t (x)"));
      ASSERT_TRUE((*opened)->execute(waits ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF"));
      for (int i = 0; i < 5; ++i) ASSERT_TRUE((*opened)->execute("INSERT INTO t VALUES (1)"));
    }
    disk.lose_power(Loss::all_lost, random);
    const auto again =
        store::Connection::open("plain.db", store::Connection::Access::read_write, disk.name());
    ASSERT_TRUE(again);
    const auto rows = (*again)->number("SELECT count(*) FROM t");
    EXPECT_EQ(rows ? *rows : 0, waits ? 5 : 0);
  }
}

}  // namespace
}  // namespace casus
